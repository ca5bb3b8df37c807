import type { Formulaire, Reponses } from '#contract/formulaire.ts';
import type { Brutes } from './chemins.ts';

/** Opens as many items of each required group as it asks for, so that each of their questions is seen. */
export function completer({ etapes }: Formulaire, reponses: Brutes): Reponses {
  const completes = { ...reponses };
  for (const champ of etapes.flatMap(({ champs }) => champs)) {
    if (champ.type !== 'groupe' || champ.requis === false) continue;
    const elements = (completes[champ.id] as unknown[] | undefined) ?? [];
    const manque = Math.max(0, champ.min - elements.length);
    completes[champ.id] = [...elements, ...[...Array(manque)].map(() => ({}))];
  }
  return completes as Reponses;
}
