import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Champ, Etape } from '#contract/formulaire.ts';
import { dessinerChamp } from './champ.ts';
import type { SaisieFormulaire } from './saisie.ts';

/** « Étape 2 sur 5 · Votre adresse »: takes the focus when the step changes. */
export function titreEtape(rang: number, total: number, titre: string): TemplateResult {
  return html`<h3 id="titre-etape" tabindex="-1">
    <span class="rang">${msg(str`Étape ${rang} sur ${total}`)} ·</span> ${titre}
  </h3>`;
}

export interface VueEtape {
  etape: Etape;
  champs: readonly Champ[];
  rang: number;
  total: number;
  /** What is wrong, on top: the summary of errors, a warning. */
  tete: unknown;
  saisie: SaisieFormulaire;
  /** Came from the check page: it goes back there. */
  modification: boolean;
  surContinuer: () => void;
  surPrecedent: (() => void) | undefined;
}

export function dessinerEtape(vue: VueEtape): TemplateResult {
  const { etape, champs, rang, total, tete, saisie, modification, surContinuer, surPrecedent } = vue;
  const continuer = (evenement: Event) => {
    evenement.preventDefault();
    surContinuer();
  };
  const facultatifs = champs.some((champ) => 'requis' in champ && champ.requis === false);
  return html`<form class="pile-large" novalidate @submit=${continuer}>
    ${tete}
    <div class="pile">
      ${titreEtape(rang, total, etape.titre)} ${etape.aide ? html`<p>${etape.aide}</p>` : nothing}
      ${
        facultatifs
          ? html`<p class="muet petit">
              ${msg('Répondez à tout, sauf là où il est écrit «\u00a0facultatif\u00a0».')}
            </p>`
          : nothing
      }
    </div>
    ${champs.map((champ) => dessinerChamp(champ, champ.id, saisie))}
    <div class="actions">
      <button class="bouton principal">
        ${modification ? msg('Enregistrer et revenir à la vérification') : msg('Continuer')}
      </button>
      ${
        surPrecedent
          ? html`<button type="button" class="bouton" @click=${surPrecedent}>
              ${msg('Étape précédente')}
            </button>`
          : nothing
      }
    </div>
  </form>`;
}
