import type { Context, MiddlewareHandler } from 'hono';
import type { AidantConfigure } from '#contract/schemas/mandat.ts';
import type { Commune, EnvCommune } from '../communes/commune.ts';
import { exigerSession } from '../identite/sessions/exiger.ts';
import type { TableSessionOuverte } from '../identite/tables.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';

/** Hono's environment behind the door of the helpers. */
export interface EnvAidant {
  Variables: { commune: Commune; aidant: AidantConfigure; session: TableSessionOuverte };
}

/**
 * Lets only helpers through, and tells the routes who.
 * @throws Probleme `acces-refuse` (403): no longer in the list of the commune
 */
export const porteAidants: MiddlewareHandler<EnvAidant> = async (c, next) => {
  const session = await exigerSession(c as unknown as Context<EnvCommune>, 'aidant');
  const aidant = c.var.commune.config.aidants.find(({ courriel }) => courriel === session.sujet);
  if (!aidant) {
    throw new Probleme(
      'acces-refuse',
      'Accès refusé',
      'Vous n’êtes pas, ou plus, dans la liste des aidants de la commune.',
    );
  }
  c.set('aidant', aidant);
  c.set('session', session);
  c.header('Cache-Control', 'no-store');
  await next();
};
