import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { champsVisibles } from '#contract/valider.ts';
import type { Etape, Reponses } from '#contract/formulaire.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { encart } from '../encart.ts';
import { reponsesLisibles } from '../reponses.ts';
import type { Depot } from './depot.ts';
import { titreEtape } from './etape.ts';

export interface VueRecapitulatif {
  etapes: readonly Etape[];
  reponses: Reponses;
  rang: number;
  total: number;
  definition: DemarchePubliee;
  depot: Depot;
  /** Already sent, its answer not seen: nothing may change under the same key. */
  fige: boolean;
  /** Above the answers, e.g. what changed in the form meanwhile. */
  avis: unknown;
  surModifier: (etape: string) => void;
  surEnvoyer: () => void;
}

/** « Vérifiez vos réponses », then one button that sends once. */
export function dessinerRecapitulatif(vue: VueRecapitulatif): TemplateResult {
  const { etapes, reponses, rang, total, definition, depot, fige, avis, surModifier, surEnvoyer } = vue;
  const occupe = depot.etat === 'envoi';
  return html`<div class="pile-large">
    ${titreEtape(rang, total, msg('Vérifiez vos réponses'))} ${avis}
    ${etapes.map(
      (etape) =>
        html`<section class="bloc">
          <div class="entete">
            <h4>${etape.titre}</h4>
            ${
              fige || occupe
                ? nothing
                : html`<button type="button" class="bouton lien" @click=${() => surModifier(etape.id)}>
                    ${msg('Modifier')}<span class="cache"> : ${etape.titre}</span>
                  </button>`
            }
          </div>
          ${reponsesLisibles(etape.champs, reponses, { visibles: champsVisibles })}
        </section>`,
    )}
    ${notice(definition)} ${etatEnvoi(depot)}
    <div class="actions">
      <button
        type="button"
        class="bouton principal"
        id="envoyer"
        aria-disabled=${occupe ? 'true' : nothing}
        @click=${surEnvoyer}
      >
        ${
          occupe
            ? msg('Envoi en cours…')
            : depot.etat === 'attente'
              ? msg('Envoyer maintenant')
              : definition.genre === 'signalement'
                ? msg('Envoyer mon signalement')
                : msg('Envoyer ma demande')
        }
      </button>
    </div>
  </div>`;
}

function etatEnvoi({ etat, erreur }: Depot): unknown {
  if (etat === 'attente') {
    const panne = erreur instanceof ErreurApi;
    return encart(
      'warn',
      html`<p>${panne ? erreur.message : msg('Le réseau ne répond pas. Vos réponses sont gardées.')}</p>
        <p>
          ${msg('Laissez cette page ouverte\u00a0: votre demande partira toute seule, une seule fois.')}
        </p>`,
      { annonce: true, titre: msg('Votre demande n’est pas encore partie') },
    );
  }
  if (etat === 'refus' && erreur) return encart('error', (erreur as Error).message, { annonce: true });
  return nothing;
}

/** RGPD, article 13, at the moment the data leave. The server writes it. */
function notice({ mention }: DemarchePubliee): unknown {
  if (!mention) return nothing;
  return html`<p class="petit muet">
    ${mention.texte}
    <a href=${mention.lien} target="_blank" rel="noopener"
      >${msg('Vos données et vos droits')}<span class="cache"> (${msg('nouvel onglet')})</span></a
    >
  </p>`;
}
