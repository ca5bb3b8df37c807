import { css, html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ChampGroupe, FichierJoint, Reponses, Valeur } from '#contract/formulaire.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { encart } from '../../encart.ts';
import { dessinerChamp } from '../../formulaire/champ.ts';
import { idDe } from '../../formulaire/chemins.ts';
import { confirmerEffacement } from '../../formulaire/confirmer.ts';
import { gardeInvite } from '../../formulaire/garde.ts';
import { gardeBrouillon } from '../../formulaire/pied.ts';
import { richesStyles } from '../../formulaire/riches.styles.ts';
import { reponsesStyles } from '../../reponses.styles.ts';
import { reponsesLisibles, valeurLisible } from '../../reponses.ts';
import { resumeErreurs } from '../../resume-erreurs.ts';
import type { Aide } from '../contexte.ts';
import { Completion } from './completion.ts';

export { Completion };

/** Adopted by the widget when something is asked. */
export const completerStyles = [
  ...richesStyles,
  reponsesStyles,
  css`
    .completer .champ,
    #resume-erreurs {
      scroll-margin-block-start: 5em;
    }
    .deja {
      margin-block-start: calc(2 * var(--_s));
      padding-inline-start: calc(3 * var(--_s));
      border-inline-start: 0.25em solid var(--_line);
      overflow-wrap: anywhere;
    }
    .moyen {
      width: 18em;
      max-width: 100%;
    }
    .completer .garde {
      display: grid;
      gap: calc(2 * var(--_s));
      justify-items: start;
    }
  `,
];

export interface VueCompleter {
  completion: Completion;
  fichier: (piece: FichierJoint) => unknown;
}

/** Exactly what was asked, each as its form draws it, and the sending. */
export function vueCompleter({ completion, fichier }: VueCompleter): TemplateResult {
  const { depot, ebauche, attendu, erreurs, echec } = completion;
  const { champs } = attendu.complement;
  if (ebauche.envoi) return html`<div id="completer-envoi" tabindex="-1">${partie(completion)}</div>`;
  const envoyer = (evenement: Event): void => {
    evenement.preventDefault();
    completion.envoyer();
  };
  return html`<form class="completer pile-large" novalidate @submit=${envoyer}>
    ${resumeErreurs(erreurs.map(({ chemin, message }) => ({ cible: idDe(chemin), message })))}
    ${echec ? encart('error', echec, { annonce: true, titre: msg('Vos réponses ne sont pas parties') }) : nothing}
    ${champs.map((demande) => question(demande, completion, fichier))}
    <div class="pile">
      ${reste(completion)}
      <p>
        <button
          type="submit"
          class="bouton principal"
          aria-disabled=${depot.etat === 'envoi' ? 'true' : nothing}
        >
          ${libelleEnvoi(champs.length, completion.manquants.length)}
        </button>
      </p>
    </div>
    ${
      completion.aide
        ? signature(completion.aide)
        : gardeBrouillon({
            partage: ebauche.partage,
            phrase: gardeInvite(ebauche),
            confirmer: completion.confirmer
              ? confirmerEffacement(
                  () => completion.effacer(),
                  () => completion.demanderEffacement(false),
                )
              : undefined,
            surPartage: (partage) => {
              ebauche.partage = partage;
            },
            surConfirmer: () => completion.demanderEffacement(true),
          })
    }
  </form>`;
}

/** On a computer that others use after, nothing is kept; and what leaves is signed. */
const signature = ({ signature: nom, pour }: Aide): TemplateResult =>
  html`<p class="muet petit sans-papier">
    ${msg(str`Signé «\u00a0${nom}, pour ${pour}\u00a0». Rien n’est gardé sur cet ordinateur\u00a0: envoyez avant de fermer.`)}
  </p>`;

function libelleEnvoi(total: number, manquants: number): string {
  const donnees = total - manquants;
  if (manquants && donnees)
    return msg(str`Envoyer ${donnees} réponse(s) sur ${total}`).replace('(s)', donnees > 1 ? 's' : '');
  return total > 1 ? msg('Envoyer mes réponses') : msg('Envoyer ma réponse');
}

/** What is not answered yet stays asked: said before anything leaves. */
function reste({ manquants, attendu }: Completion): unknown {
  const { champs } = attendu.complement;
  if (champs.length < 2 || !manquants.length) return nothing;
  if (manquants.length === champs.length) {
    return html`<p class="muet">
      ${msg('Vous pouvez répondre en plusieurs fois\u00a0: envoyez ce que vous avez, le reste restera demandé.')}
    </p>`;
  }
  return html`<div class="pile" id="reste">
    <p>${msg('Vous n’avez pas encore répondu à tout. La mairie attendra toujours\u00a0:')}</p>
    <ul class="puces">
      ${manquants.map(({ libelle }) => html`<li>${libelle}</li>`)}
    </ul>
  </div>`;
}

/** On its way, or waiting for the network: nothing may change any more. */
function partie(completion: Completion): TemplateResult {
  const { etat } = completion.depot;
  return etat === 'attente'
    ? encart(
        'warn',
        html`<p>
            ${msg('Rien n’est perdu\u00a0: vos réponses sont gardées ici. Elles partiront dès que la connexion reviendra.')}
          </p>
          <p>
            <button type="button" class="bouton" id="completer-renvoyer" @click=${() => completion.envoyer()}>
              ${msg('Réessayer maintenant')}
            </button>
          </p>`,
        { annonce: true, titre: msg('Vos réponses ne sont pas encore parties') },
      )
    : html`<p class="muet" role="status">${msg('Envoi de vos réponses…')}</p>`;
}

function question(
  { chemin, libelle, precision }: Complement['champs'][number],
  completion: Completion,
  fichier: VueCompleter['fichier'],
): unknown {
  const champ = completion.champ(chemin);
  // Gone from the form: the words of the agent still say what is wanted.
  if (!champ || champ.type === 'information') {
    return html`<p><b>${libelle}</b>${precision ? html`<br />${precision}` : nothing}</p>`;
  }
  const dit = precision ? msg(str`La mairie précise\u00a0: ${precision}`) : '';
  // Its own sentence: the form's hint may follow.
  const aide = [dit.replace(/([^.!?…])$/, '$1.'), champ.aide].filter(Boolean).join(' ');
  const demande = { ...champ, libelle, requis: true, ...(aide && { aide }) };
  return html`<div>
    ${dessinerChamp(demande as typeof champ, chemin, completion)}
    ${deja(chemin, libelle, completion, fichier)}
  </div>`;
}

/** The answer that stands, and how to start from it. */
function deja(
  chemin: string,
  libelle: string,
  completion: Completion,
  fichier: VueCompleter['fichier'],
): unknown {
  const champ = completion.champ(chemin);
  const valeur = completion.actuelle(chemin) as Valeur | undefined;
  if (!champ || valeur === undefined) return nothing;
  const lisible =
    champ.type === 'groupe'
      ? reponsesLisibles([champ as ChampGroupe], { [champ.id]: valeur } as Reponses, { fichier })
      : valeurLisible(champ, valeur, { fichier });
  const libre = completion.manquants.some((manquant) => manquant.chemin === chemin);
  return html`<div class="deja petit">
    <p class="muet">${msg('Votre réponse actuelle\u00a0:')}</p>
    <div>${lisible}</div>
    ${
      libre
        ? html`<p>
            <button type="button" class="bouton lien" @click=${() => completion.reprendre(chemin)}>
              ${msg('Repartir de cette réponse')}<span class="cache"> : ${libelle}</span>
            </button>
          </p>`
        : nothing
    }
  </div>`;
}
