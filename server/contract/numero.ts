/**
 * Tracking numbers and codes in Crockford's base 32 (no I, L, O, U): readable aloud, forgiving to type.
 * A number is `<PREFIX>-<4>-<4>`: three letters of the commune, seven random symbols (34 bits) and one check
 * symbol. The alphabet stops at Y, so that it counts modulo 31, a prime (ISO 7064 modulo 37 would bring back
 * the letters that Crockford leaves out).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXY';
const MODULO = ALPHABET.length;

/** Uppercases, reads O as 0 and I, L as 1, keeps letters and digits only. */
export function normaliserSymboles(texte: string): string {
  return garderSignes(texte).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

function garderSignes(texte: string): string {
  // Bounded: normalising a long run of combining marks takes quadratic time.
  return texte
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Check symbol of three letters and seven symbols: a sum weighted by powers of 3 modulo 31.
 * 3 generates the whole group modulo 31, so that any two unequal symbols swapped change the sum, the check
 * symbol included, and so does any one replaced by another. The letters of the prefix count as A = 0 to Z = 25:
 * read as symbols, I and L, or O and Z, would be taken for each other.
 */
function controle(prefixe: string, symboles: string): string {
  const valeurs = [
    ...[...prefixe].map((lettre) => lettre.charCodeAt(0) - 65),
    ...[...symboles].map((symbole) => ALPHABET.indexOf(symbole)),
  ];
  let somme = 0;
  let poids = 1;
  for (const valeur of valeurs) {
    somme = (somme + valeur * poids) % MODULO;
    poids = (poids * 3) % MODULO;
  }
  return ALPHABET[somme]!;
}

/** `nombre` symbols from as many random bytes: one division of all of them, which leaves no useful bias. */
function tirer(octets: Uint8Array, nombre: number): string {
  if (octets.length < nombre) throw new RangeError(`${nombre} random bytes are needed`);
  let reste = 0n;
  for (const octet of octets) reste = reste * 256n + BigInt(octet);
  let symboles = '';
  for (let rang = 0; rang < nombre; rang++) {
    symboles += ALPHABET[Number(reste % BigInt(MODULO))];
    reste /= BigInt(MODULO);
  }
  return symboles;
}

/** `prefixe` (three capitals) and 7 random bytes or more to a number, e.g. `PAB-7K4F-92QX`. */
export function composerNumero(prefixe: string, octets: Uint8Array): string {
  const corps = tirer(octets, 7);
  return ecrire(prefixe, corps + controle(prefixe, corps));
}

const ecrire = (prefixe: string, symboles: string): string =>
  `${prefixe}-${symboles.slice(0, 4)}-${symboles.slice(4)}`;

/**
 * What was typed to the canonical number, or why it is none.
 * `incomplet`: wrong length; `faute`: the check symbol does not match (a typing error).
 */
export function lireNumero(saisie: string): { numero: string } | { erreur: 'incomplet' | 'faute' } {
  const signes = garderSignes(saisie);
  if (signes.length !== 11) return { erreur: 'incomplet' };
  const symboles = normaliserSymboles(signes.slice(3));
  if (!estSymboles(symboles)) return { erreur: 'faute' };
  // A digit typed in the letters: 0 is an O; 1 is an I or an L, as the check symbol says.
  const debut = signes.slice(0, 3).replaceAll('0', 'O');
  for (const prefixe of [debut.replaceAll('1', 'I'), debut.replaceAll('1', 'L')]) {
    if (/^[A-Z]{3}$/.test(prefixe) && controle(prefixe, symboles.slice(0, 7)) === symboles[7]) {
      return { numero: ecrire(prefixe, symboles) };
    }
  }
  return { erreur: 'faute' };
}

const estSymboles = (texte: string): boolean => [...texte].every((signe) => ALPHABET.includes(signe));

/** 6 random bytes or more to a code of 6 symbols, 29.7 bits. */
export function composerCode(octets: Uint8Array): string {
  return tirer(octets, 6);
}

/** What was typed to the canonical code, or `undefined` when it cannot be one. */
export function lireCode(saisie: string): string | undefined {
  const code = normaliserSymboles(saisie);
  return code.length === 6 && estSymboles(code) ? code : undefined;
}
