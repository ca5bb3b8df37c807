import type { Chiffres, Statistiques } from '#contract/schemas/statistiques.ts';

const COLONNES: readonly (readonly [keyof Chiffres, string])[] = [
  ['recues', 'reçues'],
  ['repondues', 'répondues'],
  ['aTemps', 'à temps'],
  ['horsDelai', 'hors délai'],
  ['retirees', 'retirées'],
  ['mediane', 'délai médian (jours)'],
  ['p90', 'délai de 9 sur 10 (jours)'],
];

/** `;` and a byte-order mark, as the spreadsheets of French offices expect. An empty cell is a hidden number. */
export function enCsv(statistiques: Statistiques): string {
  const { total, parMois, parService, parCanal, parDemarche } = statistiques;
  const ligne = (table: string, code: string, libelle: string, chiffres: Chiffres): unknown[] => [
    table,
    code,
    libelle,
    ...COLONNES.map(([cle]) => chiffres[cle] ?? ''),
  ];
  const lignes: unknown[][] = [
    ['tableau', 'code', 'libellé', ...COLONNES.map(([, titre]) => titre)],
    ligne('total', '', `${statistiques.de} à ${statistiques.a}`, total),
    ...parMois.map(({ code, libelle, chiffres }) => ligne('mois', code, libelle, chiffres)),
    ...parService.map(({ code, libelle, chiffres }) => ligne('service', code, libelle, chiffres)),
    ...parCanal.map(({ code, libelle, chiffres }) => ligne('canal', code, libelle, chiffres)),
    ...parDemarche.map(({ code, libelle, chiffres }) => ligne('démarche', code, libelle, chiffres)),
  ];
  return `\uFEFF${lignes.map((cellules) => cellules.map(cellule).join(';')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is written as text. */
function cellule(valeur: unknown): string {
  const texte = String(valeur);
  const sur = typeof valeur === 'string' && /^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte;
  return /[";\r\n]/.test(sur) ? `"${sur.replaceAll('"', '""')}"` : sur;
}
