import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../../core/client.ts';

/** What the parts of the widget need of their element. */
export interface Contexte extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly client: Client;
  /** Said to screen readers, politely. */
  annoncer(phrase: string): void;
  /** Gives the focus to `#id`, once drawn; `sinon` is said when it is there already. */
  viser(id: string, sinon?: string): void;
}

/** A context over `element`, without making its own parts public. */
export function creerContexte(
  element: ReactiveControllerHost & { isConnected: boolean },
  parts: { client: () => Client; annoncer: (phrase: string) => void; viser: Contexte['viser'] },
): Contexte {
  return {
    addController: (controleur) => element.addController(controleur),
    removeController: (controleur) => element.removeController(controleur),
    requestUpdate: () => element.requestUpdate(),
    get updateComplete() {
      return element.updateComplete;
    },
    get isConnected() {
      return element.isConnected;
    },
    get client() {
      return parts.client();
    },
    annoncer: parts.annoncer,
    viser: parts.viser,
  };
}
