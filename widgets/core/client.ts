import type { Commune } from '#contract/schemas/commune.ts';
import type { DemandeDeposee, DepotDemande } from '#contract/schemas/demande.ts';
import type { DemarchePubliee, DemarcheResume } from '#contract/schemas/demarche.ts';
import type { Probleme } from '#contract/schemas/commun.ts';
import { ErreurApi, ErreurReseau, estPassagere } from './erreurs.ts';
import { enJson } from './json.ts';
import type { Session } from './session/session.ts';

export interface OptionsClient {
  /** Origin of the Parvis server. */
  serveur: string;
  /** Slug; absent when the server has one commune. */
  commune?: string | undefined;
  /** Replaces the network in tests and stories; uploads then go through it too. */
  fetch?: typeof fetch | undefined;
  /** Waits between two tries; tests make it instant. */
  attendre?: ((ms: number) => Promise<void>) | undefined;
}

/** A session that signs what goes out: `core/session/session.ts`. */
export type Porteur = Pick<Session, 'autoriser' | 'reparer' | 'envoyer'>;

export interface OptionsRequete {
  signal?: AbortSignal | undefined;
  /** `Idempotency-Key`: the same for every retry of one act. */
  cle?: string | undefined;
}

export interface Requete extends OptionsRequete {
  methode?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, instead of `json`. */
  corps?: Blob;
  entetes?: Record<string, string | undefined>;
  params?: object | undefined;
}

const DELAI_MAX = 20_000;
const ATTENTES = [600, 2000];

/**
 * The citizen's half of the API of one commune; a filed request is followed by `client-suivi.ts`. Throws `ErreurApi`, `ErreurReseau`, or `AbortError`.
 * Reads, and sends that carry a key, are tried three times.
 */
export class Client {
  readonly base: string;
  readonly fetchInjecte: typeof fetch | undefined;
  /** Given by the widget once its commune has a session on the page. */
  session: Porteur | undefined;
  readonly #attendre: (ms: number) => Promise<void>;

  constructor({ serveur, commune, fetch, attendre }: OptionsClient) {
    this.base = `${serveur.replace(/\/$/, '')}${commune ? `/c/${encodeURIComponent(commune)}` : ''}/api/v1/`;
    this.fetchInjecte = fetch;
    this.#attendre = attendre ?? ((ms) => new Promise((suite) => setTimeout(suite, ms)));
  }

  lireCommune(options?: OptionsRequete): Promise<Commune> {
    return this.json('commune', options);
  }

  async listerDemarches(options?: OptionsRequete): Promise<DemarcheResume[]> {
    const { demarches } = await this.json<{ demarches: DemarcheResume[] }>('demarches', options);
    return demarches;
  }

  /** The version in force, or the one a draft or a request is pinned to. */
  lireDemarche(
    code: string,
    { version, ...options }: OptionsRequete & { version?: number | undefined } = {},
  ) {
    return this.json<DemarchePubliee>(`demarches/${encodeURIComponent(code)}`, {
      ...options,
      params: { version },
    });
  }

  deposer(depot: DepotDemande, options: OptionsRequete & { cle: string }): Promise<DemandeDeposee> {
    return this.json('demandes', { ...options, methode: 'POST', json: depot });
  }

  /** `chemin` is relative to `/api/v1/`. `undefined` parameters are left out. */
  adresse(chemin: string, params: object = {}): string {
    const adresse = new URL(chemin, this.base);
    for (const [nom, valeur] of Object.entries(params)) {
      if (valeur !== undefined && valeur !== '') adresse.searchParams.set(nom, String(valeur));
    }
    return adresse.href;
  }

  /** The answer of `chemin`, trusted to be a `T`. */
  async json<T>(chemin: string, requete?: Requete): Promise<T> {
    return (await (await this.envoyer(chemin, requete)).json()) as T;
  }

  /** Sub-classes add what goes with every request, e.g. the bearer token. */
  protected entetes(propres: Record<string, string | undefined>): Headers {
    const entetes = new Headers();
    for (const [nom, valeur] of Object.entries(propres)) if (valeur) entetes.set(nom, valeur);
    return entetes;
  }

  /** Sends and retries what may be sent twice; the answer is a success, its body unread. */
  async envoyer(chemin: string, requete: Requete = {}): Promise<Response> {
    const {
      methode = 'GET',
      json,
      corps = json === undefined ? null : enJson(json),
      cle,
      signal,
      params,
      entetes,
    } = requete;
    const init: RequestInit = {
      method: methode,
      credentials: 'omit',
      signal: signal ?? null,
      headers: this.entetes({
        Accept: 'application/json',
        'Content-Type': json === undefined ? undefined : 'application/json',
        'Idempotency-Key': cle,
        ...entetes,
      }),
      body: corps,
    };
    const repetable = methode === 'GET' || cle !== undefined;
    for (let essai = 0; ; essai++) {
      try {
        return await this.#unEssai(this.adresse(chemin, params), init);
      } catch (erreur) {
        const pause = ATTENTES[essai];
        const limite = erreur instanceof ErreurApi && erreur.status === 429;
        if (!repetable || limite || pause === undefined || !estPassagere(erreur)) throw erreur;
        await this.#attendre(pause);
        signal?.throwIfAborted();
      }
    }
  }

  async #unEssai(adresse: string, init: RequestInit): Promise<Response> {
    const delai = new AbortController();
    const minuterie = setTimeout(() => delai.abort(), init.body instanceof Blob ? DELAI_MAX * 15 : DELAI_MAX);
    const abandonner = () => delai.abort();
    init.signal?.throwIfAborted();
    init.signal?.addEventListener('abort', abandonner);
    let reponse: Response;
    try {
      const reseau = this.fetchInjecte ?? fetch;
      const envoi = { ...init, signal: delai.signal };
      reponse = await (this.session?.envoyer(adresse, envoi, reseau) ?? reseau(adresse, envoi));
    } catch (cause) {
      init.signal?.throwIfAborted();
      throw new ErreurReseau('Le serveur ne répond pas.', { cause });
    } finally {
      clearTimeout(minuterie);
      init.signal?.removeEventListener('abort', abandonner);
    }
    if (!reponse.ok) throw await lireProbleme(reponse);
    return reponse;
  }
}

export async function lireProbleme(reponse: Response): Promise<ErreurApi> {
  const attente = Number(reponse.headers.get('Retry-After'));
  const corps = (await reponse.json().catch(() => ({}))) as Partial<Probleme>;
  return new ErreurApi(reponse.status, corps, attente > 0 ? attente : undefined);
}
