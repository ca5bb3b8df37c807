import { MINUTE, SECONDE, type Horloge } from '../horloge/horloge.ts';
import type { Identifiants } from '../horloge/identifiants.ts';
import { ecrire, garder, GardeManquee, type Instruction, type Moteur } from '../db/moteur.ts';
import type { Requete } from '../db/requete.ts';
import {
  abandonnerJob,
  finirJob,
  insererJob,
  insererJobUnique,
  jobParId,
  prendreJobs,
  prochaineEcheance,
  reporterJob,
} from './store.ts';
import type { TableJob } from './tables.ts';

/** Built again when one of its guards misses, so that an act already done is not done twice. */
export type Suite = () => Promise<readonly Instruction[]>;

/**
 * Does one job. It may be called twice for the same job (a crash between the act and its commit):
 * the act must be idempotent. What it returns is committed with the job's end.
 */
export type Faire = (donnees: never, job: TableJob) => Promise<Suite | void>;

export interface TypeDeJob {
  faire: Faire;
  /** Tries before a human is asked; default 8, over about a day. */
  essaisMax?: number;
  /** What else to write when it is given up, e.g. an event that an agent reads. */
  abandonner?: (donnees: never, job: TableJob, cause: string) => Suite;
}

/** Thrown by a job that knows that trying again is useless. */
export class EchecDefinitif extends Error {
  override name = 'EchecDefinitif';
}

interface Reglages {
  moteur: Moteur;
  horloge: Horloge;
  identifiants: Identifiants;
  types: Readonly<Record<string, TypeDeJob>>;
  /** Told of each failure: the log. */
  signaler: (evenement: { type: string; essai: number; mort: boolean; cause: string }) => void;
}

const BAIL = 2 * MINUTE;
/** One commit takes a lot and one ends it: of 32 mails in a burst, each waits for a sixteenth of a write to disk. */
const LOT = 32;
/** Between two lots, so that in a burst those who wait for an answer come before those who wait for a mail. */
const REPOS = 200;
const ESSAIS_MAX = 8;

/** 30 s, 2 min, 8 min, 32 min, then every 2 hours. */
export function delaiAvantEssai(essais: number): number {
  return Math.min(30 * SECONDE * 4 ** (essais - 1), 120 * MINUTE);
}

/** Runs the jobs of one database, those of the same lot side by side. */
export class Executant {
  readonly #reglages: Reglages;
  #minuterie: NodeJS.Timeout | undefined;
  #repos: NodeJS.Timeout | undefined;
  #tour: Promise<void> | undefined;
  #encore = false;
  #arrete = false;

  constructor(reglages: Reglages) {
    this.#reglages = reglages;
  }

  /** The instruction that plans a job; `dans` is a delay in milliseconds. */
  planifier(type: string, donnees: object, options: { sujet?: string; dans?: number } = {}): Instruction {
    const maintenant = this.#reglages.horloge.maintenant();
    return ecrire(insererJob, {
      id: this.#reglages.identifiants(),
      type,
      donnees: JSON.stringify(donnees),
      sujet: options.sujet ?? null,
      cle: null,
      disponible_le: maintenant + (options.dans ?? 0),
      cree_le: maintenant,
    });
  }

  /** A job that is planned once however often it is asked for. */
  planifierUnique(cle: string, type: string, donnees: object, dans = 0): Instruction {
    const maintenant = this.#reglages.horloge.maintenant();
    return ecrire(insererJobUnique, {
      id: this.#reglages.identifiants(),
      type,
      donnees: JSON.stringify(donnees),
      cle,
      disponible_le: maintenant + dans,
      cree_le: maintenant,
    });
  }

  /** Looks for work now (after a commit that planned some), and from then on whenever some is due. */
  reveiller(): void {
    this.#encore = true;
    if (this.#arrete || this.#repos) return;
    this.#tour ??= this.#tourner().finally(() => {
      this.#tour = undefined;
      if (this.#encore) this.reveiller();
    });
  }

  /** For tests and commands: does what is due until nothing is. Returns how many jobs were tried. */
  async runUntilEmpty(): Promise<number> {
    await this.#tour;
    let faits = 0;
    for (;;) {
      const lot = await this.#faireUnLot();
      if (lot === 0) return faits;
      faits += lot;
    }
  }

  /** Takes nothing more and waits for what is running. */
  async arreter(): Promise<void> {
    this.#arrete = true;
    this.#encore = false;
    clearTimeout(this.#minuterie);
    clearTimeout(this.#repos);
    await this.#tour;
  }

  async #tourner(): Promise<void> {
    try {
      this.#encore = false;
      const faits = await this.#faireUnLot();
      if (this.#arrete) return;
      if (faits > 0) this.#reposer();
      else await this.#dormir();
    } catch (erreur) {
      this.#encore = false;
      this.#reglages.signaler({ type: 'file', essai: 0, mort: false, cause: String(erreur) });
      this.#minuterie = setTimeout(() => this.reveiller(), 30 * SECONDE).unref();
    }
  }

  #reposer(): void {
    this.#repos = setTimeout(() => {
      this.#repos = undefined;
      this.reveiller();
    }, REPOS).unref();
  }

  async #dormir(): Promise<void> {
    const { moteur, horloge } = this.#reglages;
    const maintenant = horloge.maintenant();
    const prochaine = await moteur.lireUn(prochaineEcheance, { maintenant });
    clearTimeout(this.#minuterie);
    if (prochaine?.quand == null) return;
    const attente = Math.min(Math.max(Number(prochaine.quand) - maintenant, 50), 10 * MINUTE);
    this.#minuterie = setTimeout(() => this.reveiller(), attente).unref();
  }

  async #faireUnLot(): Promise<number> {
    const { moteur, horloge } = this.#reglages;
    const maintenant = horloge.maintenant();
    const [jobs] = (await moteur.commit([
      ecrire(prendreJobs, { maintenant, bail: maintenant + BAIL, limite: LOT }),
    ])) as [TableJob[]];
    await Promise.all(jobs.map((job) => this.#faire(job)));
    return jobs.length;
  }

  async #faire(job: TableJob): Promise<void> {
    const type = this.#reglages.types[job.type];
    try {
      if (!type) throw new EchecDefinitif(`Unknown type of job: ${job.type}`);
      const suite = await type.faire(JSON.parse(job.donnees) as never, job);
      await this.#conclure(job, finirJob, { id: job.id, essais: job.essais }, suite);
    } catch (erreur) {
      await this.#echouer(job, type, erreur);
    }
  }

  /** Commits the end of a job with what follows from it, anew as long as a guard of the latter misses. */
  async #conclure<P extends object>(
    job: TableJob,
    fin: Requete<P, unknown>,
    parametres: P,
    suite?: Suite | void,
  ): Promise<void> {
    const { moteur } = this.#reglages;
    for (let essai = 1; ; essai++) {
      try {
        await moteur.commit([garder(fin, parametres), ...((await suite?.()) ?? [])]);
        return;
      } catch (erreur) {
        if (!(erreur instanceof GardeManquee)) throw erreur;
        // Another process took the job over when our lease ran out: it is theirs.
        if ((await moteur.lireUn(jobParId, { id: job.id }))?.essais !== job.essais) return;
        if (essai === 10) throw erreur;
      }
    }
  }

  async #echouer(job: TableJob, type: TypeDeJob | undefined, erreur: unknown): Promise<void> {
    const { horloge, signaler } = this.#reglages;
    const cause = erreur instanceof Error ? erreur.message : String(erreur);
    const mort = erreur instanceof EchecDefinitif || job.essais >= (type?.essaisMax ?? ESSAIS_MAX);
    signaler({ type: job.type, essai: job.essais, mort, cause: avecOrigine(erreur) });
    const ici = { id: job.id, essais: job.essais, erreur: cause };
    if (mort) {
      const suite = type?.abandonner?.(JSON.parse(job.donnees) as never, job, cause);
      await this.#conclure(job, abandonnerJob, ici, suite);
    } else {
      const disponible_le = horloge.maintenant() + delaiAvantEssai(job.essais);
      await this.#conclure(job, reporterJob, { ...ici, disponible_le });
    }
  }
}

/** What failed, and what made it fail: the phrase for agents does not say which package is missing. */
function avecOrigine(erreur: unknown): string {
  if (!(erreur instanceof Error)) return String(erreur);
  return erreur.cause === undefined ? erreur.message : `${erreur.message} (${avecOrigine(erreur.cause)})`;
}
