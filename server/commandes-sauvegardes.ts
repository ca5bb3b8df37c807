import type { Registre } from './communes/registre.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { restaurer } from './rgpd/sauvegardes/restaurer.ts';
import { sauvegarder } from './rgpd/sauvegardes/sauvegarder.ts';
import { horlogeSysteme } from './socle/horloge/horloge.ts';

interface Demande {
  verbe: 'sauvegarder' | 'restaurer';
  slug: string | undefined;
  source: string | undefined;
  garder: string;
}

/**
 * `sauvegarder [slug] [--garder N]`, `restaurer <slug> <folder>`.
 * @returns the exit code; `undefined` when something is missing
 */
export async function commanderSauvegardes(
  registre: Registre,
  { verbe, slug, source, garder }: Demande,
  dire: (ligne: string) => void,
): Promise<number | undefined> {
  if (verbe === 'sauvegarder') {
    const nombre = Number(garder);
    if (!Number.isInteger(nombre) || nombre < 1) return undefined;
    const slugs = slug === undefined ? await registre.slugs() : [slug];
    for (const nom of slugs) {
      const commune = await registre.commune(nom);
      if (!commune) {
        dire(`${nom}: no such commune`);
        return 1;
      }
      const { dossier, fichiers, supprimees } = await sauvegarder(commune, MIGRATIONS, nombre);
      dire(`${nom}: ${dossier} (${fichiers} files${supprimees ? `, ${supprimees} older removed` : ''})`);
    }
    return 0;
  }
  if (slug === undefined || source === undefined || !/^[a-z][a-z0-9-]{0,63}$/.test(slug)) return undefined;
  try {
    const { rejouees, ancienne } = await restaurer(
      registre.dossiers(slug),
      source,
      MIGRATIONS,
      horlogeSysteme.maintenant(),
    );
    dire(`${slug}: restored, ${rejouees} erasures made since done again`);
    if (ancienne) dire(`${slug}: what was there is now ${ancienne}`);
    return 0;
  } catch (erreur) {
    dire(erreur instanceof Error ? erreur.message : String(erreur));
    return 1;
  }
}
