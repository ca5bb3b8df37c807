import type {
  Agent,
  DemandeAgent,
  FiltreFile,
  Incident,
  ModificationDemande,
  PageFile,
  SaisieDemande,
  SessionAgent,
} from '#contract/schemas/agent.ts';
import type { DemandeDeposee, Evenement, NouveauMessage } from '#contract/schemas/demande.ts';
import type { ComparaisonDemarche } from '#contract/schemas/demarche.ts';
import { Client, type OptionsClient, type OptionsRequete, type Requete } from './client.ts';
import { lireFlux } from './flux.ts';

/** A line of `GET agent/flux`: request `numero` got an événement of `type`. */
export interface SignalDemande {
  /** Id of the événement, to resume from. */
  id: string;
  numero: string;
  type: Evenement['type'];
}

type AvecCle = OptionsRequete & { cle: string };

/** The agents' half of the API. `jeton` lives in memory only; a 401 means that the session is over. */
export class ClientAgent extends Client {
  jeton: string | undefined;

  constructor({ jeton, ...options }: OptionsClient & { jeton?: string | undefined }) {
    super(options);
    this.jeton = jeton;
  }

  protected override entetes(propres: Record<string, string | undefined>): Headers {
    const autorisation = this.jeton ? `Bearer ${this.jeton}` : undefined;
    return super.entetes({ Authorization: autorisation, ...propres });
  }

  /** Sends a code of 6 digits; answers alike for an unknown address. */
  async demanderCode(courriel: string, options: AvecCle): Promise<void> {
    await this.#post('agent/connexion', { courriel }, options);
  }

  /** Opens the session and keeps its token. */
  async ouvrirSession(courriel: string, code: string, options: AvecCle): Promise<SessionAgent> {
    const session = (await (
      await this.#post('agent/sessions', { courriel, code }, options)
    ).json()) as SessionAgent;
    this.jeton = session.jeton;
    return session;
  }

  /** Ends the session; the token is forgotten even when the network fails. */
  async fermerSession(options?: OptionsRequete): Promise<void> {
    const { jeton } = this;
    try {
      await this.envoyer('agent/sessions/courante', { ...options, methode: 'DELETE' });
    } finally {
      // A new session may have been opened before the answer came.
      if (this.jeton === jeton) this.jeton = undefined;
    }
  }

  lireMoi(options?: OptionsRequete): Promise<Agent> {
    return this.json('agent/moi', options);
  }

  listerDemandes(filtre: FiltreFile = {}, options?: OptionsRequete): Promise<PageFile> {
    return this.json('agent/demandes', { ...options, params: filtre });
  }

  lireDemande(numero: string, options?: OptionsRequete): Promise<DemandeAgent> {
    return this.json(`agent/demandes/${numero}`, options);
  }

  /** 409 `conflit`: `erreur.corps` is a `Conflit`. Never retried by itself. */
  modifier(
    numero: string,
    modification: ModificationDemande,
    options?: OptionsRequete,
  ): Promise<DemandeAgent> {
    return this.json(`agent/demandes/${numero}`, { ...options, methode: 'PATCH', json: modification });
  }

  repondre(numero: string, message: NouveauMessage, options: AvecCle): Promise<Evenement> {
    return this.json(`agent/demandes/${numero}/messages`, { ...options, ...corps(message) });
  }

  noter(numero: string, texte: string, options: AvecCle): Promise<Evenement> {
    return this.json(`agent/demandes/${numero}/notes`, { ...options, ...corps({ corps: texte }) });
  }

  /** What changed in a démarche since version `de`. */
  comparerDemarche(code: string, de: number, options?: OptionsRequete): Promise<ComparaisonDemarche> {
    return this.json(`agent/demarches/${code}/comparaison`, { ...options, params: { de } });
  }

  /** Files what came by the counter, the phone, a letter or an e-mail. */
  saisir(saisie: SaisieDemande, options: AvecCle): Promise<DemandeDeposee> {
    return this.json('agent/demandes', { ...options, ...corps(saisie) });
  }

  async lirePieceAgent(numero: string, id: string, options?: OptionsRequete): Promise<Blob> {
    return (await this.envoyer(`agent/demandes/${numero}/pieces/${id}`, options)).blob();
  }

  async listerIncidents(options?: OptionsRequete): Promise<Incident[]> {
    return (await this.json<{ incidents: Incident[] }>('agent/incidents', options)).incidents;
  }

  async relancerIncident(id: string, options: AvecCle): Promise<void> {
    await this.#post(`agent/incidents/${id}/relance`, {}, options);
  }

  /**
   * Live changes of the queue, one connection: it ends or throws `ErreurReseau` when the line drops,
   * and the caller opens it again with `depuis` = the last id it saw.
   */
  async *flux(options: {
    depuis?: string | undefined;
    signal: AbortSignal;
    /** Called when the line is open, before any event. */
    ouvert?: (() => void) | undefined;
  }): AsyncGenerator<SignalDemande> {
    const reponse = await (this.fetchInjecte ?? fetch)(this.adresse('agent/flux'), {
      credentials: 'omit',
      signal: options.signal,
      headers: this.entetes({ Accept: 'text/event-stream', 'Last-Event-ID': options.depuis }),
    });
    if (reponse.ok) options.ouvert?.();
    for await (const { type, id, donnees } of lireFlux(reponse)) {
      if (type === 'demande') yield { id, ...(JSON.parse(donnees) as Omit<SignalDemande, 'id'>) };
    }
  }

  #post(chemin: string, json: unknown, options: AvecCle): Promise<Response> {
    return this.envoyer(chemin, { ...options, methode: 'POST', json });
  }
}

const corps = (json: unknown): Requete => ({ methode: 'POST', json });
