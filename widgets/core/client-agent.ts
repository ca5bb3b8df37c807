import type {
  DemandeAgent,
  FiltreFile,
  Incident,
  ModificationDemande,
  PageFile,
  SaisieDemande,
} from '#contract/schemas/agent.ts';
import type { DemandeDeposee, Evenement, NouveauMessage } from '#contract/schemas/demande.ts';
import type { ComparaisonDemarche } from '#contract/schemas/demarche.ts';
import { Client, type OptionsRequete, type Requete } from './client.ts';
import { lireFlux } from './flux.ts';

/** A line of `GET agent/flux`: request `numero` got an événement of `type`. */
export interface SignalDemande {
  /** Id of the événement, to resume from. */
  id: string;
  numero: string;
  type: Evenement['type'];
}

type AvecCle = OptionsRequete & { cle: string };

/** The agents' half of the API, signed by the agent's session (`core/session`). */
export class ClientAgent extends Client {
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
    const adresse = this.adresse('agent/flux');
    const entetes = { Accept: 'text/event-stream', 'Last-Event-ID': options.depuis };
    const init: RequestInit = {
      method: 'GET',
      credentials: 'omit',
      signal: options.signal,
      headers: this.entetes(entetes),
    };
    const reseau = this.fetchInjecte ?? fetch;
    const reponse = await (this.session?.envoyer(adresse, init, reseau) ?? reseau(adresse, init));
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
