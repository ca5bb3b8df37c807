import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { jourLocal } from '../core/dates.ts';
import { pastilleReste } from '../ui/espace/reste.ts';
import { iconeSuite } from '../ui/icones/communes.ts';
import { pastilleStatut } from '../ui/statut.ts';
import { nomDe, type Contexte } from './contexte.ts';

type Acte = LigneAidee['prochaine']['acte'];

/** What is asked first, the nearest day first; then what is new, the newest first. */
const GROUPES: {
  actes: readonly Acte[];
  titre: () => string;
  trier: (a: LigneAidee, b: LigneAidee) => number;
}[] = [
  {
    actes: ['completer'],
    titre: () => msg('La mairie attend une réponse'),
    trier: (a, b) => (a.prochaine.avantLe ?? '9').localeCompare(b.prochaine.avantLe ?? '9'),
  },
  {
    actes: ['lire', 'donner-avis'],
    titre: () => msg('À lire avec la personne'),
    trier: (a, b) => b.majLe.localeCompare(a.majLe),
  },
];

/** Those that need something, by what they need. */
export const pressantes = (demandes: readonly LigneAidee[], contexte: Contexte): unknown =>
  GROUPES.map(({ actes, titre, trier }) => {
    const siennes = demandes.filter(({ prochaine }) => actes.includes(prochaine.acte)).toSorted(trier);
    return siennes.length
      ? html`<section class="pile">
          <h3>${titre()} <span class="muet">(${siennes.length})</span></h3>
          ${listeDemandes(siennes, contexte)}
        </section>`
      : nothing;
  });

/** Those that need nothing: with the town, or over; folded, for there may be many. */
export function tranquilles(demandes: readonly LigneAidee[], contexte: Contexte): unknown {
  const enCours = demandes.filter(({ prochaine }) => prochaine.acte === 'attendre');
  const finies = demandes.filter(({ prochaine }) => prochaine.acte === 'rien');
  const pli = (titre: string, liste: readonly LigneAidee[]): unknown =>
    liste.length
      ? html`<details>
          <summary>${iconeSuite()}<span>${titre}</span></summary>
          ${listeDemandes(liste, contexte)}
        </details>`
      : nothing;
  return html`${pli(msg(str`La mairie s’en occupe (${enCours.length})`), enCours)}
  ${pli(msg(str`Demandes terminées (${finies.length})`), finies)}`;
}

export const listeDemandes = (demandes: readonly LigneAidee[], contexte: Contexte): TemplateResult =>
  html`<ul class="cartes" role="list">
    ${demandes.map((demande) => carteDemande(demande, contexte))}
  </ul>`;

function carteDemande(demande: LigneAidee, contexte: Contexte): TemplateResult | typeof nothing {
  const mandat = contexte.mandats.find(({ id }) => id === demande.mandat);
  if (!mandat) return nothing;
  const { numero, titre, objet, statut, prochaine, recueLe, service } = demande;
  const presse = prochaine.acte === 'completer';
  return html`<li class="carte pile-courte ${presse ? 'presse' : ''}">
    <h4>${nomDe(mandat)}<br />${titre}</h4>
    ${objet ? html`<p class="muet">${objet}</p>` : nothing}
    <p class="signes">
      ${pastilleStatut(statut)}
      ${prochaine.avantLe ? pastilleReste(prochaine.avantLe, contexte.fuseau, contexte.maintenant) : nothing}
    </p>
    <p>${presse ? html`<b>${prochaine.phrase}</b>` : prochaine.phrase}</p>
    <p class="muet petit">
      ${msg(str`Reçue le ${dateEnMots(jourLocal(recueLe, contexte.fuseau))}`)} · ${service} ·
      <span class="sans-coupure">${numero}</span>
    </p>
    <p>
      <button
        type="button"
        class="bouton ${presse ? 'principal' : ''}"
        id="voir-${numero}"
        @click=${() => contexte.aller({ nom: 'demande', mandat, demande })}
      >
        ${presse ? msg('Répondre') : prochaine.acte === 'lire' ? msg('Lire') : msg('Ouvrir')}<span
          class="cache"
          >${msg(str`, demande ${numero} de ${nomDe(mandat)}`)}</span
        >
      </button>
    </p>
  </li>`;
}
