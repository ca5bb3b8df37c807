import type { Context, MiddlewareHandler } from 'hono';
import type { RoleSession } from '#contract/schemas/session.ts';
import type { Commune, EnvCommune } from '../../communes/commune.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { MINUTE } from '../../socle/horloge/horloge.ts';
import { estAdmise } from '../roles.ts';
import type { TableSessionOuverte } from '../tables.ts';
import { lireJeton } from './jetons.ts';
import { estFinie, sessionFinie } from './ouvrir.ts';
import { sessionParId } from './store.ts';

/** A destructive act wants a proof not older than that. */
export const FRAICHEUR = 10 * MINUTE;

/** Hono's environment behind the door of the citizens. */
export interface EnvUsager {
  Variables: { commune: Commune; usager: string; session: TableSessionOuverte };
}

/**
 * The open session of a request, if it names one. A session of another role is none.
 * @returns `undefined` without an `Authorization: DPoP` header
 * @throws Probleme `session-finie`, `preuve-refusee`, `preuve-a-dater` (401)
 */
export async function lireSession(
  c: Context<EnvCommune>,
  ...roles: RoleSession[]
): Promise<TableSessionOuverte | undefined> {
  // A proof serves once: what a door has read is not read again.
  const lue = (c as Context).get('session') as TableSessionOuverte | undefined;
  if (lue && roles.includes(lue.role)) return lue;
  const jeton = /^DPoP (\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (jeton === undefined) return undefined;
  const { commune } = c.var;
  const lu = lireJeton(commune, 'acces', jeton);
  const maintenant = commune.horloge.maintenant();
  if (!lu || lu.nombre <= maintenant) throw sessionFinie();
  const jkt = await exigerPreuve(c, jeton);
  const session = await commune.moteur.lireUn(sessionParId, { id: lu.session });
  if (!session || session.jkt !== jkt || !roles.includes(session.role) || estFinie(session, maintenant)) {
    throw sessionFinie();
  }
  // Of an agent or a helper taken off the commune's list.
  if (!estAdmise(commune, session.role, session.sujet)) throw sessionFinie();
  return session;
}

/** @throws Probleme `session-requise` (401) too */
export async function exigerSession(
  c: Context<EnvCommune>,
  ...roles: RoleSession[]
): Promise<TableSessionOuverte> {
  const session = await lireSession(c, ...roles);
  if (session) return session;
  throw new Probleme('session-requise', 'Connexion demandée', 'Connectez-vous, puis recommencez.', {
    entetes: { 'WWW-Authenticate': 'DPoP algs="ES256"' },
  });
}

/** The thumbprint of the key that signed this request's `DPoP` header. */
export function exigerPreuve(c: Context<EnvCommune>, jeton?: string): Promise<string> {
  const { commune } = c.var;
  const ici = new URL(c.req.url);
  return commune.preuves.verifier({
    preuve: c.req.header('DPoP'),
    methode: c.req.method,
    // As the browser saw it: by the public address, or by the name it called (the demonstration has several).
    urls: [new URL(commune.url).origin + ici.pathname, ici.origin + ici.pathname],
    ...(jeton !== undefined && { jeton }),
  });
}

/** Lets only citizens through, and tells the routes who. */
export const porteUsagers: MiddlewareHandler<EnvUsager> = async (c, next) => {
  const session = await exigerSession(c as unknown as Context<EnvCommune>, 'usager');
  c.set('usager', session.sujet);
  c.set('session', session);
  c.header('Cache-Control', 'no-store');
  await next();
};

/**
 * For what cannot be undone: a script of the page, or somebody on a screen left open, must not be enough.
 * @throws Probleme `preuve-fraiche` (403): ask a code (`usager/preuves`), then again
 */
export function exigerPreuveFraiche(commune: Commune, session: TableSessionOuverte): void {
  if (commune.horloge.maintenant() - session.prouvee_le <= FRAICHEUR) return;
  throw new Probleme(
    'preuve-fraiche',
    'Confirmez que c’est vous',
    'Pour cet acte, demandez un code et tapez-le : nous voulons être sûrs que c’est vous.',
  );
}
