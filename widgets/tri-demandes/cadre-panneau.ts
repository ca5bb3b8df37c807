import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Agent, DemandeAgent } from '#contract/schemas/agent.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import { encart } from '../ui/encart.ts';
import type { ActesConversation } from './actes-conversation.ts';
import type { Panneau } from './brouillon-dossier.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';
import type { Lettre } from './lettre.ts';
import { auteur, titreEvenement } from './libelles.ts';
import type { ReponsesTypes } from './reponses-types.ts';

export interface PropsActions {
  dossier: DossierDonnees;
  demande: DemandeAgent;
  agent: Agent;
  hote: Hote;
  ville: Commune | undefined;
  conversation: ActesConversation;
  types: ReponsesTypes;
  lettre: Lettre;
  /** The field that adds files to the answer. */
  fichiers: unknown;
  /** Uploads still on their way. */
  envoisEnCours: boolean;
}

/** What every panel has around its fields: one form, one main button, what went wrong. */
export function cadrePanneau(
  { dossier }: PropsActions,
  acte: Panneau,
  libelle: string,
  contenu: unknown,
  envoyer: { mot: string; faire: () => void; pret: boolean; danger?: boolean; autre?: unknown },
): TemplateResult {
  const enCours = dossier.acte === acte && !dossier.acteErreur && !dossier.conflit;
  const soumettre = (evenement: Event) => {
    evenement.preventDefault();
    if (envoyer.pret && !enCours) envoyer.faire();
  };
  // Ctrl + Enter sends from a text area, as agents expect.
  const clavier = (evenement: KeyboardEvent) => {
    if (evenement.key === 'Enter' && (evenement.ctrlKey || evenement.metaKey)) soumettre(evenement);
  };
  return html`<form
    class="panneau pile"
    id="panneau"
    data-retour="ouvrir-${acte}"
    aria-label=${libelle}
    novalidate
    @submit=${soumettre}
    @keydown=${clavier}
  >
    ${contenu}
    ${dossier.acte === acte && dossier.acteErreur ? encart('error', dossier.acteErreur, { annonce: true }) : nothing}
    <p class="actions">
      <button
        class="bouton ${envoyer.danger ? 'danger' : 'principal'}"
        aria-disabled=${enCours || !envoyer.pret ? 'true' : nothing}
      >
        ${enCours ? msg('Envoi…') : envoyer.mot}
      </button>
      ${envoyer.autre ?? nothing}
      <button type="button" class="bouton lien" @click=${() => dossier.montrer(undefined)}>
        ${msg('Fermer')}
      </button>
    </p>
  </form>`;
}

/** Two agents write at once: each sees what the other has just done. */
export function survenus(dossier: DossierDonnees): unknown {
  const { survenus: liste } = dossier;
  if (liste.length === 0) return nothing;
  return encart(
    'warn',
    html`<ul>
      ${liste.map((evenement) => html`<li>${titreEvenement(evenement)}, ${msg(str`par ${auteur(evenement)}`)}</li>`)}
    </ul>`,
    { annonce: true, titre: msg('Pendant que vous écriviez :') },
  );
}
