import { estVrai } from './conditions.ts';
import type { Champ, ChampGroupe, ErreurSaisie, Etape, Formulaire, Reponses } from './formulaire.ts';
import { estObjet, lireChamp, propre, verifierNombre, type Signaler } from './valider-champ.ts';

export interface Validation {
  /** Answers in their one spelling; what is hidden, unknown or unreadable has no key. */
  reponses: Reponses;
  /** In the order of the form; empty when all is well. */
  erreurs: ErreurSaisie[];
}

/**
 * Cleans and checks the answers to a form. Total (never throws, whatever `reponses` is) and idempotent on the
 * answers. Each condition is evaluated on the cleaned answers that come before it, so an answer that is no
 * longer shown never keeps a later question open.
 * `aujourdhui` is the commune's local date, `AAAA-MM-JJ`; with `etape` (an id), only the errors of that step.
 */
export function valider(
  formulaire: Formulaire,
  reponses: unknown,
  { aujourdhui, etape }: { aujourdhui: string; etape?: string },
): Validation {
  const [propres, etapes] = parcourirEtapes(formulaire, reponses, aujourdhui);
  const erreurs = etapes.flatMap((e) => (etape === undefined || e.etape.id === etape ? e.erreurs : []));
  return { reponses: propres, erreurs };
}

/** The steps to show, given any answers. A step whose fields are all hidden is hidden. */
export function etapesVisibles(formulaire: Formulaire, reponses: unknown): Etape[] {
  return parcourirEtapes(formulaire, reponses, '')[1].map((e) => e.etape);
}

/**
 * The fields to show among `champs` (of a step or of a group), given the answers of that level.
 * For an item of a group, `racine` holds the cleaned answers of the whole form.
 */
export function champsVisibles<C extends Champ>(
  champs: readonly C[],
  reponses: Reponses,
  racine: Reponses = reponses,
): C[] {
  return parcourir(champs, reponses, racine, { prefixe: '', erreurs: [], aujourdhui: '' }).visibles;
}

interface Contexte {
  prefixe: string;
  erreurs: ErreurSaisie[];
  aujourdhui: string;
}

function parcourirEtapes(
  formulaire: Formulaire,
  bruts: unknown,
  aujourdhui: string,
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
    });
    if (visibles.length) etapes.push({ etape, erreurs });
    Object.assign(propres, reponses);
  }
  return [propres, etapes];
}

/** One level: a step, or an item of a group. `autres` are the cleaned answers from outside this level. */
function parcourir<C extends Champ>(
  champs: readonly C[],
  bruts: unknown,
  autres: Reponses,
  contexte: Contexte,
): { reponses: Reponses; visibles: C[] } {
  const { prefixe, erreurs, aujourdhui } = contexte;
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
        : lireChamp(champ, brut, signaler, connues, aujourdhui);
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
