/**
 * Tracking numbers and codes in Crockford's base 32 (no I, L, O, U): readable aloud, forgiving to type.
 * A number is `<PREFIX>-<4>-<4>`: three letters of the commune, seven random symbols (34 bits)
 * and one check symbol (ISO 7064 mod 37,36 would need a 37th sign; a weighted sum mod 31 stays in the alphabet).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MODULO = 31;

/** Uppercases, reads O as 0 and I, L as 1, drops spaces and hyphens. */
export function normaliserSymboles(texte: string): string {
  return texte
    .toUpperCase()
    .replaceAll(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

function valeur(symbole: string): number {
  const index = ALPHABET.indexOf(symbole);
  if (index < 0) throw new RangeError(`Not a Crockford symbol: ${symbole}`);
  return index;
}

/**
 * Check symbol of `symboles`: a sum of the values weighted by powers of 3 modulo 31.
 * 3 generates the whole group modulo 31, so any two neighbours swapped change the sum,
 * and so does any single symbol replaced by another, but for the pair 0 and Z (0 ≡ 31): Z is never drawn.
 */
function controle(symboles: string): string {
  let somme = 0;
  let poids = 1;
  for (const symbole of symboles) {
    somme = (somme + valeur(symbole) * poids) % MODULO;
    poids = (poids * 3) % MODULO;
  }
  return ALPHABET[somme]!;
}

/** `octets` random bytes (at least 7) to a number, e.g. `PAB-7K4F-92QX`. */
export function composerNumero(prefixe: string, octets: Uint8Array): string {
  const corps = Array.from(octets.subarray(0, 7), (octet) => ALPHABET[octet % MODULO]).join('');
  const symboles = corps + controle(symbolesDuPrefixe(prefixe) + corps);
  return `${prefixe}-${symboles.slice(0, 4)}-${symboles.slice(4)}`;
}

function symbolesDuPrefixe(prefixe: string): string {
  // U is no Crockford symbol, but a town's letters may hold it.
  return normaliserSymboles(prefixe).replaceAll('U', 'V');
}

/**
 * What was typed to the canonical number, or why it is none.
 * `incomplet`: wrong length; `faute`: the check symbol does not match (a typing error).
 */
export function lireNumero(saisie: string): { numero: string } | { erreur: 'incomplet' | 'faute' } {
  const lettres = saisie.toUpperCase().replaceAll(/[\s\-–—.]/g, '');
  if (lettres.length !== 11) return { erreur: 'incomplet' };
  const prefixe = lettres.slice(0, 3);
  const symboles = normaliserSymboles(lettres.slice(3));
  if (!/^[A-Z]{3}$/.test(prefixe) || !/^[0-9A-HJKMNP-TV-Y]{8}$/.test(symboles)) return { erreur: 'faute' };
  const attendu = controle(symbolesDuPrefixe(prefixe) + symboles.slice(0, 7));
  if (attendu !== symboles[7]) return { erreur: 'faute' };
  return { numero: `${prefixe}-${symboles.slice(0, 4)}-${symboles.slice(4)}` };
}

/** `octets` (at least 6) to a code of 6 symbols, 29.7 bits. */
export function composerCode(octets: Uint8Array): string {
  return Array.from(octets.subarray(0, 6), (octet) => ALPHABET[octet % MODULO]).join('');
}

/** What was typed to the canonical code, or `undefined` when it cannot be one. */
export function lireCode(saisie: string): string | undefined {
  const code = normaliserSymboles(saisie);
  return /^[0-9A-HJKMNP-TV-Y]{6}$/.test(code) ? code : undefined;
}
