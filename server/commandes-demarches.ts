import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Demarche, DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Commune } from './communes/commune.ts';
import { lireDossierCommune, type DossierCommune } from './communes/importer.ts';
import type { Registre } from './communes/registre.ts';
import { avancerConfiguration } from './communes/store.ts';
import { comparerDemarches } from './demarches/comparer.ts';
import { publierDemarche } from './demarches/publier.ts';
import { derniereVersion, retirerDuCatalogue } from './demarches/store.ts';
import { ecrire } from './socle/db/moteur.ts';

interface Demande {
  verbe: string | undefined;
  /** A slug; or, to publish or to compare before publishing, the commune's folder. */
  ou: string;
  code: string;
  /** For `comparer`, two published versions. */
  versions: readonly string[];
}

/**
 * `demarche publier|comparer|retirer`: one démarche at a time. A running server notices within two seconds; requests
 * and drafts of an older version keep it.
 * @returns the exit code, or `undefined` when there is no such command
 */
export async function commanderDemarche(
  registre: Registre,
  { verbe, ou, code, versions }: Demande,
  maintenant: number,
  dire: (ligne: string) => void,
): Promise<number | undefined> {
  const dossier = existsSync(join(ou, 'commune.yaml'));
  if (verbe === 'publier' && !dossier) {
    dire(`${ou}: no commune.yaml there`);
    return 1;
  }
  let lu: DossierCommune | undefined;
  try {
    if (dossier) lu = await lireDossierCommune(ou);
  } catch (erreur) {
    if (!(erreur instanceof AggregateError)) throw erreur;
    for (const une of erreur.errors as Error[]) dire(une.message);
    return 1;
  }
  const slug = lu?.commune.slug ?? ou;
  const commune = await registre.commune(slug);
  if (!commune) {
    dire(`${slug}: no such commune; \`commune importer\` makes it`);
    return 1;
  }
  const ecrite = lu?.demarches.find((demarche) => demarche.code === code);
  if (lu && !ecrite) {
    dire(`${code}: not in ${ou}`);
    return 1;
  }
  if (verbe === 'publier') return publier(commune, ecrite!, maintenant, dire);
  if (verbe === 'retirer') return retirer(commune, code, dire);
  if (verbe === 'comparer') return comparer(commune, code, ecrite, versions, dire);
  return undefined;
}

async function publier(
  commune: Commune,
  demarche: Demarche,
  maintenant: number,
  dire: (ligne: string) => void,
): Promise<number> {
  const { services, themes } = commune.config;
  const connus = [...services, ...themes].map(({ code }) => code);
  if (![demarche.service, demarche.theme].every((code) => connus.includes(code))) {
    dire(`${demarche.code}: its service or theme is new; \`commune importer\` publishes both`);
    return 1;
  }
  const { instructions, publication } = await publierDemarche(commune.moteur, demarche, maintenant);
  await commune.moteur.commit([...instructions, ecrire(avancerConfiguration, {})]);
  const { code, version, nouvelle } = publication;
  dire(`${commune.slug} ${code} v${version}${nouvelle ? ' published' : ' offered, unchanged'}`);
  return 0;
}

async function retirer(commune: Commune, code: string, dire: (ligne: string) => void): Promise<number> {
  if (!(await commune.catalogue.offertes()).has(code)) {
    dire(`${commune.slug} ${code}: not offered`);
    return 1;
  }
  await commune.moteur.commit([ecrire(retirerDuCatalogue, { code }), ecrire(avancerConfiguration, {})]);
  dire(`${commune.slug} ${code} is no longer offered; its requests stay`);
  return 0;
}

async function comparer(
  commune: Commune,
  code: string,
  ecrite: Demarche | undefined,
  versions: readonly string[],
  dire: (ligne: string) => void,
): Promise<number> {
  const derniere = (await commune.moteur.lireUn(derniereVersion, { code }))?.version;
  if (derniere === undefined) {
    dire(`${commune.slug} ${code}: never published`);
    return 1;
  }
  const [de = ecrite ? derniere : derniere - 1, a = derniere] = versions.map(Number);
  if (![de, a].every((version) => version >= 1 && version <= derniere)) {
    dire(`${commune.slug} ${code}: versions go from 1 to ${derniere}`);
    return 1;
  }
  const apres: DemarchePubliee = ecrite
    ? { ...ecrite, version: derniere + 1 }
    : await commune.catalogue.version(code, a);
  const { differences } = comparerDemarches(await commune.catalogue.version(code, de), apres);
  dire(`${commune.slug} ${code}: v${de} → ${ecrite ? 'the folder' : `v${a}`}`);
  for (const { quoi, question, avant, apres: nouveau } of differences) {
    dire(`  ${question ? `« ${question} » ` : ''}${quoi}`);
    if (avant !== null) dire(`    - ${avant}`);
    if (nouveau !== null) dire(`    + ${nouveau}`);
  }
  if (differences.length === 0) dire('  no difference');
  return 0;
}
