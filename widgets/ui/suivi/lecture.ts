import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import type { Role } from '#contract/vocabulaire.ts';
import { marquerLu } from '../../core/client-suivi.ts';
import type { Contexte } from './contexte.ts';

/**
 * What the citizen has not seen yet. Marked « Nouveau » as long as the file is open, and told to the server once it
 * has been on the screen: elements with `data-rang` are what is to be seen.
 */
export class Lecture implements ReactiveController {
  readonly #hote: Contexte;
  readonly #racine: () => ParentNode;
  #ouvert: { suivi: Suivi; code: string } | undefined;
  /** `luJusqua` when the file was opened: what was new then stays marked. */
  #base = 0;
  #dit = 0;
  readonly #vus = new Set<number>();
  #suivis = new WeakSet<Element>();
  #oeil: IntersectionObserver | undefined;

  constructor(hote: Contexte, racine: () => ParentNode) {
    this.#hote = hote;
    this.#racine = racine;
    hote.addController(this);
  }

  vider(): void {
    this.hostDisconnected();
    this.#ouvert = undefined;
    this.#vus.clear();
  }

  hostDisconnected(): void {
    this.#oeil?.disconnect();
    this.#oeil = undefined;
    this.#suivis = new WeakSet();
  }

  get #moi(): Role {
    return this.#hote.aide ? 'aidant' : 'usager';
  }

  /** The file that is drawn. */
  suivre(suivi: Suivi, code: string): void {
    const { dossier, numero, evenements } = suivi;
    if (this.#ouvert?.suivi.numero !== numero) {
      this.vider();
      this.#dit = dossier?.luJusqua ?? 0;
      // Who has written since has read what came before.
      const ecrit = evenements.findLast(({ auteur }) => auteur.role === this.#moi)?.rang ?? 0;
      this.#base = Math.max(this.#dit, ecrit);
    }
    this.#ouvert = { suivi, code };
  }

  /** « Nouveau », in words, beside what the town has added since the last visit. */
  marque({ rang, auteur }: Evenement): TemplateResult | typeof nothing {
    return rang !== undefined && rang > this.#base && auteur.role !== this.#moi
      ? html`<span class="nouveau">${msg('Nouveau')}</span>`
      : nothing;
  }

  hostUpdated(): void {
    if (!this.#ouvert) return;
    this.#oeil ??= new IntersectionObserver((entrees) => this.#voir(entrees), { threshold: [0, 0.5] });
    for (const element of this.#racine().querySelectorAll('[data-rang]')) {
      if (!this.#suivis.has(element)) {
        this.#suivis.add(element);
        this.#oeil.observe(element);
      }
    }
  }

  #voir(entrees: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entrees) {
      // Half of it, or a screenful of what is taller than two screens.
      const assez =
        intersectionRatio >= 0.5 || intersectionRect.height >= (rootBounds?.height ?? Infinity) / 2;
      if (isIntersecting && assez) this.#vus.add(Number((target as HTMLElement).dataset['rang']));
    }
    this.#dire();
  }

  #dire(): void {
    if (!this.#ouvert) return;
    const { suivi, code } = this.#ouvert;
    const aVoir = [...this.#racine().querySelectorAll<HTMLElement>('[data-rang]')].map(({ dataset }) =>
      Number(dataset['rang']),
    );
    const nouveaux = aVoir.filter((rang) => rang > this.#dit);
    if (!nouveaux.some((rang) => this.#vus.has(rang))) return;
    const manques = nouveaux.filter((rang) => !this.#vus.has(rang));
    // Everything was seen: so were the lines that have no place of their own.
    const jusqua = manques.length
      ? Math.min(...manques) - 1
      : Math.max(...suivi.evenements.map(({ rang }) => rang ?? 0));
    if (jusqua <= this.#dit) return;
    this.#dit = jusqua;
    // Not told: it will be new again at the next visit, which does no harm.
    void marquerLu(this.#hote.client, suivi.numero, code, jusqua).catch(() => {});
  }
}
