import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { msg, str } from '@lit/localize';
import type { LigneDemande } from '#contract/schemas/agent.ts';
import { LIBELLES_STATUT_AGENT } from '#contract/vocabulaire.ts';
import { encart } from '../ui/encart.ts';
import { iconeAlerte, iconeHorloge } from '../ui/icones/communes.ts';
import { pastilleStatut } from '../ui/statut.ts';
import type { FileDonnees } from './file-donnees.ts';
import type { Hote } from './contexte.ts';
import { canal } from './canal.ts';
import { signes } from './signes.ts';
import { age, urgenceDe, type Urgence } from './urgence.ts';

export interface PropsFile {
  hote: Hote;
  file: FileDonnees;
  /** Number of the file that is open. */
  ouvert: string | undefined;
  /** Has the agent begun something on that request? */
  commence: (numero: string) => boolean;
  ouvrir: (numero: string) => void;
}

/** The rows: a listbox, so that a screen reader lets the letters of the shortcuts through. */
export function file(props: PropsFile): TemplateResult {
  const { file: donnees } = props;
  const { phase, lignes } = donnees;
  if (phase === 'erreur' && lignes.length === 0) {
    return html`<div class="vide">
      ${encart('error', donnees.erreur, { annonce: true })}
      <p><button class="bouton" @click=${() => donnees.charger()}>${msg('Réessayer')}</button></p>
    </div>`;
  }
  if (lignes.length === 0) return phase === 'pret' ? vide(donnees) : squelette();
  return html`${
      phase === 'erreur'
        ? encart(
            'error',
            html`<p>${donnees.erreur}</p>
              <p><button class="bouton" @click=${() => donnees.charger()}>${msg('Réessayer')}</button></p>`,
            { annonce: true },
          )
        : nothing
    }
    <div class="entetes" aria-hidden="true">
      <span>${msg('Objet')}</span><span>${msg('Statut')}</span><span>${msg('Service')}</span
      ><span>${msg('Canal')}</span><span>${msg('Âge')}</span><span>${msg('Échéance')}</span
      ><span>${msg('Affectée à')}</span>
    </div>
    <div
      class="lignes"
      role="listbox"
      aria-label=${msg('Demandes')}
      aria-busy=${phase === 'attente' ? 'true' : nothing}
    >
      ${repeat(
        lignes,
        ({ numero }) => numero,
        (ligne) => rangee(ligne, props),
      )}
    </div>
    ${suite(donnees)}`;
}

function rangee(
  ligne: LigneDemande,
  { hote, file: donnees, ouvert, commence, ouvrir }: PropsFile,
): TemplateResult {
  const { numero, statut } = ligne;
  const { niveau, court, long } = urgenceDe(ligne, hote.fuseau, hote.maintenant);
  const anciennete = age(ligne.recueLe, hote.fuseau, hote.maintenant);
  const sortie = donnees.sorties.has(numero);
  const brouillon = commence(numero);
  return html`<div
    class="ligne ${sortie ? 'sortie' : ''}"
    role="option"
    id="ligne-${numero}"
    data-numero=${numero}
    tabindex=${numero === donnees.actif ? '0' : '-1'}
    aria-selected=${numero === ouvert ? 'true' : 'false'}
    @click=${() => ouvrir(numero)}
    @keydown=${(evenement: KeyboardEvent) => {
      if (evenement.key !== 'Enter' && evenement.key !== ' ') return;
      evenement.preventDefault();
      ouvrir(numero);
    }}
    @focus=${() => {
      if (donnees.actif === numero) return;
      donnees.actif = numero;
      hote.requestUpdate();
    }}
  >
    <span class="objet"
      ><span class="haut"
        ><span class="sujet" title=${ligne.objet}>${ligne.objet}</span>${signes(ligne, brouillon, hote)}</span
      ><span class="qui" title=${quiDe(ligne)}>${quiDe(ligne)}</span></span
    >
    <span class="statut">${pastilleStatut(statut, LIBELLES_STATUT_AGENT)}</span>
    <span class="service">${ligne.service.nom}</span>
    ${canal(ligne.canal)}
    <span class="age">${cache(msg('reçue :'))}${anciennete}</span>
    <span class="echeance ${niveau}" title=${long}
      >${cache(msg('échéance :'))}${iconeUrgence(niveau)}${court}</span
    >
    ${affectee(ligne)} ${sortie ? cache(msg('ne correspond plus au filtre')) : nothing} ${cache(numero)}
  </div>`;
}

/** Who asks for what; the helper first, for the end of the line may be cut. */
const quiDe = ({ titre, demandeur, deposeePar }: LigneDemande): string =>
  [
    deposeePar && msg(str`par ${deposeePar}${demandeur ? msg(str`, pour ${demandeur}`) : ''}`),
    titre,
    deposeePar ? null : demandeur,
  ]
    .filter(Boolean)
    .join(' · ');

/** What the eye reads from the column, and screen readers from words. */
const cache = (mots: string): TemplateResult => html`<span class="cache">, ${mots} </span>`;

/** The name where there is room, the initials elsewhere. */
function affectee({ affecteeA }: LigneDemande): TemplateResult {
  const nom = affecteeA?.nom;
  const initiales = nom
    ?.split(/[\s-]+/)
    .map(([lettre]) => lettre)
    .join('')
    .slice(0, 3);
  return html`<span class="affectee" title=${nom ?? msg('Affectée à personne')}
    >${cache(msg('affectée à'))}<span class="nom ${nom ? '' : 'muet'}">${nom ?? msg('personne')}</span
    ><span class="initiales ${nom ? '' : 'aucun'}" aria-hidden="true">${initiales ?? '–'}</span></span
  >`;
}

const iconeUrgence = (niveau: Urgence): unknown =>
  niveau === 'retard' || niveau === 'urgent' ? iconeAlerte() : niveau === 'proche' ? iconeHorloge() : nothing;

function suite(donnees: FileDonnees): unknown {
  if (donnees.suivant === null) return nothing;
  const attente = donnees.suite === 'attente';
  return html`<div class="suite" data-retour="ligne-${donnees.actif}">
    ${donnees.suite === 'erreur' ? encart('error', donnees.erreur, { annonce: true }) : nothing}
    <button class="bouton" aria-disabled=${attente ? 'true' : nothing} @click=${() => donnees.chargerSuite()}>
      ${attente ? msg('Chargement…') : donnees.suite === 'erreur' ? msg('Réessayer') : msg('Charger la suite')}
    </button>
  </div>`;
}

function vide(donnees: FileDonnees): TemplateResult {
  const filtree = donnees.nombreFiltres > 0 || donnees.recherche.trim() !== '';
  return html`<div class="vide pile">
    <h3>${filtree ? msg('Aucune demande ne correspond') : msg('Tout est traité')}</h3>
    <p class="muet">
      ${
        filtree
          ? msg('Élargissez la recherche ou retirez un filtre.')
          : msg('Aucune demande ouverte. Les nouvelles apparaîtront ici d’elles-mêmes.')
      }
    </p>
    ${
      filtree
        ? html`<p>
            <button class="bouton" @click=${() => donnees.effacerFiltres()}>
              ${msg('Retirer la recherche et les filtres')}
            </button>
          </p>`
        : nothing
    }
  </div>`;
}

const squelette = (): TemplateResult =>
  html`<div class="attente" role="status">
    <span class="cache">${msg('Chargement des demandes…')}</span>
    ${[...Array(8)].map(() => html`<div class="fantome" aria-hidden="true"></div>`)}
  </div>`;
