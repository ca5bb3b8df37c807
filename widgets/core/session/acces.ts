import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client } from '../client.ts';
import { trouver, type DemandeContexte } from './decouverte.ts';
import { nomSession, sessionPossible, type Role } from './indice.ts';
import type { Session } from './session.ts';

/**
 * A widget's link to the session of its commune, small enough for a first use: it loads the rest of the session's code
 * only when there is one on the page or on the device, or when `entrer()` is called. The host is drawn again whenever
 * the session opens, ends or changes, here or in any widget of the page.
 */
export class AccesSession implements ReactiveController {
  /** Once its code is here; it may be closed. */
  session: Session | undefined;
  readonly #hote: ReactiveControllerHost;
  readonly #role: Role;
  readonly #lire: () => Client;
  #client: Client | undefined;

  constructor(hote: ReactiveControllerHost, role: Role, lireClient: () => Client) {
    this.#hote = hote;
    this.#role = role;
    this.#lire = lireClient;
    hote.addController(this);
  }

  /** Is somebody signed in? */
  get ouverte(): boolean {
    return this.session?.ouverte ?? false;
  }

  /** Is a session of an earlier page being taken up? What depends on it waits a moment instead of jumping. */
  get reprise(): boolean {
    return this.session ? this.session.etat === 'reprise' : sessionPossible(this.#lire().base, this.#role);
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#surAvis);
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#surAvis);
  }

  hostUpdate(): void {
    const client = this.#lire();
    if (client === this.#client) return;
    this.#client = client;
    this.session = undefined;
    this.#prendre(trouver<Session>(nomSession(client.base, this.#role)));
    // Without its code the page goes on as a guest's.
    if (!this.session && this.reprise) this.entrer().catch(() => undefined);
  }

  /** The session of the page, open or not, with its code. Rejects where the code cannot be loaded. */
  async entrer(): Promise<Session> {
    const client = this.#lire();
    if (!this.session) {
      const { rejoindre } = await import('./session.ts');
      const session = await rejoindre(client, this.#role);
      // The attributes changed meanwhile: the newer call has its own.
      if (client === this.#lire()) this.#prendre(session);
      return session;
    }
    return this.session;
  }

  #prendre(session: Session | undefined): void {
    this.session = this.#lire().session = session;
    this.#hote.requestUpdate();
  }

  readonly #surAvis = (evenement: Event): void => {
    const nom = nomSession(this.#lire().base, this.#role);
    if ((evenement as DemandeContexte).context === nom) this.#prendre(trouver<Session>(nom));
  };
}
