import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { migrerBrouillon, type Changement } from '#contract/migrer-brouillon.ts';
import type { Client } from '../../core/client.ts';
import { encart } from '../encart.ts';
import { completer } from './completer.ts';
import type { ReponsesEnCours } from './reponses-en-cours.ts';

/**
 * Moves a draft written for another version of the form, and not sent, to the version of the definition. Without
 * network it stays as it is: the server refuses it under its old version, and it is tried again.
 */
export async function migrer(saisie: ReponsesEnCours, client: Client): Promise<void> {
  const { hote, brouillon } = saisie;
  const { code } = hote.definition;
  // Gone on with on another device, under a form that came out since this page was opened.
  if (!brouillon.envoi && brouillon.version > hote.definition.version) {
    const neuve = await client.lireDemarche(code).catch(() => undefined);
    if (neuve && saisie.brouillon === brouillon) hote.definition = neuve;
  }
  const { version } = hote.definition;
  if (brouillon.envoi || brouillon.version === version) return;
  const { version: ancienne } = brouillon;
  const avant = await client.lireDemarche(code, { version: ancienne }).catch(() => undefined);
  // Somebody may have gone on typing, or sent it, meanwhile.
  if (!avant || saisie.brouillon.envoi || saisie.brouillon.version !== ancienne) return;
  const { formulaire, brutes } = saisie;
  const { reponses, ...neuf } = migrerBrouillon(formulaireComplet(avant, hote.canal), formulaire, brutes);
  const perdues = [...(saisie.brouillon.changement?.perdues ?? []), ...neuf.perdues];
  saisie.garder({
    version,
    reponses: completer(formulaire, reponses),
    changement: { ...neuf, perdues },
  });
}

/** The form changed since the draft was begun: what is new, what to check, and every word that lost its place. */
export function dessinerChangement(
  { nouvelles, aVerifier, perdues }: Changement,
  surVu: () => void,
): TemplateResult {
  const liste = (titre: string, libelles: readonly string[]): unknown =>
    libelles.length
      ? html`<p>${titre}</p>
          <ul>
            ${libelles.map((libelle) => html`<li>${libelle}</li>`)}
          </ul>`
      : nothing;
  return encart(
    'warn',
    html`<p>${msg('Vos réponses sont gardées. Vérifiez-les avant d’envoyer.')}</p>
      ${liste(msg('Nouvelles questions\u00a0:'), nouvelles)}
      ${liste(msg('Questions qui ont changé\u00a0:'), aVerifier)}
      ${
        perdues.length
          ? html`<p>${msg('Ces réponses ne sont plus demandées. Vous pouvez les copier ailleurs\u00a0:')}</p>
              <dl class="reponses">
                ${perdues.map(
                  ({ libelle, texte }) =>
                    html`<div>
                      <dt>${libelle}</dt>
                      <dd>${texte}</dd>
                    </div>`,
                )}
              </dl>`
          : nothing
      }
      <p>
        <button type="button" class="bouton" id="changement-vu" @click=${surVu}>
          ${msg('J’ai compris')}
        </button>
      </p>`,
    { annonce: true, titre: msg('Le formulaire a changé depuis que vous l’avez commencé') },
  );
}
