import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { LigneUsager } from '#contract/schemas/usager.ts';
import { encart } from '../encart.ts';
import type { Demandes } from './demandes-lues.ts';
import { cartePressante, ligneDemande, presse, reperesLigne, type Reperes } from './demandes-ligne.ts';

export interface VueDemandes extends Reperes {
  demandes: Demandes;
  /** Lines shown in all; the others are reached from the space. */
  limite: number | undefined;
  /** Forms begun, drawn between what is asked and what goes on. */
  brouillons: unknown;
  surPlus: () => void;
  surAjouter: (ligne: LigneUsager) => void;
}

/** What is asked first, then what goes on, then what is over. */
export function vueDemandes(vue: VueDemandes): TemplateResult {
  const { demandes, limite } = vue;
  const lignes = demandes.lignes.slice(0, limite);
  const pressantes = lignes.filter(presse);
  const enCours = lignes.filter((ligne) => !presse(ligne) && !ligne.close);
  const closes = lignes.filter((ligne) => !presse(ligne) && ligne.close);
  return html`${aFaire(pressantes, vue)} ${vue.brouillons} ${offertes(vue)}
  ${
    enCours.length
      ? html`<section class="pile" aria-labelledby="en-cours">
          <h3 id="en-cours" tabindex="-1">${msg('En cours')}</h3>
          ${liste(enCours, vue)}
        </section>`
      : nothing
  }
  ${
    closes.length
      ? html`<section class="pile" aria-labelledby="closes">
          <h3 id="closes" tabindex="-1">${msg('Terminées')}</h3>
          ${liste(closes, vue)}
        </section>`
      : nothing
  }
  ${lignes.length || demandes.offertes.length || vue.brouillons !== nothing ? nothing : aucune()} ${plus(vue)}`;
}

function aFaire(pressantes: readonly LigneUsager[], vue: VueDemandes): unknown {
  if (pressantes.length) {
    return html`<section class="pile" aria-labelledby="a-faire">
      <h3 id="a-faire" tabindex="-1">${msg('À faire')} <span class="compte">${pressantes.length}</span></h3>
      <ul class="pile" role="list">
        ${pressantes.map((ligne) => cartePressante(ligne, vue))}
      </ul>
    </section>`;
  }
  const enCours = vue.demandes.lignes.filter(({ close }) => !close).length;
  if (!enCours) return nothing;
  return encart(
    'ok',
    msg('La mairie s’occupe de vos demandes. Nous vous écrivons dès qu’il y a du nouveau.'),
    {
      titre: msg('Vous n’avez rien à faire'),
    },
  );
}

const liste = (lignes: readonly LigneUsager[], vue: VueDemandes): TemplateResult =>
  html`<ul class="liste" role="list">
    ${lignes.map((ligne) => ligneDemande(ligne, vue))}
  </ul>`;

/** Filed as a guest, or at the counter, with an address that is proven here. */
function offertes(vue: VueDemandes): unknown {
  const { offertes: lignes, echec, occupe } = vue.demandes;
  if (!lignes.length) return nothing;
  return html`<section class="pile" aria-labelledby="offertes">
    <h3 id="offertes" tabindex="-1">
      ${lignes.length > 1 ? msg('Ces demandes sont-elles les vôtres\u00a0?') : msg('Cette demande est-elle la vôtre\u00a0?')}
    </h3>
    <p>
      ${
        lignes.length > 1
          ? msg(
              'Elles ont été faites avec votre adresse de courriel. Ajoutez-les pour les suivre ici, sans code.',
            )
          : msg('Elle a été faite avec votre adresse de courriel. Ajoutez-la pour la suivre ici, sans code.')
      }
    </p>
    <ul class="liste" role="list">
      ${lignes.map(
        (ligne) =>
          html`<li class="carte offerte pile">
            <h4>${ligne.titre}</h4>
            ${ligne.objet ? html`<p class="muet">${ligne.objet}</p>` : nothing}
            ${echec?.numero === ligne.numero ? encart('error', echec.phrase, { annonce: true }) : nothing}
            <p>
              <button
                type="button"
                class="bouton"
                aria-disabled=${occupe ? 'true' : nothing}
                @click=${() => vue.surAjouter(ligne)}
              >
                ${msg('Ajouter à mon espace')}<span class="cache"
                  >${msg(str`, demande ${ligne.numero}`)}</span
                >
              </button>
            </p>
            ${reperesLigne(ligne, vue)}
          </li>`,
      )}
    </ul>
  </section>`;
}

const aucune = (): TemplateResult =>
  encart('info', msg('Vos demandes et leurs réponses s’afficheront ici.'), {
    titre: msg('Vous n’avez pas encore de demande'),
  });

function plus({ demandes, limite, surPlus }: VueDemandes): unknown {
  if (!demandes.suivant || limite !== undefined) return nothing;
  return html`<p>
    <button
      type="button"
      class="bouton"
      id="plus"
      aria-disabled=${demandes.occupe ? 'true' : nothing}
      @click=${surPlus}
    >
      ${demandes.occupe ? msg('Chargement…') : msg('Voir les demandes plus anciennes')}
    </button>
  </p>`;
}
