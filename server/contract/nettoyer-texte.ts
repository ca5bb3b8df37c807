/**
 * The one spelling under which a text is kept: NFC, trimmed, lone surrogates replaced, without control or
 * bidirectional override characters (they can disguise a name in an agent's queue). Line breaks become `\n`
 * in a `long` text and a space otherwise. A text of invisible characters only is empty. Idempotent.
 */
export function nettoyerTexte(brut: string, long = false): string {
  const texte = brut
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?|[\x85\u2028\u2029]/g, '\n')
    .replace(long ? /[\t\v\f]/g : /[\t\v\f\n]+/g, ' ')
    .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .normalize()
    .trim();
  return /[^\s\p{Cf}]/u.test(texte) ? texte : '';
}

/** Characters as people count them, near enough: code points. */
export function longueur(texte: string): number {
  return [...texte].length;
}
