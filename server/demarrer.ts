import type { Configuration } from './configuration.ts';
import { lancer, type Ajouts, type Serveur } from './lancer.ts';

/** Starts, and stops in order on SIGTERM or SIGINT: what was accepted is finished first. */
export async function lancerDepuisEnvironnement(
  configuration: Configuration,
  ajouts: Ajouts = {},
): Promise<Serveur> {
  const serveur = await lancer(configuration, ajouts);
  const communes = await serveur.registre.slugs();
  let fin: Promise<void> | undefined;
  const arreter = (signal: NodeJS.Signals): void => {
    if (fin) return;
    serveur.journal.info({ signal }, 'stopping');
    fin = serveur.fermer();
    void fin.finally(() => process.exit());
  };
  process.on('SIGTERM', arreter);
  process.on('SIGINT', arreter);
  // Last: whoever reads it may stop the server at once.
  serveur.journal.info({ url: serveur.url, communes }, 'listening');
  return serveur;
}
