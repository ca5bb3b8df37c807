import type { Profil, ProfilSaisi } from '#contract/schemas/usager.ts';
import type * as z from 'zod';
import { Probleme } from '../socle/erreurs/probleme.ts';

type Donnee = NonNullable<Profil[keyof Profil]>;

const certifiee = (donnee: Donnee | undefined): boolean => donnee?.source === 'franceconnect';

function poser(
  profil: Profil,
  autre: Profil,
  prendre: (a: Donnee | undefined, b: Donnee) => boolean,
): Profil {
  const complet: Record<string, Donnee | undefined> = { ...profil };
  for (const [cle, donnee] of Object.entries(autre)) {
    if (donnee && prendre(complet[cle], donnee)) complet[cle] = donnee;
  }
  return complet as Profil;
}

/** A profile with what a provider has just certified put over what was there. */
export const completerProfil = (profil: Profil, nouveau: Profil): Profil =>
  poser(profil, nouveau, (a, b) => a === undefined || certifiee(b));

/**
 * The profile of two spaces that become one: the first one's answers stay, save what the other has certified.
 * @throws Probleme `conflit` when what is certified of both names two people
 */
export function reunirProfils(profil: Profil, autre: Profil): Profil {
  for (const cle of ['nom', 'prenoms', 'naissanceDate'] as const) {
    const [a, b] = [profil[cle], autre[cle]];
    if (certifiee(a) && certifiee(b) && a!.valeur !== b!.valeur) {
      throw new Probleme(
        'conflit',
        'Deux personnes différentes',
        'Cette adresse ouvre l’espace de quelqu’un d’autre, dont l’identité est certifiée. Deux personnes ne peuvent pas avoir le même espace.',
      );
    }
  }
  return poser(profil, autre, (a, b) => a === undefined || (!certifiee(a) && certifiee(b)));
}

/**
 * What its owner types instead of what he had typed; a key left out is forgotten. What is certified stays.
 * @throws Probleme `saisie-invalide` when he types something else over a certified answer
 */
export function saisirProfil(profil: Profil, saisi: z.output<typeof ProfilSaisi>): Profil {
  const nouveau: Record<string, unknown> = {};
  const erreurs = [];
  for (const [cle, donnee] of Object.entries(profil)) if (certifiee(donnee)) nouveau[cle] = donnee;
  for (const [cle, valeur] of Object.entries(saisi)) {
    const garde = nouveau[cle] as Donnee | undefined;
    if (!garde) nouveau[cle] = { valeur, source: 'declare' };
    else if (JSON.stringify(garde.valeur) !== JSON.stringify(valeur)) {
      erreurs.push({
        chemin: cle,
        code: 'certifie',
        message: 'Cette information est certifiée : elle ne se change pas ici.',
      });
    }
  }
  if (erreurs.length === 0) return nouveau as Profil;
  throw new Probleme(
    'saisie-invalide',
    'Des réponses sont à corriger',
    'Une information certifiée ne se change pas ici.',
    { erreurs },
  );
}
