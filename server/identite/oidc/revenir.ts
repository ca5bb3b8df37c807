import type { Commune } from '../../communes/commune.ts';
import { garder } from '../../socle/db/moteur.ts';
import { egaux } from '../../socle/dpop/preuves.ts';
import { fragmentRetourPage } from '#contract/fenetre-connexion.ts';
import { marquer } from '../appelant.ts';
import type { TableConnexionOidc } from '../tables.ts';
import { trouverFournisseur } from './client.ts';
import { adresseFournisseur, echanger, veutPreuve, type Reponse } from './echange.ts';
import { personneListee, phraseInconnu } from './personnel.ts';
import { causeDe, DEJA_SERVI, INCONNUE, phraseEchec, TROP_TARD } from './phrases.ts';
import { publicDe } from './secret.ts';
import { noterReponse } from './store.ts';
import {
  avancer,
  connexionDuState,
  depuisDepart,
  echouer,
  empreinte,
  estPassee,
  gagner,
  lireConnexion,
  lireSecrets,
  nomFournisseur,
  partir,
  tirer,
  urlRetour,
  type Secrets,
} from './transactions.ts';

/** Told of each sign-in that failed, for the operator. Never holds anything of the person. */
export type SignalerEchec = (commune: string, cause: string) => void;

/** What a page of the sign-in shows next. */
export type Suite =
  | { genre: 'aller'; url: string }
  /** Back from the provider, in the popup: `page` lets this page, and no other, confirm. */
  | { genre: 'confirmer'; id: string; page: string; origine: string; nom: string }
  /** `retour`: where the whole page goes on. */
  | { genre: 'faite'; id: string; origine: string; retour?: string }
  /** `retour`: the town's page to go back to, where there is one. */
  | { genre: 'echec'; message: string; id?: string; origine?: string; retour?: string };

export const echecDe = (message: string, ligne?: TableConnexionOidc): Suite => ({
  genre: 'echec',
  message,
  ...(ligne && { id: ligne.id, origine: ligne.origine }),
  ...(ligne?.retour && { retour: ligne.retour + fragmentRetourPage(ligne.id) }),
});

/** `GET connexion/{id}`: leaves for the provider. */
export async function allerChezFournisseur(
  commune: Commune,
  id: string,
  signaler: SignalerEchec,
): Promise<Suite> {
  const ligne = await lireConnexion(commune, id);
  if (!ligne || !(await partir(commune, id))) return echecDe(INCONNUE);
  const pour = publicDe(ligne.role);
  try {
    const fournisseur = await trouverFournisseur(commune, pour);
    const prouver = veutPreuve(ligne);
    const url = await adresseFournisseur(fournisseur, urlRetour(commune), lireSecrets(ligne), prouver);
    return { genre: 'aller', url: url.href };
  } catch (erreur) {
    signaler(commune.slug, causeDe(erreur));
    const message = phraseEchec(erreur, nomFournisseur(commune, pour));
    await echouer(commune, id, message);
    return echecDe(message, ligne);
  }
}

/**
 * `GET connexion/retour`: back from the provider, whose answer is judged here, once.
 * @param appelant address and browser of who comes back
 */
export async function revenir(
  commune: Commune,
  recue: URL,
  appelant: string,
  signaler: SignalerEchec,
): Promise<Suite> {
  const ligne = await connexionDuState(commune, recue.searchParams.get('state') ?? undefined);
  if (!ligne) return echecDe(INCONNUE);
  if (estPassee(commune, ligne)) return echecDe(TROP_TARD, ligne);
  // Taken before anything is asked of the provider: the same answer brought twice is judged once.
  if (!(await avancer(commune, ligne.id, 'partie', 'echange'))) return echecDe(DEJA_SERVI, ligne);
  const pour = publicDe(ligne.role);
  const secrets = lireSecrets(ligne);
  let reponse: Reponse;
  try {
    const fournisseur = await trouverFournisseur(commune, pour);
    const adresse = new URL(urlRetour(commune));
    adresse.search = recue.search;
    reponse = await echanger(
      fournisseur,
      adresse,
      secrets,
      veutPreuve(ligne) ? depuisDepart(commune, ligne) : undefined,
    );
  } catch (erreur) {
    signaler(commune.slug, causeDe(erreur));
    const message = phraseEchec(erreur, nomFournisseur(commune, pour));
    await echouer(commune, ligne.id, message);
    return echecDe(message, ligne);
  }
  if (ligne.role !== 'usager' && !personneListee(commune, ligne.role, reponse)) {
    const message = phraseInconnu(commune, ligne.role, reponse);
    await echouer(commune, ligne.id, message);
    return echecDe(message, ligne);
  }
  const lui = egaux(secrets.appelant, marquer(commune, appelant));
  return noter(commune, ligne, secrets, reponse, lui);
}

/** Kept until it is confirmed: whoever was lured to somebody else's sign-in must be able to say no. */
async function noter(
  commune: Commune,
  ligne: TableConnexionOidc,
  secrets: Secrets,
  reponse: Reponse,
  lui: boolean,
): Promise<Suite> {
  const secret = tirer();
  // A whole page goes straight back to the page that asked, which must show what comes with it. But somebody who
  // comes from elsewhere than who began may have been lured, and that page may send its visitors on: he is asked.
  const parPage = ligne.mode === 'page' && lui;
  const gardes: Secrets = { ...secrets, [parPage ? 'relais' : 'page']: empreinte(secret) };
  const maintenant = commune.horloge.maintenant();
  const notee = await gagner(commune, [
    garder(noterReponse, {
      id: ligne.id,
      vers: parPage ? 'confirmee' : 'revenue',
      secrets: JSON.stringify(gardes),
      resultat: JSON.stringify(reponse),
      maintenant,
    }),
  ]);
  if (!notee) return echecDe(TROP_TARD, ligne);
  if (parPage) return { genre: 'aller', url: ligne.retour! + fragmentRetourPage(ligne.id, secret) };
  const nom = nomFournisseur(commune, publicDe(ligne.role));
  return { genre: 'confirmer', id: ligne.id, page: secret, origine: ligne.origine, nom };
}
