import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { JWK } from 'jose';
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { JOSEError } from 'jose/errors';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { jwtVerify } from 'jose/jwt/verify';
import { importJWK } from 'jose/key/import';
import { LRUCache } from '../memoire/lru.ts';
import { Probleme } from '../erreurs/probleme.ts';
import { MINUTE, SECONDE, type Horloge } from '../horloge/horloge.ts';

/** A clock may be wrong by that much; more, and the proof must carry our nonce (RFC 9449 §8, §11.1). */
const ECART_MAX = 150 * SECONDE;
/** A nonce serves for one to two of these. */
const TOUR = 5 * MINUTE;
const CLES_GARDEES = 5000;
const PREUVES_GARDEES = 200_000;

interface Requete {
  /** Of the header `DPoP`. */
  preuve: string | undefined;
  methode: string;
  /** Addresses under which this server may have been called, without query. */
  urls: readonly string[];
  /** The access token that goes with it, if one does. */
  jeton?: string;
}

/**
 * Checks proofs of possession (RFC 9449). A proof serves once: its `jti` is remembered, in memory, for as long as its
 * date would be believed. What an earlier process saw is not remembered: a proof dated before this one began must carry
 * our nonce, which no earlier process gave. One of these serves all communes, so that their number adds no memory.
 */
export class Preuves {
  readonly #horloge: Horloge;
  readonly #secret = randomBytes(32);
  readonly #cles = new LRUCache<string, { cle: CryptoKey; jkt: string }>(CLES_GARDEES);
  readonly #debut: number;
  /** Digest of the key and `jti` of each proof seen → when it may be forgotten, oldest first. */
  readonly #vues = new Map<string, number>();

  constructor(horloge: Horloge) {
    this.#horloge = horloge;
    // Proofs are dated in whole seconds.
    this.#debut = Math.floor(horloge.maintenant() / SECONDE);
  }

  /**
   * @returns the thumbprint of the key (RFC 7638)
   * @throws Probleme `preuve-demandee` or `preuve-refusee` (401); `preuve-a-dater` (401) with a nonce to send back
   */
  async verifier({ preuve, methode, urls, jeton }: Requete): Promise<string> {
    if (!preuve) throw new Probleme('preuve-demandee', 'Preuve demandée', REESSAYER);
    const { payload, jkt } = await this.#lire(preuve);
    const { jti, htm, htu, iat, ath, nonce } = payload;
    if (typeof jti !== 'string' || jti.length < 8 || jti.length > 100) throw refusee();
    if (htm !== methode || typeof htu !== 'string' || !urls.includes(sansRequete(htu))) throw refusee();
    if (jeton !== undefined && ath !== hash('sha256', jeton, 'base64url')) throw refusee();
    const maintenant = this.#horloge.maintenant();
    const date =
      typeof iat === 'number' && iat >= this.#debut && Math.abs(iat * SECONDE - maintenant) <= ECART_MAX;
    if (!date && !this.#estNonce(nonce, maintenant)) {
      throw new Probleme('preuve-a-dater', 'Preuve à dater', REESSAYER, {
        entetes: { 'DPoP-Nonce': this.#nonce(maintenant), 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' },
      });
    }
    // Not sooner than a date or a nonce stops being believed.
    // As long whatever the caller wrote: he must not choose how much we remember.
    const vue = hash('sha256', `${jkt} ${jti}`, 'base64url').slice(0, 22);
    this.#retenir(vue, maintenant, maintenant + 2 * Math.max(ECART_MAX, TOUR));
    return jkt;
  }

  async #lire(preuve: string): Promise<{ payload: Record<string, unknown>; jkt: string }> {
    try {
      const { jwk } = decodeProtectedHeader(preuve);
      if (!jwk || jwk.kty !== 'EC' || jwk.crv !== 'P-256' || 'd' in jwk) throw refusee();
      const { cle, jkt } = await this.#cle(jwk);
      const { payload } = await jwtVerify(preuve, cle, {
        typ: 'dpop+jwt',
        algorithms: ['ES256'],
        // The date is judged above, with the nonce.
        currentDate: new Date(this.#horloge.maintenant()),
      });
      return { payload, jkt };
    } catch (erreur) {
      if (erreur instanceof Probleme) throw erreur;
      if (erreur instanceof JOSEError || erreur instanceof TypeError || erreur instanceof DOMException) {
        throw refusee();
      }
      throw erreur;
    }
  }

  async #cle(jwk: JWK): Promise<{ cle: CryptoKey; jkt: string }> {
    const nom = `${jwk.x} ${jwk.y}`;
    const connue = this.#cles.get(nom);
    if (connue) return connue;
    const cle = (await importJWK({ kty: 'EC', crv: 'P-256', x: jwk.x!, y: jwk.y! }, 'ES256')) as CryptoKey;
    const lue = { cle, jkt: await calculateJwkThumbprint(jwk) };
    this.#cles.set(nom, lue);
    return lue;
  }

  #retenir(cle: string, maintenant: number, jusqua: number): void {
    const vue = this.#vues.get(cle);
    if (vue !== undefined && vue > maintenant) throw refusee();
    for (const [ancienne, fin] of this.#vues) {
      if (fin > maintenant && this.#vues.size < PREUVES_GARDEES) break;
      this.#vues.delete(ancienne);
    }
    this.#vues.delete(cle);
    this.#vues.set(cle, jusqua);
  }

  #nonce(maintenant: number, tour = Math.floor(maintenant / TOUR)): string {
    return createHmac('sha256', this.#secret).update(`nonce ${tour}`).digest('base64url');
  }

  #estNonce(nonce: unknown, maintenant: number): boolean {
    if (typeof nonce !== 'string') return false;
    const tour = Math.floor(maintenant / TOUR);
    return [tour, tour - 1].some((t) => egaux(nonce, this.#nonce(maintenant, t)));
  }
}

const REESSAYER = 'La connexion n’a pas pu être vérifiée. Rechargez la page, puis réessayez.';

const refusee = (): Probleme => new Probleme('preuve-refusee', 'Preuve refusée', REESSAYER);

const sansRequete = (url: string): string => url.split(/[?#]/, 1)[0]!;

export function egaux(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
