import type { Probleme } from '#contract/schemas/commun.ts';

/** The server answered with a problem (RFC 9457). `message` is its French `detail`, ready to show. */
export class ErreurApi extends Error {
  override readonly name = 'ErreurApi';
  readonly status: number;
  /** Stable, e.g. `code-faux`; `reponse-illisible` when the body was not a problem. */
  readonly code: string;
  readonly titre: string;
  readonly erreurs: NonNullable<Probleme['erreurs']>;
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter: number | undefined;
  /** The whole problem: a 409 of agents carries `actuelle` and `changements`. */
  readonly corps: Partial<Probleme>;

  constructor(status: number, corps: Partial<Probleme>, retryAfter?: number) {
    super(corps.detail ?? corps.title ?? `Réponse ${status}`);
    this.status = status;
    this.code = corps.code ?? 'reponse-illisible';
    this.titre = corps.title ?? '';
    this.erreurs = corps.erreurs ?? [];
    this.retryAfter = retryAfter;
    this.corps = corps;
  }
}

/** The server could not be reached, or did not answer in time. */
export class ErreurReseau extends Error {
  override readonly name = 'ErreurReseau';
}

/** May the same request succeed a little later without anybody changing it? */
export const estPassagere = (erreur: unknown): boolean =>
  erreur instanceof ErreurReseau ||
  (erreur instanceof ErreurApi && (erreur.status >= 502 || erreur.status === 429));
