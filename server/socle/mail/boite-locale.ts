import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { horlogeSysteme } from '../horloge/horloge.ts';
import { verifierCourriel, type Courriel, type Facteur } from './courriel.ts';

export interface CourrielGarde extends Courriel {
  /** ISO 8601, when it was first sent. */
  le: string;
}

/** A mailbox in a folder, for a demonstration or development: nothing leaves the machine. */
export interface BoiteLocale extends Facteur {
  /** Newest first. */
  lister(): Promise<CourrielGarde[]>;
  lire(id: string): Promise<CourrielGarde | undefined>;
}

/**
 * One JSON file per mail, named by its id: the same mail sent twice is one mail, the first.
 * @param options.maintenant date of what is sent
 */
export async function creerBoiteLocale(
  dossier: string,
  { maintenant = () => new Date(horlogeSysteme.maintenant()) }: { maintenant?: () => Date } = {},
): Promise<BoiteLocale> {
  await mkdir(dossier, { recursive: true, mode: 0o700 });
  const cheminDe = (id: string) => join(dossier, `${id}.json`);
  const existe = (chemin: string) =>
    stat(chemin).then(
      () => true,
      () => false,
    );

  async function lire(id: string): Promise<CourrielGarde | undefined> {
    if (!/^[A-Za-z0-9._-]{1,128}$/.test(id)) return undefined;
    try {
      return JSON.parse(await readFile(cheminDe(id), 'utf8')) as CourrielGarde;
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw erreur;
    }
  }

  return {
    lire,

    async envoyer(courriel) {
      verifierCourriel(courriel);
      const chemin = cheminDe(courriel.id);
      if (await existe(chemin)) return;
      const { id, a, expediteur, repondreA, objet, texte, html } = courriel;
      const garde: CourrielGarde = {
        id,
        le: maintenant().toISOString(),
        a,
        objet,
        texte,
        html,
        ...(expediteur && { expediteur }),
        ...(repondreA && { repondreA }),
      };
      const temporaire = join(dossier, `${randomBytes(8).toString('hex')}.tmp`);
      try {
        await writeFile(temporaire, JSON.stringify(garde, undefined, 2), { mode: 0o600, flush: true });
        await rename(temporaire, chemin);
      } finally {
        await rm(temporaire, { force: true });
      }
    },

    async lister() {
      const noms = (await readdir(dossier)).filter((nom) => nom.endsWith('.json'));
      const courriels: CourrielGarde[] = [];
      for (const nom of noms) {
        const courriel = await lire(nom.slice(0, -'.json'.length));
        if (courriel) courriels.push(courriel);
      }
      return courriels.sort((x, y) => y.le.localeCompare(x.le) || y.id.localeCompare(x.id));
    },

    async fermer() {},
  };
}
