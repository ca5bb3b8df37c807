import type { Moyen, RoleSession, Session } from '#contract/schemas/session.ts';
import type { Commune } from '../../communes/commune.ts';
import { ecrire, garder, GardeManquee, type Instruction } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { HEURE, JOUR, MINUTE, SECONDE } from '../../socle/horloge/horloge.ts';
import { voirUsager } from '../store.ts';
import { estAdmise } from '../roles.ts';
import type { TableSessionOuverte } from '../tables.ts';
import { composerAcces, composerSuite, lireJeton } from './jetons.ts';
import { finirSession, insererSession, sessionParId, tournerSession } from './store.ts';

export const DUREE_ACCES = 10 * MINUTE;
/** A renewal whose answer was lost is answered again for that long (bad network, two tabs at once). */
const GRACE = 30 * SECONDE;

/** Milliseconds without a renewal, and in all. */
const DUREES: Record<RoleSession, { inactive: number; totale: number }> = {
  usager: { inactive: HEURE, totale: 12 * HEURE },
  agent: { inactive: HEURE, totale: 12 * HEURE },
  aidant: { inactive: 20 * MINUTE, totale: 8 * HEURE },
};
const DUREES_RESTER = { inactive: 30 * JOUR, totale: 180 * JOUR };

interface Ouverture {
  role: RoleSession;
  sujet: string;
  jkt: string;
  moyen: Moyen;
  /** « Firefox sur Android ». */
  appareil: string;
  /** Citizens only. */
  rester: boolean;
  jetonIdentite?: string | undefined;
  /** Milliseconds since the person showed who he is; `null`: nobody knows. Default: just now. */
  prouveeIlYA?: number | null;
}

/** A session to be: its row, to be put in the commit that proves who it is for, and its tokens. */
export function preparerSession(
  commune: Commune,
  ouverture: Ouverture,
): { instruction: Instruction; session: Session } {
  const maintenant = commune.horloge.maintenant();
  const { prouveeIlYA = 0 } = ouverture;
  const rester = ouverture.rester && ouverture.role === 'usager';
  const durees = rester ? DUREES_RESTER : DUREES[ouverture.role];
  const ligne: TableSessionOuverte = {
    id: commune.identifiants(),
    role: ouverture.role,
    sujet: ouverture.sujet,
    jkt: ouverture.jkt,
    rang: 0,
    tournee_le: maintenant,
    prouvee_le: prouveeIlYA === null ? 0 : maintenant - prouveeIlYA,
    moyen: ouverture.moyen,
    appareil: ouverture.appareil,
    rester: rester ? 1 : 0,
    ouverte_le: maintenant,
    fin_le: maintenant + durees.totale,
    inactive_le: maintenant + durees.inactive,
    jeton_identite: ouverture.jetonIdentite ?? null,
  };
  return { instruction: ecrire(insererSession, ligne), session: voirSession(commune, ligne) };
}

/**
 * The session that this very key opened a moment ago, if it was not renewed since: its answer was lost. The same tokens,
 * save the date of the access token.
 */
export async function rouvrirSession(
  commune: Commune,
  { id, role, jkt }: Pick<TableSessionOuverte, 'id' | 'role' | 'jkt'>,
): Promise<Session | undefined> {
  const ligne = await commune.moteur.lireUn(sessionParId, { id });
  const maintenant = commune.horloge.maintenant();
  const sienne =
    ligne?.role === role && ligne.jkt === jkt && ligne.rang === 0 && !estFinie(ligne, maintenant);
  return sienne && estAdmise(commune, role, ligne.sujet) ? voirSession(commune, ligne) : undefined;
}

/**
 * New tokens for a session that goes on. A refresh token used twice ends the session (RFC 9700 §4.14.2), save the one
 * just before, for a moment, from the same key: its answer may have been lost.
 * @param jkt thumbprint of the key that proved itself
 * @throws Probleme `session-finie` (401), always in the same words
 */
export async function renouvelerSession(
  commune: Commune,
  role: RoleSession,
  rafraichissement: string,
  jkt: string,
): Promise<Session> {
  const lu = lireJeton(commune, 'suite', rafraichissement);
  const ligne = lu && (await commune.moteur.lireUn(sessionParId, { id: lu.session }));
  const maintenant = commune.horloge.maintenant();
  if (!ligne || ligne.role !== role || estFinie(ligne, maintenant)) throw sessionFinie();
  if (!estAdmise(commune, role, ligne.sujet)) throw sessionFinie();
  if (ligne.jkt !== jkt) {
    // Whoever holds the token without the key stole it: the session can no longer be trusted.
    await commune.moteur.commit([ecrire(finirSession, { id: ligne.id })]);
    throw sessionFinie();
  }
  if (lu.nombre === ligne.rang - 1 && maintenant - ligne.tournee_le <= GRACE) {
    return voirSession(commune, ligne);
  }
  if (lu.nombre !== ligne.rang) {
    await commune.moteur.commit([ecrire(finirSession, { id: ligne.id })]);
    throw sessionFinie();
  }
  const durees = ligne.rester === 1 ? DUREES_RESTER : DUREES[role];
  const rangSuivant = ligne.rang + 1;
  const inactive_le = Math.min(ligne.fin_le, maintenant + durees.inactive);
  try {
    await commune.moteur.commit([
      garder(tournerSession, { id: ligne.id, rang: ligne.rang, rangSuivant, le: maintenant, inactive_le }),
      ...(role === 'usager' ? [ecrire(voirUsager, { id: ligne.sujet, le: maintenant })] : []),
    ]);
  } catch (erreur) {
    // Another tab was faster by a moment: its turn is ours.
    if (!(erreur instanceof GardeManquee)) throw erreur;
    return renouvelerSession(commune, role, rafraichissement, jkt);
  }
  return voirSession(commune, { ...ligne, rang: rangSuivant });
}

export const estFinie = (ligne: TableSessionOuverte, maintenant: number): boolean =>
  ligne.fin_le <= maintenant || ligne.inactive_le <= maintenant;

export function sessionFinie(): Probleme {
  return new Probleme(
    'session-finie',
    'Session terminée',
    'Votre session est finie. Connectez-vous de nouveau : ce que vous avez écrit est gardé.',
    { entetes: { 'WWW-Authenticate': 'DPoP error="invalid_token"' } },
  );
}

function voirSession(commune: Commune, ligne: TableSessionOuverte): Session {
  const finAcces = Math.min(commune.horloge.maintenant() + DUREE_ACCES, ligne.fin_le);
  return {
    id: ligne.id,
    role: ligne.role,
    jeton: composerAcces(commune, ligne.id, finAcces),
    expireDans: Math.max(1, Math.floor((finAcces - commune.horloge.maintenant()) / SECONDE)),
    rafraichissement: composerSuite(commune, ligne.id, ligne.rang),
    finLe: new Date(ligne.fin_le).toISOString(),
    rester: ligne.rester === 1,
  };
}
