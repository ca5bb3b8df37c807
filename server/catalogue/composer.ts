import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import {
  ErreurYaml,
  erreurDans,
  type FichierYaml,
  type Place,
  type SourceYaml,
} from '../socle/yaml/lire-yaml.ts';
import { fusionner } from './fusionner.ts';
import { codesModeles, ouvrirModele } from './modeles.ts';
import { remplacerVariables } from './variables.ts';

type Objet = Record<string, unknown>;
interface Activee {
  source: SourceYaml;
  activation: Place;
}

/**
 * The démarches of a town before they are checked: those of its `catalogue`, changed by what it says there and by
 * `demarches/*.yaml` with `modele: <code>`, then its own full files, which replace a ready-made of the same code.
 * Variables are replaced. Everything wrong is in `erreurs`; what is wrong is left out of `sources`.
 */
export async function composerDemarches(
  commune: FichierYaml<CommuneConfiguree>,
  fichiers: readonly SourceYaml[],
): Promise<{ sources: SourceYaml[]; erreurs: ErreurYaml[] }> {
  const erreurs: ErreurYaml[] = [];
  const activees = await activer(commune, erreurs);
  const siennes: Activee[] = [];
  for (const source of fichiers) {
    const activation = source.situer([]);
    const { modele, ...donnees } = objet(source);
    const propre: SourceYaml = estObjet(source) ? { ...source, donnees } : source;
    const code = String(donnees['code'] ?? modele);
    if (modele === undefined) {
      const changee = activees.get(code);
      if (changee?.source.fichier === commune.source.fichier) {
        const message = `${code} is changed here, and ${source.fichier} replaces it: keep one`;
        erreurs.push(new ErreurYaml(changee.activation.fichier, changee.activation.ligne, message));
      }
      activees.delete(code);
      siennes.push({ source: propre, activation });
      continue;
    }
    const base = code === modele ? activees.get(code)?.source : undefined;
    const modeles = await codesModeles();
    if (typeof modele !== 'string' || !modeles.includes(modele)) {
      erreurs.push(erreurDans(source, ['modele'], inconnu(String(modele), modeles)));
      continue;
    }
    activees.delete(code);
    siennes.push({ source: fusionner(base ?? (await ouvrirModele(modele)), propre), activation });
  }
  const sources: SourceYaml[] = [];
  for (const activee of [...activees.values(), ...siennes]) {
    try {
      const source = situerDansLaVille(activee, commune.valeur, erreurs);
      if (source) sources.push(source);
    } catch (erreur) {
      if (!(erreur instanceof AggregateError)) throw erreur;
      erreurs.push(...(erreur.errors as ErreurYaml[]));
    }
  }
  return { sources, erreurs };
}

/** `catalogue` of commune.yaml. */
async function activer(
  commune: FichierYaml<CommuneConfiguree>,
  erreurs: ErreurYaml[],
): Promise<Map<string, Activee>> {
  const modeles = await codesModeles();
  const activees = new Map<string, Activee>();
  for (const [rang, entree] of commune.valeur.catalogue.entries()) {
    const chemin = ['catalogue', rang];
    const { code, ...changements } = typeof entree === 'string' ? { code: entree } : entree;
    if (!modeles.includes(code)) erreurs.push(commune.erreur(chemin, inconnu(code, modeles)));
    else if (activees.has(code)) erreurs.push(commune.erreur(chemin, `${code} is there twice`));
    else {
      const modele = await ouvrirModele(code);
      const dessus: SourceYaml = {
        fichier: commune.source.fichier,
        donnees: changements,
        situer: (suite) => commune.source.situer([...chemin, ...suite]),
      };
      const source = Object.keys(changements).length > 0 ? fusionner(modele, dessus) : modele;
      activees.set(code, { source, activation: commune.source.situer(chemin) });
    }
  }
  return activees;
}

const inconnu = (code: string, modeles: readonly string[]): string =>
  `unknown ready-made démarche ${code}; there are: ${modeles.join(', ')}`;

/** Variables need the service; a service or a theme that the town lacks is told where it asked for the démarche. */
function situerDansLaVille(
  { source, activation }: Activee,
  commune: CommuneConfiguree,
  erreurs: ErreurYaml[],
): SourceYaml | undefined {
  const { code, service: voulu, theme } = objet(source);
  const service = commune.services.find((un) => un.code === voulu);
  const manques = [
    ...(service ? [] : [['service', voulu, 'services'] as const]),
    ...(commune.themes.some((un) => un.code === theme) ? [] : [['theme', theme, 'themes'] as const]),
  ].filter(
    ([cle, valeur]) => typeof valeur === 'string' && source.situer([cle]).fichier !== activation.fichier,
  );
  for (const [cle, valeur, liste] of manques) {
    const message = `${String(code)} needs the ${cle} \`${String(valeur)}\`: add it to \`${liste}\`, or name one of yours: \`${cle}: …\``;
    erreurs.push(new ErreurYaml(activation.fichier, activation.ligne, message));
  }
  if (manques.length > 0) return undefined;
  // Without a service, the schema tells it; its variables wait.
  return service ? remplacerVariables(source, { commune, service, activation }) : source;
}

const estObjet = ({ donnees }: SourceYaml): boolean => typeof donnees === 'object' && donnees !== null;
const objet = (source: SourceYaml): Objet => (estObjet(source) ? (source.donnees as Objet) : {});
