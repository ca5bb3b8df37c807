import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { dateEnMots, joursAvant } from '../core/dates-en-mots.ts';
import { aujourdhuiA } from '../core/jour.ts';
import { champTexte } from '../ui/champs.ts';
import { champCases, champRadios } from '../ui/champs-choix.ts';
import { encart } from '../ui/encart.ts';
import { cadrePanneau, type PropsActions } from './cadre-panneau.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';

/** « En attente de… » at the head of the file; past its day, it can be asked again in one press. */
export function attente({ complement }: DemandeAgent, dossier: DossierDonnees, hote: Hote): unknown {
  if (!complement) return nothing;
  const { champs, avantLe } = complement;
  const reste = joursAvant(avantLe, hote.fuseau, hote.maintenant);
  const { panneau, recuLe } = dossier.brouillon;
  /** One panel for both, with its reason chosen; pressed again, it closes. */
  const ouvreur = (id: string, mot: string, recu: boolean) => {
    const ouvert = panneau === 'renoncer' && (recuLe !== undefined) === recu;
    const basculer = () => {
      if (!ouvert) dossier.noter({ recuLe: recu ? aujourdhuiA(hote.fuseau, hote.maintenant) : undefined });
      if (ouvert || panneau !== 'renoncer') dossier.montrerEnVue('renoncer');
    };
    return html`<button
      class="bouton lien"
      id=${id}
      aria-expanded=${ouvert ? 'true' : 'false'}
      @click=${basculer}
    >
      ${mot}
    </button>`;
  };
  const quand =
    reste < 0
      ? msg(html`Attendu avant le <b>${dateEnMots(avantLe)}</b> : c’est passé, relancez le demandeur.`)
      : msg(html`À envoyer avant le <b>${dateEnMots(avantLe)}</b>.`);
  return encart(
    reste < 0 ? 'warn' : 'info',
    html`<ul class="attendus">
        ${champs.map(
          ({ libelle, precision }) =>
            html`<li>${libelle}${precision ? html` <span class="muet">: ${precision}</span>` : nothing}</li>`,
        )}
      </ul>
      <p>${quand}</p>
      <p class="actions">
        ${
          reste < 0
            ? html`<button class="bouton" id="relancer" @click=${() => relancer(complement, dossier)}>
                ${msg('Relancer')}
              </button>`
            : nothing
        }
        ${ouvreur('ouvrir-recu', msg('Reçu autrement…'), true)}
        ${ouvreur('ouvrir-renoncer', msg('Ne plus attendre…'), false)}
      </p>`,
    { titre: msg('En attente de :') },
  );
}

/** The same fields with a new day, ready in the panel; what was being prepared there is not lost. */
function relancer({ champs, motif }: Complement, dossier: DossierDonnees): void {
  const { complement, panneau } = dossier.brouillon;
  const repris = Object.fromEntries(champs.map(({ chemin, precision }) => [chemin, precision ?? '']));
  dossier.noter({
    complement: {
      champs: { ...repris, ...complement.champs },
      motif: complement.motif || motif,
      avantLe: complement.avantLe,
    },
  });
  if (panneau !== 'complement') dossier.montrer('complement');
}

/** Some or all of what is awaited no longer is: not needed, or come by the counter, a letter or a mail. */
export function panneauRenoncer(props: PropsActions): unknown {
  const { dossier, demande, conversation, hote } = props;
  if (!demande.complement) return nothing;
  const { champs, demandeLe } = demande.complement;
  const { recuLe } = dossier.brouillon;
  const aujourdhui = aujourdhuiA(hote.fuseau, hote.maintenant);
  const possible =
    recuLe === undefined || (recuLe <= aujourdhui && recuLe >= aujourdhuiA(hote.fuseau, new Date(demandeLe)));
  const tous = champs.map(({ chemin }) => chemin);
  // What a colleague gave up meanwhile, or what has arrived, is no longer in the list.
  const choisis = tous.filter((chemin) => dossier.brouillon.renonces?.includes(chemin) ?? true);
  return cadrePanneau(
    props,
    'renoncer',
    msg('Ne plus attendre'),
    html`${champCases({
      id: 'champ-renoncer',
      libelle: msg('Ce qui n’est plus attendu'),
      aide: msg('Le demandeur est prévenu. Le délai est calculé de nouveau.'),
      options: champs.map(({ chemin, libelle }) => ({ valeur: chemin, libelle })),
      valeurs: choisis,
      surSaisie: (valeurs) => dossier.noter({ renonces: valeurs }),
      erreur: dossier.erreurs['chemins'],
    })}
    ${champRadios({
      id: 'champ-renoncer-raison',
      libelle: msg('Pourquoi'),
      options: [
        { valeur: 'inutile', libelle: msg('Ce n’est plus nécessaire') },
        { valeur: 'recu', libelle: msg('C’est arrivé autrement : au guichet, par courrier, par courriel') },
      ],
      valeur: recuLe === undefined ? 'inutile' : 'recu',
      surSaisie: (raison) => dossier.noter({ recuLe: raison === 'recu' ? aujourdhui : undefined }),
    })}
    ${
      recuLe === undefined
        ? nothing
        : champTexte({
            id: 'champ-recu-le',
            type: 'date',
            libelle: msg('Reçu le'),
            aide: msg('Le délai tient compte de ce jour (CRPA L114-5).'),
            valeur: recuLe,
            surSaisie: (valeur) => dossier.noter({ recuLe: valeur }),
            erreur: possible
              ? dossier.erreurs['recuLe']
              : msg('Donnez un jour entre celui de la demande et aujourd’hui.'),
            classe: 'court',
          })
    }`,
    {
      mot: direActe(recuLe !== undefined, choisis.length, tous.length),
      faire: () => void conversation.renoncer(choisis),
      pret: choisis.length > 0 && possible,
    },
  ) satisfies TemplateResult;
}

function direActe(recu: boolean, nombre: number, tous: number): string {
  if (recu) {
    return nombre === tous ? msg('Noter comme reçu') : msg(str`Noter comme reçus ${nombre} sur ${tous}`);
  }
  return nombre === tous ? msg('Ne plus rien attendre') : msg(str`Ne plus attendre ${nombre} sur ${tous}`);
}
