import type { Champ, Condition, Formulaire } from '#contract/formulaire.ts';
import { champsDe } from '#contract/comparer-formulaires.ts';
import type { Demarche } from '#contract/schemas/demarche.ts';
import { delaiDe, direDelai } from '#contract/delai.ts';

const VALEURS: Record<string, string> = {
  demande: 'Demande',
  signalement: 'Signalement',
  'en-ligne': 'En ligne',
  'rendez-vous': 'Sur rendez-vous',
  lien: 'Sur un site national',
  texte: 'Texte court',
  'texte-long': 'Texte long',
  nombre: 'Nombre',
  date: 'Date',
  choix: 'Un choix',
  'choix-multiple': 'Plusieurs choix',
  case: 'Case à cocher',
  courriel: 'Adresse de courriel',
  telephone: 'Numéro de téléphone',
  adresse: 'Adresse',
  fichier: 'Fichier',
  lieu: 'Lieu sur une carte',
  information: 'Information',
  groupe: 'Groupe répété',
};

/** Keys whose values are words of the form language. */
const CODEES = new Set(['genre', 'depot', 'type']);

/** The regime of silence as an agent says it: « Le silence vaut refus après 2 mois, de date à date (…) ». */
function direSilence(silence: Demarche['silence']): string {
  const delai = delaiDe(silence);
  if (silence.regime === 'aucun' || !delai) return 'Le silence ne décide rien';
  const sens = silence.regime === 'acceptation' ? 'acceptation' : 'refus';
  return `Le silence vaut ${sens} après ${direDelai(delai)}${silence.source ? ` (${silence.source})` : ''}`;
}

const direDonnees = ({ finalite, conservationMois }: Demarche['donnees']): string =>
  `${finalite} Gardées ${conservationMois} mois après la fin.`;

/** A condition with the questions and the answers it names, in the words that people read. */
export function direCondition(condition: Condition, formulaire: Formulaire): string {
  const champs = new Map<string, Champ>(champsDe(formulaire));
  // A field of a group names its neighbours by their id alone.
  for (const [, champ] of champsDe(formulaire)) if (!champs.has(champ.id)) champs.set(champ.id, champ);
  const dire = (c: Condition, haut = false): string => {
    if ('tous' in c) return lier(c.tous, ' et ', haut);
    if ('un' in c) return lier(c.un, ' ou ', haut);
    if ('non' in c) return `pas (${dire(c.non, true)})`;
    const champ = champs.get(c.champ);
    const question = `«\u00a0${champ?.libelle ?? c.champ}\u00a0»`;
    const reponse = (valeur: unknown): string => `«\u00a0${libelleDe(champ, valeur)}\u00a0»`;
    if ('vide' in c) return `${question} ${c.vide ? 'n’a pas de réponse' : 'a une réponse'}`;
    if ('parmi' in c) return `${question} est ${c.parmi.map(reponse).join(' ou ')}`;
    if ('compare' in c) return `${question} ${c.compare} ${c.a}`;
    if (typeof c.egal === 'boolean') return `${question} ${c.egal ? 'est cochée' : 'n’est pas cochée'}`;
    return `${question} est ${reponse(c.egal)}`;
  };
  const lier = (parties: readonly Condition[], mot: string, haut: boolean): string => {
    const texte = parties.map((partie) => dire(partie)).join(mot);
    return haut || parties.length < 2 ? texte : `(${texte})`;
  };
  return `Si ${dire(condition, true)}`;
}

function libelleDe(champ: Champ | undefined, valeur: unknown): string {
  const options = champ && 'options' in champ ? champ.options : [];
  return options.find((option) => option.valeur === valeur)?.libelle ?? String(valeur);
}

/**
 * A value of a definition as an agent can read it; `null` for none.
 * @param cle of the definition or of the field that holds it
 * @param formulaire the form that the conditions name the questions of
 */
export function enMots(cle: string, valeur: unknown, formulaire: Formulaire): string | null {
  if (valeur === undefined || valeur === null) return null;
  if (cle === 'silence') return direSilence(valeur as Demarche['silence']);
  if (cle === 'donnees') return direDonnees(valeur as Demarche['donnees']);
  if (cle === 'si') return direCondition(valeur as Condition, formulaire);
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non';
  if (Array.isArray(valeur)) {
    return valeur.map((un: unknown) => (aUnLibelle(un) ? un.libelle : String(un))).join(' · ');
  }
  const texte = String(valeur);
  return (CODEES.has(cle) && VALEURS[texte]) || texte;
}

const aUnLibelle = (valeur: unknown): valeur is { libelle: string } =>
  typeof valeur === 'object' && valeur !== null && 'libelle' in valeur;
