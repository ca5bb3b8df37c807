/** The same text with the non-breaking spaces of French typography (U+00A0). */
export const francais = (texte: string): string =>
  texte.replaceAll(/ (?=[:;!?»%])/g, '\u00a0').replaceAll('« ', '«\u00a0');
