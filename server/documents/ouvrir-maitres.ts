import { join } from 'node:path';
import { ecrireFichierMaitre, lireFichierMaitre } from '../socle/chiffrement/fichier-maitre.ts';
import { lireMaitres, Maitres, tirerMaitre } from '../socle/chiffrement/maitres.ts';
import type { Moteur } from '../socle/db/moteur.ts';
import { maitresUtilises } from './store-cles.ts';

/** Where the master keys are, by the environment. */
export interface SourceMaitres {
  dossier: string;
  /** `PARVIS_CLE_MAITRE` */
  variable?: string | undefined;
  /** `PARVIS_CLE_MAITRE_FICHIER` */
  fichier?: string | undefined;
}

export type Bases = AsyncIterable<{ slug: string; moteur: Moteur }>;

export const cheminMaitre = ({ dossier, fichier }: SourceMaitres): string =>
  fichier ?? join(dossier, 'cle-maitre');

/** The master keys as they are written; `undefined`: there is no file yet where one may be made. */
export async function lireSource(source: SourceMaitres): Promise<Maitres | undefined> {
  if (source.variable !== undefined) {
    if (source.fichier !== undefined) {
      throw new Error('Set PARVIS_CLE_MAITRE or PARVIS_CLE_MAITRE_FICHIER, not both.');
    }
    return new Maitres(lireMaitres(source.variable, 'PARVIS_CLE_MAITRE'));
  }
  const chemin = cheminMaitre(source);
  const texte = await lireFichierMaitre(chemin);
  if (texte !== undefined) return new Maitres(lireMaitres(texte, chemin));
  if (source.fichier === undefined) return undefined;
  throw new Error(
    `PARVIS_CLE_MAITRE_FICHIER: there is no file ${chemin}. Put the key back, or make a first one: parvis cle creer ${chemin}`,
  );
}

/**
 * The master keys of a server that starts. A first one is made where no citizen has a key yet; otherwise those that
 * wrap the citizens' keys must all be there, and nothing is written.
 * @throws Error in one sentence that says which is missing, and for whom
 */
export async function ouvrirMaitres(source: SourceMaitres, bases: Bases): Promise<Maitres> {
  const maitres = await lireSource(source);
  for await (const { slug, moteur } of bases) {
    for (const { maitre } of await moteur.lire(maitresUtilises, {})) {
      if (maitres?.connait(maitre)) continue;
      const ou = source.variable === undefined ? cheminMaitre(source) : 'PARVIS_CLE_MAITRE';
      const manque = maitres ? `is not among those of ${ou}` : `is missing: there is no file ${ou}`;
      throw new Error(
        `The master key ${maitre}, which opens the citizens’ documents of ${slug}, ${manque}. Put it back and start again; nothing was changed.`,
      );
    }
  }
  if (maitres) return maitres;
  try {
    await ecrireFichierMaitre(cheminMaitre(source), `${tirerMaitre()}\n`, { remplacer: false });
  } catch (erreur) {
    // Another process made it in between: it is this one's too.
    if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur;
  }
  return (await lireSource(source))!;
}
