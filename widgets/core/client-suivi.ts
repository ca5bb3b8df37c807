import type { Evenement, NouveauMessage, Suivi } from '#contract/schemas/demande.ts';
import type { Client, OptionsRequete } from './client.ts';

/** The part of the citizen's API that only who follows a request needs: it comes with `<suivi-demande>` alone. */

type AvecCle = OptionsRequete & { cle: string };

const titulaire = (code: string | undefined) => ({ entetes: { 'Parvis-Code': code } });

/** With the number alone, `dossier` is null. */
export function suivre(
  client: Client,
  numero: string,
  { code, ...options }: OptionsRequete & { code?: string | undefined } = {},
): Promise<Suivi> {
  return client.json(`demandes/${numero}`, { ...options, ...titulaire(code) });
}

export function ecrire(
  client: Client,
  numero: string,
  code: string,
  message: NouveauMessage,
  options: AvecCle,
): Promise<Evenement> {
  const chemin = `demandes/${numero}/messages`;
  return client.json(chemin, { ...options, ...titulaire(code), methode: 'POST', json: message });
}

export function retirer(client: Client, numero: string, code: string, options: AvecCle): Promise<Suivi> {
  const chemin = `demandes/${numero}/retrait`;
  return client.json(chemin, { ...options, ...titulaire(code), methode: 'POST', json: {} });
}

export async function lirePiece(client: Client, numero: string, code: string, id: string): Promise<Blob> {
  return (await client.envoyer(`demandes/${numero}/pieces/${id}`, titulaire(code))).blob();
}
