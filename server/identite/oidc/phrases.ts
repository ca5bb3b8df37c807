import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { ConnexionAbsente } from './client.ts';
import { NiveauInsuffisant, PreuveAncienne } from './echange.ts';

const AUTREMENT = 'ou connectez-vous avec un code reçu par courriel';

/** What went wrong with a provider, for the person who waits: what to do, and never what an attacker could use. */
export function phraseEchec(erreur: unknown, nom: string): string {
  if (erreur instanceof ConnexionAbsente) {
    return `La connexion avec ${nom} n’est pas prête : il manque un réglage à la mairie. Connectez-vous avec un code reçu par courriel.`;
  }
  if (erreur instanceof AuthorizationResponseError) {
    return erreur.error === 'access_denied'
      ? `Vous n’avez pas continué chez ${nom}. Réessayez quand vous voulez, ${AUTREMENT}.`
      : `${nom} n’a pas pu vous reconnaître. Réessayez dans quelques minutes, ${AUTREMENT}.`;
  }
  if (erreur instanceof NiveauInsuffisant) {
    return `${nom} ne vous a pas reconnu avec assez de certitude. Choisissez chez ${nom} un autre compte, ${AUTREMENT}.`;
  }
  if (erreur instanceof PreuveAncienne) {
    return `${nom} ne vous a pas demandé qui vous êtes : rien n’est confirmé. Déconnectez-vous de ${nom}, puis recommencez, ou demandez un code par courriel.`;
  }
  if (estVerification(erreur)) {
    return `La réponse de ${nom} n’a pas pu être vérifiée. Rien n’a été ouvert. Réessayez ; si cela recommence, prévenez la mairie et connectez-vous avec un code reçu par courriel.`;
  }
  return `${nom} ne répond pas en ce moment. Réessayez dans quelques minutes, ${AUTREMENT}.`;
}

/** A wrong answer, as opposed to none. */
function estVerification(erreur: unknown): boolean {
  if (erreur instanceof ResponseBodyError) return erreur.status < 500;
  if (!(erreur instanceof ClientError)) return false;
  if (erreur.code === undefined || PANNES.has(erreur.code)) return false;
  return !(erreur.cause instanceof Response && erreur.cause.status >= 500);
}

const PANNES = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']);

/** For the operator's log: the library's own words and code, nothing of the person. */
export function causeDe(erreur: unknown): string {
  if (erreur instanceof AuthorizationResponseError) return `authorization response: ${erreur.error}`;
  if (erreur instanceof ResponseBodyError) return `token response: ${erreur.status} ${erreur.error}`;
  if (!(erreur instanceof Error)) return 'unknown';
  const code = (erreur as { code?: unknown }).code;
  const dessous = erreur.cause instanceof Error ? `: ${erreur.cause.message}` : '';
  return `${erreur.message}${typeof code === 'string' ? ` (${code})` : ''}${dessous}`;
}

export const TROP_TARD = 'La connexion a pris trop de temps. Recommencez depuis la page de la mairie.';
export const DEJA_SERVI = 'Cette connexion a déjà servi. Recommencez depuis la page de la mairie.';
export const INCONNUE =
  'Cette page ne sert qu’une fois, tout de suite. Recommencez depuis la page de la mairie.';
export const REFUSEE_PAR_VOUS = 'Vous avez répondu que ce n’était pas vous : rien n’a été ouvert.';
