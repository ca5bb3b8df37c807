import type { EtatConnexion } from '#contract/schemas/session.ts';
import type { Commune } from '../../communes/commune.ts';
import { ecrire, type Instruction } from '../../socle/db/moteur.ts';
import { certifierProfil } from '../comptes.ts';
import { estFinie } from '../sessions/ouvrir.ts';
import { prouverSession, sessionParId } from '../sessions/store.ts';
import { identitePar, insererIdentite } from '../store.ts';
import type { TableConnexionOidc, TableSessionOuverte } from '../tables.ts';
import type { Reponse } from './echange.ts';
import { personneListee } from './personnel.ts';
import { identiteDe } from './pivot.ts';
import { publicDe } from './secret.ts';

interface Resultat {
  instructions: Instruction[];
  etat: EtatConnexion;
}

const echec = (message: string): Resultat => ({ instructions: [], etat: { etat: 'echouee', message } });
const FINIE = 'Votre session est finie. Connectez-vous de nouveau, puis recommencez.';

/** The session that asked, if it is still open. */
async function sessionDe(
  commune: Commune,
  { session, role }: TableConnexionOidc,
): Promise<TableSessionOuverte | undefined> {
  const ligne = session === null ? undefined : await commune.moteur.lireUn(sessionParId, { id: session });
  return ligne?.role === role && !estFinie(ligne, commune.horloge.maintenant()) ? ligne : undefined;
}

/** A fresh proof: the identity must be one of the account that is open. */
export async function prouver(
  commune: Commune,
  ligne: TableConnexionOidc,
  reponse: Reponse,
): Promise<Resultat> {
  const session = await sessionDe(commune, ligne);
  const reglages = commune.config.connexions[publicDe(ligne.role)];
  if (!session || !reglages) return echec(FINIE);
  const { moyen, valeur } = identiteDe(reglages, reponse);
  const sujet =
    ligne.role === 'usager'
      ? (await commune.moteur.lireUn(identitePar, { moyen, valeur }))?.usager
      : personneListee(commune, ligne.role, reponse);
  if (sujet !== session.sujet) {
    return echec(
      `Ce compte ${reglages.nom} n’est pas celui de cet espace. Choisissez le bon, ou un code par courriel.`,
    );
  }
  const le = commune.horloge.maintenant();
  return { instructions: [ecrire(prouverSession, { id: session.id, le })], etat: { etat: 'faite' } };
}

/** Adds the identity to the account that is open. */
export async function joindre(
  commune: Commune,
  ligne: TableConnexionOidc,
  reponse: Reponse,
): Promise<Resultat> {
  const session = await sessionDe(commune, ligne);
  const reglages = commune.config.connexions[publicDe(ligne.role)];
  if (!session || !reglages) return echec(FINIE);
  const { moyen, valeur, profil = {} } = identiteDe(reglages, reponse);
  const le = commune.horloge.maintenant();
  const connue = await commune.moteur.lireUn(identitePar, { moyen, valeur });
  const instructions: Instruction[] = [ecrire(prouverSession, { id: session.id, le })];
  if (!connue) {
    const id = commune.identifiants();
    instructions.push(
      ecrire(insererIdentite, { id, usager: session.sujet, moyen, valeur, le, principale: 0 }),
    );
  } else if (connue.usager !== session.sujet) {
    return echec(
      `Ce compte ${reglages.nom} ouvre déjà un autre espace. Connectez-vous avec lui, puis ajoutez-y votre adresse.`,
    );
  }
  instructions.push(...(await certifierProfil(commune, session.sujet, profil)));
  return { instructions, etat: { etat: 'faite' } };
}
