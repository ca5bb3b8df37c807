import { msg } from '@lit/localize';
import { ErreurApi } from '../../core/erreurs.ts';

/** Why an act failed, in one sentence to show. */
export const phraseEchec = (erreur: unknown): string =>
  erreur instanceof ErreurApi
    ? erreur.message
    : msg('Le réseau ou le serveur ne répond pas. Réessayez dans un instant.');

/** Did somebody give it up, rather than anything fail? */
export const estAbandon = (erreur: unknown): boolean =>
  erreur instanceof DOMException && erreur.name === 'AbortError';
