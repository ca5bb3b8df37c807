import { enJson } from '../json.ts';

/** A key pair that never leaves the browser: the private half is not extractable. */
export type Paire = CryptoKeyPair;

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Proofs of possession (RFC 9449) of one key. */
export class Preuves {
  readonly paire: Paire;
  /** Given by the server when it does not believe this clock; sent back until it gives another. */
  nonce: string | undefined;
  readonly #tete: Promise<string>;

  constructor(paire: Paire) {
    this.paire = paire;
    this.#tete = crypto.subtle
      .exportKey('jwk', paire.publicKey)
      .then(({ kty, crv, x, y }) =>
        texteEnBase64({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } }),
      );
  }

  /** @throws TypeError without `crypto.subtle` (a page by plain http) */
  static async nouvelles(): Promise<Preuves> {
    return new Preuves(await crypto.subtle.generateKey(ES256, false, ['sign', 'verify']));
  }

  /** The value of the header `DPoP` for one request; `jeton` is the access token that goes with it. */
  async pour(methode: string, adresse: string, jeton?: string): Promise<string> {
    const charge = {
      jti: base64(crypto.getRandomValues(new Uint8Array(16))),
      htm: methode,
      htu: adresse.split(/[?#]/, 1)[0],
      iat: Math.floor(Date.now() / 1000),
      ath: jeton && base64(await condense(jeton)),
      nonce: this.nonce,
    };
    const corps = `${await this.#tete}.${texteEnBase64(charge)}`;
    const sceau = await crypto.subtle.sign(ES256, this.paire.privateKey, octets(corps));
    return `${corps}.${base64(new Uint8Array(sceau))}`;
  }
}

const octets = (texte: string) => new TextEncoder().encode(texte);
const texteEnBase64 = (dit: object) => base64(octets(enJson(dit)));

/** SHA-256. */
export const condense = async (texte: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', octets(texte)));

/** base64url, without padding. */
export const base64 = (lus: Uint8Array): string =>
  btoa(String.fromCharCode(...lus))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** `crypto.subtle` is missing: the page came by plain http. */
export class SansCrypto extends Error {
  override readonly name = 'SansCrypto';
}

export async function nouvellesPreuves(): Promise<Preuves> {
  if (!globalThis.crypto?.subtle) throw new SansCrypto();
  return Preuves.nouvelles();
}
