import type { Champ, FichierJoint, Formulaire, Reponses, Valeur } from '#contract/formulaire.ts';
import { CHAMP_COURRIEL, CHAMP_NOM, CHAMP_PRENOM, CHAMP_TELEPHONE } from '#contract/formulaire-complet.ts';
import { phraseErreur, trouverChamp } from '#contract/phrases.ts';
import { valider } from '#contract/valider.ts';
import type { Televersement } from '#contract/schemas/demande.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';

/**
 * The answers as they will be kept: checked, cleaned, without anything hidden.
 * @throws Probleme `saisie-invalide` (422) with each field in error
 */
export function exigerReponsesValides(formulaire: Formulaire, recues: unknown, aujourdhui: string): Reponses {
  const { reponses, erreurs } = valider(formulaire, recues as Reponses, { aujourdhui });
  if (erreurs.length === 0) return reponses;
  throw new Probleme(
    'saisie-invalide',
    'Des réponses sont à corriger',
    'Corrigez les réponses indiquées, puis envoyez de nouveau.',
    {
      erreurs: erreurs.map((erreur) => ({
        chemin: erreur.chemin,
        code: erreur.code,
        message: phraseErreur(erreur, trouverChamp(formulaire, erreur.chemin)),
      })),
    },
  );
}

/** Calls `visiter` for each answered file field of the form, groups included. */
function visiterFichiers(
  champs: readonly Champ[],
  reponses: Reponses,
  base: string,
  visiter: (fichiers: FichierJoint[], chemin: string) => void,
): void {
  for (const champ of champs) {
    const valeur = reponses[champ.id];
    if (valeur === undefined) continue;
    const chemin = base + champ.id;
    if (champ.type === 'fichier') visiter(valeur as FichierJoint[], chemin);
    if (champ.type === 'groupe') {
      for (const [i, element] of (valeur as Reponses[]).entries()) {
        visiterFichiers(champ.champs, element, `${chemin}.${i}.`, visiter);
      }
    }
  }
}

/** Every file named in the answers, with the path of its field. */
export function fichiersDe(formulaire: Formulaire, reponses: Reponses): { id: string; chemin: string }[] {
  const trouves: { id: string; chemin: string }[] = [];
  for (const etape of formulaire.etapes) {
    visiterFichiers(etape.champs, reponses, '', (fichiers, chemin) => {
      trouves.push(...fichiers.map(({ id }) => ({ id, chemin })));
    });
  }
  return trouves;
}

/** Puts what was really received in place of what the caller said of its files. */
export function retablirFichiers(
  formulaire: Formulaire,
  reponses: Reponses,
  recus: ReadonlyMap<string, Televersement>,
): void {
  for (const etape of formulaire.etapes) {
    visiterFichiers(etape.champs, reponses, '', (fichiers) => {
      for (const [i, fichier] of fichiers.entries()) fichiers[i] = recus.get(fichier.id) ?? fichier;
    });
  }
}

/** Who files, in the columns that agents search. */
export function demandeurDe(reponses: Reponses): {
  demandeur_nom: string | null;
  demandeur_courriel: string | null;
  demandeur_telephone: string | null;
} {
  const nom = [texte(reponses[CHAMP_PRENOM]), texte(reponses[CHAMP_NOM])].filter(Boolean).join(' ');
  return {
    demandeur_nom: nom || null,
    demandeur_courriel: texte(reponses[CHAMP_COURRIEL]),
    demandeur_telephone: texte(reponses[CHAMP_TELEPHONE]),
  };
}

function texte(valeur: Valeur | undefined): string | null {
  return typeof valeur === 'string' ? valeur : null;
}

const OBJET_MAX = 140;

/**
 * One line that tells this request from the others in a queue: the fields that the démarche names, else the first
 * choice made and the first words or place.
 */
export function objetDe({ etapes, objet: voulus }: DemarchePubliee, reponses: Reponses): string {
  const champs = etapes.flatMap((etape) => etape.champs);
  const morceaux = voulus
    ? voulus.map((id) =>
        premier(
          champs.filter((champ) => champ.id === id),
          reponses,
          enToutMots,
        ),
      )
    : [premier(champs, reponses, enChoix), premier(champs, reponses, enMots)];
  const objet = morceaux.filter(Boolean).join(' · ');
  return objet.length > OBJET_MAX ? `${objet.slice(0, OBJET_MAX - 1).trimEnd()}…` : objet;
}

type Dire = (champ: Champ, valeur: Valeur) => string | undefined;

function premier(champs: readonly Champ[], reponses: Reponses, dire: Dire): string | undefined {
  for (const champ of champs) {
    const valeur = reponses[champ.id];
    const dit = valeur === undefined ? undefined : dire(champ, valeur);
    if (dit) return dit;
  }
  return undefined;
}

const enChoix: Dire = (champ, valeur) =>
  champ.type === 'choix' ? champ.options.find((option) => option.valeur === valeur)?.libelle : undefined;

const enToutMots: Dire = (champ, valeur) => enChoix(champ, valeur) ?? enMots(champ, valeur);

const enMots: Dire = (champ, valeur) => {
  if (champ.type === 'lieu') return (valeur as { libelle: string }).libelle;
  if (champ.type === 'groupe') {
    const elements = (valeur as Reponses[]).map((element) => premier(champ.champs, element, enMots));
    return elements.filter(Boolean).join(', ');
  }
  if (champ.type !== 'texte' && champ.type !== 'texte-long') return undefined;
  return (valeur as string).replaceAll(/\s+/g, ' ').slice(0, OBJET_MAX);
};
