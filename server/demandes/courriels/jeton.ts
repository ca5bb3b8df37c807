import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Commune } from '../../communes/commune.ts';

/** The mailbox that receives answers, e.g. `reponse@guichet.example.fr`: its tagged addresses (`reponse+…@`) too. */
export interface BoiteReponses {
  nom: string;
  domaine: string;
}

/** Bytes of the signature: 80 bits, tried through a mailbox. */
const SIGNATURE = 10;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** Characters: 4 for the commune, 26 for the demande, 16 for the signature. */
export const LONGUEUR_JETON = 46;
const FORME = /^[a-z2-7]{46}$/;
/** RFC 5321, 4.5.3.1.1. */
const PARTIE_LOCALE_MAX = 64;

/** @throws Error when the tagged addresses would be too long for the post */
export function lireBoiteReponses(adresse: string): BoiteReponses {
  const arobase = adresse.lastIndexOf('@');
  const boite = {
    nom: adresse.slice(0, arobase).toLowerCase(),
    domaine: adresse.slice(arobase + 1).toLowerCase(),
  };
  const place = PARTIE_LOCALE_MAX - LONGUEUR_JETON - 1;
  if (boite.nom.length > place)
    throw new Error(`PARVIS_COURRIEL_REPONSES: at most ${place} characters before the @`);
  return boite;
}

/**
 * Where the answers to the mails of a demande go. Who holds it may write in the file, never read it: it is worth
 * less than the code. Lower case only, since some mail servers fold the case.
 */
export function adresseDeReponse(
  { slug, secret }: Pick<Commune, 'slug' | 'secret'>,
  demandeId: string,
  { nom, domaine }: BoiteReponses,
): string {
  const id = Buffer.from(demandeId.replaceAll('-', ''), 'hex');
  const jeton = marqueDe(slug) + enBase32(id) + enBase32(signer(secret, demandeId));
  return `${nom}+${jeton}@${domaine}`;
}

/** The token in an address of that mailbox, in lower case; `undefined` for any other address. */
export function jetonDans(adresse: string, { nom, domaine }: BoiteReponses): string | undefined {
  const propre = adresse.trim().toLowerCase();
  if (!propre.startsWith(`${nom}+`) || !propre.endsWith(`@${domaine}`)) return undefined;
  const jeton = propre.slice(nom.length + 1, -domaine.length - 1);
  return FORME.test(jeton) ? jeton : undefined;
}

/** Does the token name this commune? Several may: the signature tells. */
export const viseCommune = (jeton: string, slug: string): boolean => jeton.startsWith(marqueDe(slug));

/** The id of the demande that a token of this commune was signed for, compared in constant time. */
export function demandeDuJeton(jeton: string, secret: Uint8Array): string | undefined {
  const hexa = depuisBase32(jeton.slice(4, 30)).subarray(0, 16).toString('hex');
  const id = hexa.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const signature = depuisBase32(jeton.slice(30));
  return timingSafeEqual(signature, signer(secret, id)) ? id : undefined;
}

const marqueDe = (slug: string): string =>
  enBase32(createHash('sha256').update(slug).digest().subarray(0, 3)).slice(0, 4);

const signer = (secret: Uint8Array, demandeId: string): Buffer =>
  createHmac('sha256', secret).update(`reponse par courriel ${demandeId}`).digest().subarray(0, SIGNATURE);

function enBase32(octets: Uint8Array): string {
  let bits = '';
  for (const octet of octets) bits += octet.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((cinq) => ALPHABET[parseInt(cinq.padEnd(5, '0'), 2)]).join('');
}

function depuisBase32(texte: string): Buffer {
  let bits = '';
  for (const lettre of texte) bits += ALPHABET.indexOf(lettre).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((huit) => parseInt(huit, 2)));
}
