import { Worker } from 'node:worker_threads';
import { ErreurFichier } from '../blobs/erreur-fichier.ts';
import { erreurIllisible } from './types.ts';

export interface Commande {
  /** Paths on the local disk. `sortie` is replaced. */
  entree: string;
  sortie: string;
  genre: 'jpeg' | 'png';
}
export type Sorte = 'illisible' | 'trop-grande' | 'trop-lente' | 'interne';
export type Resultat = { ok: true } | { ok: false; sorte: Sorte; message: string };

/** Writes photos again without their metadata, one at a time, away from the main thread. */
export interface Photos {
  /**
   * Resolves once `sortie` is a fresh photo, upright and at most 4096 px wide and high.
   * @throws ErreurFichier when the photo is to blame; another error when the machine is. In both cases
   * `sortie` must be thrown away.
   */
  reencoder(commande: Commande): Promise<void>;
  /** Stops at once; what still waits is rejected. */
  fermer(): Promise<void>;
}

interface Tache {
  commande: Commande;
  resolve: () => void;
  reject: (erreur: Error) => void;
}

const PHRASES = {
  'trop-grande':
    'Cette photo est trop grande (trop de points). Envoyez-la en plus petite taille, ou une capture d’écran de cette photo.',
  'trop-lente':
    'Cette photo est trop longue à préparer. Envoyez-la en plus petite taille, ou une capture d’écran de cette photo.',
};

/**
 * The worker starts with the first photo and stops after `reposMs` without any, so that an idle server
 * does not hold an image library in memory; after a crash the next photo gets a new one.
 * @param options.worker for tests
 * @param options.delaiMs for one photo
 */
export function creerPhotos(options: { worker?: URL; delaiMs?: number; reposMs?: number } = {}): Photos {
  const { worker: source = new URL('./photos-worker.ts', import.meta.url) } = options;
  const { delaiMs = 20_000, reposMs = 60_000 } = options;
  const file: Tache[] = [];
  let enCours: Tache | undefined;
  let worker: Worker | undefined;
  let garde: NodeJS.Timeout | undefined;
  let ferme = false;

  function finir(conclure: (tache: Tache) => void): void {
    clearTimeout(garde);
    const tache = enCours;
    enCours = undefined;
    worker?.unref();
    if (tache) conclure(tache);
    suivre();
  }

  /** Forgets the worker first: whatever it still says is no longer listened to. */
  function arreter(): Promise<unknown> {
    const ancien = worker;
    worker = undefined;
    ancien?.removeAllListeners();
    // A dying worker may still fail; without a listener that would end the process.
    ancien?.on('error', () => {});
    return ancien?.terminate() ?? Promise.resolve();
  }

  async function demarrer(): Promise<Worker> {
    // On glibc, sharp's libraries must be loaded by the main thread before any worker loads them.
    await import('sharp');
    const nouveau = new Worker(source, { workerData: { delaiMs } });
    const tomber = (cause: unknown) => {
      if (worker === nouveau) void arreter();
      finir((tache) => tache.reject(new Error('The photo worker stopped', { cause })));
    };
    nouveau.on('message', (resultat: Resultat) =>
      finir((tache) => (resultat.ok ? tache.resolve() : tache.reject(erreurDe(resultat)))),
    );
    nouveau.on('error', tomber);
    nouveau.on('exit', (code) => tomber(`exit code ${code}`));
    return nouveau;
  }

  function suivre(): void {
    if (enCours || ferme) return;
    enCours = file.shift();
    if (!enCours) {
      garde = setTimeout(() => void arreter(), reposMs).unref();
      return;
    }
    clearTimeout(garde);
    void lancer(enCours);
  }

  async function lancer(tache: Tache): Promise<void> {
    try {
      worker ??= await demarrer();
    } catch (cause) {
      return finir(() => tache.reject(new Error('The photo worker did not start', { cause })));
    }
    if (ferme) return void arreter();
    worker.ref();
    // sharp stops itself at `delaiMs`; this is for a worker that no longer answers at all.
    garde = setTimeout(() => {
      void arreter();
      finir(() => tache.reject(new ErreurFichier('fichier-illisible', PHRASES['trop-lente'])));
    }, delaiMs * 1.25);
    worker.postMessage(tache.commande);
  }

  return {
    reencoder: (commande) =>
      new Promise((resolve, reject) => {
        if (ferme) return reject(new Error('Photos are closed'));
        file.push({ commande, resolve, reject });
        suivre();
      }),
    async fermer() {
      ferme = true;
      clearTimeout(garde);
      const restants = [enCours, ...file.splice(0)];
      enCours = undefined;
      for (const tache of restants) tache?.reject(new Error('Photos are closed'));
      await arreter();
    },
  };
}

function erreurDe({ sorte, message }: Extract<Resultat, { ok: false }>): Error {
  if (sorte === 'interne') return new Error(`A photo could not be written: ${message}`);
  if (sorte === 'trop-grande') return new ErreurFichier('fichier-refuse', PHRASES[sorte]);
  if (sorte === 'trop-lente') return new ErreurFichier('fichier-illisible', PHRASES[sorte]);
  return erreurIllisible(message);
}
