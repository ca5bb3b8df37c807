import { msg, str } from '@lit/localize';
import type { ErreurSaisie, Etape, Formulaire } from '#contract/formulaire.ts';
import { phraseErreur, trouverChamp } from '#contract/phrases.ts';
import type { ErreurApi } from '../../core/erreurs.ts';
import type { Televersements } from './televersements.ts';

export interface ErreurChamp {
  chemin: string;
  message: string;
}

/** What keeps a step from being left: its answers, and its files that have not arrived. */
export function erreursDeEtape(
  { champs }: Etape,
  formulaire: Formulaire,
  erreurs: readonly ErreurSaisie[],
  televersements: Televersements | undefined,
): ErreurChamp[] {
  const racines = new Set(champs.map(({ id }) => id));
  const enRoute = (televersements?.tous() ?? [])
    .filter(({ chemin }) => racines.has(chemin.split('.')[0]!))
    .map(({ chemin, nom, echec }) => ({
      chemin,
      message: echec
        ? msg(str`Renvoyez ou retirez le fichier ${nom}.`)
        : msg(str`Attendez que le fichier ${nom} soit envoyé.`),
    }));
  const attendus = new Set(enRoute.map(({ chemin }) => chemin));
  return [
    ...enRoute,
    ...erreurs
      .filter(({ chemin }) => !attendus.has(chemin))
      .map((erreur) => ({
        chemin: erreur.chemin,
        message: phraseErreur(erreur, trouverChamp(formulaire, erreur.chemin)),
      })),
  ];
}

/** The server's own sentences, at the paths of the form. */
export function erreursDuServeur({ erreurs }: ErreurApi): ErreurChamp[] {
  return erreurs.map(({ chemin, message }) => ({ chemin: chemin.replace(/^reponses\./, ''), message }));
}
