import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { iconeSuite } from '../ui/icones/communes.ts';
import { nomDe, type Contexte } from './contexte.ts';

/** The mandates of the helper: those to work under, those that await an agreement, those that ended. */
export function vueMandats(contexte: Contexte): TemplateResult {
  const { mandats } = contexte;
  const de = (etat: Mandat['etat']) => mandats.filter((mandat) => mandat.etat === etat);
  const [actifs, attendus, finis] = [de('actif'), de('attendu'), de('fini')];
  return html`<section class="pile-large" aria-labelledby="titre">
    <h2 id="titre" tabindex="-1">${msg('Vos mandats')}</h2>
    <p>
      <button type="button" class="bouton principal" @click=${() => contexte.aller({ nom: 'nouveau' })}>
        ${msg('Accompagner une nouvelle personne')}
      </button>
    </p>
    ${attendus.length ? groupe(msg('En attente d’accord'), attendus, (mandat) => carteAttendue(mandat, contexte)) : nothing}
    ${
      actifs.length
        ? groupe(msg('En cours'), actifs, (mandat) => carteActive(mandat, contexte))
        : html`<p class="muet">
            ${msg('Aucun mandat en cours. Préparez-en un avec la personne que vous aidez.')}
          </p>`
    }
    ${
      finis.length
        ? html`<details>
            <summary>${iconeSuite()}<span>${msg(str`Mandats finis (${finis.length})`)}</span></summary>
            <ul class="cartes" role="list">
              ${finis.map(carteFinie)}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}

const groupe = (titre: string, mandats: readonly Mandat[], carte: (mandat: Mandat) => TemplateResult) =>
  html`<section class="pile">
    <h3>${titre}</h3>
    <ul class="cartes" role="list">
      ${mandats.map(carte)}
    </ul>
  </section>`;

function carteActive(mandat: Mandat, contexte: Contexte): TemplateResult {
  const nombre = contexte.demandes.filter((demande) => demande.mandat === mandat.id).length;
  const faites =
    nombre === 0
      ? msg('Aucune démarche faite')
      : nombre === 1
        ? msg('1 démarche faite')
        : msg(str`${nombre} démarches faites`);
  return html`<li class="carte pile">
    <h4>${nomDe(mandat)}</h4>
    <p>${pourQuoi(mandat)}</p>
    <p class="muet petit">
      ${msg(str`Jusqu’au ${dateEnMots(mandat.jusquau)}`)} · ${faites} ·
      <span class="sans-coupure">${mandat.reference}</span>
    </p>
    <p>
      <button
        type="button"
        class="bouton"
        id="ouvrir-${mandat.id}"
        @click=${() => contexte.aller({ nom: 'personne', mandat })}
      >
        ${msg(str`Accompagner ${nomDe(mandat)}`)}
      </button>
    </p>
  </li>`;
}

function carteAttendue(mandat: Mandat, contexte: Contexte): TemplateResult {
  const annuler = (): void =>
    contexte.agir(async () => {
      await contexte.client.envoyer(`aidant/mandats/${mandat.id}`, { methode: 'DELETE' });
      await contexte.relire();
      contexte.aller({ nom: 'mandats' });
      contexte.annoncer(msg('Le mandat est annulé.'));
    });
  return html`<li class="carte pile">
    <h4>${nomDe(mandat)}</h4>
    <p>${pourQuoi(mandat)}</p>
    <div class="actions">
      <button
        type="button"
        class="bouton"
        id="ouvrir-${mandat.id}"
        @click=${() => contexte.aller({ nom: 'accord', mandat })}
      >
        ${msg('Recueillir l’accord')}<span class="cache"> ${msg(str`de ${nomDe(mandat)}`)}</span>
      </button>
      <button type="button" class="bouton lien" @click=${annuler}>
        ${msg('Annuler')}<span class="cache"> ${msg(str`le mandat de ${nomDe(mandat)}`)}</span>
      </button>
    </div>
  </li>`;
}

const carteFinie = (mandat: Mandat): TemplateResult =>
  html`<li class="carte pile-courte">
    <h4>${nomDe(mandat)}</h4>
    <p class="muet petit">
      ${
        mandat.finiLe
          ? msg(str`Fini le ${dateEnMots(mandat.finiLe.slice(0, 10))} · par ${mandat.finiPar ?? ''}`)
          : msg(str`Fini · par ${mandat.finiPar ?? ''}`)
      }
      · <span class="sans-coupure">${mandat.reference}</span>
    </p>
  </li>`;

export const pourQuoi = ({ demarches }: Mandat): string =>
  demarches.length ? demarches.map(({ titre }) => titre).join(', ') : msg('Toutes les démarches en ligne');
