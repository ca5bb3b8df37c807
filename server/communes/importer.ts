import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommuneConfiguree } from '#contract/schemas/commune.ts';
import { Demarche } from '#contract/schemas/demarche.ts';
import { verifierFormulaire } from '#contract/verifier-formulaire.ts';
import { publierDemarches, type Publication } from '../demarches/publier.ts';
import { ecrire, type Moteur } from '../socle/db/moteur.ts';
import { lireYaml, type ErreurYaml, type FichierYaml } from './lire-yaml.ts';
import { ecrireConfiguration } from './store.ts';

export interface DossierCommune {
  commune: CommuneConfiguree;
  demarches: Demarche[];
}

/**
 * Reads `commune.yaml` and `demarches/*.yaml` of a folder and checks them, each and together.
 * @throws AggregateError of `ErreurYaml`: everything wrong at once, by file and line
 */
export async function lireDossierCommune(dossier: string): Promise<DossierCommune> {
  const noms = (await readdir(join(dossier, 'demarches'))).filter((nom) => nom.endsWith('.yaml')).sort();
  const [commune, ...demarches] = await Promise.allSettled([
    lireYaml(join(dossier, 'commune.yaml'), CommuneConfiguree),
    ...noms.map((nom) => lireYaml(join(dossier, 'demarches', nom), Demarche)),
  ]);
  const erreurs: ErreurYaml[] = [commune, ...demarches].flatMap((lecture) => {
    if (lecture.status === 'fulfilled') return [];
    if (lecture.reason instanceof AggregateError) return lecture.reason.errors as ErreurYaml[];
    throw lecture.reason;
  });
  if (commune.status === 'fulfilled') {
    const lues = demarches.filter((lecture) => lecture.status === 'fulfilled').map(({ value }) => value);
    erreurs.push(...verifierEnsemble(commune.value, lues));
    if (erreurs.length === 0) {
      return { commune: commune.value.valeur, demarches: lues.map(({ valeur }) => valeur) };
    }
  }
  throw new AggregateError(erreurs, `${dossier}: ${erreurs.length} errors`);
}

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
