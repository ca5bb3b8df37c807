import type { EtatConnexion } from '#contract/schemas/session.ts';
import type { Commune } from '../../communes/commune.ts';
import { ecrire, garder, type Instruction } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { planifierAvis } from '../avis.ts';
import { certifierProfil } from '../comptes.ts';
import { noterEvenement } from '../evenements-usager.ts';
import { joindreComptes, type Fusionneur } from '../joindre-comptes.ts';
import { estFinie } from '../sessions/ouvrir.ts';
import { prouverSession, sessionParId } from '../sessions/store.ts';
import { identitePar, identitesDe, insererIdentite, toucherIdentite } from '../store.ts';
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

/**
 * Adds the identity to the account that is open; the account that it opened before, if there is one, is joined to it. Who
 * asks has proved both: the session lately, the identity just now.
 */
export async function joindre(
  commune: Commune,
  ligne: TableConnexionOidc,
  reponse: Reponse,
  fusionneurs: readonly Fusionneur[],
): Promise<Resultat> {
  const session = await sessionDe(commune, ligne);
  const reglages = commune.config.connexions[publicDe(ligne.role)];
  if (!session || !reglages) return echec(FINIE);
  const { nom, emetteur } = reglages;
  const usager = session.sujet;
  const { moyen, valeur, profil = {} } = identiteDe(reglages, reponse);
  const [connue, siennes] = await Promise.all([
    commune.moteur.lireUn(identitePar, { moyen, valeur }),
    commune.moteur.lire(identitesDe, { usager }),
  ]);
  // One person has one civil status: another account of the same provider is somebody else's.
  if (siennes.some((une) => une.valeur.startsWith(`${emetteur} `) && une.valeur !== valeur)) {
    return echec(
      `Cet espace est déjà lié à un autre compte ${nom}. Retirez-le d’abord de vos moyens d’entrer.`,
    );
  }
  const le = commune.horloge.maintenant();
  const instructions: Instruction[] = [ecrire(prouverSession, { id: session.id, le })];
  if (connue?.usager === usager) {
    instructions.push(
      garder(toucherIdentite, { id: connue.id, usager, le }),
      ...(await certifierProfil(commune, usager, profil)),
    );
    return { instructions, etat: { etat: 'faite' } };
  }
  if (connue) {
    try {
      const reunion = { de: connue.usager, vers: usager };
      instructions.push(...(await joindreComptes(commune, reunion, fusionneurs)));
    } catch (erreur) {
      if (erreur instanceof Probleme) return echec(erreur.message);
      throw erreur;
    }
  } else {
    const id = commune.identifiants();
    instructions.push(
      ecrire(insererIdentite, { id, usager, moyen, valeur, le, principale: 0 }),
      ...(await certifierProfil(commune, usager, profil)),
    );
  }
  const principale = siennes.find((une) => une.principale === 1)?.valeur;
  instructions.push(
    noterEvenement(commune, usager, 'identite-ajoutee', { moyen }),
    ...planifierAvis(commune, {
      a: principale === undefined ? [] : [principale],
      genre: 'identite-ajoutee',
      quoi: nom,
    }),
  );
  return { instructions, etat: { etat: 'faite' } };
}
