import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Document } from '#contract/schemas/document.ts';
import { jourLocal } from '../../core/dates.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { champListe } from '../champ-liste.ts';
import { champTexte } from '../champs.ts';
import { encart } from '../encart.ts';
import { iconeExterne } from '../icones/communes.ts';
import { iconeModifier, iconeTelecharger } from '../icones/dossier.ts';
import { iconeDocument, iconeSupprimer } from '../icones/formulaire.ts';
import { poids } from '../poids.ts';
import type { Description } from './documents-api.ts';
import {
  estOuvrable,
  genres,
  libelleGenre,
  pastilleValidite,
  pastilleVerification,
  validite,
} from './documents-mots.ts';

export interface ActesDocument {
  readonly fuseau: string;
  readonly maintenant: Date | undefined;
  readonly enCours: { id: string; quoi: 'modification' | 'suppression' } | undefined;
  readonly nouveaux: ReadonlySet<string>;
  /** Papers with an act under way. */
  readonly occupes: ReadonlySet<string>;
  readonly echecs: ReadonlyMap<string, string>;
  ouvrir(document: Document): Promise<void>;
  telecharger(document: Document): Promise<void>;
  commencer(document: Document, quoi: 'modification' | 'suppression'): void;
  renoncer(document: Document): void;
  decrire(document: Document, description: Description): Promise<void>;
  supprimer(document: Document): Promise<void>;
}

/** One paper: what it is, until when it serves, and what may be done with it. */
export function dessinerDocument(document: Document, actes: ActesDocument): TemplateResult {
  const { id, nom, genre, taille, ajouteLe, numero, etat } = document;
  const { fuseau, maintenant } = actes;
  const quoi = actes.enCours?.id === id ? actes.enCours.quoi : undefined;
  const echec = actes.echecs.get(id);
  const jour = dateEnMots(jourLocal(ajouteLe, fuseau));
  const venu = numero === null ? msg(str`ajouté le ${jour}`) : msg(str`demande ${numero}, reçu le ${jour}`);
  return html`<li class="papier" id="document-${id}">
    ${iconeDocument()}
    <div class="corps">
      <p class="nom">
        <b>${nom}</b>${
          actes.nouveaux.has(id) ? html` <span class="pastille ok neuf">${msg('Nouveau')}</span>` : nothing
        }
      </p>
      <p class="muet petit">${libelleGenre(genre)} · ${poids(taille)} · ${venu}</p>
      <p class="etats petit">
        ${pastilleValidite(validite(document.valableJusquau, fuseau, maintenant))}
        ${etat === 'a-verifier' ? pastilleVerification() : nothing}
      </p>
      ${
        etat === 'a-verifier'
          ? html`<p class="petit">
              ${msg('Nous cherchons un virus dans ce fichier. Vous pourrez l’ouvrir dès que c’est fini : il n’est pas perdu.')}
            </p>`
          : nothing
      }
      ${quoi ? nothing : gestes(document, actes)}
      ${quoi === 'modification' ? edition(document, actes) : nothing}
      ${quoi === 'suppression' ? confirmation(document, actes) : nothing}
      ${echec ? encart('error', echec, { annonce: true }) : nothing}
    </div>
  </li>`;
}

function gestes(document: Document, actes: ActesDocument): TemplateResult {
  const { id, nom, etat } = document;
  const occupe = actes.occupes.has(id);
  const geste = (nomGeste: string, icone: TemplateResult, libelle: unknown, acte: () => void) =>
    html`<button
      type="button"
      class="bouton lien"
      id="${nomGeste}-${id}"
      aria-disabled=${occupe ? 'true' : nothing}
      @click=${acte}
    >
      ${icone}${libelle}<span class="cache"> ${nom}</span>
    </button>`;
  return html`<div class="gestes">
    ${
      etat === 'pret'
        ? html`${
            estOuvrable(document)
              ? geste(
                  'ouvrir',
                  iconeExterne(),
                  html`${msg('Ouvrir')}<span class="cache"> ${msg('dans un nouvel onglet\u00a0:')}</span>`,
                  () => void actes.ouvrir(document),
                )
              : nothing
          }${geste('telecharger', iconeTelecharger(), msg('Télécharger'), () => void actes.telecharger(document))}`
        : nothing
    }
    ${geste('modifier', iconeModifier(), msg('Modifier'), () => actes.commencer(document, 'modification'))}
    ${geste('supprimer', iconeSupprimer(), msg('Supprimer'), () => actes.commencer(document, 'suppression'))}
  </div>`;
}

function edition(document: Document, actes: ActesDocument): TemplateResult {
  const { id } = document;
  const attente = actes.occupes.has(id);
  const enregistrer = (evenement: Event) => {
    evenement.preventDefault();
    const lire = (champ: string) =>
      (evenement.currentTarget as HTMLFormElement)
        .querySelector<HTMLInputElement>(`[id="${champ}-${id}"]`)!
        .value.trim();
    void actes.decrire(document, {
      nom: lire('nom') || document.nom,
      genre: lire('genre') as Document['genre'],
      valableJusquau: lire('valable') || null,
    });
  };
  // Read when it is sent: what is being typed is never drawn again under the hand.
  const libre = { surSaisie: () => undefined };
  return html`<form class="edition pile" novalidate @submit=${enregistrer}>
    ${champTexte({ id: `nom-${id}`, libelle: msg('Nom'), valeur: document.nom, ...libre })}
    ${champListe({ id: `genre-${id}`, libelle: msg('Genre'), options: genres(), valeur: document.genre, ...libre })}
    ${champTexte({
      id: `valable-${id}`,
      libelle: msg('Valable jusqu’au'),
      aide: msg('Nous vous écrirons avant cette date.'),
      requis: false,
      type: 'date',
      classe: 'court',
      valeur: document.valableJusquau ?? '',
      ...libre,
    })}
    <p class="actions">
      <button class="bouton principal" aria-disabled=${attente ? 'true' : nothing}>
        ${msg('Enregistrer')}
      </button>
      <button type="button" class="bouton" @click=${() => actes.renoncer(document)}>${msg('Annuler')}</button>
    </p>
  </form>`;
}

function confirmation(document: Document, actes: ActesDocument): TemplateResult {
  const { id, nom, numero } = document;
  const attente = actes.occupes.has(id);
  return html`<div class="confirmation pile" role="group" aria-labelledby="question-${id}">
    <p id="question-${id}"><b>${msg(str`Supprimer « ${nom} » pour de bon ?`)}</b></p>
    <p class="petit">
      ${
        numero === null
          ? msg('Personne ne pourra le retrouver. Les demandes déjà envoyées gardent leur copie.')
          : msg(str`Il reste dans la demande ${numero} tant que la mairie la garde.`)
      }
    </p>
    <p class="actions">
      <button
        type="button"
        class="bouton danger"
        aria-disabled=${attente ? 'true' : nothing}
        @click=${() => void actes.supprimer(document)}
      >
        ${attente ? msg('Suppression…') : msg('Oui, supprimer')}
      </button>
      <button type="button" class="bouton" id="garder-${id}" @click=${() => actes.renoncer(document)}>
        ${msg('Non, garder')}
      </button>
    </p>
  </div>`;
}
