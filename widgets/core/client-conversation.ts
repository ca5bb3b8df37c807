import type {
  AnnulationComplement,
  DemandeAgent,
  DemandeComplement,
  NouvelleDecision,
  ReponseType,
} from '#contract/schemas/agent.ts';
import type { FiltreStatistiques, Statistiques } from '#contract/schemas/statistiques.ts';
import type { ClientAgent } from './client-agent.ts';
import type { OptionsRequete } from './client.ts';

/** What an agent asks and decides on a file: late parts of the queue call it. Errors as in `Client`. */

type AvecCle = { cle: string };

const acte = (
  client: ClientAgent,
  numero: string,
  chemin: string,
  json: unknown,
  { cle }: AvecCle,
): Promise<DemandeAgent> => client.json(`agent/demandes/${numero}/${chemin}`, { cle, methode: 'POST', json });

/** 409 `conflit` as for a change. The mail that lists what is missing leaves at once. */
export const demanderComplement = (
  client: ClientAgent,
  numero: string,
  demande: DemandeComplement,
  options: AvecCle,
): Promise<DemandeAgent> => acte(client, numero, 'complements', demande, options);

export const renoncerComplement = (
  client: ClientAgent,
  numero: string,
  annulation: AnnulationComplement,
  options: AvecCle,
): Promise<DemandeAgent> => acte(client, numero, 'complements/annulation', annulation, options);

/** Its letter and its mail leave when `annulableJusqua` has passed. */
export const prendreDecision = (
  client: ClientAgent,
  numero: string,
  decision: NouvelleDecision,
  options: AvecCle,
): Promise<DemandeAgent> => acte(client, numero, 'decisions', decision, options);

/** Takes back one's own last decision or change of status. */
export const annulerDecision = (
  client: ClientAgent,
  numero: string,
  version: number,
  options: AvecCle,
): Promise<DemandeAgent> => acte(client, numero, 'annulation', { version }, options);

/** The letter as it would be, in PDF. */
export async function apercevoirLettre(
  client: ClientAgent,
  numero: string,
  decision: NouvelleDecision,
): Promise<Blob> {
  const chemin = `agent/demandes/${numero}/decisions/apercu`;
  const reponse = await client.envoyer(chemin, {
    methode: 'POST',
    json: decision,
    entetes: { Accept: 'application/pdf, application/problem+json' },
  });
  return new Blob([await reponse.arrayBuffer()], { type: 'application/pdf' });
}

/** Replies ready to be edited, their variables filled for this file. */
export async function lireReponsesTypes(
  client: ClientAgent,
  numero: string,
  options?: OptionsRequete,
): Promise<ReponseType[]> {
  const chemin = `agent/demandes/${numero}/reponses-types`;
  return (await client.json<{ reponses: ReponseType[] }>(chemin, options)).reponses;
}

export const lireChiffres = (
  client: ClientAgent,
  filtre: Partial<FiltreStatistiques>,
  options?: OptionsRequete,
): Promise<Statistiques> => client.json('agent/statistiques', { ...options, params: filtre });

/** The same figures as a file: the token goes in a header, so a plain link cannot do it. */
export async function exporterChiffres(
  client: ClientAgent,
  filtre: Partial<FiltreStatistiques>,
): Promise<Blob> {
  return (await client.envoyer('agent/statistiques', { params: filtre, entetes: { Accept: '*/*' } })).blob();
}
