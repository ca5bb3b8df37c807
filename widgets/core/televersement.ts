import type { Televersement } from '#contract/schemas/demande.ts';
import type { Probleme } from '#contract/schemas/commun.ts';
import type { Client, OptionsRequete } from './client.ts';
import { ErreurApi, ErreurReseau } from './erreurs.ts';

export interface OptionsTeleversement extends OptionsRequete {
  /** Called with the part already sent, from 0 to 1. */
  progression?: ((part: number) => void) | undefined;
  /** Where to, when it is not `televersements`: `usager/documents`. */
  chemin?: string | undefined;
  /** Of the query, beside the name. */
  params?: object | undefined;
}

/**
 * Uploads one file. XMLHttpRequest, because fetch tells nothing of what was sent;
 * a client with an injected network uses that one.
 */
export async function televerser<T = Televersement>(
  client: Client,
  fichier: Blob,
  nom: string,
  options: OptionsTeleversement = {},
): Promise<T> {
  const { signal, cle, chemin = 'televersements' } = options;
  const params = { nom, ...options.params };
  if (client.fetchInjecte) {
    // One try, as below: the key goes as a plain header.
    const entetes = { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': cle };
    return client.json(chemin, { methode: 'POST', corps: fichier, params, entetes, signal });
  }
  const adresse = client.adresse(chemin, params);
  for (let essai = 0; ; essai++) {
    const entetes = await autoriser(client, adresse);
    const envoi = await envoyer(adresse, fichier, entetes, options);
    if (envoi.status === 201) return envoi.response as T;
    const corps = (envoi.response ?? {}) as Partial<Probleme>;
    const refus = envoi.status === 401 && essai < 2;
    const nonce = refus ? envoi.getResponseHeader('DPoP-Nonce') : null;
    if (!refus || !(await client.session?.reparer(corps.code, nonce, entetes['Authorization'])))
      throw new ErreurApi(envoi.status, corps);
  }
}

async function autoriser(client: Client, adresse: string): Promise<Record<string, string>> {
  try {
    return (await client.session?.autoriser('POST', adresse)) ?? {};
  } catch (cause) {
    throw horsLigne(cause);
  }
}

const horsLigne = (cause?: unknown) => new ErreurReseau('Le serveur ne répond pas.', { cause });

function envoyer(
  adresse: string,
  fichier: Blob,
  entetes: Record<string, string>,
  { signal, cle, progression }: OptionsTeleversement,
): Promise<XMLHttpRequest> {
  return new Promise((reussir, echec) => {
    const envoi = new XMLHttpRequest();
    const abandonner = () => envoi.abort();
    envoi.open('POST', adresse);
    envoi.responseType = 'json';
    envoi.setRequestHeader('Content-Type', 'application/octet-stream');
    if (cle) envoi.setRequestHeader('Idempotency-Key', cle);
    for (const [nom, valeur] of Object.entries(entetes)) envoi.setRequestHeader(nom, valeur);
    const ecouter = (type: string, acte: () => void) => envoi.addEventListener(type, acte);
    if (progression) {
      envoi.upload.addEventListener('progress', ({ loaded, total }) =>
        progression(total ? loaded / total : 0),
      );
    }
    ecouter('error', () => echec(horsLigne()));
    ecouter('abort', () => echec(new DOMException('Envoi abandonné', 'AbortError')));
    ecouter('load', () => reussir(envoi));
    ecouter('loadend', () => signal?.removeEventListener('abort', abandonner));
    if (signal?.aborted) return echec(new DOMException('Envoi abandonné', 'AbortError'));
    signal?.addEventListener('abort', abandonner);
    envoi.send(fichier);
  });
}
