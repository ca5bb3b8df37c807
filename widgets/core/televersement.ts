import type { Televersement } from '#contract/schemas/demande.ts';
import type { Probleme } from '#contract/schemas/commun.ts';
import type { Client, OptionsRequete } from './client.ts';
import { ErreurApi, ErreurReseau } from './erreurs.ts';

export interface OptionsTeleversement extends OptionsRequete {
  /** Called with the part already sent, from 0 to 1. */
  progression?: ((part: number) => void) | undefined;
}

/**
 * Uploads one file. XMLHttpRequest, because fetch tells nothing of what was sent;
 * a client with an injected network uses that one.
 */
export async function televerser(
  client: Client,
  fichier: Blob,
  nom: string,
  options: OptionsTeleversement = {},
): Promise<Televersement> {
  if (client.fetchInjecte) return client.televerser(fichier, nom, options);
  const { signal, cle, progression } = options;
  return new Promise((suite, echec) => {
    const envoi = new XMLHttpRequest();
    const abandonner = () => envoi.abort();
    envoi.open('POST', client.adresse('televersements', { nom }));
    envoi.responseType = 'json';
    envoi.setRequestHeader('Content-Type', 'application/octet-stream');
    if (cle) envoi.setRequestHeader('Idempotency-Key', cle);
    if (progression) {
      envoi.upload.onprogress = ({ loaded, total }) => progression(total ? loaded / total : 0);
    }
    envoi.onerror = () => echec(new ErreurReseau('Le serveur ne répond pas.'));
    envoi.onabort = () => echec(new DOMException('Envoi abandonné', 'AbortError'));
    envoi.onload = () => {
      if (envoi.status === 201) suite(envoi.response as Televersement);
      else echec(new ErreurApi(envoi.status, (envoi.response ?? {}) as Partial<Probleme>));
    };
    envoi.onloadend = () => signal?.removeEventListener('abort', abandonner);
    if (signal?.aborted) return envoi.onabort(new ProgressEvent('abort'));
    signal?.addEventListener('abort', abandonner);
    envoi.send(fichier);
  });
}
