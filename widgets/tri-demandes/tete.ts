import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Agent } from '#contract/schemas/agent.ts';
import { iconeHorsLigne } from '../ui/icones/dossier.ts';
import { iconeAjouter } from '../ui/icones/formulaire.ts';
import type { ChiffresTardifs } from './chiffres-tardifs.ts';
import type { FileDonnees } from './file-donnees.ts';
import type { FluxDirect } from './flux.ts';

export interface PropsBarre {
  agent: Agent;
  ville: string | undefined;
  flux: FluxDirect['etat'];
  saisir: () => void;
  chiffres: ChiffresTardifs;
  /** Only at the counter. */
  accesPerdu: (() => void) | undefined;
  aide: () => void;
  quitter: () => void;
}

/** Who works here, and what is not tied to a request. */
export function barre({
  agent,
  ville,
  flux,
  saisir,
  chiffres,
  accesPerdu,
  aide,
  quitter,
}: PropsBarre): TemplateResult {
  return html`<header class="tete">
    <h2 id="titre-file" tabindex="-1">
      ${msg('Demandes')}${ville ? html` <span class="muet">${ville}</span>` : nothing}
    </h2>
    <button class="bouton principal" aria-keyshortcuts="c" @click=${saisir}>
      ${iconeAjouter()}${msg('Saisir une demande')}
    </button>
    <p class="qui">
      ${
        flux === 'coupe'
          ? html`<span class="coupe"
              >${iconeHorsLigne()} ${msg('Direct interrompu, reprise automatique')}</span
            >`
          : nothing
      }
      <span class="muet">${agent.prenom} ${agent.nom}</span>
      <button
        class="bouton lien"
        aria-expanded=${chiffres.ouverts ? 'true' : 'false'}
        @click=${chiffres.basculer}
      >
        ${msg('Chiffres')}
      </button>
      ${accesPerdu && html`<button class="bouton lien" @click=${accesPerdu}>${msg('Accès perdu')}</button>`}
      <button class="bouton lien" aria-keyshortcuts="?" @click=${aide}>${msg('Raccourcis')}</button>
      <button class="bouton lien" @click=${quitter}>${msg('Me déconnecter')}</button>
    </p>
  </header>`;
}

/** New rows wait behind this button: nothing moves under the hand of the agent. */
export function nouvelles(file: FileDonnees): TemplateResult {
  const nombre = file.nouvelles.size;
  return html`<div class="nouvelles" role="status" data-retour="ligne-${file.actif}">
    ${
      nombre === 0
        ? nothing
        : html`<button class="bouton" @click=${() => file.montrerNouvelles()}>
            ${nombre === 1 ? msg('1 nouvelle demande') : msg(str`${nombre} nouvelles demandes`)}
          </button>`
    }
  </div>`;
}
