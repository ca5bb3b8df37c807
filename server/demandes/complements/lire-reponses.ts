import type { Champ, Formulaire, Reponses } from '#contract/formulaire.ts';
import { parcourirEtapes, type Lecteur } from '#contract/parcours.ts';
import { phraseErreur, trouverChamp } from '#contract/phrases.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { lireChamp } from '#contract/valider-champ.ts';
import { Probleme, type ErreurChamp } from '../../socle/erreurs/probleme.ts';
import { champsVisiblesPar, dansChamp, poserChemin } from './champs.ts';

export interface ReponsesCompletees {
  reponses: Reponses;
  /** Paths that were answered. */
  chemins: string[];
  /** What is still awaited: asked and not answered, or brought up by the new answers. */
  reste: Complement['champs'];
}

/**
 * The answers of a file with those that came for what was asked. Only these are checked, as of today: the others were
 * checked on the day they came, and an answer that was right then stays. What the new answers hide goes; what they
 * bring up and need is asked in its turn.
 * @throws Probleme `saisie-invalide` naming each answer that was not asked, or is not right
 */
export function completerReponses(
  formulaire: Formulaire,
  anciennes: Reponses,
  demandes: Complement['champs'],
  recues: Reponses,
  aujourdhui: string,
): ReponsesCompletees {
  const plates = aplatir(recues, demandes);
  const chemins = Object.keys(plates);
  refuser(
    chemins
      .filter((chemin) => !demandes.some((champ) => champ.chemin === chemin))
      .map((chemin) => ({
        chemin,
        code: 'inconnu',
        message: 'La mairie n’a pas demandé de changer cette réponse.',
      })),
  );
  if (chemins.length === 0) {
    const message = 'Répondez à une question au moins.';
    refuser(demandes.map(({ chemin }) => ({ chemin, code: 'requis', message })));
  }
  const fusion = structuredClone(anciennes);
  const vides: ErreurChamp[] = [];
  for (const [chemin, valeur] of Object.entries(plates)) {
    poserChemin(fusion, chemin, valeur);
    if (valeur === null || valeur === '' || (Array.isArray(valeur) && valeur.length === 0)) {
      const champ = trouverChamp(formulaire, chemin);
      vides.push({ chemin, code: 'requis', message: phraseErreur({ chemin, code: 'requis' }, champ) });
    }
  }
  refuser(vides);

  const touches = champsTouches(formulaire, chemins);
  const lire: Lecteur = (champ, brut, signaler, connues, jour) =>
    // An unreadable answer is told by its error; what was not asked now keeps its old value.
    touches.has(champ)
      ? (lireChamp(champ, brut, signaler, connues, jour) ?? (brut as never))
      : (brut as never);
  const [reponses, etapes] = parcourirEtapes(formulaire, fusion, aujourdhui, lire);
  const erreurs = etapes.flatMap((etape) => etape.erreurs);
  refuser(
    erreurs
      .filter((erreur) => chemins.some((chemin) => dansChamp(erreur.chemin, chemin)))
      .map((erreur) => ({
        chemin: erreur.chemin,
        code: erreur.code,
        message: phraseErreur(erreur, trouverChamp(formulaire, erreur.chemin)),
      })),
  );
  const avant = champsVisiblesPar(formulaire, anciennes);
  const apres = champsVisiblesPar(formulaire, reponses);
  const nouveaux = erreurs
    .map(({ chemin }) => chemin)
    .filter((chemin) => apres.has(chemin) && !avant.has(chemin))
    .map((chemin) => ({ chemin, libelle: apres.get(chemin)!, precision: null }));
  const reste = demandes.filter(({ chemin }) => !chemins.includes(chemin) && apres.has(chemin));
  return { reponses, chemins, reste: [...reste, ...nouveaux] };
}

/** `{enfants: [{prenom}]}` to `enfants.0.prenom`, unless the group itself was asked. */
function aplatir(recues: Reponses, demandes: Complement['champs']): Record<string, unknown> {
  const plates: Record<string, unknown> = {};
  for (const [cle, valeur] of Object.entries(recues)) {
    const dedans = demandes.some(({ chemin }) => chemin.startsWith(`${cle}.`));
    if (!dedans || demandes.some(({ chemin }) => chemin === cle) || !Array.isArray(valeur)) {
      plates[cle] = valeur;
      continue;
    }
    for (const [i, element] of valeur.entries()) {
      for (const [sous, v] of Object.entries(element ?? {})) plates[`${cle}.${i}.${sous}`] = v;
    }
  }
  return plates;
}

function champsTouches(formulaire: Formulaire, chemins: readonly string[]): Set<Champ> {
  const touches = new Set<Champ>();
  for (const chemin of chemins) {
    const champ = trouverChamp(formulaire, chemin);
    if (!champ) continue;
    touches.add(champ);
    if (champ.type === 'groupe') for (const sous of champ.champs) touches.add(sous);
  }
  return touches;
}

function refuser(erreurs: ErreurChamp[]): void {
  if (erreurs.length === 0) return;
  throw new Probleme(
    'saisie-invalide',
    'Des réponses sont à corriger',
    'Corrigez les réponses indiquées, puis envoyez de nouveau.',
    { erreurs },
  );
}
