import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { JOUR } from '../core/dates.ts';
import { aujourdhuiA } from '../core/jour.ts';
import { champTexte, champTexteLong } from '../ui/champs.ts';
import { cadrePanneau, type PropsActions } from './cadre-panneau.ts';
import { champsDemandables, type ChampDemandable } from './champs-demandables.ts';
import type { Hote } from './contexte.ts';
import { valeurDuChamp } from './valeur-champ.ts';

/** Days that the panel proposes. */
const JOURS_PROPOSES = 15;

/** The local date `jours` days from today. */
export function dansJours(jours: number, { fuseau, maintenant }: Hote): string {
  const aujourdhui = Date.parse(aujourdhuiA(fuseau, maintenant));
  return new Date(aujourdhui + jours * JOUR).toISOString().slice(0, 10);
}

/** The agent ticks what is missing, says why and by when, and reads what the citizen will read (CRPA L114-5). */
export function panneauComplement(props: PropsActions): TemplateResult {
  const { dossier, demande, hote, conversation, types } = props;
  const { complement } = dossier.brouillon;
  const { champs, motif } = complement;
  const noter = (plus: Partial<typeof complement>) =>
    dossier.noter({ complement: { ...complement, ...plus } });
  const avantLe = complement.avantLe || dansJours(JOURS_PROPOSES, hote);
  const tropTot = avantLe <= dansJours(0, hote);
  const etapes = champsDemandables(demande);
  const choisis = etapes.flatMap((etape) => etape.champs.filter(({ chemin }) => chemin in champs));
  const nombre = choisis.length;
  return cadrePanneau(
    props,
    'complement',
    msg('Demander un complément'),
    html`<h3 id="champ-complement" tabindex="-1">${msg('Demander un complément')}</h3>
      <p class="petit muet">
        ${msg('Cochez ce qui manque ou ce qui est à corriger. Le demandeur ne verra que cela.')}
        ${effetSurLeDelai(demande)}
      </p>
      ${etapes.map((etape) => choixEtape(etape, demande, champs, (nouveaux) => noter({ champs: nouveaux })))}
      ${types.choix(props, 'champ-motif-complement', motif, (valeur) => noter({ motif: valeur }))}
      ${champTexteLong({
        id: 'champ-motif-complement',
        libelle: msg('Pourquoi'),
        aide: msg('Le demandeur lira ces mots.'),
        valeur: motif,
        surSaisie: (valeur) => noter({ motif: valeur }),
        erreur: dossier.erreurs['motif'],
        lignes: 3,
      })}
      ${champTexte({
        id: 'champ-avant-le',
        type: 'date',
        libelle: msg('À envoyer avant le'),
        valeur: avantLe,
        surSaisie: (valeur) => noter({ avantLe: valeur }),
        erreur: tropTot
          ? msg('Laissez du temps : donnez une date à partir de demain.')
          : dossier.erreurs['avantLe'],
        classe: 'court',
      })}
      ${nombre === 0 ? nothing : apercu(choisis, champs, motif, avantLe)}`,
    {
      mot:
        nombre === 0
          ? msg('Cochez d’abord ce qui manque')
          : nombre === 1
            ? msg('Demander cet élément')
            : msg(str`Demander ces ${nombre} éléments`),
      faire: () => void conversation.demander(avantLe),
      pret: nombre > 0 && motif.trim() !== '' && !tropTot,
    },
  );
}

/** What asking does to the legal clock. */
function effetSurLeDelai({ definition: { silence } }: DemandeAgent): string {
  if (silence.regime === 'acceptation')
    return msg('Le délai s’arrête : il partira du jour où tout sera arrivé (CRPA L114-5).');
  if (silence.regime === 'refus')
    return msg(
      'Le délai est suspendu jusqu’à la date donnée, et reprend plus tôt si tout arrive (CRPA L114-5).',
    );
  return '';
}

function choixEtape(
  { titre, champs: liste }: { titre: string; champs: ChampDemandable[] },
  demande: DemandeAgent,
  champs: Readonly<Record<string, string>>,
  surChoix: (champs: Record<string, string>) => void,
): unknown {
  if (liste.length === 0) return nothing;
  const attendus = new Set(demande.complement?.champs.map(({ chemin }) => chemin));
  return html`<fieldset class="demandables">
    <legend>${titre}</legend>
    ${liste.map((un) => {
      const id = `demander-${un.chemin}`;
      const coche = un.chemin in champs;
      const basculer = (evenement: Event) => {
        const { [un.chemin]: _, ...autres } = champs;
        surChoix((evenement.target as HTMLInputElement).checked ? { ...champs, [un.chemin]: '' } : autres);
      };
      return html`<div class="demandable">
        <label class="choix">
          <input
            type="checkbox"
            id=${id}
            aria-labelledby="${id}-nom"
            aria-describedby="${id}-valeur"
            .checked=${coche}
            @change=${basculer}
          /><span
            ><span id="${id}-nom"
              >${un.libelle}${
                attendus.has(un.chemin) ? html` <b class="petit">${msg('(déjà demandé)')}</b>` : nothing
              }</span
            ><span class="aide" id="${id}-valeur">${valeurDuChamp(un)}</span></span
          >
        </label>
        ${
          coche
            ? champTexte({
                id: `precision-${un.chemin}`,
                libelle: html`${msg('Précision')}<span class="cache"> : ${un.libelle}</span>`,
                requis: false,
                valeur: champs[un.chemin]!,
                surSaisie: (valeur) => surChoix({ ...champs, [un.chemin]: valeur }),
              })
            : nothing
        }
      </div>`;
    })}
  </fieldset>`;
}

function apercu(
  choisis: readonly ChampDemandable[],
  champs: Readonly<Record<string, string>>,
  motif: string,
  avantLe: string,
): TemplateResult {
  return html`<section class="apercu" aria-labelledby="titre-apercu">
    <h4 id="titre-apercu">${msg('Ce que le demandeur lira')}</h4>
    <p>${msg(html`La mairie a besoin de ce qui suit, avant le <b>${dateEnMots(avantLe)}</b> :`)}</p>
    <ul>
      ${choisis.map(({ chemin, libelle }) => {
        const precision = champs[chemin]!.trim();
        return html`<li>${precision ? msg(str`${libelle} : ${precision}`) : libelle}</li>`;
      })}
    </ul>
    ${motif.trim() ? html`<blockquote class="corps">${motif.trim()}</blockquote>` : nothing}
  </section>`;
}
