/** One wrong field, as the HTTP answer names it. */
export interface ErreurChamp {
  chemin: string;
  code: string;
  message: string;
}

interface Options {
  erreurs?: ErreurChamp[];
  /** Extra members of the problem document. */
  suite?: Record<string, unknown>;
  /** Seconds to wait before another try. */
  attendre?: number;
  /** Headers of the answer. */
  entetes?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/**
 * What a caller is told when something cannot be done: a stable code, a French title, and a sentence that says
 * what to do next. Domains throw it; `http/` alone turns it into RFC 9457.
 */
export class Probleme extends Error {
  override name = 'Probleme';
  readonly code: string;
  readonly titre: string;
  readonly erreurs: ErreurChamp[] | undefined;
  readonly suite: Record<string, unknown>;
  readonly attendre: number | undefined;
  readonly entetes: Readonly<Record<string, string>>;

  constructor(code: string, titre: string, detail: string, options: Options = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.titre = titre;
    this.erreurs = options.erreurs;
    this.suite = options.suite ?? {};
    this.attendre = options.attendre;
    this.entetes = options.entetes ?? {};
  }
}
