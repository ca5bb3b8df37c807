import type { Commune } from './communes/commune.ts';
import type { Registre } from './communes/registre.ts';
import { lireSecret, PUBLICS_CONNEXION, type PublicConnexion } from './identite/oidc/secret.ts';
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
      const secrets = await connexionsSecretes(commune, true);
      if (secrets.length > 0) {
        dire(
          `${nom}: not in the copy: the client secrets of connexions.${secrets.join(' and connexions.')}. Keep them apart, or ask the provider for others.`,
        );
      }
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
    const commune = await registre.commune(slug);
    for (const pour of commune ? await connexionsSecretes(commune, false) : []) {
      dire(
        `${slug}: connexions.${pour} has no client secret here, and nobody can use it: parvis connexion secret ${slug} ${pour}`,
      );
    }
    return 0;
  } catch (erreur) {
    dire(erreur instanceof Error ? erreur.message : String(erreur));
    return 1;
  }
}

/** Providers of the commune whose client secret is, or is not, in its folder. */
async function connexionsSecretes(
  { config, dossier }: Commune,
  presents: boolean,
): Promise<PublicConnexion[]> {
  const lus = await Promise.all(
    PUBLICS_CONNEXION.map(async (pour) => ({ pour, la: (await lireSecret(dossier, pour)) !== undefined })),
  );
  return lus
    .filter(({ pour, la }) => la === presents && (presents || config.connexions[pour]))
    .map(({ pour }) => pour);
}
