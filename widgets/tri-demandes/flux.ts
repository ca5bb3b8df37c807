import { msg } from '@lit/localize';
import { ErreurApi } from '../core/erreurs.ts';
import { AutreAgent } from './session.ts';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Hote } from './contexte.ts';

const REPRISES = [1000, 2000, 5000, 15_000, 30_000];
/** Signals of one act come together: they are read as one. */
const REGROUPEMENT = 150;

export interface Nouvelles {
  /** The request as it stands now. */
  recevoir(demande: DemandeAgent): void;
  /** The agent no longer sees this request. */
  perdre(numero: string): void;
}

/**
 * The live line. It opens again by itself, further and further apart, from the last event seen;
 * the browser coming back on line opens it at once.
 */
export class FluxDirect {
  etat: 'arret' | 'relie' | 'coupe' = 'arret';
  readonly #hote: Hote;
  readonly #nouvelles: Nouvelles;
  #arret: AbortController | undefined;
  #depuis: string | undefined;
  readonly #aLire = new Set<string>();
  #lecture = false;

  constructor(hote: Hote, nouvelles: Nouvelles) {
    this.#hote = hote;
    this.#nouvelles = nouvelles;
  }

  demarrer(): void {
    if (this.#arret) return;
    this.#arret = new AbortController();
    void this.#ecouter(this.#arret.signal);
  }

  arreter(): void {
    this.#arret?.abort();
    this.#arret = undefined;
    this.#aLire.clear();
    this.#changer('arret');
  }

  /** Forgets where it was: the next agent does not catch up on what the last one missed. */
  oublier(): void {
    this.arreter();
    this.#depuis = undefined;
  }

  async #ecouter(signal: AbortSignal): Promise<void> {
    for (let essai = 0; !signal.aborted; essai++) {
      // A line that the device knows to be dead would hang for minutes.
      const ligne = new AbortController();
      addEventListener('offline', () => ligne.abort(), { once: true, signal });
      try {
        await this.#hote.session.avec(async () => {
          const connexion = AbortSignal.any([signal, ligne.signal]);
          const ouvert = () => {
            essai = 0;
            this.#changer('relie');
          };
          for await (const { id, numero } of this.#hote.api.flux({
            depuis: this.#depuis,
            signal: connexion,
            ouvert,
          })) {
            this.#depuis = id;
            this.#aLire.add(numero);
            void this.#lireTout(signal);
          }
        });
      } catch (erreur) {
        if (signal.aborted || erreur instanceof AutreAgent) return;
      }
      if (signal.aborted) return;
      this.#changer('coupe');
      await this.#patienter(REPRISES[Math.min(essai, REPRISES.length - 1)]!, signal);
    }
  }

  async #patienter(ms: number, signal: AbortSignal): Promise<void> {
    const fin = new AbortController();
    await Promise.race([this.#hote.attendre(ms), enLigne(AbortSignal.any([signal, fin.signal]))]);
    fin.abort();
  }

  /** One reading at a time: a burst of events never becomes a burst of requests. */
  async #lireTout(signal: AbortSignal): Promise<void> {
    if (this.#lecture) return;
    this.#lecture = true;
    try {
      await this.#hote.attendre(REGROUPEMENT);
      while (this.#aLire.size > 0 && !signal.aborted) {
        const numero = this.#aLire.values().next().value!;
        this.#aLire.delete(numero);
        await this.#lire(numero, signal);
      }
    } finally {
      this.#lecture = false;
    }
  }

  async #lire(numero: string, signal: AbortSignal): Promise<void> {
    try {
      this.#nouvelles.recevoir(
        await this.#hote.session.avec(() => this.#hote.api.lireDemande(numero, { signal })),
      );
    } catch (erreur) {
      // Passed on to a service that this agent does not see. A network error: the next event will tell.
      if (erreur instanceof ErreurApi && erreur.status < 500) this.#nouvelles.perdre(numero);
    }
  }

  #changer(etat: FluxDirect['etat']): void {
    if (this.etat === etat) return;
    if (etat === 'coupe') this.#hote.annoncer(msg('Les nouvelles n’arrivent plus en direct.'));
    this.etat = etat;
    this.#hote.requestUpdate();
  }
}

function enLigne(signal: AbortSignal): Promise<void> {
  return new Promise((suite) => {
    addEventListener('online', () => suite(), { once: true, signal });
    signal.addEventListener('abort', () => suite(), { once: true });
  });
}
