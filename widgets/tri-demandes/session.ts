import { msg } from '@lit/localize';
import type { Agent } from '#contract/schemas/agent.ts';
import { nouvelleCle } from '../core/cle.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { phraseEchec, type Hote } from './contexte.ts';

/** The session ended and somebody else signed in: what waited for the first agent is dropped. */
export class AutreAgent extends Error {}

/**
 * Who works here. The token stays in the client's memory; when the server ends the session, the calls that
 * needed it wait for the same agent to sign in again, then go on: nothing typed is lost.
 */
export class Session {
  etape: 'courriel' | 'code' | 'ouverte' = 'courriel';
  agent: Agent | undefined;
  courriel = '';
  /** The server ended a session that was open. */
  finie = false;
  enCours = false;
  erreur = '';
  readonly #hote: Hote;
  readonly #changement: () => void;
  #reprise: PromiseWithResolvers<void> | undefined;

  /** `changement` is called when another agent takes the place. */
  constructor(hote: Hote, changement: () => void) {
    this.#hote = hote;
    this.#changement = changement;
  }

  get ouverte(): boolean {
    return this.etape === 'ouverte';
  }

  async demanderCode(courriel: string): Promise<void> {
    this.courriel = courriel.trim();
    await this.#essayer(async () => {
      await this.#hote.api.demanderCode(this.courriel, { cle: nouvelleCle() });
      this.etape = 'code';
    });
  }

  async ouvrir(code: string): Promise<void> {
    await this.#essayer(async () => {
      const avant = this.agent?.courriel;
      const { agent } = await this.#hote.api.ouvrirSession(this.courriel, code, { cle: nouvelleCle() });
      this.agent = agent;
      this.etape = 'ouverte';
      this.finie = false;
      const reprise = this.#reprise;
      this.#reprise = undefined;
      if (avant !== undefined && avant !== agent.courriel) {
        this.#changement();
        reprise?.reject(new AutreAgent());
      } else reprise?.resolve();
    });
  }

  changerAdresse(): void {
    this.etape = 'courriel';
    this.erreur = '';
    this.#hote.requestUpdate();
  }

  /** Ends the session here at once; the server is told when it can be. */
  fermer(): void {
    void this.#hote.api.fermerSession().catch(() => undefined);
    this.agent = undefined;
    this.finie = false;
    this.changerAdresse();
  }

  /** Runs `appel`; when the session has ended, waits for the agent to sign in again and runs it once more. */
  async avec<T>(appel: () => Promise<T>): Promise<T> {
    const jeton = this.#hote.api.jeton;
    try {
      return await appel();
    } catch (erreur) {
      if (!(erreur instanceof ErreurApi && erreur.code === 'session-requise')) throw erreur;
      // Another call may have led to a new session already.
      if (this.#hote.api.jeton === jeton) await this.#rouvrir();
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
