import type { Champ, ErreurSaisie, Formulaire, Reponses } from '#contract/formulaire.ts';
import { parcourirEtapes, type Lecteur } from '#contract/parcours.ts';
import { trouverChamp } from '#contract/phrases.ts';
import { lireChamp } from '#contract/valider-champ.ts';
import { ecrireChemin, lireChemin, type Brutes } from '../../formulaire/chemins.ts';

export interface CompletionLue {
  /** Cleaned answers by path, as the server takes them: only what was asked and answered. */
  reponses: Reponses;
  erreurs: ErreurSaisie[];
}

/** Is there anything in that answer? A group that was opened is being answered, even with empty items. */
export function renseigne(valeur: unknown): boolean {
  if (typeof valeur === 'string') return valeur.trim() !== '';
  if (Array.isArray(valeur)) return valeur.length > 0;
  if (typeof valeur === 'object' && valeur !== null) return Object.values(valeur).some(renseigne);
  return typeof valeur === 'number' || valeur === true;
}

/**
 * Checks what answers `chemins` against the form as it was filed, as the server does: only what was asked is
 * checked, on today's date; what is empty is left out, and stays asked.
 */
export function lireCompletion(
  formulaire: Formulaire,
  anciennes: Reponses,
  chemins: readonly string[],
  brutes: Brutes,
  aujourdhui: string,
): CompletionLue {
  const repondus = chemins.filter((chemin) => renseigne(lireChemin(brutes, chemin)));
  const touches = new Set<Champ>();
  let fusion: Brutes = anciennes;
  for (const chemin of repondus) {
    fusion = ecrireChemin(fusion, chemin, lireChemin(brutes, chemin));
    const champ = trouverChamp(formulaire, chemin);
    if (!champ) continue;
    touches.add(champ);
    if (champ.type === 'groupe') for (const sous of champ.champs) touches.add(sous);
  }
  // What was not asked keeps its value, even one that would no longer be taken today.
  const lire: Lecteur = (champ, brut, ...reste) =>
    touches.has(champ) ? lireChamp(champ, brut, ...reste) : (brut as never);
  const [propres, etapes] = parcourirEtapes(formulaire, fusion, aujourdhui, lire);
  const erreurs = etapes
    .flatMap((etape) => etape.erreurs)
    .filter(({ chemin }) => repondus.some((autre) => chemin === autre || chemin.startsWith(`${autre}.`)));
  const reponses = Object.fromEntries(
    repondus.map((chemin) => [chemin, lireChemin(propres, chemin) ?? lireChemin(fusion, chemin)]),
  ) as Reponses;
  return { reponses, erreurs };
}
