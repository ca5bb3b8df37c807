import type { CommuneConfiguree, Service } from '#contract/schemas/commune.ts';
import { ErreurYaml, erreurDans, type Place, type SourceYaml } from '../socle/yaml/lire-yaml.ts';
import { faitDe } from './faits.ts';

const SEULE = /^\{\{\s*([^{}]*?)\s*\}\}$/;
const DANS_UN_TEXTE = /\{\{\s*([^{}]*?)\s*\}\}/g;

interface Contexte {
  commune: CommuneConfiguree;
  service: Service;
  /** Where the town asked for the démarche: what the town lacks is told there. */
  activation: Place;
}

/**
 * The same démarche with its `{{variables}}` replaced. A text that is one variable takes its value whole, and in a
 * list the items of a list; what has no value is left out.
 * @throws AggregateError of `ErreurYaml`: unknown variables where they stand, missing facts where the démarche
 * is activated
 */
export function remplacerVariables(source: SourceYaml, contexte: Contexte): SourceYaml {
  const erreurs = new Map<string, ErreurYaml>();
  const noter = (erreur: ErreurYaml): undefined => void erreurs.set(erreur.message, erreur);

  function resoudre(nom: string, chemin: readonly PropertyKey[]): unknown {
    const fait = faitDe(nom, contexte.commune, contexte.service);
    if (!fait) return noter(erreurDans(source, chemin, `unknown variable {{${nom}}}`));
    if ('manque' in fait) {
      const { fichier, ligne } = contexte.activation;
      return noter(new ErreurYaml(fichier, ligne, `{{${nom}}} of ${nomDe(source)}: ${fait.manque}`));
    }
    return 'absent' in fait ? undefined : fait.valeur;
  }

  function enTexte(texte: string, chemin: readonly PropertyKey[]): unknown {
    const seule = SEULE.exec(texte)?.[1];
    if (seule !== undefined) return resoudre(seule, chemin);
    return texte.replaceAll(DANS_UN_TEXTE, (_, nom: string) => {
      const valeur = resoudre(nom, chemin);
      if (typeof valeur === 'object')
        noter(erreurDans(source, chemin, `{{${nom}}} is a list: it stands alone`));
      return String(valeur);
    });
  }

  function parcourir(valeur: unknown, chemin: readonly PropertyKey[]): unknown {
    if (typeof valeur === 'string') return valeur.includes('{{') ? enTexte(valeur, chemin) : valeur;
    if (Array.isArray(valeur)) {
      return valeur.flatMap((element: unknown, rang) => {
        const neuf = parcourir(element, [...chemin, rang]);
        if (neuf === undefined && element !== undefined) return [];
        return typeof element === 'string' && Array.isArray(neuf) ? (neuf as unknown[]) : [neuf];
      });
    }
    if (typeof valeur !== 'object' || valeur === null) return valeur;
    const entrees = Object.entries(valeur).map(([cle, v]) => [cle, parcourir(v, [...chemin, cle])] as const);
    return Object.fromEntries(entrees.filter(([, v]) => v !== undefined));
  }

  const donnees = parcourir(source.donnees, []);
  if (erreurs.size > 0) throw new AggregateError(erreurs.values(), `${source.fichier}: variables`);
  return { ...source, donnees };
}

function nomDe({ donnees, fichier }: SourceYaml): string {
  const code = (donnees as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : fichier;
}
