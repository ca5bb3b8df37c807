import { fragmentRetourPage } from '#contract/fenetre-connexion.ts';
import type { Commune } from '../../communes/commune.ts';
import { garder } from '../../socle/db/moteur.ts';
import { egaux } from '../../socle/dpop/preuves.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { DEJA_SERVI, INCONNUE, REFUSEE_PAR_VOUS, TROP_TARD } from './phrases.ts';
import { echecDe, type Suite } from './revenir.ts';
import { confirmerConnexion } from './store.ts';
import {
  echouer,
  empreinte,
  estPassee,
  gagner,
  lireConnexion,
  lireSecrets,
  tirer,
  type Secrets,
} from './transactions.ts';

export interface Confirmation {
  id: string;
  /** Written in the page that came back. */
  page: string;
  /** Given by the page that began the sign-in; */
  temoin?: string | undefined;
  /** or, where it cannot be reached, the person's own answer. */
  accord?: 'oui' | 'non' | undefined;
}

/**
 * `POST connexion/confirmer`
 * @throws Probleme `connexion-inconnue` (404), `connexion-refusee` (403) with a wrong `temoin`
 */
export async function confirmer(
  commune: Commune,
  { id, page, temoin, accord }: Confirmation,
): Promise<Suite> {
  const ligne = await lireConnexion(commune, id);
  const secrets = ligne && lireSecrets(ligne);
  if (!ligne || ligne.etat !== 'revenue' || !secrets?.page || !egaux(secrets.page, empreinte(page))) {
    throw new Probleme('connexion-inconnue', 'Connexion inconnue', INCONNUE);
  }
  if (estPassee(commune, ligne)) return echecDe(TROP_TARD, ligne);
  if (accord === 'non') {
    await echouer(commune, id, REFUSEE_PAR_VOUS);
    return echecDe(REFUSEE_PAR_VOUS, ligne);
  }
  if (accord !== 'oui' && !egaux(secrets.temoin, empreinte(temoin ?? ''))) {
    throw new Probleme(
      'connexion-refusee',
      'Connexion refusée',
      'La page qui a ouvert cette fenêtre n’est pas celle qui a demandé la connexion.',
    );
  }
  const maintenant = commune.horloge.maintenant();
  const relais = ligne.retour === null ? undefined : tirer();
  const gardes: Secrets = { ...secrets, ...(relais !== undefined && { relais: empreinte(relais) }) };
  const confirmee = await gagner(commune, [
    garder(confirmerConnexion, { id, secrets: JSON.stringify(gardes), maintenant }),
  ]);
  if (!confirmee) return echecDe(DEJA_SERVI, ligne);
  const { origine, retour } = ligne;
  return {
    genre: 'faite',
    id,
    origine,
    ...(retour !== null && { retour: retour + fragmentRetourPage(id, relais) }),
  };
}
