import type {
  Brouillon,
  BrouillonEntier,
  LigneUsager,
  MesDemandes,
  Moi,
  ProfilSaisi,
  SauvegardeBrouillon,
} from '#contract/schemas/usager.ts';
import type { Client, OptionsRequete } from './client.ts';

/**
 * One's own space: every call needs the citizen's session, which `client.autoriser` gives. Errors as in `Client`;
 * `ErreurApi` `session-requise` when it has ended.
 */

/** A page of « Mes demandes »; `apres` is the `suivant` of the page before. */
export const listerDemandesUsager = (
  client: Client,
  { apres, ...options }: OptionsRequete & { apres?: string | undefined } = {},
): Promise<MesDemandes> => client.json('usager/demandes', { ...options, params: { apres } });

/** Puts a request in the space: with its code, or without when it was filed with a verified address. */
export const rattacher = (
  client: Client,
  numero: string,
  code: string | undefined,
  options: OptionsRequete & { cle: string },
): Promise<LigneUsager> =>
  client.json('usager/rattachements', { ...options, methode: 'POST', json: { numero, code } });

export async function listerBrouillons(client: Client, options?: OptionsRequete): Promise<Brouillon[]> {
  return (await client.json<{ brouillons: Brouillon[] }>('usager/brouillons', options)).brouillons;
}

export const lireBrouillon = (
  client: Client,
  id: string,
  options?: OptionsRequete,
): Promise<BrouillonEntier> => client.json(`usager/brouillons/${id}`, options);

/** 409 `conflit` when another device was faster: `erreur.corps` holds that `brouillon`. */
export const garderBrouillon = (
  client: Client,
  id: string,
  sauvegarde: SauvegardeBrouillon,
): Promise<Brouillon> => client.json(`usager/brouillons/${id}`, { methode: 'PUT', json: sauvegarde });

/** With `revision`, only as it was read: 409 `conflit` when another device has gone on. */
export async function oublierBrouillon(client: Client, id: string, revision?: number): Promise<void> {
  await client.envoyer(`usager/brouillons/${id}`, { methode: 'DELETE', params: { revision } });
}

export const lireMoi = (client: Client, options?: OptionsRequete): Promise<Moi> =>
  client.json('usager/moi', options);

/** What its owner typed; a key left out is forgotten. */
export const garderProfil = (client: Client, profil: ProfilSaisi): Promise<Moi> =>
  client.json('usager/profil', { methode: 'PUT', json: profil });
