import { ecrireFichierMaitre, lireFichierMaitre } from '../socle/chiffrement/fichier-maitre.ts';
import { tirerMaitre, type Maitres } from '../socle/chiffrement/maitres.ts';
import { garder, GardeManquee } from '../socle/db/moteur.ts';
import { changerDeMaitre } from './cles.ts';
import { cheminMaitre, lireSource, ouvrirMaitres, type Bases, type SourceMaitres } from './ouvrir-maitres.ts';
import { clesSousUnAutre, maitresUtilises, reenvelopper } from './store-cles.ts';

const LOT = 200;

/**
 * Wraps every citizen's key of every commune by the current master key. With a file, a new one is drawn first and
 * written before the older ones, which stay: a command stopped halfway, and the backups, still open. Run again, it
 * finishes what it began. The contents are not touched.
 * @param bases of every commune, asked for several times
 * @throws Error in one sentence
 */
export async function tournerMaitre(
  source: SourceMaitres,
  bases: () => Bases,
  dire: (ligne: string) => void,
): Promise<void> {
  let maitres = await ouvrirMaitres(source, bases());
  if (source.variable === undefined && !(await resteSousUnAutre(maitres, bases()))) {
    maitres = await mettreDevant(source);
    dire(`New master key ${maitres.courante} in ${cheminMaitre(source)}.`);
  }
  let total = 0;
  for await (const { slug, moteur } of bases()) {
    let nombre = 0;
    for (;;) {
      const lot = await moteur.lire(clesSousUnAutre, { maitre: maitres.courante, limite: LOT });
      if (lot.length === 0) break;
      const instructions = lot.map((ligne) =>
        garder(reenvelopper, { id: ligne.id, avant: ligne.enveloppe, ...changerDeMaitre(maitres, ligne) }),
      );
      try {
        await moteur.commit(instructions);
        nombre += lot.length;
      } catch (erreur) {
        // Erased while we were at it: read again.
        if (!(erreur instanceof GardeManquee)) throw erreur;
      }
    }
    total += nombre;
    dire(`${slug}: ${nombre} keys wrapped again`);
  }
  if (total === 0 && source.variable !== undefined) {
    dire(
      'All are under the first key of PARVIS_CLE_MAITRE: to change it, put a new one before it (parvis cle creer).',
    );
    return;
  }
  dire(
    `Everything is under ${maitres.courante}. Older keys still open the backups made before: drop them with those.`,
  );
}

/** A turn that did not end: to be finished before another begins. */
async function resteSousUnAutre(maitres: Maitres, bases: Bases): Promise<boolean> {
  for await (const { moteur } of bases) {
    const utilises = await moteur.lire(maitresUtilises, {});
    if (utilises.some(({ maitre }) => maitre !== maitres.courante)) return true;
  }
  return false;
}

async function mettreDevant(source: SourceMaitres): Promise<Maitres> {
  const chemin = cheminMaitre(source);
  const ancien = (await lireFichierMaitre(chemin)) ?? '';
  await ecrireFichierMaitre(chemin, `${tirerMaitre()}\n${ancien}`, { remplacer: true });
  return (await lireSource(source))!;
}
