import type { BrouillonEntier } from '#contract/schemas/usager.ts';
import type { Brouillon, Brouillons } from '../../core/brouillon.ts';
import { nouvelleCle } from '../../core/cle.ts';
import type { Client } from '../../core/client.ts';
import { garderBrouillon, lireBrouillon, oublierBrouillon } from '../../core/client-usager.ts';
import { ErreurApi } from '../../core/erreurs.ts';

/** Which draft of the space the form of a démarche is saved to. */
interface Lien {
  id: string;
  /** 0: not there yet. */
  revision: number;
}

/** The same form was filled in elsewhere; `autre` is what the space holds. */
export interface Conflit {
  demarche: string;
  autre: BrouillonEntier;
}

export interface HoteSynchro {
  readonly client: Client;
  requestUpdate(): void;
}

const PAUSE = 1500;

/**
 * Keeps in the space what is typed in the forms of this page. The device stays the safety net: its copy goes once the
 * space has it, so that nothing of a space is left behind on a shared computer.
 */
export class Synchro {
  /** Instant of the last save; `undefined` before the first, or when the last one did not pass. */
  gardeLe: Date | undefined;
  conflit: Conflit | undefined;
  readonly #hote: HoteSynchro;
  readonly #stock: Brouillons;
  readonly #pause: number;
  readonly #liens = new Map<string, Lien>();
  /** Démarches whose last answers are not in the space yet. */
  readonly #aGarder = new Set<string>();
  readonly #attentes = new Map<string, ReturnType<typeof setTimeout>>();
  /** One save at a time, in the order of what was typed. */
  #file: Promise<unknown> = Promise.resolve();

  constructor(hote: HoteSynchro, stock: Brouillons, pause = PAUSE) {
    this.#hote = hote;
    this.#stock = stock;
    this.#pause = pause;
    stock.surChange = (demarche, brouillon) => this.#surChange(demarche, brouillon);
    addEventListener('visibilitychange', this.#partir);
  }

  /** The session is over: what the space has goes from this page; what it has not stays on the device. */
  arreter(): void {
    this.#stock.surChange = undefined;
    for (const demarche of this.#liens.keys())
      if (!this.#aGarder.has(demarche)) this.#stock.effacer(demarche);
    removeEventListener('visibilitychange', this.#partir);
    for (const attente of this.#attentes.values()) clearTimeout(attente);
  }

  lien(demarche: string): string | undefined {
    return this.#liens.get(demarche)?.id;
  }

  /**
   * Brings a draft of the space to the form of this page. Other answers of this device are not lost: when they are
   * not in the space yet, there is a choice to make.
   */
  async reprendre(id: string): Promise<void> {
    const autre = await lireBrouillon(this.#hote.client, id);
    const { demarche } = autre;
    await this.vider();
    const ici = this.#stock.lire(demarche);
    const dansLEspace = this.#liens.has(demarche) && !this.#aGarder.has(demarche);
    if (ici && !dansLEspace && !memesReponses(ici, autre)) {
      this.conflit = { demarche, autre };
      return this.#hote.requestUpdate();
    }
    this.#prendre(autre);
  }

  /** Both are kept: the answers of this device become a draft of their own; `garderIci` says which one goes on. */
  async choisir(garderIci: boolean): Promise<void> {
    const { demarche, autre } = this.conflit!;
    this.#liens.set(demarche, { id: nouvelleCle(), revision: 0 });
    if (!(await this.#sauver(demarche))) throw new Error('draft not saved');
    this.conflit = undefined;
    if (!garderIci) this.#prendre(autre);
    this.#hote.requestUpdate();
  }

  async effacer(id: string): Promise<void> {
    for (const [demarche, lien] of this.#liens) {
      if (lien.id !== id) continue;
      // Told of it, the store has it erased in the space.
      this.#stock.effacer(demarche);
      await this.#file;
      return;
    }
    await oublierBrouillon(this.#hote.client, id);
  }

  /** What waits is saved now. */
  async vider(): Promise<void> {
    for (const [demarche, attente] of this.#attentes) {
      clearTimeout(attente);
      this.#attentes.delete(demarche);
      void this.#sauver(demarche);
    }
    await this.#file;
  }

  #prendre(autre: BrouillonEntier): void {
    const { demarche, id, revision, version, reponses, etape, majLe } = autre;
    this.#liens.set(demarche, { id, revision });
    this.#stock.oublier(demarche);
    const brouillon = { version, reponses, etape: etape ?? '', cle: nouvelleCle(), envoi: false };
    this.#stock.poser(demarche, { ...brouillon, le: Date.parse(majLe) });
    this.#hote.requestUpdate();
  }

  readonly #partir = (): void => {
    if (document.visibilityState === 'hidden') void this.vider();
  };

  #surChange(demarche: string, brouillon: Brouillon | undefined): void {
    clearTimeout(this.#attentes.get(demarche));
    this.#attentes.delete(demarche);
    if (!brouillon) void this.#effacerLien(demarche);
    // Once it was sent, its answers move no more.
    else if (!brouillon.envoi) {
      this.#aGarder.add(demarche);
      if (this.conflit?.demarche === demarche) return;
      const sauver = () => void this.#sauver(demarche);
      this.#attentes.set(demarche, setTimeout(sauver, this.#pause));
    }
  }

  #effacerLien(demarche: string): Promise<unknown> {
    return (this.#file = this.#file.then(async () => {
      const lien = this.#liens.get(demarche);
      this.#liens.delete(demarche);
      this.#aGarder.delete(demarche);
      if (this.conflit?.demarche === demarche) this.conflit = undefined;
      this.gardeLe = undefined;
      // Not erased there: it is forgotten by itself after a month, or erased from the list.
      if (lien?.revision) await oublierBrouillon(this.#hote.client, lien.id).catch(() => {});
      this.#hote.requestUpdate();
    }));
  }

  /** Answers whether the space has it. */
  #sauver(demarche: string): Promise<boolean> {
    const fini = this.#file.then(() => this.#unEssai(demarche));
    this.#file = fini;
    return fini;
  }

  async #unEssai(demarche: string): Promise<boolean> {
    this.#attentes.delete(demarche);
    const brouillon = this.#stock.lire(demarche);
    if (!brouillon) return true;
    const lien = this.#liens.get(demarche) ?? { id: nouvelleCle(), revision: 0 };
    const { version, reponses, etape } = brouillon;
    const sauvegarde = { demarche, version, reponses, etape: etape || null, revision: lien.revision };
    // Known before it is there: an answer that is lost must not make a second draft.
    this.#liens.set(demarche, lien);
    try {
      const { revision, majLe } = await garderBrouillon(this.#hote.client, lien.id, sauvegarde);
      this.#liens.set(demarche, { ...lien, revision });
      this.gardeLe = new Date(majLe);
      if (this.#stock.lire(demarche) === brouillon) {
        this.#aGarder.delete(demarche);
        this.#stock.oublier(demarche);
      }
      return true;
    } catch (erreur) {
      this.gardeLe = undefined;
      const { code, corps } = erreur instanceof ErreurApi ? erreur : { code: '', corps: {} };
      const { brouillon: autre } = corps as { brouillon?: BrouillonEntier };
      if (code === 'conflit' && autre) this.conflit = { demarche, autre };
      // Erased from another device: what is typed here begins again.
      if (code === 'introuvable') this.#liens.delete(demarche);
      return false;
    } finally {
      this.#hote.requestUpdate();
    }
  }
}

const memesReponses = (ici: Brouillon, autre: BrouillonEntier): boolean =>
  JSON.stringify(ici.reponses) === JSON.stringify(autre.reponses);
