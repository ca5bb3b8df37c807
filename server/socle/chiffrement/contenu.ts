import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Flux } from '../blobs/recevoir.ts';

/**
 * AES-256-GCM by chunks (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each chunk is
 * sealed by itself with its rank and a mark on the last, so what is given out was verified, and a chunk changed,
 * moved, dropped or added is noticed.
 *
 *     version (1 byte) | salt (32) | chunk (64 kB + tag of 16) … | last chunk (0 to 64 kB + tag)
 *
 * The key of one content is derived from the owner's with the salt (HKDF-SHA-256): a nonce never serves twice.
 */
const VERSION = 1;
const SEL = 32;
const ENTETE = 1 + SEL;
const SCEAU = 16;
export const MORCEAU = 64 * 1024;

/** What was kept is not what was written, or the key is not the right one. Nothing unverified was given out. */
export class ContenuAltere extends Error {
  override readonly name = 'ContenuAltere';

  constructor(options?: ErrorOptions) {
    super('An encrypted content was altered, cut, or is opened with another key', options);
  }
}

/** Bytes that `taille` bytes take once encrypted. */
export const tailleChiffree = (taille: number): number =>
  ENTETE + taille + SCEAU * Math.max(1, Math.ceil(taille / MORCEAU));

/**
 * @param cle 32 bytes
 * @param contexte whose content it is; the same words open it, no others do
 */
export async function* chiffrer(flux: Flux, cle: Uint8Array, contexte: string): AsyncGenerator<Uint8Array> {
  const entete = Buffer.concat([Buffer.of(VERSION), randomBytes(SEL)]);
  const sceller = creerSceau(cle, entete, contexte);
  yield entete;
  let rang = 0;
  for await (const { octets, dernier } of parMorceaux(flux, MORCEAU)) {
    const { nonce, cleContenu, associe } = sceller(rang++, dernier);
    const aes = createCipheriv('aes-256-gcm', cleContenu, nonce).setAAD(associe);
    yield Buffer.concat([aes.update(octets), aes.final(), aes.getAuthTag()]);
  }
}

/** @throws ContenuAltere while it is read: what came before was verified, and the end was not reached */
export async function* dechiffrer(flux: Flux, cle: Uint8Array, contexte: string): AsyncGenerator<Uint8Array> {
  const lecteur = new Lecteur(flux);
  try {
    const entete = await lecteur.lire(ENTETE);
    if (entete.length < ENTETE || entete[0] !== VERSION) throw new ContenuAltere();
    const sceller = creerSceau(cle, entete, contexte);
    let rang = 0;
    for await (const { octets, dernier } of parMorceaux(lecteur.reste(), MORCEAU + SCEAU)) {
      if (octets.length < SCEAU) throw new ContenuAltere();
      const { nonce, cleContenu, associe } = sceller(rang++, dernier);
      const aes = createDecipheriv('aes-256-gcm', cleContenu, nonce).setAAD(associe);
      aes.setAuthTag(octets.subarray(octets.length - SCEAU));
      const clair = aes.update(octets.subarray(0, octets.length - SCEAU));
      try {
        aes.final();
      } catch (cause) {
        throw new ContenuAltere({ cause });
      }
      // An empty content is one empty chunk; an empty last chunk after others was never written.
      if (clair.length > 0) yield clair;
      else if (rang > 1) throw new ContenuAltere();
    }
  } finally {
    await lecteur.fermer();
  }
}

function creerSceau(cle: Uint8Array, entete: Uint8Array, contexte: string) {
  const sel = entete.subarray(1);
  const cleContenu = Buffer.from(hkdfSync('sha256', cle, sel, 'parvis contenu 1', 32));
  const associe = Buffer.concat([entete, Buffer.from(contexte)]);
  return (rang: number, dernier: boolean) => {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(rang, 7);
    nonce[11] = dernier ? 1 : 0;
    return { nonce, cleContenu, associe };
  };
}

/** The same bytes in pieces of `taille`, the last one marked; at least one piece, which may be empty. */
async function* parMorceaux(
  flux: AsyncIterable<Uint8Array> | Flux,
  taille: number,
): AsyncGenerator<{ octets: Buffer; dernier: boolean }> {
  let tampon = Buffer.allocUnsafe(taille);
  let rempli = 0;
  for await (const recu of flux as AsyncIterable<Uint8Array>) {
    for (let i = 0; i < recu.byteLength;) {
      // Full, and there is more: so it is not the last.
      if (rempli === taille) {
        yield { octets: tampon, dernier: false };
        tampon = Buffer.allocUnsafe(taille);
        rempli = 0;
      }
      const part = Math.min(taille - rempli, recu.byteLength - i);
      tampon.set(recu.subarray(i, i + part), rempli);
      rempli += part;
      i += part;
    }
  }
  yield { octets: tampon.subarray(0, rempli), dernier: true };
}

/** Reads a few bytes first, then the rest as it comes. */
class Lecteur {
  readonly #source: AsyncIterator<Uint8Array>;
  #avance: Uint8Array = new Uint8Array();

  constructor(flux: Flux) {
    this.#source = (flux as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  }

  /** Fewer at the end. */
  async lire(nombre: number): Promise<Buffer> {
    const morceaux: Uint8Array[] = [];
    for (let lu = 0; lu < nombre;) {
      if (this.#avance.byteLength === 0) {
        const suite = await this.#source.next();
        if (suite.done) break;
        this.#avance = suite.value;
      }
      const part = this.#avance.subarray(0, nombre - lu);
      this.#avance = this.#avance.subarray(part.byteLength);
      morceaux.push(part);
      lu += part.byteLength;
    }
    return Buffer.concat(morceaux);
  }

  async *reste(): AsyncGenerator<Uint8Array> {
    if (this.#avance.byteLength > 0) yield this.#avance;
    for (let suite = await this.#source.next(); !suite.done; suite = await this.#source.next()) {
      yield suite.value;
    }
  }

  async fermer(): Promise<void> {
    await this.#source.return?.();
  }
}
