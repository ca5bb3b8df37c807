/**
 * Parvis as it runs in production, in its own process: `node notre.ts <folder> <port>`. Mails are carried to
 * nowhere, papers are not drawn, limits are out of the way, and it answers the bench's questions by IPC.
 */
import { garderCompilation } from '../../server/compilation.ts';
import { rendreMemoire } from '../../server/memoire.ts';
import { memoire } from './memoire.ts';
import type { Etat, Question } from './types.ts';

// As server/main.ts does: nothing is loaded before the cache is there.
const { lireEnvironnement } = await import('../../server/configuration.ts');
const { lancer } = await import('../../server/lancer.ts');
const { compterJobs } = await import('../../server/socle/jobs/store.ts');

const [dossier, port] = process.argv.slice(2);
const large = { points: 1e9, secondes: 600 };
let courriels = 0;
const PAPIER = Buffer.alloc(40_000);

const serveur = await lancer(lireEnvironnement({ PARVIS_DATA: dossier, PORT: port, LOG_LEVEL: 'info' }), {
  facteur: {
    async envoyer() {
      courriels += 1;
    },
    async fermer() {},
  },
  // Papers are drawn apart, about 40 ms each on another core, long after the answer: not what is compared here.
  imprimer: async () => PAPIER,
  limites: {
    depots: large,
    televersements: large,
    connexions: large,
    erreursParAdresse: large,
    erreursParNumero: large,
  },
});

garderCompilation();
rendreMemoire();

async function compterAttente(): Promise<number> {
  const [slug] = await serveur.registre.slugs();
  const commune = await serveur.registre.commune(slug!);
  const attente = (await commune!.moteur.lire(compterJobs, {})).find((ligne) => ligne.etat === 'attente');
  return attente?.nombre ?? 0;
}

/** Jobs that wait for their hour, whatever is asked of the server: the nightly ones, the morning digest. */
const toujours = await compterAttente();

async function etat(): Promise<Etat> {
  const { user, system } = process.cpuUsage();
  return {
    ...memoire(),
    cpu: user + system,
    enAttente: Math.max(0, (await compterAttente()) - toujours),
  };
}

process.on('message', async (question: Question) => {
  if (question === 'etat') process.send!(await etat());
  else await serveur.fermer().then(() => process.exit());
});
process.on('disconnect', () => process.exit());
process.send!('pret');
