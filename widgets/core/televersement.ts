import type { Televersement } from '#contract/schemas/demande.ts';
import type { Probleme } from '#contract/schemas/commun.ts';
import type { Client, OptionsRequete } from './client.ts';
import { ErreurApi, ErreurReseau } from './erreurs.ts';

export interface OptionsTeleversement extends OptionsRequete {
  /** Called with the part already sent, from 0 to 1. */
  progression?: ((part: number) => void) | undefined;
  /** Where it goes, below `/api/v1/`, and what is said of it beside its name. */
  chemin?: string | undefined;
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
  const { signal, cle, progression, chemin = 'televersements' } = options;
  const params = { nom, ...options.params };
  if (client.fetchInjecte) {
    // One try, as below: the key goes as a plain header.
    const entetes = { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': cle };
    return client.json(chemin, {
      methode: 'POST',
      corps: fichier,
      params,
      entetes,
      signal,
    });
  }
  return new Promise((reussir, echec) => {
    const envoi = new XMLHttpRequest();
    const abandonner = () => envoi.abort();
    envoi.open('POST', client.adresse(chemin, params));
    envoi.responseType = 'json';
    envoi.setRequestHeader('Content-Type', 'application/octet-stream');
    if (cle) envoi.setRequestHeader('Idempotency-Key', cle);
    const ecouter = (type: string, acte: () => void) => envoi.addEventListener(type, acte);
    if (progression) {
      envoi.upload.addEventListener('progress', ({ loaded, total }) =>
        progression(total ? loaded / total : 0),
      );
    }
    ecouter('error', () => echec(new ErreurReseau('Le serveur ne répond pas.')));
    ecouter('abort', () => echec(new DOMException('Envoi abandonné', 'AbortError')));
    ecouter('load', () => {
      if (envoi.status === 201) reussir(envoi.response as T);
      else echec(new ErreurApi(envoi.status, (envoi.response ?? {}) as Partial<Probleme>));
    });
    ecouter('loadend', () => signal?.removeEventListener('abort', abandonner));
    if (signal?.aborted) return echec(new DOMException('Envoi abandonné', 'AbortError'));
    signal?.addEventListener('abort', abandonner);
    envoi.send(fichier);
  });
}
