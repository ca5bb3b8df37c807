import { msg } from '@lit/localize';
import type { ReactiveController } from 'lit';
import type { Agent } from '#contract/schemas/agent.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { AccesSession } from '../core/session/acces.ts';
import { phraseEchec, type Hote } from './contexte.ts';
import type { EntreeFournisseur } from './entree-fournisseur.ts';

/** The session ended and somebody else signed in: what waited for the first agent is dropped. */
export class AutreAgent extends Error {}

/**
 * Who works here, by the session of the page (`core/session`), which a reload of the tab takes up again. When the server
 * ends it, the calls that needed it wait for the same agent to sign in again, then go on: nothing typed is lost.
 */
export class Session implements ReactiveController {
  /** `reprise`: a session of this tab is being taken up. */
  etape: 'courriel' | 'code' | 'reprise' | 'ouverte' = 'courriel';
  agent: Agent | undefined;
  courriel = '';
  /** The server ended a session that was open. */
  finie = false;
  enCours = false;
  erreur = '';
  /** The town's provider, once it is known to have one. */
  entree: EntreeFournisseur | undefined;
  readonly #hote: Hote;
  readonly #acces: AccesSession;
  readonly #changement: () => void;
  #reprise: PromiseWithResolvers<void> | undefined;
  /** The session of the page is not to be taken up: that failed, or it is being closed. */
  #tenue = false;
  #entreeDemandee = false;
  /** Sessions opened so far. */
  #serie = 0;

  /** `changement` is called when another agent takes the place. */
  constructor(hote: Hote, changement: () => void) {
    this.#hote = hote;
    this.#changement = changement;
    this.#acces = new AccesSession(hote, 'agent', () => hote.api);
    hote.addController(this);
  }

  get ouverte(): boolean {
    return this.etape === 'ouverte';
  }

  /** Follows the session of the page: taken up from this tab, or opened by another widget. */
  hostUpdate(): void {
    if (this.enCours || this.ouverte || this.#tenue) return;
    if (this.#acces.ouverte) {
      if (!this.agent) this.etape = 'reprise';
      // After the drawing under way.
      queueMicrotask(() => void this.reprendre());
    } else if (this.#acces.reprise) this.etape = 'reprise';
    else if (this.etape === 'reprise') this.etape = 'courriel';
    if (this.etape === 'courriel') this.#chercherEntree();
  }

  #chercherEntree(): void {
    if (this.#entreeDemandee) return;
    this.#entreeDemandee = true;
    const echouer = (phrase: string) => {
      this.erreur = phrase;
      this.#hote.requestUpdate();
    };
    import('./entree-fournisseur.ts').then(
      ({ EntreeFournisseur }) => (this.entree = new EntreeFournisseur(this.#hote, this.#acces, echouer)),
      () => undefined,
    );
  }

  /** Takes up the session of this tab; what failed waits for a press. */
  async reprendre(): Promise<void> {
    this.#tenue = true;
    await this.#essayer(() => this.#prendre());
    this.#tenue = this.erreur !== '' && this.#acces.ouverte;
  }

  async demanderCode(courriel: string): Promise<void> {
    this.courriel = courriel.trim();
    await this.#essayer(async () => {
      await (await this.#acces.entrer()).demanderCode(this.courriel);
      this.etape = 'code';
    });
  }

  async ouvrir(code: string): Promise<void> {
    await this.#essayer(async () => {
      await (await this.#acces.entrer()).ouvrir({ courriel: this.courriel, code });
      await this.#prendre();
    });
  }

  /** The session is open: who is it, and may what waited go on? */
  async #prendre(): Promise<void> {
    if (!this.#acces.ouverte) return;
    const avant = this.agent?.courriel;
    const agent = await this.#acces.session!.lireMoi<Agent>();
    this.agent = agent;
    this.etape = 'ouverte';
    this.finie = false;
    this.#serie += 1;
    const reprise = this.#reprise;
    this.#reprise = undefined;
    if (avant !== undefined && avant !== agent.courriel) {
      this.#changement();
      reprise?.reject(new AutreAgent());
    } else reprise?.resolve();
  }

  changerAdresse(): void {
    this.etape = 'courriel';
    this.erreur = '';
    this.#hote.requestUpdate();
  }

  /** Ends the session here at once; the server is told when it can be. */
  fermer(): void {
    // It ends a moment later, once its last request is signed: not to be taken up meanwhile.
    this.#tenue = true;
    void this.#acces.session?.fermer().finally(() => (this.#tenue = false));
    this.agent = undefined;
    this.finie = false;
    this.changerAdresse();
  }

  /** Runs `appel`; when the session has ended, waits for the agent to sign in again and runs it once more. */
  async avec<T>(appel: () => Promise<T>): Promise<T> {
    const serie = this.#serie;
    try {
      return await appel();
    } catch (erreur) {
      if (!(erreur instanceof ErreurApi && ['session-requise', 'session-finie'].includes(erreur.code))) {
        throw erreur;
      }
      // Another call may have led to a new session already.
      if (this.#serie === serie) await this.#rouvrir();
      return appel();
    }
  }

  #rouvrir(): Promise<void> {
    if (!this.#reprise) {
      this.#reprise = Promise.withResolvers();
      this.finie = true;
      this.etape = 'courriel';
      this.#hote.annoncer(msg('Votre session est terminée. Connectez-vous de nouveau.'));
      this.#hote.requestUpdate();
    }
    return this.#reprise.promise;
  }

  async #essayer(acte: () => Promise<void>): Promise<void> {
    if (this.enCours) return;
    this.enCours = true;
    this.erreur = '';
    this.#hote.requestUpdate();
    try {
      await acte();
    } catch (erreur) {
      this.erreur = phraseEchec(erreur);
    } finally {
      this.enCours = false;
      this.#hote.requestUpdate();
    }
  }
}
