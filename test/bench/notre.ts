/**
 * Parvis as it runs in production, in its own process: `node notre.ts <folder> <port>`. Mails are carried to
 * nowhere, limits are out of the way, and it answers the bench's questions by IPC.
 */
import { garderCompilation } from '../../server/compilation.ts';
import { memoire } from './memoire.ts';
import type { Etat, Question } from './types.ts';

// As server/main.ts does: nothing is loaded before the cache is there.
const { lireEnvironnement } = await import('../../server/configuration.ts');
const { lancer } = await import('../../server/lancer.ts');
const { compterJobs } = await import('../../server/socle/jobs/store.ts');

const [dossier, port] = process.argv.slice(2);
const large = { points: 1e9, secondes: 600 };
let courriels = 0;

const serveur = await lancer(lireEnvironnement({ PARVIS_DATA: dossier, PORT: port, LOG_LEVEL: 'info' }), {
  facteur: {
    async envoyer() {
      courriels += 1;
    },
    async fermer() {},
  },
  limites: {
    depots: large,
    televersements: large,
    connexions: large,
    erreursParAdresse: large,
    erreursParNumero: large,
  },
});

garderCompilation();

async function etat(): Promise<Etat> {
  const [slug] = await serveur.registre.slugs();
  const commune = await serveur.registre.commune(slug!);
  const attente = (await commune!.moteur.lire(compterJobs, {})).find((ligne) => ligne.etat === 'attente');
  const { user, system } = process.cpuUsage();
  // One job always waits: the nightly cleaning.
  return { ...memoire(), cpu: user + system, enAttente: (attente?.nombre ?? 1) - 1 };
}

process.on('message', async (question: Question) => {
  if (question === 'etat') process.send!(await etat());
  else await serveur.fermer().then(() => process.exit());
});
process.on('disconnect', () => process.exit());
process.send!('pret');
