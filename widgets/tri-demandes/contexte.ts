import type { ReactiveControllerHost } from 'lit';
import type { ClientAgent } from '../core/client-agent.ts';
import { ErreurApi, ErreurReseau } from '../core/erreurs.ts';
import { msg } from '@lit/localize';
import type { Session } from './session.ts';

/** What the parts of the widget need from the element that holds them. */
export interface Hote extends ReactiveControllerHost {
  readonly api: ClientAgent;
  readonly session: Session;
  /** IANA zone of the commune. */
  readonly fuseau: string;
  /** The present instant; tests set it. */
  readonly maintenant: Date | undefined;
  /** Waits `ms` milliseconds; tests make it instant. */
  attendre(ms: number): Promise<void>;
  /** Says `phrase` to screen readers, once, without moving the focus. */
  annoncer(phrase: string): void;
}

/** `initial`: nothing asked yet. `attente` keeps showing what was there. */
export type Phase = 'initial' | 'attente' | 'pret' | 'erreur';

export const estAbandon = (erreur: unknown): boolean =>
  erreur instanceof DOMException && erreur.name === 'AbortError';

/** The sentence to show for a call that failed. */
export function phraseEchec(erreur: unknown): string {
  if (erreur instanceof ErreurReseau) {
    return msg('Le serveur ne répond pas. Rien n’est perdu : vérifiez la connexion, puis réessayez.');
  }
  if (erreur instanceof ErreurApi) return erreur.message;
  return msg('Une erreur inattendue s’est produite. Réessayez.');
}
