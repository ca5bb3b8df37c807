import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Probleme, type ErreurChamp } from '../erreurs/probleme.ts';

/** The only place that knows the HTTP status of a problem. */
const STATUTS_HTTP: Readonly<Record<string, ContentfulStatusCode>> = {
  'requete-illisible': 400,
  'numero-mal-tape': 400,
  'session-requise': 401,
  'session-finie': 401,
  'preuve-demandee': 401,
  'preuve-refusee': 401,
  'preuve-a-dater': 401,
  /** A destructive act asks for a fresh code. */
  'preuve-fraiche': 403,
  'connexion-refusee': 403,
  'connexion-inconnue': 404,
  'mandat-requis': 403,
  'document-inconnu': 404,
  'document-a-verifier': 409,
  'quota-atteint': 413,
  'fichier-infecte': 422,
  'code-faux': 403,
  'adresse-remplacee': 403,
  'acces-refuse': 403,
  'origine-refusee': 403,
  introuvable: 404,
  'commune-inconnue': 404,
  'numero-inconnu': 404,
  'demarche-inconnue': 404,
  'demande-archivee': 410,
  'methode-refusee': 405,
  conflit: 409,
  'transition-interdite': 409,
  'version-perimee': 409,
  'chiffres-non-publies': 404,
  'fichier-trop-gros': 413,
  'requete-trop-grosse': 413,
  'type-non-accepte': 415,
  'saisie-invalide': 422,
  'fichier-refuse': 422,
  'fichier-illisible': 422,
  'cle-reutilisee': 422,
  'trop-de-tentatives': 429,
  'incident-interne': 500,
  indisponible: 503,
};

const INCIDENT = new Probleme(
  'incident-interne',
  'Un incident est survenu',
  'Le service a rencontré un incident. Réessayez dans quelques minutes ; si cela continue, appelez la mairie.',
);

/** RFC 9457: a problem as the answer to a request. */
export function repondreProbleme(c: Context, probleme: Probleme): Response {
  const status = STATUTS_HTTP[probleme.code] ?? 500;
  const corps = {
    type: `urn:parvis:probleme:${probleme.code}`,
    title: probleme.titre,
    status,
    detail: probleme.message,
    code: probleme.code,
    ...(probleme.erreurs && { erreurs: probleme.erreurs }),
    ...probleme.suite,
  };
  if (probleme.attendre !== undefined) c.header('Retry-After', String(Math.max(1, probleme.attendre)));
  for (const [nom, valeur] of Object.entries(probleme.entetes)) c.header(nom, valeur);
  return c.body(JSON.stringify(corps), status, { 'Content-Type': 'application/problem+json; charset=utf-8' });
}

/** Any error to its answer; a cause that nobody named says nothing to the caller and all to `signaler`. */
export function repondreErreur(c: Context, erreur: unknown, signaler: (cause: unknown) => void): Response {
  if (erreur instanceof Probleme) return repondreProbleme(c, erreur);
  if (erreur instanceof HTTPException && erreur.status < 500) {
    return repondreProbleme(c, requeteIllisible());
  }
  signaler(erreur);
  return repondreProbleme(c, INCIDENT);
}

export function requeteIllisible(erreurs?: ErreurChamp[]): Probleme {
  return new Probleme(
    'requete-illisible',
    'La requête est illisible',
    'Le texte reçu est abîmé. Vérifiez votre connexion, puis réessayez.',
    erreurs && { erreurs },
  );
}

export function introuvable(): Probleme {
  return new Probleme('introuvable', 'Page introuvable', 'Cette adresse n’existe pas. Vérifiez le lien.');
}
