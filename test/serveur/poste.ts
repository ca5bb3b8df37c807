/** A device as a browser is one: a P-256 key, proofs signed with it (RFC 9449), and the tokens of a session. */
import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { Session } from '#contract/schemas/session.ts';
import type { Horloge } from '../../server/socle/horloge/horloge.ts';

export interface Dit {
  htm?: string;
  htu?: string;
  /** Seconds since the epoch. */
  iat?: number;
  jti?: string;
  ath?: string;
  nonce?: string;
  jwk?: JWK;
  typ?: string;
}

export class Poste {
  readonly jwk: JWK;
  readonly jkt: string;
  readonly #cle: CryptoKey;
  readonly #horloge: Horloge;
  session: Session | undefined;

  private constructor(cle: CryptoKey, jwk: JWK, jkt: string, horloge: Horloge) {
    this.#cle = cle;
    this.jwk = jwk;
    this.jkt = jkt;
    this.#horloge = horloge;
  }

  static async nouveau(horloge: Horloge): Promise<Poste> {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const { kty, crv, x, y } = await exportJWK(publicKey);
    const jwk = { kty: kty!, crv: crv!, x: x!, y: y! };
    return new Poste(privateKey, jwk, await calculateJwkThumbprint(jwk), horloge);
  }

  /** A proof for one request; `dit` replaces what it would say. */
  preuve(methode: string, url: string, dit: Dit = {}): Promise<string> {
    const { jwk = this.jwk, typ = 'dpop+jwt', ...reste } = dit;
    const charge = {
      jti: randomUUID(),
      htm: methode,
      htu: url.split(/[?#]/, 1)[0]!,
      iat: Math.floor(this.#horloge.maintenant() / 1000),
      ...(this.session && { ath: createHash('sha256').update(this.session.jeton).digest('base64url') }),
      ...reste,
    };
    return new SignJWT(charge).setProtectedHeader({ alg: 'ES256', typ, jwk }).sign(this.#cle);
  }

  /** What goes with a request of the session; only the proof while there is none. */
  async entetes(methode: string, url: string, dit: Dit = {}): Promise<Record<string, string>> {
    return {
      DPoP: await this.preuve(methode, url, dit),
      ...(this.session && { Authorization: `DPoP ${this.session.jeton}` }),
    };
  }
}
