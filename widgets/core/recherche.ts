/** Lower case, no accent, letters and digits only, one space between words. */
export function normaliser(texte: string): string {
  return texte
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Words that say nothing of what is looked for. */
const VIDES = new Set(
  'a au aux d de des du en et l la le les ma mes mon notre nos pour sa ses son sur un une'.split(' '),
);

/**
 * The entries that match every word of `saisie`, best first. Forgives accents, endings not yet typed and
 * typing errors: one for a word of 4 letters or more, two from 8. Each text of an entry weighs less than
 * the one before it (title, then key words, then summary).
 */
export function rechercher<T>(saisie: string, entrees: readonly T[], textes: (entree: T) => string[]): T[] {
  const mots = normaliser(saisie)
    .split(' ')
    .filter((mot, _, tous) => mot && (!VIDES.has(mot) || tous.length === 1));
  if (!mots.length) return [...entrees];
  return entrees
    .map((entree) => {
      const champs = textes(entree).map((texte) => normaliser(texte).split(' '));
      const points = mots.map((mot) =>
        Math.max(...champs.map((champ, rang) => note(mot, champ) / (rang + 1))),
      );
      return { entree, total: points.every((point) => point > 0) ? somme(points) : 0 };
    })
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total)
    .map(({ entree }) => entree);
}

function note(mot: string, champ: string[]): number {
  const permis = mot.length >= 8 ? 2 : mot.length >= 4 ? 1 : 0;
  let meilleure = 0;
  for (const present of champ) {
    if (present === mot) return 4;
    if (present.startsWith(mot)) meilleure = Math.max(meilleure, 3);
    // The beginning is compared too: an error in a word that is still being typed.
    else if (
      permis &&
      (ecart(mot, present) <= permis || ecart(mot, present.slice(0, mot.length)) <= permis)
    ) {
      meilleure = Math.max(meilleure, 1);
    }
  }
  return meilleure;
}

/** Not `reduce`, which old libraries give another meaning. */
function somme(nombres: number[]): number {
  let total = 0;
  for (const nombre of nombres) total += nombre;
  return total;
}

/** Damerau-Levenshtein distance (optimal string alignment). */
export function ecart(a: string, b: string): number {
  let avant: number[] = [];
  let ligne = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const suivante = [i];
    for (let j = 1; j <= b.length; j++) {
      const cout = a[i - 1] === b[j - 1] ? 0 : 1;
      let pas = Math.min(ligne[j]! + 1, suivante[j - 1]! + 1, ligne[j - 1]! + cout);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        pas = Math.min(pas, avant[j - 2]! + 1);
      suivante.push(pas);
    }
    avant = ligne;
    ligne = suivante;
  }
  return ligne[b.length]!;
}
