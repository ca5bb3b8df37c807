import { champsDe, comparerFormulaires, correspondances } from './comparer-formulaires.ts';
import type { Champ, ChampGroupe, ChampSimple, Formulaire } from './formulaire.ts';
import { estObjet, type Objet } from './parcours.ts';

/** What is told to somebody whose form changed while it was being filled in. */
export interface Changement {
  /** Questions that were not there. */
  nouvelles: string[];
  /** Answers to check: their question has changed. */
  aVerifier: string[];
  /** Answers without a place any more, in words, so that no text is lost. */
  perdues: { libelle: string; texte: string }[];
}

/**
 * Moves half-typed answers from one version of a form to another: what still has a place stays, as typed; the rest is
 * handed back in words. Nothing typed disappears from both.
 */
export function migrerBrouillon(
  avant: Formulaire,
  apres: Formulaire,
  brutes: Objet,
): Changement & { reponses: Objet } {
  const chemins = correspondances(avant, apres);
  const nouveaux = new Map(champsDe(apres));
  const perdues: Changement['perdues'] = [];
  const reponses: Objet = {};
  const placer = (champ: Champ, chemin: string, valeur: unknown, ou: Objet, titre: string): void => {
    if (champ.type === 'information' || estVide(valeur) || valeur === false) return;
    const cible = nouveaux.get(chemins.get(chemin) ?? '');
    if (champ.type === 'groupe') return placerGroupe(champ, cible, valeur, titre);
    const prise = cible && adapter(champ, cible, valeur);
    if (prise !== undefined) ou[cible!.id] = prise;
    if (prise === undefined || perteDe(champ, valeur, prise)) {
      perdues.push({ libelle: titre, texte: enMots(champ, valeur) });
    }
  };
  const placerGroupe = (
    champ: ChampGroupe,
    cible: Champ | undefined,
    valeur: unknown,
    titre: string,
  ): void => {
    if (!Array.isArray(valeur)) return;
    const groupe = cible?.type === 'groupe' ? cible : undefined;
    const elements = valeur.map((element: unknown, rang) => {
      const ou: Objet = {};
      for (const sous of champ.champs) {
        const contenu = estObjet(element) ? element[sous.id] : undefined;
        placer(
          sous,
          `${champ.id}.${sous.id}`,
          contenu,
          groupe ? ou : {},
          `${titre} ${rang + 1}, ${sous.libelle}`,
        );
      }
      return ou;
    });
    if (groupe) reponses[groupe.id] = elements;
  };
  for (const champ of avant.etapes.flatMap(({ champs }) => champs)) {
    placer(
      champ,
      champ.id,
      brutes[champ.id],
      reponses,
      champ.type === 'groupe' ? champ.element : champ.libelle,
    );
  }
  const differences = comparerFormulaires(avant, apres).filter(
    ({ chemin }) => nouveaux.get(chemin)?.type !== 'information',
  );
  const libelles = (genre: string): string[] =>
    differences.filter((difference) => difference.genre === genre).map(({ libelle }) => libelle);
  return {
    reponses,
    perdues,
    nouvelles: libelles('ajoute'),
    aVerifier: differences
      .filter(({ genre, quoi }) => genre === 'change' && quoi.some((cle) => PESE.has(cle)))
      .map(({ libelle }) => libelle),
  };
}

/** What of a question may make its answer wrong; help and order do not. */
const PESE = new Set([
  'libelle',
  'type',
  'options',
  'min',
  'max',
  'motif',
  'requis',
  'accepte',
  'entier',
  'apres',
]);

const estVide = (valeur: unknown): boolean =>
  valeur === undefined ||
  valeur === null ||
  valeur === '' ||
  (Array.isArray(valeur) && valeur.length === 0) ||
  (estObjet(valeur) && Object.values(valeur).every(estVide));

/** Types whose raw answers are text that a person typed. */
const TEXTES = new Set(['texte', 'texte-long', 'courriel', 'telephone', 'nombre']);

/** The answer as the new field takes it, or `undefined` when it has no place there. */
function adapter(de: ChampSimple, vers: Champ, valeur: unknown): unknown {
  const connue = (choix: unknown): boolean =>
    'options' in vers && vers.options.some((option) => option.valeur === choix);
  if (vers.type === 'choix') {
    const choix =
      de.type === 'choix-multiple' && Array.isArray(valeur) && valeur.length === 1 ? valeur[0] : valeur;
    return (de.type === 'choix' || de.type === 'choix-multiple') && connue(choix) ? choix : undefined;
  }
  if (vers.type === 'choix-multiple') {
    if (de.type !== 'choix' && de.type !== 'choix-multiple') return undefined;
    const gardes = [valeur].flat().filter(connue);
    return gardes.length ? gardes : undefined;
  }
  if (de.type === vers.type) return valeur;
  if (TEXTES.has(de.type) && TEXTES.has(vers.type) && vers.type !== 'nombre') return String(valeur);
  // A date or a choice asked again in free words.
  if (vers.type === 'texte' || vers.type === 'texte-long') {
    return de.type === 'fichier' || de.type === 'case' ? undefined : enMots(de, valeur);
  }
  return undefined;
}

/** Was only a part of a multiple choice kept? */
const perteDe = (de: ChampSimple, valeur: unknown, prise: unknown): boolean =>
  de.type === 'choix-multiple' &&
  Array.isArray(valeur) &&
  Array.isArray(prise) &&
  prise.length < valeur.length;

/** A raw answer in words, whatever state it was typed in. */
function enMots(champ: ChampSimple, valeur: unknown): string {
  const libelle = (choix: unknown): string =>
    ('options' in champ && champ.options.find((option) => option.valeur === choix)?.libelle) || String(choix);
  if (champ.type === 'case') return 'Oui';
  if (Array.isArray(valeur)) {
    return valeur.map((un: unknown) => (estObjet(un) ? String(un['nom'] ?? '') : libelle(un))).join(', ');
  }
  if (estObjet(valeur)) {
    return Object.values(valeur)
      .filter((partie) => typeof partie === 'string' || typeof partie === 'number')
      .join(' ');
  }
  return libelle(valeur);
}
