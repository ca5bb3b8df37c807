import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Brouillon } from '../core/brouillon.ts';
import { instantRelatif } from '../core/dates.ts';
import { contactService } from '../ui/contact-service.ts';
import { encart } from '../ui/encart.ts';
import { iconeExterne } from '../ui/icones/communes.ts';

export { ficheStyles } from './fiche.styles.ts';

export interface VueFiche {
  demarche: DemarchePubliee;
  ville: Commune | undefined;
  brouillon: Brouillon | undefined;
  surCommencer: () => void;
  surReprendre: () => void;
}

/** Who, what, how long, how much, and how without a screen: before the first question. */
export function dessinerFiche(vue: VueFiche): TemplateResult {
  const { demarche, ville } = vue;
  const service = ville?.services.find(({ code }) => code === demarche.service);
  return html`<article class="pile-large">
    <div class="pile">
      <h2 id="titre" tabindex="-1">${demarche.titre}</h2>
      <p class="chapeau">${demarche.resume}</p>
    </div>
    ${depart(vue)}
    <dl class="faits">
      ${fait(msg('Pour qui\u00a0?'), demarche.qui)}
      ${
        demarche.pieces.length
          ? fait(
              msg('À préparer'),
              html`<ul class="pieces">
                ${demarche.pieces.map((piece) => html`<li>${piece}</li>`)}
              </ul>`,
            )
          : nothing
      }
      ${demarche.delaiHabituel ? fait(msg('Délai habituel'), demarche.delaiHabituel) : nothing}
      ${fait(msg('Coût'), demarche.cout)} ${silence(demarche)}
      ${demarche.depot !== 'rendez-vous' ? fait(msg('Sans internet'), demarche.auGuichet) : nothing}
      ${
        demarche.fiche
          ? fait(
              msg('Vos droits'),
              html`<a href="https://www.service-public.fr/particuliers/vosdroits/${demarche.fiche}"
                >${msg('La fiche officielle sur service-public.fr')}</a
              >`,
            )
          : nothing
      }
    </dl>
    ${
      service
        ? html`<section class="pile">
            <h3>${msg('Une question\u00a0?')}</h3>
            ${contactService(service.nom, service.contact)}
          </section>`
        : nothing
    }
  </article>`;
}

function depart({ demarche, ville, brouillon, surCommencer, surReprendre }: VueFiche): TemplateResult {
  if (demarche.depot === 'lien' && /^https?:/.test(demarche.lien ?? '')) {
    return html`<p>
      <a class="bouton principal" href=${demarche.lien!}>
        ${msg('Faire cette démarche sur le site de l’État')}${iconeExterne()}
      </a>
    </p>`;
  }
  if (demarche.depot !== 'en-ligne') {
    return encart('info', demarche.auGuichet, { titre: msg('Cette démarche se fait sur place') });
  }
  if (!brouillon) {
    return html`<p>
      <button type="button" class="bouton principal" id="commencer" @click=${surCommencer}>
        ${msg('Commencer')}
      </button>
    </p>`;
  }
  const quand = instantRelatif(new Date(brouillon.le).toISOString(), ville?.fuseau ?? 'Europe/Paris');
  return html`<div class="pile">
    ${encart(
      brouillon.envoi ? 'warn' : 'info',
      brouillon.envoi
        ? msg('Votre demande n’est pas encore partie. Reprenez pour l’envoyer.')
        : msg(str`Vous avez commencé cette démarche ${quand}.`),
    )}
    <div class="actions">
      <button type="button" class="bouton principal" id="reprendre" @click=${surReprendre}>
        ${msg('Reprendre')}
      </button>
      ${
        brouillon.envoi
          ? nothing
          : html`<button type="button" class="bouton" @click=${surCommencer}>
              ${msg('Recommencer à zéro')}
            </button>`
      }
    </div>
  </div>`;
}

const fait = (titre: string, contenu: unknown) =>
  html`<div>
    <dt>${titre}</dt>
    <dd>${contenu}</dd>
  </div>`;

function silence({ silence: { regime, mois, source } }: DemarchePubliee): unknown {
  if (regime === 'aucun' || mois === undefined) return nothing;
  const delai = mois === 1 ? msg('1 mois') : msg(str`${mois} mois`);
  return fait(
    msg('Sans réponse de la mairie'),
    html`<p>
        ${
          regime === 'acceptation'
            ? msg(str`Au bout de ${delai} sans réponse, votre demande complète est acceptée.`)
            : msg(
                str`Au bout de ${delai} sans réponse, votre demande est refusée. Vous pouvez alors contester.`,
              )
        }
      </p>
      ${source ? html`<p class="muet petit">${source}</p>` : nothing}`,
  );
}
