import type {
  AvisSatisfaction,
  Evenement,
  NouveauMessage,
  ReponseComplement,
  Suivi,
} from '#contract/schemas/demande.ts';
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

/** Acts of the holder that answer the whole file, and what each sends. */
interface Actes {
  retrait: Record<string, never>;
  complements: ReponseComplement;
  /** CRPA L232-3. */
  attestation: Record<string, never>;
  /** CRPA L232-4. */
  motifs: Record<string, never>;
  satisfaction: AvisSatisfaction;
}

export function agir<A extends keyof Actes>(
  client: Client,
  { numero, code }: { numero: string; code: string },
  acte: A,
  json: Actes[A],
  options: AvecCle,
): Promise<Suivi> {
  return client.json(`demandes/${numero}/${acte}`, {
    ...options,
    ...titulaire(code),
    methode: 'POST',
    json,
  });
}

export const retirer = (client: Client, numero: string, code: string, options: AvecCle): Promise<Suivi> =>
  agir(client, { numero, code }, 'retrait', {}, options);

/** Everything up to rank `jusqua` was on the citizen's screen. */
export async function marquerLu(client: Client, numero: string, code: string, jusqua: number): Promise<void> {
  const chemin = `demandes/${numero}/lecture`;
  await client.envoyer(chemin, { ...titulaire(code), methode: 'POST', json: { jusqua } });
}

/** The receipt, in PDF, for whoever is signed in. */
export async function lireAccuse(client: Client, numero: string): Promise<Blob> {
  const entetes = { Accept: 'application/pdf' };
  return (await client.envoyer(`demandes/${numero}/accuse`, { entetes })).blob();
}

export async function lirePiece(client: Client, numero: string, code: string, id: string): Promise<Blob> {
  return (await client.envoyer(`demandes/${numero}/pieces/${id}`, titulaire(code))).blob();
}
