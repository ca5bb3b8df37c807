import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Ordered: from `PRETE` on there is something to show, be it an error. */
export const INITIALE = 0;
export const EN_COURS = 1;
export const PRETE = 2;
export const ECHOUEE = 3;

/** What `task` answers to stay, or go back, where nothing was asked. */
export const rien = Symbol();

interface Vues<T> {
  pending: () => unknown;
  error: (erreur: unknown) => unknown;
  complete: (valeur: T) => unknown;
}

/**
 * What an element is waiting for, run again when its `args` change: the newest run wins and the one before it is
 * aborted. The part of @lit/task that the widgets use, at half its weight.
 */
export class Tache<T, A extends readonly unknown[] = []> implements ReactiveController {
  status: number = INITIALE;
  value: T | undefined;
  autoRun: boolean;
  #erreur: unknown;
  #vus: A | undefined;
  #abandon: AbortController | undefined;
  readonly #hote: ReactiveControllerHost;
  readonly #tache: (args: A, options: { signal: AbortSignal }) => Promise<T | typeof rien>;
  readonly #args: () => A;

  /** Without `args`, it runs only when it is told to. */
  constructor(
    hote: ReactiveControllerHost,
    task: (args: A, options: { signal: AbortSignal }) => Promise<T | typeof rien>,
    args?: () => A,
  ) {
    this.#hote = hote;
    this.#tache = task;
    this.autoRun = args !== undefined;
    this.#args = args ?? (() => [] as unknown as A);
    hote.addController(this);
  }

  hostUpdate(): void {
    if (!this.autoRun) return;
    const args = this.#args();
    if (!this.#vus || args.some((arg, rang) => arg !== this.#vus![rang])) void this.run(args);
  }

  /** Never throws: `status` and `render` tell. */
  async run(args: A = this.#args()): Promise<void> {
    this.#abandon?.abort();
    const abandon = (this.#abandon = new AbortController());
    this.#vus = args;
    this.status = EN_COURS;
    this.#hote.requestUpdate();
    let [status, value, erreur]: [number, T | undefined, unknown] = [PRETE, undefined, undefined];
    try {
      const lue = await this.#tache(args, abandon);
      if (lue === rien) [status, value] = [INITIALE, this.value];
      else value = lue as T;
    } catch (cause) {
      [status, erreur] = [ECHOUEE, cause];
    }
    if (this.#abandon !== abandon) return;
    [this.status, this.value, this.#erreur] = [status, value, erreur];
    this.#hote.requestUpdate();
  }

  render({ pending, error, complete }: Vues<T>): unknown {
    if (this.status === EN_COURS) return pending();
    if (this.status === ECHOUEE) return error(this.#erreur);
    return this.status === PRETE ? complete(this.value as T) : undefined;
  }
}
