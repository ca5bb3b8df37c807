import type { Champ, ChampSimple, Formulaire } from './formulaire.ts';

/** One thing that differs between two versions of a form. No dependency: the form reads it at run time. */
export interface Difference {
  genre: 'ajoute' | 'retire' | 'change';
  /** `etape`, or the path of a field: `enfants.prenom`. */
  chemin: string;
  /** The question, as it is now (as it was, when it went). */
  libelle: string;
  /** For `change`: what of it, by key of the form language: `type`, `options`, `requis`… */
  quoi: string[];
}

/** A field with the group it is in, by path. */
export type ChampSitue = [chemin: string, champ: Champ];

/** Every field of a form by its path, the groups and what is inside them. */
export function* champsDe({ etapes }: Formulaire): Generator<ChampSitue> {
  for (const champ of etapes.flatMap(({ champs }) => champs)) {
    yield [champ.id, champ];
    if (champ.type === 'groupe') for (const sous of champ.champs) yield [`${champ.id}.${sous.id}`, sous];
  }
}

/**
 * The path each old field has in the new form: the same path; or, for a field whose id alone changed, that of the
 * one new field of the same place, kind and question.
 */
export function correspondances(avant: Formulaire, apres: Formulaire): Map<string, string> {
  const nouveaux = new Map(champsDe(apres));
  const trouves = new Map<string, string>();
  const libres = new Map(nouveaux);
  for (const [chemin] of champsDe(avant)) {
    if (!nouveaux.has(chemin)) continue;
    trouves.set(chemin, chemin);
    libres.delete(chemin);
  }
  for (const [chemin, champ] of champsDe(avant)) {
    if (trouves.has(chemin)) continue;
    const place = trouves.get(placeDe(chemin)) ?? placeDe(chemin);
    const semblables = [...libres].filter(
      ([autre, nouveau]) =>
        placeDe(autre) === place && nouveau.type === champ.type && nouveau.libelle === champ.libelle,
    );
    if (semblables.length !== 1) continue;
    trouves.set(chemin, semblables[0]![0]);
    libres.delete(semblables[0]![0]);
  }
  return trouves;
}

/** The group of a path; empty at the top. */
const placeDe = (chemin: string): string => chemin.slice(0, Math.max(0, chemin.indexOf('.')));

/** What changed for who fills the form in, in the order of the new form, what went last. */
export function comparerFormulaires(avant: Formulaire, apres: Formulaire): Difference[] {
  const anciens = new Map(champsDe(avant));
  const retrouves = correspondances(avant, apres);
  const venuDe = new Map([...retrouves].map(([ancien, nouveau]) => [nouveau, ancien]));
  const differences: Difference[] = [];
  for (const [chemin, champ] of champsDe(apres)) {
    const ancien = anciens.get(venuDe.get(chemin) ?? '');
    if (!ancien) differences.push({ genre: 'ajoute', chemin, libelle: champ.libelle, quoi: [] });
    else {
      const quoi = clesChangees(ancien, champ);
      if (quoi.length) differences.push({ genre: 'change', chemin, libelle: champ.libelle, quoi });
    }
  }
  for (const [chemin, champ] of anciens) {
    if (!retrouves.has(chemin))
      differences.push({ genre: 'retire', chemin, libelle: champ.libelle, quoi: [] });
  }
  return differences;
}

function clesChangees(avant: Champ, apres: Champ): string[] {
  const lire = (champ: Champ): Record<string, unknown> => {
    const { id: _, ...reste } = champ as ChampSimple & Record<string, unknown>;
    // The fields of a group are told one by one.
    delete reste['champs'];
    // Where an answer may be taken from does not change the question.
    delete reste['profil'];
    return reste;
  };
  const [a, b] = [lire(avant), lire(apres)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((cle) => JSON.stringify(a[cle]) !== JSON.stringify(b[cle]))
    .toSorted();
}
