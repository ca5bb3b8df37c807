import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommuneConfiguree } from '#contract/schemas/commune.ts';
import { Demarche } from '#contract/schemas/demarche.ts';
import { verifierFormulaire } from '#contract/verifier-formulaire.ts';
import { composerDemarches } from '../catalogue/composer.ts';
import { publierDemarches, type Publication } from '../demarches/publier.ts';
import { ecrire, type Moteur } from '../socle/db/moteur.ts';
import {
  lireYaml,
  ouvrirYaml,
  verifierYaml,
  type ErreurYaml,
  type FichierYaml,
  type SourceYaml,
} from '../socle/yaml/lire-yaml.ts';
import { verifierReponsesTypes } from './reponses-types.ts';
import { ecrireConfiguration } from './store.ts';

export interface DossierCommune {
  commune: CommuneConfiguree;
  demarches: Demarche[];
}

/**
 * Reads `commune.yaml` and `demarches/*.yaml` of a folder, puts in the ready-made démarches that the commune asks
 * for, and checks everything, each and together.
 * @throws AggregateError of `ErreurYaml`: everything wrong at once, by file and line
 */
export async function lireDossierCommune(dossier: string): Promise<DossierCommune> {
  const erreurs: ErreurYaml[] = [];
  const demarches = await ouvrirDemarches(join(dossier, 'demarches'), erreurs);
  const commune = await tenter(() => lireYaml(join(dossier, 'commune.yaml'), CommuneConfiguree), erreurs);
  const composees = commune
    ? await composerDemarches(commune, demarches)
    : { sources: demarches.filter(estEntiere), erreurs: [] };
  erreurs.push(...composees.erreurs);
  const lues: FichierYaml<Demarche>[] = [];
  for (const source of composees.sources) {
    const lue = await tenter(() => verifierYaml(source, Demarche), erreurs);
    if (lue) lues.push(lue);
  }
  if (commune) {
    erreurs.push(...verifierEnsemble(commune, lues));
    if (erreurs.length === 0) {
      return { commune: commune.valeur, demarches: lues.map(({ valeur }) => valeur) };
    }
  }
  throw new AggregateError(erreurs, `${dossier}: ${erreurs.length} errors`);
}

/** A town may have ready-made démarches only, and no folder. */
async function ouvrirDemarches(dossier: string, erreurs: ErreurYaml[]): Promise<SourceYaml[]> {
  const noms = await readdir(dossier).catch((erreur: NodeJS.ErrnoException) => {
    if (erreur.code !== 'ENOENT') throw erreur;
    return [];
  });
  const sources = noms
    .filter((nom) => nom.endsWith('.yaml'))
    .sort()
    .map((nom) => tenter(() => ouvrirYaml(join(dossier, nom)), erreurs));
  return (await Promise.all(sources)).filter((source) => source !== undefined);
}

async function tenter<T>(lecture: () => T | Promise<T>, erreurs: ErreurYaml[]): Promise<T | undefined> {
  try {
    return await lecture();
  } catch (erreur) {
    if (!(erreur instanceof AggregateError)) throw erreur;
    erreurs.push(...(erreur.errors as ErreurYaml[]));
    return undefined;
  }
}

/** Without its commune, a file that changes a ready-made démarche cannot be told right or wrong. */
const estEntiere = ({ donnees }: SourceYaml): boolean =>
  !(typeof donnees === 'object' && donnees !== null && 'modele' in donnees);

function verifierEnsemble(
  commune: FichierYaml<CommuneConfiguree>,
  demarches: readonly FichierYaml<Demarche>[],
): ErreurYaml[] {
  const erreurs: ErreurYaml[] = [];
  const services = new Set(commune.valeur.services.map(({ code }) => code));
  const themes = new Set(commune.valeur.themes.map(({ code }) => code));
  for (const [i, agent] of commune.valeur.agents.entries()) {
    for (const [j, code] of agent.services.entries()) {
      if (!services.has(code))
        erreurs.push(commune.erreur(['agents', i, 'services', j], `unknown service ${code}`));
    }
  }
  const codes = new Set<string>();
  for (const { valeur, erreur } of demarches) {
    if (codes.has(valeur.code)) erreurs.push(erreur(['code'], `${valeur.code} is there twice`));
    codes.add(valeur.code);
    if (!services.has(valeur.service)) erreurs.push(erreur(['service'], `unknown service ${valeur.service}`));
    if (!themes.has(valeur.theme)) erreurs.push(erreur(['theme'], `unknown theme ${valeur.theme}`));
    if (valeur.depot === 'en-ligne' && valeur.etapes.length === 0) {
      erreurs.push(erreur(['etapes'], 'a démarche filed online needs steps'));
    }
    if (valeur.depot === 'lien' && !valeur.lien) erreurs.push(erreur(['lien'], '`depot: lien` needs a link'));
    const champs = new Set(valeur.etapes.flatMap((etape) => etape.champs.map(({ id }) => id)));
    for (const [i, id] of (valeur.objet ?? []).entries()) {
      if (!champs.has(id)) erreurs.push(erreur(['objet', i], `unknown field ${id}`));
    }
    for (const { chemin, message } of verifierFormulaire(valeur)) {
      erreurs.push(
        erreur(
          chemin.split('.').map((pas) => (/^\d+$/.test(pas) ? Number(pas) : pas)),
          message,
        ),
      );
    }
  }
  erreurs.push(...verifierReponsesTypes(commune, codes));
  return erreurs;
}

/** Publishes what was read in the commune's own database, in one commit. */
export async function publierCommune(
  moteur: Moteur,
  { commune, demarches }: DossierCommune,
  maintenant: number,
): Promise<Publication[]> {
  const { instructions, publications } = await publierDemarches(moteur, demarches, maintenant);
  const configuration = ecrire(ecrireConfiguration, {
    commune: JSON.stringify(commune),
    importee_le: maintenant,
  });
  await moteur.commit([configuration, ...instructions]);
  return publications;
}
