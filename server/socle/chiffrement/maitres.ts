import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A key wrapped by a master key. */
export interface CleEnveloppee {
  /** Which master key wraps it: the first 8 bytes of its SHA-256, hex. */
  maitre: string;
  /** Nonce, wrapped key and tag, base64url. */
  enveloppe: string;
}

/** A master key that is needed is not there. */
export class MaitreAbsent extends Error {
  override readonly name = 'MaitreAbsent';
  readonly maitre: string;

  constructor(maitre: string) {
    super(`The master key ${maitre} is not known here`);
    this.maitre = maitre;
  }
}

const NONCE = 12;
const SCEAU = 16;

/** The master keys of a server: the first wraps what is new, the others still open what they wrapped. */
export class Maitres {
  readonly #cles: ReadonlyMap<string, Uint8Array>;
  /** Name of the first. */
  readonly courante: string;

  /** @param cles 32 bytes each, the current one first */
  constructor(cles: readonly Uint8Array[]) {
    this.#cles = new Map(cles.map((cle) => [nommer(cle), cle]));
    this.courante = cles[0] ? nommer(cles[0]) : '';
  }

  connait(maitre: string): boolean {
    return this.#cles.has(maitre);
  }

  /** @param contexte whose key it is: the same words open it */
  envelopper(cle: Uint8Array, contexte: string): CleEnveloppee {
    const nonce = randomBytes(NONCE);
    const aes = createCipheriv('aes-256-gcm', this.#exiger(this.courante), nonce).setAAD(
      Buffer.from(contexte),
    );
    const enveloppe = Buffer.concat([nonce, aes.update(cle), aes.final(), aes.getAuthTag()]);
    return { maitre: this.courante, enveloppe: enveloppe.toString('base64url') };
  }

  /** @throws MaitreAbsent; Error when the envelope was altered or is another's */
  ouvrir({ maitre, enveloppe }: CleEnveloppee, contexte: string): Uint8Array {
    const octets = Buffer.from(enveloppe, 'base64url');
    const aes = createDecipheriv('aes-256-gcm', this.#exiger(maitre), octets.subarray(0, NONCE));
    aes.setAAD(Buffer.from(contexte)).setAuthTag(octets.subarray(octets.length - SCEAU));
    return Buffer.concat([aes.update(octets.subarray(NONCE, octets.length - SCEAU)), aes.final()]);
  }

  #exiger(maitre: string): Uint8Array {
    const cle = this.#cles.get(maitre);
    if (!cle) throw new MaitreAbsent(maitre);
    return cle;
  }
}

const nommer = (cle: Uint8Array): string => createHash('sha256').update(cle).digest('hex').slice(0, 16);

/** A fresh master key as it is written in a file or a variable. */
export const tirerMaitre = (): string => randomBytes(32).toString('base64');

/**
 * Master keys as written: base64 or hex, one per line (or separated by commas), `#` begins a comment.
 * @throws Error naming what is wrong, never the key
 */
export function lireMaitres(texte: string, ou: string): Uint8Array[] {
  const mots = texte
    .split('\n')
    .map((ligne) => ligne.replace(/#.*/, ''))
    .flatMap((ligne) => ligne.split(/[\s,]+/))
    .filter(Boolean);
  if (mots.length === 0) throw new Error(`${ou} holds no key: it must hold 32 bytes in base64 or hex.`);
  return mots.map((mot, i) => {
    const hex = /^[0-9a-f]{64}$/i.test(mot);
    if (!hex && !/^[A-Za-z0-9+/_-]{43}=?$/.test(mot)) {
      throw new Error(`${ou}: key ${i + 1} is not 32 bytes in base64 or hex (see « parvis cle creer »).`);
    }
    return Buffer.from(mot, hex ? 'hex' : 'base64');
  });
}
