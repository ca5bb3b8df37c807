import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Evenement } from '#contract/schemas/demande.ts';
import type { Valeur } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { trouverChamp } from '#contract/phrases.ts';
import { etapesDuCalcul } from './calcul.ts';
import type { BoutonPiece } from './chronologie-agent.ts';
import { valeurDuChamp } from './valeur-champ.ts';

type De<T extends Evenement['type']> = Extract<Evenement, { type: T }>;

/** What was asked, field by field, and why. */
export const complementDemande = ({ donnees }: De<'complement-demande'>): unknown =>
  html`<ul>
      ${donnees.champs.map(
        ({ libelle, precision }) =>
          html`<li>${precision === null ? libelle : `${libelle} : ${precision}`}</li>`,
      )}
    </ul>
    <blockquote class="corps">${donnees.motif}</blockquote>`;

/** What came, before → after. */
export function complementRecu(
  { donnees }: De<'complement-recu'>,
  demande: DemandeAgent,
  fichier: BoutonPiece,
): unknown {
  const { remplacements } = donnees;
  const formulaire = formulaireComplet(demande.definition, demande.ligne.canal);
  if (!remplacements) return libellesDe(donnees.chemins, demande);
  const lire = (chemin: string, valeur: unknown): unknown => {
    const champ = trouverChamp(formulaire, chemin);
    if (!champ) return typeof valeur === 'string' ? valeur : msg('Non renseigné');
    return valeurDuChamp({ champ, valeur: valeur as Valeur | undefined }, { fichier });
  };
  return html`<dl class="reponses comparaison">
    ${remplacements.map(
      ({ chemin, libelle, avant, apres }) =>
        html`<div>
          <dt>${libelle}</dt>
          <dd>
            <span class="muet">${msg('Avant :')}</span> ${lire(chemin, avant)}<br /><b>${msg('Après :')}</b>
            ${lire(chemin, apres)}
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** Names of the fields of `chemins`, from the form. */
export function libellesDe(chemins: readonly string[], demande: DemandeAgent): unknown {
  const formulaire = formulaireComplet(demande.definition, demande.ligne.canal);
  return html`<ul>
    ${chemins.map((chemin) => html`<li>${trouverChamp(formulaire, chemin)?.libelle ?? chemin}</li>`)}
  </ul>`;
}

/** What the letter says; how to appeal is folded: it is always alike. */
export const decision = ({ donnees }: De<'decision'>): unknown =>
  html`${donnees.organisme ? html`<p>${[donnees.organisme, donnees.contact].filter(Boolean).join(' · ')}</p>` : nothing}
    <blockquote><p class="corps">${donnees.texte}</p></blockquote>
    ${donnees.anonyme ? html`<p class="petit muet">${msg('Signée du seul nom du service.')}</p>` : nothing}
    ${
      donnees.recours === null
        ? nothing
        : html`<details>
            <summary>${msg('Voies de recours dites au demandeur')}</summary>
            <p class="corps petit">${donnees.recours}</p>
          </details>`
    }`;

/** The deadline that moved: why. */
export const echeance = ({ donnees }: De<'echeance'>): unknown =>
  html`<details class="calcul">
    <summary>${msg('Voir le calcul')}</summary>
    ${etapesDuCalcul(donnees.calcul)}
  </details>`;
