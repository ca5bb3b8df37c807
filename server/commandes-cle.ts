import { lireEnvironnement } from './configuration.ts';
import { parcourirBases } from './communes/registre.ts';
import { tournerMaitre } from './documents/tourner.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { ecrireFichierMaitre } from './socle/chiffrement/fichier-maitre.ts';
import { prendreDonnees } from './socle/db/verrou.ts';
import { tirerMaitre } from './socle/chiffrement/maitres.ts';

/**
 * `parvis cle creer [file]`, `parvis cle tourner`.
 * @returns the exit code; `undefined`: no such command
 */
export async function commanderCle(
  verbe: string | undefined,
  fichier: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  dire: (ligne: string) => void,
): Promise<number | undefined> {
  try {
    if (verbe === 'creer') {
      if (fichier === undefined) {
        dire(tirerMaitre());
        return 0;
      }
      await ecrireFichierMaitre(fichier, `${tirerMaitre()}\n`, { remplacer: false });
      dire(
        `${fichier} is made. Keep a copy away from this machine: without it no citizen’s document opens again.`,
      );
      return 0;
    }
    if (verbe === 'tourner') {
      const { PARVIS_DATA, PARVIS_CLE_MAITRE, PARVIS_CLE_MAITRE_FICHIER } = lireEnvironnement(env);
      const source = {
        dossier: PARVIS_DATA,
        variable: PARVIS_CLE_MAITRE,
        fichier: PARVIS_CLE_MAITRE_FICHIER,
      };
      const bases = () =>
        parcourirBases(PARVIS_DATA, MIGRATIONS, (slug, cause) => {
          throw new Error(`${slug} cannot be opened: ${String(cause)}`, { cause });
        });
      const donnees = prendreDonnees(PARVIS_DATA, 'seul');
      try {
        await tournerMaitre(source, bases, dire);
      } finally {
        donnees.lacher();
      }
      return 0;
    }
  } catch (erreur) {
    const deja = (erreur as NodeJS.ErrnoException).code === 'EEXIST';
    dire(deja ? `${fichier} is already there: it is never replaced.` : (erreur as Error).message);
    return 1;
  }
  return undefined;
}
