import type { Champ, ErreurSaisie, Formulaire } from './formulaire.ts';

/**
 * Sentences by error code, or by `code.type` of field when that says it better. `{libelle}` is the label,
 * ready to follow a verb; `{titre}` the label in quotes; `{element}` one item of a group; `mot(s)` agrees with
 * the number before it. `langue` formats numbers and dates.
 */
export type Phrases = Readonly<Record<string, string>>;

export const PHRASES_FR: Phrases = {
  langue: 'fr',
  requis: 'Indiquez {libelle}.',
  'requis.question': 'Répondez à la question {titre}.',
  'requis.choix': 'Choisissez une réponse pour {libelle}.',
  'requis.choix-multiple': 'Choisissez au moins une réponse pour {libelle}.',
  'requis.date': 'Indiquez {libelle}, par exemple 4 07 1961.',
  'requis.fichier': 'Ajoutez un fichier pour {libelle}.',
  'requis.lieu': 'Indiquez le lieu, par exemple une adresse.',
  type: 'Répondez de nouveau à {titre}.',
  'trop-court': 'Écrivez au moins {min} caractère(s) pour {libelle}.',
  'trop-long': 'Écrivez {max} caractère(s) au plus pour {libelle}.',
  motif: 'Corrigez {libelle}.',
  nombre: 'Indiquez {libelle} en chiffres, par exemple 12.',
  entier: 'Indiquez un nombre sans virgule pour {libelle}.',
  'trop-petit': 'Indiquez {min} ou plus pour {libelle}.',
  'trop-grand': 'Indiquez {max} ou moins pour {libelle}.',
  date: 'Indiquez une date qui existe pour {libelle}, par exemple 4 07 1961.',
  'date-trop-tot': 'Indiquez une date à partir du {min} pour {libelle}.',
  'date-trop-tard': 'Indiquez une date jusqu’au {max} pour {libelle}.',
  'date-avant': 'Indiquez une date à partir du {min} pour {libelle}.',
  option: 'Choisissez une des réponses proposées pour {libelle}.',
  'trop-peu': 'Choisissez au moins {min} réponse(s) pour {libelle}.',
  'trop-peu.groupe': 'Ajoutez {element}\u00a0: il en faut au moins {min}.',
  trop: 'Choisissez {max} réponse(s) au plus pour {libelle}.',
  'trop.groupe': 'Retirez {element}\u00a0: il en faut {max} au plus.',
  'trop.fichier': 'Gardez {max} fichier(s) au plus pour {libelle}.',
  case: 'Cochez la case {titre}.',
  courriel: 'Indiquez une adresse de courriel complète, par exemple nom@exemple.fr.',
  telephone:
    'Indiquez un numéro de téléphone à 10 chiffres, par exemple 06 39 98 01 23, ou avec son indicatif, par exemple +32 470 12 34 56.',
  'code-postal': 'Indiquez un code postal à 5 chiffres, par exemple 75001.',
  lieu: 'Indiquez de nouveau le lieu, par exemple une adresse.',
  fichier: 'Ajoutez de nouveau le fichier pour {libelle}.',
  'fichier.photos': 'Ajoutez une photo pour {libelle}.',
  inconnu: 'Répondez de nouveau à cette question.',
  // Parts of an address.
  'partie.voie': 'le numéro et la rue',
  'partie.complement': 'le complément d’adresse',
  'partie.codePostal': 'le code postal',
  'partie.ville': 'la ville',
  'partie.pays': 'le pays',
};

/**
 * What the citizen should do about `erreur`, in one sentence. `champ` is the field of the error
 * (`trouverChamp`); without it the sentence names no field.
 */
export function phraseErreur(erreur: ErreurSaisie, champ?: Champ, phrases: Phrases = PHRASES_FR): string {
  const { code, chemin, valeurs = {} } = erreur;
  if (champ && code === 'motif' && 'motifAide' in champ && champ.motifAide) return champ.motifAide;
  const partie = champ?.type === 'adresse' && phrases[`partie.${chemin.split('.').at(-1)}`];
  // A label that is a sentence is quoted without its full stop: ours follows.
  const titre = partie || champ?.libelle.trim().replace(/\.$/, '');
  const cite = (texte: string): string => `«\u00a0${texte}\u00a0»`;
  const mots: Record<string, string | undefined> = {
    libelle: titre && (partie || enCours(titre) || cite(titre)),
    titre: titre && cite(titre),
    element: champ && 'element' in champ ? cite(champ.element) : undefined,
  };
  for (const [cle, valeur] of Object.entries(valeurs)) {
    mots[cle] = ecrire(valeur, champ, phrases.langue);
  }
  const variante =
    code === 'requis' && titre?.endsWith('?')
      ? 'question'
      : champ?.type === 'fichier' && code === 'fichier'
        ? champ.accepte
        : champ?.type;
  let complet = true;
  const pluriel = Object.values(valeurs).some((valeur) => +valeur > 1) ? 's' : '';
  const phrase = (phrases[`${code}.${variante}`] ?? phrases[code] ?? '{}')
    .replaceAll('(s)', pluriel)
    .replace(/\{(\w*)\}/g, (_, cle: string) => {
      complet &&= mots[cle] !== undefined;
      return mots[cle] ?? '';
    });
  return complet ? phrase : phrases.inconnu!;
}

/** « Votre prénom » can follow a verb as « votre prénom »; « Date de naissance » cannot: it is quoted. */
function enCours(titre: string): string | undefined {
  return /^((votre|vos|les?|la|une?|son|sa|ses|leurs?) |l[’'])[^?]*$/i.test(titre)
    ? titre[0]!.toLowerCase() + titre.slice(1)
    : undefined;
}

function ecrire(valeur: string | number, champ: Champ | undefined, langue?: string): string {
  if (typeof valeur === 'number') {
    const unite = champ && 'unite' in champ && champ.unite;
    return valeur.toLocaleString(langue) + (unite ? `\u00a0${unite}` : '');
  }
  const jour = new Date(`${valeur}T00:00Z`);
  if (Number.isNaN(+jour)) return valeur;
  const date = jour.toLocaleDateString(langue, { dateStyle: 'long', timeZone: 'UTC' });
  return langue === 'fr' ? date.replace(/^1 /, '1er ') : date;
}

/** The field of an error's `chemin`: for `enfants.0.prenom` the item's field, for `adresse.ville` the address. */
export function trouverChamp(formulaire: Formulaire, chemin: string): Champ | undefined {
  const [racine, , sous] = chemin.split('.');
  for (const { champs } of formulaire.etapes) {
    const champ = champs.find(({ id }) => id === racine);
    if (champ?.type === 'groupe' && sous) return champ.champs.find(({ id }) => id === sous);
    if (champ) return champ;
  }
  return undefined;
}
