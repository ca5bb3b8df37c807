import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../../core/client.ts';
import type { Livraison } from './livraison.ts';

/** What the parts of the widget need of their element. */
export interface Contexte extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly client: Client;
  /** Said to screen readers, politely. */
  annoncer(phrase: string): void;
  /** Gives the focus to `#id`, once drawn; `sinon` is said when it is there already. */
  viser(id: string, sinon?: string): void;
  /** Whoever follows it does so for somebody else, on a computer that others use after. */
  readonly aide?: Aide | undefined;
}

/** What is other then: the words, what is kept, where files go. */
export interface Aide {
  /** « Marie Dupont » */
  readonly pour: string;
  /** « Léa Roy, France services du Port » */
  readonly signature: string;
  readonly livraison: Livraison;
  /** Something was refused or failed: the mandate may be over. */
  surEchec(erreur: unknown): void;
}

/** A context over `element`, without making its own parts public. */
export function creerContexte(
  element: ReactiveControllerHost & { isConnected: boolean },
  parts: {
    client: () => Client;
    annoncer: (phrase: string) => void;
    viser: Contexte['viser'];
    aide?: Aide;
  },
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
    aide: parts.aide,
  };
}
