import type { Riches } from './saisie.ts';
import type * as SuiteModule from './suite.ts';

export type Suite = typeof SuiteModule;

/** The late parts of the form: fetched before they are needed, and asked for again when the network cut. */
export class Tardif {
  suite: Suite | undefined;
  riches: Riches | undefined;
  /** `suite` did not come; `dite` when somebody was waiting for it. */
  coupure: 'tue' | 'dite' | undefined;
  /** Asks for `riches` again, after it did not come. */
  relancer: (() => void) | undefined;
  #demandee = false;
  readonly #surArrivee: () => void;

  constructor(surArrivee: () => void) {
    this.#surArrivee = surArrivee;
  }

  /** The citizen has begun: what comes next is fetched meanwhile. */
  preparer(): void {
    if (!this.#demandee) this.avecSuite();
  }

  /** Does `acte` at once, or when the part is there. Without network nothing is done, and `coupure` says so. */
  avecSuite(acte?: (suite: Suite) => void): void {
    if (this.suite) return acte?.(this.suite);
    void this.#chargerSuite(acte);
  }

  async chargerRiches(): Promise<void> {
    this.relancer = undefined;
    try {
      this.riches = await import('./riches.ts');
    } catch {
      this.relancer = () => void this.chargerRiches();
    }
    this.#surArrivee();
  }

  async #chargerSuite(acte?: (suite: Suite) => void): Promise<void> {
    this.#demandee = true;
    try {
      this.suite = await import('./suite.ts');
      this.coupure = undefined;
    } catch {
      this.coupure = acte ? 'dite' : 'tue';
    }
    this.#surArrivee();
    if (this.suite) acte?.(this.suite);
  }
}
