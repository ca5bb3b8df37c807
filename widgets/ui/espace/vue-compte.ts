import { css } from 'lit';
import { Tache } from '../../core/tache.ts';
import type { Session } from '../../core/session/session.ts';
import { baseStyles } from '../base.styles.ts';
import { champsFormulaireStyles } from '../champs-formulaire.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { phraseEchec } from './echecs.ts';
import { estAbandon } from './echecs.ts';
import { VueEspace } from './vue.ts';

export const compteStyles = [
  baseStyles,
  champsStyles,
  champsFormulaireStyles,
  css`
    :host {
      display: block;
    }
    .rubrique h2 {
      font-size: 1.375em;
    }
    .lignes {
      padding: 0;
      list-style: none;
    }
    .lignes > li {
      display: grid;
      gap: calc(2 * var(--_s));
      max-width: none;
      padding-block: calc(4 * var(--_s));
      border-block-start: 1px solid var(--_line);
    }
    .lignes > li:last-child {
      border-block-end: 1px solid var(--_line);
    }
    .tete {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: calc(1 * var(--_s)) calc(3 * var(--_s));
      overflow-wrap: anywhere;
    }
    .code {
      width: 8em;
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.1em;
    }
    .donnees {
      display: grid;
      grid-template-columns: minmax(9em, max-content) 1fr;
      gap: calc(3 * var(--_s)) calc(6 * var(--_s));
    }
    .donnees dt {
      color: var(--_muted);
    }
    @media (max-width: 30em) {
      .donnees {
        grid-template-columns: 1fr;
        gap: 0;
      }
      .donnees dd + dt {
        margin-block-start: calc(3 * var(--_s));
      }
    }
  `,
];

/** What the parts of the account share: the session, one act at a time, why it failed. */
export abstract class VueCompte extends VueEspace {
  static override styles = compteStyles;
  static override properties = { ...VueEspace.properties, session: { attribute: false } };

  declare session: Session;
  protected enCours = false;
  protected echec: string | undefined;

  /** @returns whether it was done; given up is neither done nor failed */
  protected async essayer(acte: () => Promise<void>): Promise<boolean> {
    if (this.enCours) return false;
    this.enCours = true;
    this.echec = undefined;
    this.requestUpdate();
    try {
      await acte();
      return true;
    } catch (erreur) {
      if (!estAbandon(erreur)) this.echec = this.phrase(erreur);
      return false;
    } finally {
      this.enCours = false;
      this.requestUpdate();
    }
  }

  protected phrase(erreur: unknown): string {
    return phraseEchec(erreur);
  }

  /** What the view reads first. */
  protected tache<T>(lire: () => Promise<T>): Tache<T, readonly [Session]> {
    return new Tache<T, readonly [Session]>(this, lire, () => [this.session] as const);
  }
}
