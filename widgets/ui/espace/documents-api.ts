import type { AccesDocuments, Document, GenreDocument, MesDocuments } from '#contract/schemas/document.ts';
import type { Televersement } from '#contract/schemas/demande.ts';
import type { Client, OptionsRequete } from '../../core/client.ts';

export type DocumentGarde = Document;

/** What the owner says of a paper. `null` takes the date away. */
export interface Description {
  nom: string;
  genre: GenreDocument;
  valableJusquau: string | null;
}

const RACINE = 'usager/documents';

/** « Mes documents » of the citizen of the session. Errors as in `Client`. */
export const listerDocuments = (client: Client, options?: OptionsRequete): Promise<MesDocuments> =>
  client.json(RACINE, options);

export const decrireDocument = (client: Client, id: string, description: Description): Promise<Document> =>
  client.json(`${RACINE}/${id}`, { methode: 'PATCH', json: description });

export async function supprimerDocument(client: Client, id: string): Promise<void> {
  await client.envoyer(`${RACINE}/${id}`, { methode: 'DELETE' });
}

/** The bytes, under the type that the server found when it came in. */
export async function lireDocument(client: Client, { id, type }: Document): Promise<Blob> {
  const reponse = await client.envoyer(`${RACINE}/${id}/contenu`, { entetes: { Accept: '*/*' } });
  return new Blob([await reponse.arrayBuffer()], { type });
}

/** A copy for a form: the request keeps its own, whatever becomes of the paper. */
export const copierDocument = (client: Client, id: string, cle: string): Promise<Televersement> =>
  client.json(`${RACINE}/${id}/copie`, { methode: 'POST', json: {}, cle });

/** Every paper, in one ZIP. */
export async function lireArchive(client: Client): Promise<Blob> {
  return (await client.envoyer(`${RACINE}/archive`, { entetes: { Accept: '*/*' } })).blob();
}

export const lireAcces = (client: Client, apres?: string): Promise<AccesDocuments> =>
  client.json(`${RACINE}/acces`, { params: { apres } });
