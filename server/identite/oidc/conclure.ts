import type { EtatConnexion } from '#contract/schemas/session.ts';
import type { Commune } from '../../communes/commune.ts';
import { DejaPris, GardeManquee, garder, type Instruction } from '../../socle/db/moteur.ts';
import { egaux } from '../../socle/dpop/preuves.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { SECONDE } from '../../socle/horloge/horloge.ts';
import { trouverOuCreer } from '../comptes.ts';
import type { Fusionneur } from '../joindre-comptes.ts';
import { preparerSession } from '../sessions/ouvrir.ts';
import type { TableConnexionOidc } from '../tables.ts';
import { estFranceConnect } from './client.ts';
import type { Reponse } from './echange.ts';
import { personneListee, phraseInconnu } from './personnel.ts';
import { DEJA_SERVI, TROP_TARD } from './phrases.ts';
import { identiteDe } from './pivot.ts';
import { joindre, prouver } from './prouver.ts';
import { publicDe } from './secret.ts';
import { finirConnexion } from './store.ts';
import { echouer, empreinte, estPassee, lireConnexion, lireSecrets } from './transactions.ts';

interface Question {
  id: string;
  role: TableConnexionOidc['role'];
  verifieur: string;
  relais: string | undefined;
  /** Thumbprint of the key that asks: the session will be bound to it. */
  jkt: string;
  appareil: string;
  /** What joining two spaces moves. */
  fusionneurs: readonly Fusionneur[];
}

/**
 * `POST …/connexions/{id}`: how far a sign-in is; the session, once, to who holds the verifier, and in the mode `page`
 * what came back with the page.
 * @throws Probleme `connexion-inconnue` (404): wrong verifier, or another role's; `connexion-refusee` (403): wrong or
 * missing `relais`
 */
export async function suivre(commune: Commune, question: Question): Promise<EtatConnexion> {
  const ligne = await lireConnexion(commune, question.id);
  if (!ligne || ligne.role !== question.role || !egaux(ligne.defi, empreinte(question.verifieur))) {
    throw new Probleme(
      'connexion-inconnue',
      'Connexion inconnue',
      'Cette connexion n’existe pas, ou plus. Recommencez.',
    );
  }
  if (ligne.etat === 'echouee') return { etat: 'echouee', message: ligne.resultat ?? TROP_TARD };
  if (ligne.etat === 'finie') return { etat: 'echouee', message: DEJA_SERVI };
  if (estPassee(commune, ligne)) return { etat: 'echouee', message: TROP_TARD };
  if (ligne.etat !== 'confirmee') return { etat: 'attente' };
  const { relais } = lireSecrets(ligne);
  if (relais !== undefined && !egaux(relais, empreinte(question.relais ?? ''))) {
    throw new Probleme(
      'connexion-refusee',
      'Connexion refusée',
      'Reprenez dans la page où vous avez commencé à vous connecter, ou recommencez.',
    );
  }
  return conclure(commune, ligne, question);
}

async function conclure(
  commune: Commune,
  ligne: TableConnexionOidc,
  question: Question,
  reessayer = true,
): Promise<EtatConnexion> {
  const fin = garder(finirConnexion, { id: ligne.id, maintenant: commune.horloge.maintenant() });
  const reponse = JSON.parse(ligne.resultat!) as Reponse;
  const { instructions, etat } = await resultatDe(commune, ligne, question, reponse);
  if (etat.etat === 'echouee') {
    await echouer(commune, ligne.id, etat.message);
    return etat;
  }
  try {
    await commune.moteur.commit([fin, ...instructions]);
    commune.jobs.reveiller();
    return etat;
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee || erreur instanceof DejaPris)) throw erreur;
    const relue = await lireConnexion(commune, ligne.id);
    if (relue?.etat !== 'confirmee') return { etat: 'echouee', message: DEJA_SERVI };
    // The same person came in elsewhere at the same moment: the account has just been made, or changed.
    if (!reessayer) throw erreur;
    return conclure(commune, relue, question, false);
  }
}

interface Resultat {
  instructions: Instruction[];
  etat: EtatConnexion;
}

async function resultatDe(
  commune: Commune,
  ligne: TableConnexionOidc,
  question: Question,
  reponse: Reponse,
): Promise<Resultat> {
  if (ligne.but === 'joindre') return joindre(commune, ligne, reponse, question.fusionneurs);
  if (ligne.but === 'prouver') return prouver(commune, ligne, reponse);
  const reglages = commune.config.connexions[publicDe(ligne.role)];
  // Taken out of the configuration in between.
  if (!reglages) return { instructions: [], etat: { etat: 'echouee', message: TROP_TARD } };
  let sujet: string;
  const instructions: Instruction[] = [];
  if (ligne.role === 'usager') {
    const compte = await trouverOuCreer(commune, identiteDe(reglages, reponse));
    sujet = compte.usager;
    instructions.push(...compte.instructions);
  } else {
    const courriel = personneListee(commune, ligne.role, reponse);
    if (courriel === undefined) {
      const message = phraseInconnu(commune, ligne.role, reponse);
      return { instructions, etat: { etat: 'echouee', message } };
    }
    sujet = courriel;
  }
  const { instruction, session } = preparerSession(commune, {
    role: ligne.role,
    sujet,
    jkt: question.jkt,
    moyen: estFranceConnect(reglages) ? 'franceconnect' : 'oidc',
    appareil: question.appareil,
    rester: ligne.rester === 1,
    jetonIdentite: reponse.jetonIdentite,
    // A session left open at the provider opens one here, and proves nothing more.
    prouveeIlYA: reponse.age === null ? null : reponse.age * SECONDE,
  });
  return { instructions: [...instructions, instruction], etat: { etat: 'ouverte', session } };
}
