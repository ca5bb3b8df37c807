import * as oidc from 'openid-client';
import type { Commune } from '../../communes/commune.ts';
import type { TableSessionOuverte } from '../tables.ts';
import { trouverFournisseur } from './client.ts';
import { publicDe } from './secret.ts';
import { tirer } from './transactions.ts';

/**
 * Where the browser goes so that the provider too ends its session (OpenID Connect RP-Initiated Logout): from there it
 * comes back to `connexion/sortie`. `undefined` when the session did not come from a provider, or it has no such page,
 * or does not answer: signing out here never waits for somebody else's good will.
 */
export async function sortieDe(
  commune: Commune,
  { role, jeton_identite }: Pick<TableSessionOuverte, 'role' | 'jeton_identite'>,
): Promise<string | undefined> {
  if (jeton_identite === null) return undefined;
  try {
    const fournisseur = await trouverFournisseur(commune, publicDe(role));
    if (!fournisseur.metadonnees.end_session_endpoint) return undefined;
    return oidc.buildEndSessionUrl(fournisseur.client(), {
      id_token_hint: jeton_identite,
      post_logout_redirect_uri: `${commune.url}/connexion/sortie`,
      // FranceConnect wants one; nothing here depends on it.
      state: tirer(),
    }).href;
  } catch {
    return undefined;
  }
}
