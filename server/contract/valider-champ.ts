import type {
  Adresse,
  ChampDate,
  ChampFichier,
  ChampNombre,
  ChampSimple,
  ChampTexte,
  ChampTexteLong,
  CodeErreur,
  FichierJoint,
  Lieu,
  Reponses,
  Valeur,
} from './formulaire.ts';
import { longueur, nettoyerTexte } from './nettoyer-texte.ts';
import { estObjet, propre, verifierNombre, type Signaler } from './parcours.ts';

/**
 * One raw answer to its cleaned value, or `undefined` when there is none. A value of the wrong shape, or too
 * long, is dropped with an error; one that only misses a bound is kept with its error, so that what is visible
 * never depends on the day. `reponses` are the cleaned answers that come before.
 */
export function lireChamp(
  champ: ChampSimple,
  brut: unknown,
  signaler: Signaler,
  reponses: Reponses,
  aujourdhui: string,
): Valeur | undefined {
  if (champ.type === 'adresse') return lireAdresse(brut, champ.requis !== false, signaler);
  if (brut === undefined) return;
  switch (champ.type) {
    case 'texte':
    case 'texte-long':
      return lireTexteLibre(champ, brut, signaler);
    case 'nombre':
      return lireNombre(champ, brut, signaler);
    case 'date':
      return lireDate(champ, brut, signaler, reponses, aujourdhui);
    case 'choix':
      return champ.options.find((option) => option.valeur === brut)?.valeur ?? signaler('option');
    case 'choix-multiple': {
      if (!Array.isArray(brut)) return signaler('type');
      const connues = champ.options.map((option) => option.valeur);
      if (!brut.every((valeur) => connues.includes(valeur))) return signaler('option');
      const choisies = connues.filter((valeur) => brut.includes(valeur));
      if (!choisies.length) return;
      verifierNombre(choisies.length, champ.min, champ.max, signaler);
      return choisies;
    }
    case 'case':
      return typeof brut === 'boolean' ? brut || undefined : signaler('type');
    case 'courriel':
      return lireMotif(brut, 254, COURRIEL, 'courriel', signaler, /\p{Cf}/gu);
    case 'telephone':
      return lireMotif(brut, 50, TELEPHONE, 'telephone', signaler, /\(0\)|[^\d+a-z]/gi)
        ?.replace(/^00/, '+')
        .replace(/^\+330/, '+33');
    case 'fichier':
      return lireFichiers(champ, brut, signaler);
    case 'lieu':
      return lireLieu(brut, signaler);
  }
}

function lireTexte(
  brut: unknown,
  max: number,
  signaler: Signaler,
  long?: boolean,
  partie?: string,
): string | undefined {
  if (brut === undefined) return;
  if (typeof brut !== 'string') return signaler('type', undefined, partie);
  // The raw length comes first: normalising a long run of combining marks takes quadratic time.
  const texte = brut.length > max * 4 + 100 ? undefined : nettoyerTexte(brut, long);
  if (texte === undefined || longueur(texte) > max) return signaler('trop-long', { max }, partie);
  return texte || undefined;
}

function lireTexteLibre(
  champ: ChampTexte | ChampTexteLong,
  brut: unknown,
  signaler: Signaler,
): string | undefined {
  const long = champ.type === 'texte-long';
  const texte = lireTexte(brut, champ.max ?? (long ? 4000 : 200), signaler, long);
  if (!texte) return;
  if (champ.min && longueur(texte) < champ.min) signaler('trop-court', { min: champ.min });
  else if (!long && champ.motif && !correspond(texte, champ.motif)) signaler('motif');
  return texte;
}

function correspond(texte: string, motif: string): boolean {
  try {
    return new RegExp(`^(?:${motif})$`, 'v').test(texte);
  } catch {
    return true; // A browser without the `v` flag: the server decides.
  }
}

// Letters without accents, as mail servers take them: « rené@ » is nearly always a typing error.
const COURRIEL =
  /^(?=.{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d][a-z\d-]*\.)+[a-z][a-z\d-]*[a-z\d]$/i;
const TELEPHONE = /^(0[1-9]\d{8}|(\+|00)(330?[1-9]\d{8}|(?!33)[1-9]\d{7,14}))$/;

function lireMotif(
  brut: unknown,
  max: number,
  motif: RegExp,
  code: CodeErreur,
  signaler: Signaler,
  superflu: RegExp,
): string | undefined {
  const texte = lireTexte(brut, max, signaler)?.replace(superflu, '');
  if (texte === undefined) return;
  return motif.test(texte) ? texte : signaler(code);
}

function lireNombre(champ: ChampNombre, brut: unknown, signaler: Signaler): number | undefined {
  let nombre = brut;
  if (typeof brut === 'string') {
    const chiffres = brut
      .replace(champ.unite ?? '', '')
      .replace(/\s/g, '')
      .replace(',', '.')
      .replace('−', '-');
    if (!chiffres && !brut.trim()) return;
    // « 1.000 » may be a thousand: a whole number takes no separator at all.
    if (champ.entier !== false && chiffres.includes('.')) return signaler('entier');
    nombre = /^-?\d+(\.\d+)?$/.test(chiffres) ? Number(chiffres) : undefined;
  }
  if (typeof nombre !== 'number' || !Number.isFinite(nombre)) return signaler('nombre');
  const { min, max } = champ;
  if (champ.entier !== false && !Number.isSafeInteger(nombre)) signaler('entier');
  else if (min !== undefined && nombre < min) signaler('trop-petit', { min });
  else if (max !== undefined && nombre > max) signaler('trop-grand', { max });
  return nombre + 0; // −0 would come back from JSON as 0.
}

function lireDate(
  champ: ChampDate,
  brut: unknown,
  signaler: Signaler,
  reponses: Reponses,
  aujourdhui: string,
): string | undefined {
  const texte = lireTexte(brut, 50, signaler);
  if (!texte) return;
  const date = texte.replace(
    /^(\d\d?)[/. -](\d\d?)[/. -](\d{4})$/,
    (_, jour: string, mois: string, annee: string) =>
      `${annee}-${mois.padStart(2, '0')}-${jour.padStart(2, '0')}`,
  );
  if (!estDate(date)) return signaler('date');
  const jour = (borne: string | undefined): string | undefined =>
    borne === 'aujourdhui' ? aujourdhui : borne;
  const [min, max] = [jour(champ.min), jour(champ.max)];
  const avant = champ.apres && reponses[champ.apres];
  if (min && date < min) signaler('date-trop-tot', { min });
  else if (max && date > max) signaler('date-trop-tard', { max });
  else if (typeof avant === 'string' && date < avant) signaler('date-avant', { min: avant });
  return date;
}

/** A real day of the calendar, `AAAA-MM-JJ`, from the year 1000. */
export function estDate(texte: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(texte)) return false;
  const jour = new Date(`${texte}T00:00Z`);
  // February 30 is read as March 2 by some engines.
  return !Number.isNaN(+jour) && jour.toISOString().startsWith(texte);
}

function lireAdresse(brut: unknown, requis: boolean, signaler: Signaler): Adresse | undefined {
  if (brut !== undefined && !estObjet(brut)) return signaler('type');
  const erreurs: Parameters<Signaler>[] = [];
  const noter: Signaler = (...erreur) => void erreurs.push(erreur);
  const partie = (cle: string, max: number, requise?: boolean): string | undefined => {
    const avant = erreurs.length;
    const texte = lireTexte(propre(brut, cle), max, noter, false, cle);
    if (requise && !texte && erreurs.length === avant) noter('requis', undefined, cle);
    return texte;
  };
  const voie = partie('voie', 200, true);
  const complement = partie('complement', 200);
  let codePostal = partie('codePostal', 20, true);
  if (codePostal && enFrance(propre(brut, 'pays'))) {
    codePostal = codePostal.replace(/\s/g, '');
    if (!/^\d{5}$/.test(codePostal)) noter('code-postal', undefined, 'codePostal');
  }
  const ville = partie('ville', 100, true);
  const pays = partie('pays', 100);
  // An optional address left blank; a country alone may be the widget's own suggestion.
  const blanche =
    !voie && !complement && !codePostal && !ville && erreurs.every(([code]) => code === 'requis');
  if (blanche && !requis) return;
  for (const erreur of erreurs) signaler(...erreur);
  if (erreurs.length || !voie || !codePostal || !ville) return;
  return { voie, ...(complement && { complement }), codePostal, ville, ...(pays && { pays }) };
}

const enFrance = (pays: unknown): boolean => typeof pays !== 'string' || /^\s*(fr|france)?\s*$/i.test(pays);

function lireLieu(brut: unknown, signaler: Signaler): Lieu | undefined {
  if (!estObjet(brut)) return signaler('type');
  const libelle = lireTexte(propre(brut, 'libelle'), 300, signaler);
  const lat = propre(brut, 'lat');
  const lon = propre(brut, 'lon');
  const precision = propre(brut, 'precision');
  if (lat === undefined && lon === undefined) return libelle ? { libelle } : undefined;
  if (!libelle || !estMesure(lat, 90) || !estMesure(lon, 180)) return signaler('lieu');
  const precise = estMesure(precision, 1e7) && precision >= 0 ? { precision: precision + 0 } : {};
  return { libelle, lat: lat + 0, lon: lon + 0, ...precise };
}

const estMesure = (valeur: unknown, borne: number): valeur is number =>
  typeof valeur === 'number' && Math.abs(valeur) <= borne;

function lireFichiers(champ: ChampFichier, brut: unknown, signaler: Signaler): FichierJoint[] | undefined {
  if (!Array.isArray(brut)) return signaler('type');
  if (!brut.length) return;
  const max = champ.max ?? 1;
  const fichiers = new Map<string, FichierJoint>();
  for (const un of brut) {
    const fichier = lireFichier(un, champ.accepte === 'photos');
    if (!fichier) return signaler('fichier');
    fichiers.set(fichier.id, fichier);
    if (fichiers.size > max) return signaler('trop', { max });
  }
  return [...fichiers.values()];
}

function lireFichier(brut: unknown, photo: boolean): FichierJoint | undefined {
  const [id, nom, taille, type] = ['id', 'nom', 'taille', 'type'].map((cle) => propre(brut, cle));
  if (
    typeof id !== 'string' ||
    typeof nom !== 'string' ||
    typeof type !== 'string' ||
    !Number.isSafeInteger(taille) ||
    (taille as number) < 0 ||
    nom.length > 255 ||
    type.length > 100 ||
    !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ||
    !(photo ? /^image\/[\w.+-]+$/ : /^[\w.+-]+\/[\w.+-]+$/).test(type)
  ) {
    return;
  }
  const propreNom = nettoyerTexte(nom);
  return propreNom
    ? { id: id.toLowerCase(), nom: propreNom, taille: (taille as number) + 0, type }
    : undefined;
}
