import type { Place, SourceYaml } from '../socle/yaml/lire-yaml.ts';

type Objet = Record<string, unknown>;
type Chemin = readonly PropertyKey[];

/** A value and where each part of it was written. */
interface Morceau {
  valeur: unknown;
  situer(chemin: Chemin): Place;
}

const estObjet = (valeur: unknown): valeur is Objet =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

/**
 * `dessus` over `base`, key by key:
 * - a key replaces the key of the same name, whole (`silence`, `pieces`, …); `null` takes it away;
 * - `etapes` go by `id`: a step of a known id changes that step, again key by key (so `champs` is replaced whole
 *   when it is given); one with `retirer: true` takes it away; a new id adds a step at the end, or before the
 *   step that its `avant` names.
 * `base` and `dessus` are not touched.
 */
export function fusionner(base: SourceYaml, dessus: SourceYaml): SourceYaml {
  if (!estObjet(base.donnees) || !estObjet(dessus.donnees)) return dessus;
  const { etapes: _, ...reste } = dessus.donnees;
  const dessous = depuis(base);
  const fusion = assembler(dessous, { valeur: reste, situer: dessus.situer });
  const voulues = dessus.donnees['etapes'];
  if (!('etapes' in dessus.donnees)) return { fichier: dessus.fichier, ...rendre(fusion) };
  const etapes = Array.isArray(voulues)
    ? fusionnerEtapes(elements(dessous, 'etapes'), elements(depuis(dessus), 'etapes'))
    : undefined;
  return {
    fichier: dessus.fichier,
    donnees: { ...(fusion.valeur as Objet), etapes: etapes?.map(({ valeur }) => valeur) ?? voulues },
    situer: (chemin) => {
      const [cle, rang, ...suite] = chemin;
      if (cle !== 'etapes') return fusion.situer(chemin);
      const etape = typeof rang === 'number' ? etapes?.[rang] : undefined;
      return etape ? etape.situer(suite) : dessus.situer(['etapes']);
    },
  };
}

function fusionnerEtapes(base: readonly Morceau[], dessus: readonly Morceau[]): Morceau[] {
  const etapes = [...base];
  const rangDe = (id: unknown): number =>
    etapes.findIndex(({ valeur }) => estObjet(valeur) && valeur['id'] === id);
  for (const etape of dessus) {
    if (!estObjet(etape.valeur)) {
      etapes.push(etape);
      continue;
    }
    const { retirer, avant, ...reste } = etape.valeur;
    const nette = { valeur: reste, situer: etape.situer };
    const rang = rangDe(reste['id']);
    const place = rangDe(avant);
    if (rang >= 0 && retirer === true) etapes.splice(rang, 1);
    else if (rang >= 0 && avant === undefined) etapes[rang] = assembler(etapes[rang]!, nette);
    else if (rang < 0 && retirer === undefined && place >= 0) etapes.splice(place, 0, nette);
    // What names nothing keeps its `retirer` or `avant`: the schema refuses it where it stands.
    else etapes.push(retirer === undefined && avant === undefined ? nette : etape);
  }
  return etapes;
}

function assembler(base: Morceau, dessus: Morceau): Morceau {
  const valeur: Objet = { ...(base.valeur as Objet) };
  for (const [cle, neuve] of Object.entries(dessus.valeur as Objet)) {
    if (neuve === null) delete valeur[cle];
    else valeur[cle] = neuve;
  }
  const siennes = dessus.valeur as Objet;
  return {
    valeur,
    // What is missing as a whole, or unknown to both, is told where the change is written.
    situer: (chemin) => {
      const [cle] = chemin;
      const herite = typeof cle === 'string' && !(cle in siennes) && cle in (base.valeur as Objet);
      return (herite ? base : dessus).situer(chemin);
    },
  };
}

const depuis = (source: SourceYaml): Morceau => ({ valeur: source.donnees, situer: source.situer });

const rendre = ({ valeur, situer }: Morceau): Pick<SourceYaml, 'donnees' | 'situer'> => ({
  donnees: valeur,
  situer,
});

function elements({ valeur, situer }: Morceau, cle: string): Morceau[] {
  const liste = (valeur as Objet)[cle];
  if (!Array.isArray(liste)) return [];
  return liste.map((element, rang) => ({
    valeur: element as unknown,
    situer: (chemin) => situer([cle, rang, ...chemin]),
  }));
}
