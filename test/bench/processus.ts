/** The processes of the bench: they answer one question at a time by IPC. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Charge, Etat, ResultatCharge } from './types.ts';

async function portLibre(): Promise<number> {
  const prise = createServer().listen(0, '127.0.0.1');
  await once(prise, 'listening');
  const { port } = prise.address() as AddressInfo;
  prise.close();
  await once(prise, 'close');
  return port;
}

let dossierCommun = '.donnees';

/** Where the servers keep what they share: compiled modules. */
export function partager(dossier: string): void {
  dossierCommun = dossier;
}

function lancer(fichier: string, ...arguments_: string[]): ChildProcess {
  const chemin = fileURLToPath(new URL(fichier, import.meta.url));
  // Options of the bench's own node, e.g. --cpu-prof, are the children's too. The journal is written, to nowhere.
  // All share one cache of compiled modules, as a server does from its second start on.
  const env = { ...process.env, PARVIS_DATA: dossierCommun };
  return fork(chemin, arguments_, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

async function demander<R>(enfant: ChildProcess, question: object | string): Promise<R> {
  const reponse = attendre<R>(enfant);
  enfant.send(question);
  return reponse;
}

/** The next message of a process, or the news of its death. */
async function attendre<R>(enfant: ChildProcess): Promise<R> {
  const fini = new AbortController();
  const { signal } = fini;
  try {
    const mort = once(enfant, 'exit', { signal }).then(() => {
      throw new Error('A process of the bench stopped.');
    });
    const [message] = (await Promise.race([once(enfant, 'message', { signal }), mort])) as [R];
    return message;
  } finally {
    fini.abort();
  }
}

/** A server under measure. */
export interface Mesure {
  port: number;
  etat(): Promise<Etat>;
  /** Resolves when everything that requests left to do is done. */
  reposer(): Promise<void>;
  finir(): Promise<void>;
}

/** @param cible folder of data for `notre.ts`, file of database for `nu.ts` */
export async function lancerServeur(fichier: 'notre.ts' | 'nu.ts', cible: string): Promise<Mesure> {
  const port = await portLibre();
  const enfant = lancer(fichier, cible, String(port));
  await attendre(enfant);
  const etat = (): Promise<Etat> => demander(enfant, 'etat');
  return {
    port,
    etat,
    reposer: async () => {
      while ((await etat()).enAttente > 0) await new Promise((suite) => setTimeout(suite, 50));
    },
    finir: async () => {
      enfant.send('fin');
      await once(enfant, 'exit');
    },
  };
}

export interface Generateur {
  charger(charge: Charge): Promise<ResultatCharge>;
  finir(): void;
}

export function lancerGenerateur(): Generateur {
  const enfant = lancer('charge.ts');
  return {
    async charger(charge) {
      const reponse = await demander<{ resultat?: ResultatCharge; erreur?: string }>(enfant, charge);
      if (!reponse.resultat) throw new Error(reponse.erreur);
      if (reponse.resultat.erreurs > 0) {
        throw new Error(`${reponse.resultat.erreurs} errors:\n${reponse.resultat.premiereErreur}`);
      }
      return reponse.resultat;
    },
    finir: () => enfant.disconnect(),
  };
}
