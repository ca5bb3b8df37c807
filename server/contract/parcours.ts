import { estVrai } from './conditions.ts';
import type {
  Champ,
  ChampGroupe,
  ChampSimple,
  CodeErreur,
  ErreurSaisie,
  Etape,
  Formulaire,
  Reponses,
  Valeur,
} from './formulaire.ts';

/** Records an error of the field read (of its part `.codePostal`, …). Answers nothing, to be returned. */
export type Signaler = (
  code: CodeErreur,
  valeurs?: Record<string, string | number>,
  partie?: string,
) => undefined;

/** One raw answer to its cleaned value, or `undefined` when there is none: `lireChamp` of `valider-champ.ts`. */
export type Lecteur = (
  champ: ChampSimple,
  brut: unknown,
  signaler: Signaler,
  reponses: Reponses,
  aujourdhui: string,
) => Valeur | undefined;

/** Answers as they came: for a first drawing, before anything was typed and `valider-champ.ts` fetched. */
export const lireBrut: Lecteur = (_, brut) => brut as Valeur | undefined;

export type Objet = Record<string, unknown>;

export const estObjet = (valeur: unknown): valeur is Objet =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

/** Own key of anything; `null` and `''` are no answer. */
export function propre(objet: unknown, cle: string): unknown {
  const valeur = estObjet(objet) && Object.hasOwn(objet, cle) ? objet[cle] : undefined;
  return valeur === null || valeur === '' ? undefined : valeur;
}

/** Too few, too many: of choices, files or items of a group. */
export function verifierNombre(
  nombre: number,
  min: number | undefined,
  max: number | undefined,
  signaler: Signaler,
): void {
  if (min !== undefined && nombre < min) signaler('trop-peu', { min });
  if (max !== undefined && nombre > max) signaler('trop', { max });
}

interface Contexte {
  prefixe: string;
  erreurs: ErreurSaisie[];
  aujourdhui: string;
  lire: Lecteur;
}

/** Every visible step with its errors, and the answers read so far. */
export function parcourirEtapes(
  formulaire: Formulaire,
  bruts: unknown,
  aujourdhui: string,
  lire: Lecteur,
): [Reponses, { etape: Etape; erreurs: ErreurSaisie[] }[]] {
  const propres: Reponses = {};
  const etapes = [];
  for (const etape of formulaire.etapes) {
    if (etape.si && !estVrai(etape.si, propres)) continue;
    const erreurs: ErreurSaisie[] = [];
    const { reponses, visibles } = parcourir(etape.champs, bruts, propres, {
      prefixe: '',
      erreurs,
      aujourdhui,
      lire,
    });
    if (visibles.length) etapes.push({ etape, erreurs });
    Object.assign(propres, reponses);
  }
  return [propres, etapes];
}

/** One level: a step, or an item of a group. `autres` are the cleaned answers from outside this level. */
export function parcourir<C extends Champ>(
  champs: readonly C[],
  bruts: unknown,
  autres: Reponses,
  contexte: Contexte,
): { reponses: Reponses; visibles: C[] } {
  const { prefixe, erreurs, aujourdhui, lire } = contexte;
  const reponses: Reponses = {};
  const visibles: C[] = [];
  // A field of this level without an answer must not be taken for another one of the same name outside.
  const connues = { ...autres };
  for (const { id } of champs) delete connues[id];
  for (const champ of champs as readonly (C & Champ)[]) {
    if (champ.si && !estVrai(champ.si, connues)) continue;
    visibles.push(champ);
    if (champ.type === 'information') continue;
    const avant = erreurs.length;
    const signaler: Signaler = (code, valeurs, partie) => {
      const chemin = prefixe + champ.id + (partie ? `.${partie}` : '');
      erreurs.push({ chemin, code, ...(valeurs && { valeurs }) });
    };
    const brut = propre(bruts, champ.id);
    const valeur =
      champ.type === 'groupe'
        ? lireGroupe(champ, brut, signaler, connues, contexte)
        : lire(champ, brut, signaler, connues, aujourdhui);
    if (valeur !== undefined) reponses[champ.id] = connues[champ.id] = valeur;
    else if (champ.requis !== false && champ.type !== 'groupe' && erreurs.length === avant) {
      signaler(champ.type === 'case' ? 'case' : 'requis');
    }
  }
  return { reponses, visibles };
}

function lireGroupe(
  champ: ChampGroupe,
  brut: unknown,
  signaler: Signaler,
  racine: Reponses,
  contexte: Contexte,
): Reponses[] | undefined {
  if (brut !== undefined && !Array.isArray(brut)) return signaler('type');
  const elements: unknown[] = brut ?? [];
  if (!elements.length && champ.requis === false) return;
  verifierNombre(elements.length, champ.min, champ.max, signaler);
  if (!elements.length) return;
  return elements.slice(0, champ.max).map((element, rang) => {
    if (!estObjet(element)) signaler('type', undefined, `${rang}`);
    const prefixe = `${contexte.prefixe}${champ.id}.${rang}.`;
    return parcourir(champ.champs, element, racine, { ...contexte, prefixe }).reponses;
  });
}
