/** One case: a page, what is done in it, and what must not be heard of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hotes, PageHote } from '../hotes/serveur.ts';
import { cliquer, lire, remplir } from './gestes.ts';
import type { Fenetre, Moteur, OptionsFenetre } from './moteurs.ts';

export interface Contexte {
  moteur: () => Moteur;
  hotes: () => Hotes;
}

export interface Verdict {
  /** Errors that the case itself makes. */
  permis?: RegExp;
  options?: OptionsFenetre;
}

/** Opens the page, runs the case, and wants no error and no violation. */
export async function essayer(
  { moteur, hotes }: Contexte,
  hote: PageHote,
  acte: (fenetre: Fenetre) => Promise<void>,
  { permis, options }: Verdict = {},
): Promise<void> {
  const fenetre = await moteur().fenetre(options);
  try {
    await fenetre.aller(hotes().poser(hote));
    await acte(fenetre);
    const vus = await fenetre.evaluer(() => [...__t.erreurs, ...__t.violations]);
    assert.deepEqual(
      vus.filter((faute) => !permis?.test(faute)),
      [],
    );
  } finally {
    hotes().pannes.length = 0;
    await fenetre.fermer();
  }
}

/** The widget is alive: its choices, a form, and what is typed in it. */
export async function vivre(fenetre: Fenetre): Promise<void> {
  await cliquer(fenetre, { bouton: 'éclairage' });
  await lire(fenetre, 'Étape 1 sur');
  await cliquer(fenetre, { bouton: 'Un lampadaire éteint' });
  await cliquer(fenetre, { bouton: 'Continuer' });
  await remplir(fenetre, 'Où', 'sous le phare');
  assert.equal(await valeurDe(fenetre, 'Où'), 'sous le phare');
}

export const valeurDe = (fenetre: Fenetre, champ: string) =>
  fenetre.evaluer((nom) => (__t.champ(nom) as HTMLInputElement | undefined)?.value, champ);

export const combien = (fenetre: Fenetre, selecteur: string) =>
  fenetre.evaluer((css) => document.querySelectorAll(css).length, selecteur);

/** Declares cases in that context; what is done by default: the widget lives. */
export const cas =
  (contexte: Contexte) =>
  (
    nom: string,
    hote: PageHote,
    acte: (fenetre: Fenetre) => Promise<void> = vivre,
    verdict: Verdict = {},
  ): void => {
    test(nom, () => essayer(contexte, hote, acte, verdict));
  };
