import type { Brouillon as Ligne, BrouillonEntier, Moi } from '#contract/schemas/usager.ts';
import type { Brouillon, Brouillons, Gardien, LienEspace } from '../../core/brouillon.ts';
import { nouvelleCle } from '../../core/cle.ts';
import type { Client } from '../../core/client.ts';
import {
  garderBrouillon,
  lireBrouillon,
  listerBrouillons,
  listerDemandesUsager,
  oublierBrouillon,
} from '../../core/client-usager.ts';
import { ErreurApi, estPassagere } from '../../core/erreurs.ts';
import type { Session } from '../../core/session/session.ts';

/** What the citizen must be told of a form, or asked. */
export type Cas =
  /** The same answers were changed elsewhere; `autre` is what the space holds. Both are kept. */
  | { genre: 'conflit'; autre: BrouillonEntier }
  /** Filed or erased elsewhere; `ajouts`: something was typed here since. */
  | { genre: 'parti'; ajouts: boolean; numero?: string | undefined }
  /** Begun elsewhere; here it is about to be begun again. */
  | { genre: 'offre'; ligne: Ligne };

/** Who draws what is known of the drafts: a form, or the space above it. */
export interface HoteSynchro {
  /** Of a form: the one it shows. */
  readonly definition?: { readonly code: string };
  requestUpdate(): void;
  /** Reads its draft again. */
  rouvrir?(): void;
}

interface Lien extends LienEspace {
  /** JSON of the answers last read or sent: an answer that was lost must not look like another device. */
  envoye?: string | undefined;
}

const PAUSE = 1500;
const REESSAI = 5000;
const REESSAI_MAX = 300_000;

/**
 * Keeps in the space what is typed in the forms of one widget. The device stays the safety net: its copy goes once the
 * space has it, so that nothing of a space is left behind on a shared computer.
 */
export class Synchro implements Gardien {
  /** The session is over: from now on the drafts are a guest's, that remember where they came from. */
  arretee = false;
  /** The space cannot be reached just now. */
  panne = false;
  readonly #client: Client;
  readonly #session: Session;
  readonly #stock: Brouillons;
  readonly #pause: number;
  readonly #hotes = new Set<HoteSynchro>();
  readonly #liens = new Map<string, Lien>();
  readonly #cas = new Map<string, Cas>();
  readonly #gardes = new Map<string, Ligne>();
  readonly #refus = new Map<string, string>();
  /** Démarches whose last answers are not in the space yet. */
  readonly #aGarder = new Set<string>();
  readonly #attentes = new Map<string, ReturnType<typeof setTimeout>>();
  /** Looked for in the space, once. */
  readonly #cherchees = new Set<string>();
  /** Ids of the citizen's identities, once they are known. */
  #moi: readonly string[] | undefined;
  #echecs = 0;
  /** One save at a time, in the order of what was typed. */
  #file: Promise<unknown> = Promise.resolve();

  constructor(stock: Brouillons, client: Client, session: Session, pause = PAUSE) {
    this.#stock = stock;
    this.#client = client;
    this.#session = session;
    this.#pause = pause;
    const { gardien } = stock;
    stock.gardien = this;
    this.#file = this.#adopter(gardien instanceof Synchro ? gardien.#liens : new Map());
  }

  /** To be drawn again at each change, until `quitter`. */
  rejoindre(hote: HoteSynchro): void {
    if (!this.#hotes.size) this.#ecouter(true);
    this.#hotes.add(hote);
    this.#suivre();
  }

  quitter(hote: HoteSynchro): void {
    this.#hotes.delete(hote);
    if (this.#hotes.size) return;
    this.#ecouter(false);
    void this.vider();
  }

  /** What the space has goes from this page; what it has not stays on the device. */
  arreter(): void {
    if (this.arretee) return;
    this.arretee = true;
    for (const attente of this.#attentes.values()) clearTimeout(attente);
    this.#attentes.clear();
    for (const demarche of this.#liens.keys()) {
      if (!this.#aGarder.has(demarche)) this.#retirer(demarche);
    }
    this.#cas.clear();
    this.#prevenir();
  }

  /** Has the space, or had it, the answers of this form? */
  suit(demarche: string): boolean {
    return this.#liens.has(demarche);
  }

  cas(demarche: string): Cas | undefined {
    return this.#cas.get(demarche);
  }

  /** The last save of these answers. */
  garde(demarche: string): Ligne | undefined {
    return this.#gardes.get(demarche);
  }

  /** Why the space does not take them, in words. */
  refus(demarche: string): string | undefined {
    return this.#refus.get(demarche);
  }

  /** Is something typed here not in the space yet? */
  attend(demarche: string): boolean {
    return this.#aGarder.has(demarche);
  }

  /**
   * Brings a draft of the space to the form of this page. Other answers of this device are not lost: when they are
   * not in the space yet, there is a choice to make. @throws as `Client`
   */
  async reprendre(id: string): Promise<string> {
    const autre = await lireBrouillon(this.#client, id);
    const { demarche } = autre;
    await this.vider();
    const ici = this.#stock.lire(demarche);
    const dansLEspace = this.#liens.has(demarche) && !this.#aGarder.has(demarche);
    if (ici && !dansLEspace && !memesReponses(ici, autre))
      this.#poserCas(demarche, { genre: 'conflit', autre });
    else this.#prendre(autre);
    return demarche;
  }

  /** A form begun elsewhere is brought where it would be begun again, when nothing was typed here. */
  async chercher(demarche: string, { offrir = false } = {}): Promise<void> {
    if (this.#cherchees.has(demarche) || this.#liens.has(demarche)) return;
    if (!offrir && this.#stock.lire(demarche)) return;
    this.#cherchees.add(demarche);
    await this.#file;
    const lignes = await listerBrouillons(this.#client).catch(() => []);
    const ligne = lignes.find((brouillon) => brouillon.demarche === demarche);
    if (!ligne || this.#liens.get(demarche)?.id === ligne.id || this.#cas.has(demarche)) return;
    if (offrir) this.#poserCas(demarche, { genre: 'offre', ligne });
    else if (!this.#stock.lire(demarche)) await this.reprendre(ligne.id).catch(() => {});
  }

  /** Both are kept: the answers of this device become a draft of their own; `garderIci` says which one goes on. */
  async choisir(demarche: string, garderIci: boolean): Promise<void> {
    const { autre } = this.#cas.get(demarche) as Extract<Cas, { genre: 'conflit' }>;
    if (garderIci || this.#aGarder.has(demarche)) await this.garderAPart(demarche);
    if (garderIci) return;
    this.#cas.delete(demarche);
    this.#prendre(autre);
  }

  /** What was typed here becomes a draft of its own. @throws when the space did not take it */
  async garderAPart(demarche: string): Promise<void> {
    this.#liens.set(demarche, { id: nouvelleCle(), revision: 0, de: this.#moi?.[0] });
    if (!(await this.#sauver(demarche, true))) throw new Error('draft not saved');
    this.#cas.delete(demarche);
    this.#prevenir();
  }

  /** The word was read: what the space holds stays there. */
  laisser(demarche: string): void {
    this.#cas.delete(demarche);
    this.#prevenir();
  }

  async effacer(id: string): Promise<void> {
    for (const [demarche, lien] of this.#liens) {
      if (lien.id !== id) continue;
      // Told of it, it has it erased in the space.
      this.#stock.effacer(demarche);
      await this.#file;
      return;
    }
    await oublierBrouillon(this.#client, id);
  }

  /** What waits is saved now. */
  async vider(): Promise<void> {
    for (const demarche of this.#attentes.keys()) void this.#sauver(demarche);
    let file: unknown;
    while (file !== this.#file) await (file = this.#file);
  }

  surChange(demarche: string, brouillon: Brouillon | undefined): void {
    clearTimeout(this.#attentes.get(demarche));
    this.#attentes.delete(demarche);
    if (!brouillon) {
      if (this.arretee) this.#liens.delete(demarche);
      else void this.#effacerLien(demarche);
      return;
    }
    const lien = this.arretee ? this.#liens.get(demarche) : this.#moi && this.#lienDe(demarche, brouillon);
    if (lien) brouillon.lien = { id: lien.id, revision: lien.revision, de: lien.de };
    // Once it was sent, its answers move no more.
    if (this.arretee || brouillon.envoi) return;
    this.#aGarder.add(demarche);
    if (this.attendChoix(demarche)) return;
    this.#attendre(demarche, this.#pause);
  }

  /** The citizen has a choice to make before anything more is saved. */
  attendChoix(demarche: string): boolean {
    const cas = this.#cas.get(demarche);
    return cas?.genre === 'conflit' || (cas?.genre === 'parti' && cas.ajouts);
  }

  #lienDe(demarche: string, { lien: garde }: Brouillon): Lien {
    const suivi = this.#liens.get(demarche);
    if (suivi) return suivi;
    const lien = this.#estMien(garde)
      ? { ...garde! }
      : { id: nouvelleCle(), revision: 0, de: this.#moi?.[0] };
    this.#liens.set(demarche, lien);
    return lien;
  }

  #estMien(lien: LienEspace | undefined): boolean {
    return lien?.de !== undefined && this.#moi?.includes(lien.de) === true;
  }

  /** Whose space is it? What an earlier session could not bring there goes there now. */
  async #adopter(anciens: ReadonlyMap<string, Lien>): Promise<void> {
    const moi = await this.#session.lireMoi<Moi>().catch(() => undefined);
    if (!moi || this.arretee) return;
    this.#moi = moi.identites.map(({ id }) => id);
    for (const [demarche, lien] of anciens) if (this.#estMien(lien)) this.#liens.set(demarche, lien);
    for (const demarche of this.#surAppareil()) {
      const brouillon = this.#stock.lire(demarche);
      if (!brouillon || brouillon.envoi || !this.#estMien(brouillon.lien)) continue;
      this.#liens.set(demarche, { ...brouillon.lien! });
      this.#stock.poser(demarche, brouillon);
      this.#aGarder.add(demarche);
      void this.#sauver(demarche);
    }
  }

  /** From the page and the device, not from the space. */
  #retirer(demarche: string): void {
    this.#stock.gardien = undefined;
    this.#stock.effacer(demarche);
    this.#stock.gardien = this;
  }

  #surAppareil(): string[] {
    const { prefixe } = this.#stock;
    try {
      const noms = Object.keys(localStorage).filter((nom) => nom.startsWith(prefixe));
      return noms.map((nom) => nom.slice(prefixe.length));
    } catch {
      return [];
    }
  }

  #ecouter(oui: boolean): void {
    const acte = oui ? 'addEventListener' : 'removeEventListener';
    document[acte]('visibilitychange', this.#surVue);
    document[acte]('context-provider', this.#suivre);
    window[acte]('online', this.#surReseau);
  }

  readonly #suivre = (): void => {
    if (this.#session.etat === 'fermee') this.arreter();
  };

  readonly #surReseau = (): void => void this.vider();

  readonly #surVue = (): void => {
    if (this.arretee) return;
    if (document.visibilityState === 'hidden') void this.vider();
    else void this.verifier();
  };

  /** Back on the page: was a form of this page gone on with, or filed, elsewhere? */
  async verifier(): Promise<void> {
    await this.vider();
    for (const [demarche, { id, revision }] of this.#liens) {
      if (!revision || this.#aGarder.has(demarche) || this.#cas.has(demarche)) continue;
      try {
        const autre = await lireBrouillon(this.#client, id);
        if (autre.revision === this.#liens.get(demarche)?.revision || this.#aGarder.has(demarche)) continue;
        if (this.#formulaire(demarche)) this.#poserCas(demarche, { genre: 'conflit', autre });
        else this.#prendre(autre);
      } catch (erreur) {
        if (codeDe(erreur) === 'introuvable') this.#partir(demarche, false);
      }
    }
  }

  #formulaire(demarche: string): HoteSynchro | undefined {
    return [...this.#hotes].find(({ definition }) => definition?.code === demarche);
  }

  /** Filed or erased elsewhere: it goes from here too, unless something was typed since. */
  #partir(demarche: string, ajouts: boolean): void {
    const depuis = this.#gardes.get(demarche)?.majLe ?? '';
    this.#liens.delete(demarche);
    this.#gardes.delete(demarche);
    const formulaire = this.#formulaire(demarche);
    if (formulaire) this.#poserCas(demarche, { genre: 'parti', ajouts });
    if (!ajouts) {
      this.#aGarder.delete(demarche);
      this.#retirer(demarche);
      formulaire?.rouvrir?.();
    }
    if (formulaire) void this.#nommer(demarche, depuis);
    this.#prevenir();
  }

  /** The number it was filed under, if it was. */
  async #nommer(demarche: string, depuis: string): Promise<void> {
    const { demandes } = await listerDemandesUsager(this.#client).catch(() => ({ demandes: [] }));
    const deposee = demandes.find((ligne) => ligne.demarche === demarche && ligne.recueLe >= depuis);
    const cas = this.#cas.get(demarche);
    if (!deposee || cas?.genre !== 'parti') return;
    this.#poserCas(demarche, { ...cas, numero: deposee.numero });
  }

  #poserCas(demarche: string, cas: Cas): void {
    this.#cas.set(demarche, cas);
    this.#prevenir();
  }

  #prendre(autre: BrouillonEntier): void {
    const { demarche, id, revision, version, reponses, etape, majLe } = autre;
    this.#liens.set(demarche, { id, revision, de: this.#moi?.[0], envoye: JSON.stringify(reponses) });
    this.#gardes.set(demarche, autre);
    this.#aGarder.delete(demarche);
    this.#stock.oublier(demarche);
    const brouillon = { version, reponses, etape: etape ?? '', cle: nouvelleCle(), envoi: false };
    this.#stock.poser(demarche, { ...brouillon, le: Date.parse(majLe) });
    this.#prevenir();
  }

  #effacerLien(demarche: string): Promise<unknown> {
    return (this.#file = this.#file.then(async () => {
      const lien = this.#liens.get(demarche);
      const cas = this.#cas.get(demarche);
      this.#liens.delete(demarche);
      this.#aGarder.delete(demarche);
      this.#cas.delete(demarche);
      this.#gardes.delete(demarche);
      this.#refus.delete(demarche);
      // What another device has typed since stays in the space, and in its list.
      if (lien?.revision && cas?.genre !== 'conflit') await this.#oublier(lien);
      this.#prevenir();
    }));
  }

  /** Not erased there: it is forgotten by itself after a month, or erased from the list. */
  async #oublier({ id, revision, envoye }: Lien): Promise<void> {
    try {
      await oublierBrouillon(this.#client, id, revision);
    } catch (erreur) {
      const autre = brouillonDe(erreur);
      if (autre && JSON.stringify(autre.reponses) === envoye)
        await oublierBrouillon(this.#client, id, autre.revision).catch(() => {});
    }
  }

  #attendre(demarche: string, ms: number): void {
    clearTimeout(this.#attentes.get(demarche));
    const sauver = () => void this.#sauver(demarche);
    this.#attentes.set(demarche, setTimeout(sauver, ms));
  }

  /** Answers whether the space has it. */
  #sauver(demarche: string, choisi = false): Promise<boolean> {
    clearTimeout(this.#attentes.get(demarche));
    this.#attentes.delete(demarche);
    const fini = this.#file.then(() => this.#unEssai(demarche, choisi));
    this.#file = fini;
    return fini;
  }

  async #unEssai(demarche: string, choisi: boolean): Promise<boolean> {
    const brouillon = this.#stock.lire(demarche);
    if (this.arretee || (this.attendChoix(demarche) && !choisi)) return false;
    if (!brouillon) return true;
    const lien = this.#lienDe(demarche, brouillon);
    const { version, reponses, etape } = brouillon;
    const { id, revision, envoye: avant } = lien;
    lien.envoye = JSON.stringify(reponses);
    try {
      const ligne = await garderBrouillon(this.#client, id, {
        demarche,
        version,
        reponses,
        etape: etape || null,
        revision,
      });
      lien.revision = ligne.revision;
      this.#gardes.set(demarche, ligne);
      this.#refus.delete(demarche);
      this.#reussir();
      if (this.#stock.lire(demarche) === brouillon) {
        this.#aGarder.delete(demarche);
        this.#stock.oublier(demarche);
      }
      return true;
    } catch (erreur) {
      return this.#echouer(demarche, lien, erreur, avant);
    } finally {
      this.#prevenir();
    }
  }

  #reussir(): void {
    this.panne = false;
    this.#echecs = 0;
  }

  async #echouer(demarche: string, lien: Lien, erreur: unknown, avant: string | undefined): Promise<boolean> {
    const autre = brouillonDe(erreur);
    // It is what this device has sent: only the answer was lost.
    if (autre && autre.revision > lien.revision && JSON.stringify(autre.reponses) === avant) {
      lien.revision = autre.revision;
      return this.#unEssai(demarche, true);
    }
    if (autre) this.#cas.set(demarche, { genre: 'conflit', autre });
    else if (codeDe(erreur) === 'introuvable') this.#partir(demarche, lien.envoye !== avant);
    else if (estPassagere(erreur)) this.#reessayer(demarche, erreur);
    // The session ends by itself; anything else is the space's own word.
    else if (!codeDe(erreur).startsWith('session') && erreur instanceof ErreurApi)
      this.#refus.set(demarche, erreur.message);
    return false;
  }

  #reessayer(demarche: string, erreur: unknown): void {
    this.panne = true;
    const dite = erreur instanceof ErreurApi && erreur.retryAfter;
    const pause = dite ? dite * 1000 : REESSAI * 2 ** this.#echecs++;
    if (this.#hotes.size && !this.arretee) this.#attendre(demarche, Math.min(pause, REESSAI_MAX));
  }

  #prevenir(): void {
    for (const hote of this.#hotes) hote.requestUpdate();
  }
}

const codeDe = (erreur: unknown): string => (erreur instanceof ErreurApi ? erreur.code : '');

/** What the space holds instead, from its refusal. */
function brouillonDe(erreur: unknown): BrouillonEntier | undefined {
  if (codeDe(erreur) !== 'conflit') return undefined;
  return ((erreur as ErreurApi).corps as { brouillon?: BrouillonEntier }).brouillon;
}

const memesReponses = (ici: Brouillon, autre: BrouillonEntier): boolean =>
  JSON.stringify(ici.reponses) === JSON.stringify(autre.reponses);
