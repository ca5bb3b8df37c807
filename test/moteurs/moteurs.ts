/**
 * One small API over three engines: Playwright's Chromium, Debian's Firefox ESR, and WebKitGTK by plain WebDriver.
 * What a person does is done for real (mouse, keys); what is read is read by a script in the page.
 */
import { ouvrirWebKit } from './webkit.ts';
import { ouvrirChromium, ouvrirFirefox } from './playwright.ts';

export const MOTEURS = ['chromium', 'firefox', 'webkit'] as const;
export type NomMoteur = (typeof MOTEURS)[number];

export type Touche = 'Tab' | 'Enter' | 'Space' | 'ArrowDown' | 'Backspace' | 'Escape';

/** A window of its own session: no cookie, nothing stored. */
export interface Fenetre {
  readonly moteur: NomMoteur;
  /** Waits for the page's `load`. */
  aller(adresse: string): Promise<void>;
  /** Runs in the page, and waits for its promise. `acte` sees its arguments only. */
  evaluer<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** The same in the first iframe of the page, shadow roots included. */
  dansCadre<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** The same in the newest popup that the page has opened. */
  dansSurgie<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Left click, in CSS pixels of the page's window. */
  cliquerEn(x: number, y: number): Promise<void>;
  taper(texte: string): Promise<void>;
  touche(touche: Touche, ...tenues: 'Shift'[]): Promise<void>;
  /** Every cookie that the engine would send to that address, HttpOnly ones included. */
  cookies(adresse: string): Promise<string[]>;
  /** CSS pixels; WebKitGTK may not go under a width of its own, and says what it gave. */
  dimensionner(largeur: number, hauteur: number): Promise<number>;
  /** Sheets of A4 that the page prints on; `undefined` where the engine cannot tell. */
  imprimer(): Promise<number | undefined>;
  fermer(): Promise<void>;
}

export interface OptionsFenetre {
  largeur?: number;
  hauteur?: number;
  /** Chromium and Firefox only. */
  couleursForcees?: boolean;
  mouvementReduit?: boolean;
}

export interface Moteur {
  readonly nom: NomMoteur;
  version: string;
  fenetre(options?: OptionsFenetre): Promise<Fenetre>;
  fermer(): Promise<void>;
}

export function ouvrirMoteur(nom: NomMoteur): Promise<Moteur> {
  if (nom === 'chromium') return ouvrirChromium();
  return nom === 'firefox' ? ouvrirFirefox() : ouvrirWebKit();
}
