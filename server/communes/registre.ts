import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import { Catalogue } from '../demarches/catalogue.ts';
import { creerBlobsDisque } from '../socle/blobs/disque.ts';
import { Maitres } from '../socle/chiffrement/maitres.ts';
import { MoteurSqlite } from '../socle/db/moteur-sqlite.ts';
import type { Moteur } from '../socle/db/moteur.ts';
import type { Migration } from '../socle/db/migrations.ts';
import { Preuves } from '../socle/dpop/preuves.ts';
import { MINUTE, SECONDE, type Horloge } from '../socle/horloge/horloge.ts';
import { creerIdentifiants } from '../socle/horloge/identifiants.ts';
import { Executant, type TypeDeJob } from '../socle/jobs/executant.ts';
import { Annonces } from './annonces.ts';
import type { Commune } from './commune.ts';
import { lireConfigurationComplete } from './origines.ts';
import { dateImport } from './store.ts';

interface Reglages {
  /** Folder of the data: `communes/<slug>/{commune.db, fichiers/, secret}` below it. */
  dossier: string;
  /** Folder of the backups; default: `sauvegardes` in that of the data. */
  sauvegardes?: string | undefined;
  /** Public address of the server, without a final slash. */
  url: string;
  horloge: Horloge;
  migrations: readonly Migration[];
  typesDeJobs: (commune: Commune) => Readonly<Record<string, TypeDeJob>>;
  signalerJob: (evenement: { type: string; essai: number; mort: boolean; cause: string }) => void;
  /** Default: none, for those who open no document. */
  maitres?: Maitres | undefined;
  /** Draws papers as PDF. */
  imprimer: Commune['imprimer'];
  /** Once for each commune, when its database is opened. */
  aLOuverture?: (commune: Commune) => void | Promise<void>;
  /** Jobs run by themselves; tests call `runUntilEmpty`. Default true. */
  jobsAutomatiques?: boolean;
  /** See `Commune.delaiAnnulation`; default: a minute. */
  delaiAnnulation?: number;
}

interface Ouverte {
  commune: Commune & { config: CommuneConfiguree };
  importee: number;
  verifiee: number;
}

const baseDe = (dossier: string, slug: string): string => join(dossier, 'communes', slug, 'commune.db');

async function listerSlugs(dossier: string): Promise<string[]> {
  const entrees = await readdir(join(dossier, 'communes'), { withFileTypes: true }).catch(() => []);
  const dossiers = entrees.filter((entree) => entree.isDirectory()).map((entree) => entree.name);
  return dossiers.filter((slug) => existsSync(baseDe(dossier, slug))).sort();
}

/**
 * Each database by itself, one open at a time, with nothing at work on it.
 * @param siIllisible told of one that cannot be opened, which is passed over
 */
export async function* parcourirBases(
  dossier: string,
  migrations: readonly Migration[],
  siIllisible: (slug: string, cause: unknown) => void,
): AsyncGenerator<{ slug: string; moteur: Moteur }> {
  for (const slug of await listerSlugs(dossier)) {
    let moteur: Moteur;
    try {
      moteur = new MoteurSqlite(baseDe(dossier, slug), migrations);
    } catch (cause) {
      siIllisible(slug, cause);
      continue;
    }
    try {
      yield { slug, moteur };
    } finally {
      await moteur.fermer();
    }
  }
}

/** The communes of this server. Each database is opened the first time somebody needs it. */
export class Registre {
  readonly #reglages: Reglages;
  readonly #ouvertes = new Map<string, Promise<Ouverte | undefined>>();
  readonly #preuves: Preuves;

  constructor(reglages: Reglages) {
    this.#reglages = reglages;
    this.#preuves = new Preuves(reglages.horloge);
  }

  /** The slugs that have a database. */
  async slugs(): Promise<string[]> {
    return listerSlugs(this.#reglages.dossier);
  }

  /** A commune ready to work, with the configuration of its last import (noticed within 2 s), or `undefined`. */
  async commune(slug: string): Promise<Commune | undefined> {
    if (!/^[a-z][a-z0-9-]{0,63}$/.test(slug)) return undefined;
    let attendue = this.#ouvertes.get(slug);
    if (!attendue) {
      if (!existsSync(this.#base(slug))) return undefined;
      attendue = this.#ouvrir(slug);
      this.#ouvertes.set(slug, attendue);
      // What failed is tried again at the next request: somebody may have repaired it.
      attendue.catch(() => this.#ouvertes.delete(slug));
    }
    const ouverte = await attendue;
    if (!ouverte) this.#ouvertes.delete(slug);
    else if (this.#reglages.horloge.maintenant() - ouverte.verifiee > 2 * SECONDE)
      await this.#rafraichir(ouverte);
    return ouverte?.commune;
  }

  /**
   * Opens every commune: their jobs are resumed. One that cannot be opened keeps nobody else from working.
   * @param signaler told of each failure
   */
  async ouvrirTout(signaler: (slug: string, cause: unknown) => void): Promise<void> {
    const ouvrir = (slug: string) => this.commune(slug).catch((cause: unknown) => signaler(slug, cause));
    await Promise.all((await this.slugs()).map(ouvrir));
  }

  /** Those whose database is open. */
  async ouvertes(): Promise<Commune[]> {
    const ouvertes = await Promise.all(
      [...this.#ouvertes.values()].map((attendue) => attendue.catch(() => undefined)),
    );
    return ouvertes.flatMap((ouverte) => (ouverte ? [ouverte.commune] : []));
  }

  /** Where a commune's data and its backups are, whether or not they exist. */
  dossiers(slug: string): Commune['dossiers'] {
    const { dossier, sauvegardes = join(dossier, 'sauvegardes') } = this.#reglages;
    return { donnees: join(dossier, 'communes', slug), sauvegardes: join(sauvegardes, slug) };
  }

  /** The folder of a commune, made with its secret when it is new. */
  async preparer(slug: string): Promise<{ base: string; dossier: string }> {
    const dossier = join(this.#reglages.dossier, 'communes', slug);
    await mkdir(join(dossier, 'fichiers'), { recursive: true, mode: 0o700 });
    try {
      // `wx`: a secret is never overwritten, every code de suivi depends on it.
      await using fichier = await open(join(dossier, 'secret'), 'wx', 0o600);
      await fichier.writeFile(randomBytes(32).toString('hex'));
      await fichier.sync();
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur;
    }
    return { base: this.#base(slug), dossier };
  }

  /** Stops the jobs, finishes what was accepted, closes the databases. */
  async fermer(): Promise<void> {
    const ouvertes = await Promise.all(this.#ouvertes.values());
    this.#ouvertes.clear();
    await Promise.all(
      ouvertes.map(async (ouverte) => {
        await ouverte?.commune.jobs.arreter();
        await ouverte?.commune.moteur.fermer();
      }),
    );
  }

  #base(slug: string): string {
    return baseDe(this.#reglages.dossier, slug);
  }

  async #ouvrir(slug: string): Promise<Ouverte | undefined> {
    const { horloge, imprimer, migrations, typesDeJobs, signalerJob, url } = this.#reglages;
    const { base, dossier } = await this.preparer(slug);
    const moteur = new MoteurSqlite(base, migrations);
    const lue = await lireConfigurationComplete(moteur);
    if (!lue) {
      await moteur.fermer();
      return undefined;
    }
    const identifiants = creerIdentifiants(horloge);
    const types: Record<string, TypeDeJob> = {};
    const jobs = new Executant({ moteur, horloge, identifiants, types, signaler: signalerJob });
    const commune = {
      slug,
      dossier,
      config: lue.config,
      moteur,
      blobs: await creerBlobsDisque(join(dossier, 'fichiers')),
      catalogue: new Catalogue(moteur),
      jobs,
      annonces: new Annonces(),
      dossiers: this.dossiers(slug),
      horloge,
      identifiants,
      maitres: this.#reglages.maitres ?? new Maitres([]),
      preuves: this.#preuves,
      imprimer,
      secret: Buffer.from(await readFile(join(dossier, 'secret'), 'utf8'), 'hex'),
      url: `${url}/c/${slug}`,
      delaiAnnulation: this.#reglages.delaiAnnulation ?? MINUTE,
    };
    Object.assign(types, typesDeJobs(commune));
    await this.#reglages.aLOuverture?.(commune);
    if (this.#reglages.jobsAutomatiques === false) await jobs.arreter();
    else jobs.reveiller();
    return { commune, importee: lue.importee, verifiee: horloge.maintenant() };
  }

  async #rafraichir(ouverte: Ouverte): Promise<void> {
    const { moteur, catalogue } = ouverte.commune;
    ouverte.verifiee = this.#reglages.horloge.maintenant();
    if ((await moteur.lireUn(dateImport, {}))?.importee_le === ouverte.importee) return;
    const lue = await lireConfigurationComplete(moteur);
    if (!lue) return;
    ouverte.commune.config = lue.config;
    ouverte.importee = lue.importee;
    catalogue.oublier();
  }
}
