import { createHash, randomBytes } from 'node:crypto';
import type { ConnexionCommencee, RoleSession } from '#contract/schemas/session.ts';
import type { Commune } from '../../communes/commune.ts';
import { ecrire, garder, GardeManquee } from '../../socle/db/moteur.ts';
import { egaux } from '../../socle/dpop/preuves.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { MINUTE, SECONDE } from '../../socle/horloge/horloge.ts';
import { marquer } from '../appelant.ts';
import type { TableConnexionOidc } from '../tables.ts';
import type { Attendus } from './echange.ts';
import type { PublicConnexion } from './secret.ts';
import {
  avancerConnexion,
  connexionParId,
  echouerConnexion,
  insererConnexion,
  partirConnexion,
  purgerConnexions,
} from './store.ts';

/** To open the page that leads to the provider. */
const DUREE_DEPART = 2 * MINUTE;
/** From there to the session. */
const DUREE_SUITE = 10 * MINUTE;

/** What only the server knows of a sign-in; of the last ones, only hashes. */
export interface Secrets extends Attendus {
  temoin: string;
  /** Of the page that comes back from the provider: it alone can confirm. */
  page?: string;
  /** Of the fragment that a whole-page sign-in comes back with. */
  relais?: string;
  /** Of who began it, as far as a server can tell. */
  appelant: string;
}

export interface Demande {
  role: RoleSession;
  defi: string;
  mode: 'fenetre' | 'page';
  but: 'connexion' | 'joindre' | 'prouver';
  /** Of the `Origin` header. */
  origine: string;
  retour: string | undefined;
  rester: boolean;
  session: string | undefined;
  /** Address and browser of who asks. */
  appelant: string;
}

export const empreinte = (texte: string): string => createHash('sha256').update(texte).digest('base64url');
export const tirer = (): string => randomBytes(32).toString('base64url');
export const lireSecrets = (ligne: TableConnexionOidc): Secrets => JSON.parse(ligne.secrets) as Secrets;
export const urlRetour = (commune: Commune): string => `${commune.url}/connexion/retour`;

/** Notes a sign-in that is about to leave for the provider. Nothing is asked of the provider yet. */
export async function commencer(commune: Commune, demande: Demande): Promise<ConnexionCommencee> {
  const { moteur, horloge, identifiants, url } = commune;
  const maintenant = horloge.maintenant();
  const id = identifiants();
  const temoin = tirer();
  const secrets: Secrets = {
    // It says which sign-in it is of, and cannot be guessed.
    state: `${id}.${tirer()}`,
    nonce: tirer(),
    verifieur: tirer(),
    temoin: empreinte(temoin),
    appelant: marquer(commune, demande.appelant),
  };
  const { session = null, rester, role, defi, mode, but, origine } = demande;
  await moteur.commit([
    // What a provider said of somebody who never came back is not kept until the night.
    ecrire(purgerConnexions, { avant: maintenant - DUREE_SUITE }),
    ecrire(insererConnexion, {
      id,
      role,
      defi,
      mode,
      but,
      origine,
      session,
      retour: mode === 'page' ? retourPermis(demande) : null,
      rester: rester ? 1 : 0,
      secrets: JSON.stringify(secrets),
      expire_le: maintenant + DUREE_DEPART,
    }),
  ]);
  const expireLe = new Date(maintenant + DUREE_DEPART + DUREE_SUITE).toISOString();
  return { id, url: `${url}/connexion/${id}`, temoin, expireLe };
}

/** Only a page of the very site that asks: the secret that comes back with it is for nobody else. */
function retourPermis({ retour, origine }: Demande): string {
  const url = retour !== undefined && URL.canParse(retour) ? new URL(retour) : undefined;
  if (!url || url.origin !== origine || url.username || url.password) {
    const message = 'La page où revenir doit être sur le site qui demande la connexion.';
    throw new Probleme('saisie-invalide', 'Des réponses sont à corriger', message, {
      erreurs: [{ chemin: 'retour', code: 'retour', message }],
    });
  }
  url.hash = '';
  return url.href;
}

/** A sign-in as it stands, expired ones included: who asks says so in his own words. */
export const lireConnexion = async (commune: Commune, id: string): Promise<TableConnexionOidc | undefined> =>
  /^[0-9a-f-]{36}$/.test(id) ? commune.moteur.lireUn(connexionParId, { id }) : undefined;

export const estPassee = (commune: Commune, ligne: TableConnexionOidc): boolean =>
  ligne.expire_le <= commune.horloge.maintenant();

/** Seconds since the start page was taken. */
export const depuisDepart = (commune: Commune, ligne: TableConnexionOidc): number =>
  (commune.horloge.maintenant() - (ligne.expire_le - DUREE_SUITE)) / SECONDE;

/** Takes the start page, which serves once. */
export const partir = (commune: Commune, id: string): Promise<boolean> => {
  const maintenant = commune.horloge.maintenant();
  return gagner(commune, [garder(partirConnexion, { id, maintenant, expire_le: maintenant + DUREE_SUITE })]);
};

/** Takes a step; of two at once, one gets `true`. */
export const avancer = (
  commune: Commune,
  id: string,
  de: TableConnexionOidc['etat'],
  vers: TableConnexionOidc['etat'],
): Promise<boolean> =>
  gagner(commune, [garder(avancerConnexion, { id, de, vers, maintenant: commune.horloge.maintenant() })]);

export async function gagner(
  commune: Commune,
  liste: Parameters<Commune['moteur']['commit']>[0],
): Promise<boolean> {
  try {
    await commune.moteur.commit(liste);
    return true;
  } catch (erreur) {
    if (erreur instanceof GardeManquee) return false;
    throw erreur;
  }
}

/** Ends a sign-in with a sentence for who waits for it. */
export const echouer = async (commune: Commune, id: string, message: string): Promise<void> => {
  await commune.moteur.commit([ecrire(echouerConnexion, { id, message })]);
};

/** The sign-in that the provider's `state` is of, if it is one of ours to the last letter. */
export async function connexionDuState(
  commune: Commune,
  state: string | undefined,
): Promise<TableConnexionOidc | undefined> {
  const id = /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(state ?? '')?.[1];
  const ligne = id === undefined ? undefined : await lireConnexion(commune, id);
  const attendu = ligne && lireSecrets(ligne).state;
  // Once used, its secrets are gone: only the id still tells which it was.
  return ligne && (attendu === undefined || egaux(attendu, state!)) ? ligne : undefined;
}

export const nomFournisseur = (commune: Commune, pour: PublicConnexion): string =>
  commune.config.connexions[pour]?.nom ?? 'ce service';
