import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { dateEnMots, joursAvant } from '../core/dates-en-mots.ts';
import { champCases } from '../ui/champs-choix.ts';
import { encart } from '../ui/encart.ts';
import { cadrePanneau, type PropsActions } from './cadre-panneau.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';

/** « En attente de… » at the head of the file; past its day, it can be asked again in one press. */
export function attente({ complement }: DemandeAgent, dossier: DossierDonnees, hote: Hote): unknown {
  if (!complement) return nothing;
  const { champs, avantLe } = complement;
  const reste = joursAvant(avantLe, hote.fuseau, hote.maintenant);
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
        <button
          class="bouton lien"
          id="ouvrir-renoncer"
          aria-expanded=${dossier.brouillon.panneau === 'renoncer' ? 'true' : 'false'}
          @click=${() => dossier.montrer('renoncer')}
        >
          ${msg('Ne plus attendre…')}
        </button>
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

/** Some or all of what is awaited no longer is. */
export function panneauRenoncer(props: PropsActions): unknown {
  const { dossier, demande, conversation } = props;
  if (!demande.complement) return nothing;
  const { champs } = demande.complement;
  const tous = champs.map(({ chemin }) => chemin);
  // What a colleague gave up meanwhile, or what has arrived, is no longer in the list.
  const choisis = tous.filter((chemin) => dossier.brouillon.renonces?.includes(chemin) ?? true);
  return cadrePanneau(
    props,
    'renoncer',
    msg('Ne plus attendre'),
    html`${champCases({
      id: 'champ-renoncer',
      libelle: msg('Ce qui n’est plus nécessaire'),
      aide: msg('Le demandeur est prévenu. Le délai est calculé de nouveau.'),
      options: champs.map(({ chemin, libelle }) => ({ valeur: chemin, libelle })),
      valeurs: choisis,
      surSaisie: (valeurs) => dossier.noter({ renonces: valeurs }),
      erreur: dossier.erreurs['chemins'],
    })}`,
    {
      mot:
        choisis.length === tous.length
          ? msg('Ne plus rien attendre')
          : msg(str`Ne plus attendre ${choisis.length} sur ${tous.length}`),
      faire: () => void conversation.renoncer(choisis),
      pret: choisis.length > 0,
    },
  ) satisfies TemplateResult;
}
