export type Ligne = Record<string, string>;

/** Middle value; the lower one of two. */
export function mediane(valeurs: readonly number[]): number {
  const triees = valeurs.toSorted((a, b) => a - b);
  return triees[Math.floor((triees.length - 1) / 2)] ?? Number.NaN;
}

/** Prints a table whose columns are those of the first line. */
export function afficher(titre: string, lignes: readonly Ligne[]): void {
  const colonnes = Object.keys(lignes[0] ?? {});
  const largeurs = colonnes.map((nom) =>
    Math.max(nom.length, ...lignes.map((ligne) => (ligne[nom] ?? '').length)),
  );
  const ecrire = (cellules: readonly string[]): string =>
    cellules
      .map((cellule, i) => cellule.padEnd(largeurs[i]!))
      .join('  ')
      .trimEnd();
  console.log(`\n${titre}\n`);
  console.log(ecrire(colonnes));
  for (const ligne of lignes) console.log(ecrire(colonnes.map((nom) => ligne[nom] ?? '')));
}
