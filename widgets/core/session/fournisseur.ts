import { msg } from '@lit/localize';
import type { FenetreRevenue, Temoin } from '#contract/fenetre-connexion.ts';
import { lireRetourPage } from '#contract/fenetre-connexion.ts';
import type { ConnexionCommencee, EtatConnexion } from '#contract/schemas/session.ts';
import { ErreurApi } from '../erreurs.ts';
import { garderPartie, lirePartie, type Partie } from './garde.ts';
import { base64, condense, nouvellesPreuves, type Preuves } from './preuve.ts';
import type { Session } from './session.ts';

export interface Depart {
  rester?: boolean;
  /** `joindre`: one more identity for the account; `prouver`: a fresh proof. Both for the session that is open. */
  but?: 'connexion' | 'joindre' | 'prouver';
}

/** What the world does for it; tests take its place. */
export interface Monde {
  ouvrir: () => Window | null;
  attendre: (ms: number, reveil: Promise<void>) => Promise<void>;
  aller: (url: string) => void;
  maintenant: () => number;
}

const MONDE: Monde = {
  ouvrir: () => open('about:blank', '', 'popup,width=520,height=720'),
  attendre: (ms, reveil) => Promise.race([reveil, new Promise<void>((suite) => setTimeout(suite, ms))]),
  aller: (url) => location.assign(url),
  maintenant: () => Date.now(),
};

/** Milliseconds between two questions: each second at first, then less often. */
const RYTHME = (question: number) => Math.min(1000 + Math.max(0, question - 20) * 250, 5000);

export class FenetreRefusee extends Error {
  override readonly name = 'FenetreRefusee';
}

/** The provider, the town or the citizen said no: `message` is ready to show. */
export class ConnexionEchouee extends Error {
  override readonly name = 'ConnexionEchouee';
}

/**
 * Signing in with the commune's provider: a transaction of the server, which a popup goes through while the widget
 * asks how far it is. The popup's message only wakes it, and `closed` is not believed: a page with a COOP header cuts
 * both. Where no popup may open, the whole page goes and comes back.
 */
export class ConnexionFournisseur {
  readonly #session: Session;
  readonly #monde: Monde;
  #fenetre: Window | null = null;
  #abandon = new AbortController();

  constructor(session: Session, monde: Partial<Monde> = {}) {
    this.#session = session;
    this.#monde = { ...MONDE, ...monde };
  }

  /**
   * To be called in the click itself. Settles when the session is open, or the identity joined or proved.
   * @throws FenetreRefusee (offer `partir`), ConnexionEchouee, ErreurApi, ErreurReseau, SansCrypto; AbortError after `annuler()`
   */
  async enFenetre({ rester = false, but = 'connexion' }: Depart = {}): Promise<void> {
    // Before anything that waits: a popup must open in the click.
    const fenetre = this.#monde.ouvrir();
    if (!fenetre) throw new FenetreRefusee();
    this.#fenetre = fenetre;
    const { signal } = (this.#abandon = new AbortController());
    try {
      const verifieur = tirer();
      const { preuves, connexion } = await this.#commencer({ verifieur, mode: 'fenetre', rester, but });
      signal.throwIfAborted();
      fenetre.location.replace(connexion.url);
      const origine = new URL(connexion.url).origin;
      await this.#suivre({ ...connexion, verifieur, but, preuves, fenetre, origine, signal });
    } finally {
      fenetre.close();
      this.#fenetre = null;
    }
  }

  /** The whole page leaves. @throws FenetreRefusee where nothing can be kept for the way back */
  async enPage({ rester = false, but = 'connexion' }: Depart = {}): Promise<void> {
    const verifieur = tirer();
    const retour = location.href.split('#', 1)[0]!;
    const { connexion } = await this.#commencer({ verifieur, mode: 'page', rester, but, retour });
    const partie: Partie = { id: connexion.id, verifieur, but };
    if (!garderPartie(this.#session.nom, partie)) throw new FenetreRefusee();
    this.#monde.aller(connexion.url);
  }

  /** Shows the popup again, if the browser agrees. */
  montrer(): void {
    this.#fenetre?.focus();
  }

  annuler(): void {
    this.#abandon.abort();
  }

  /** Takes up a sign-in that the whole page went away for. @returns whether there was one. @throws as `enFenetre` */
  async revenir(): Promise<boolean> {
    const retour = lireRetourPage(location.hash);
    const partie = lirePartie(this.#session.nom);
    if (!retour || partie?.id !== retour.id) return false;
    // Gone before anything else can read, share or show the address.
    history.replaceState(history.state, '', location.pathname + location.search);
    garderPartie(this.#session.nom, undefined);
    const { signal } = (this.#abandon = new AbortController());
    await this.#session.reprendre();
    const preuves = partie.but === 'connexion' ? await nouvellesPreuves() : undefined;
    await this.#suivre({ ...partie, ...retour, expireLe: undefined, preuves, signal });
    return true;
  }

  async #commencer({
    verifieur,
    ...demande
  }: Required<Depart> & {
    verifieur: string;
    mode: 'fenetre' | 'page';
    retour?: string;
  }): Promise<{ connexion: ConnexionCommencee; preuves: Preuves | undefined }> {
    // A session that is there signs for itself.
    const preuves = demande.but === 'connexion' ? await nouvellesPreuves() : undefined;
    const corps = { ...demande, defi: base64(await condense(verifieur)) };
    const reponse = await this.#session.demander('POST', 'connexions', corps, {
      libre: preuves !== undefined,
    });
    return { connexion: (await reponse.json()) as ConnexionCommencee, preuves };
  }

  async #suivre(suite: Suite): Promise<void> {
    const { signal, expireLe } = suite;
    const reveil = new Reveil(suite);
    const fin = expireLe === undefined ? this.#monde.maintenant() + 60_000 : Date.parse(expireLe);
    try {
      for (let question = 0; ; question++) {
        // Not before the citizen can have got anywhere.
        if (suite.fenetre) await this.#monde.attendre(RYTHME(question), reveil.prochain());
        signal.throwIfAborted();
        const etat = await this.#demander(suite);
        if (etat?.etat === 'echouee') throw new ConnexionEchouee(etat.message);
        if (etat?.etat === 'faite')
          return void (await this.#session.lireMoi({ frais: true }).catch(() => undefined));
        if (etat?.etat === 'ouverte') return await this.#session.installer(etat.session, suite.preuves!);
        if (this.#monde.maintenant() > fin)
          throw new ConnexionEchouee(msg('La connexion a pris trop de temps. Recommencez.'));
        if (!suite.fenetre) await this.#monde.attendre(RYTHME(question), reveil.prochain());
      }
    } finally {
      reveil.cesser();
    }
  }

  /** `undefined` where the network or the server is away for a moment. */
  async #demander({ id, verifieur, relais, preuves }: Suite): Promise<EtatConnexion | undefined> {
    try {
      const corps = { verifieur, ...(relais !== undefined && { relais }) };
      const reponse = await this.#session.demander(
        'POST',
        `connexions/${id}`,
        corps,
        preuves ? { preuves } : {},
      );
      return (await reponse.json()) as EtatConnexion;
    } catch (erreur) {
      if (erreur instanceof ErreurApi && erreur.status < 500 && erreur.status !== 429) throw erreur;
      return undefined;
    }
  }
}

interface Suite extends Partie {
  relais?: string | undefined;
  expireLe: string | undefined;
  preuves: Preuves | undefined;
  signal: AbortSignal;
  fenetre?: Window;
  origine?: string;
  temoin?: string;
}

/** Listens to our popup only: by its window, at the server's origin, for this very transaction. */
class Reveil {
  #sonner: () => void = () => undefined;
  readonly #suite: Suite;

  constructor(suite: Suite) {
    this.#suite = suite;
    addEventListener('message', this.#surMessage);
    suite.signal.addEventListener('abort', this.#reveiller);
  }

  prochain(): Promise<void> {
    return this.#suite.signal.aborted ? Promise.resolve() : new Promise((suite) => (this.#sonner = suite));
  }

  cesser(): void {
    removeEventListener('message', this.#surMessage);
    this.#suite.signal.removeEventListener('abort', this.#reveiller);
  }

  readonly #reveiller = (): void => this.#sonner();

  readonly #surMessage = ({ data, origin, source }: MessageEvent<Partial<FenetreRevenue> | null>): void => {
    const { id, fenetre, origine, temoin } = this.#suite;
    if (!fenetre || source !== fenetre || origin !== origine) return;
    if (data?.type !== 'parvis-connexion' || data.id !== id) return;
    if (data.etat === 'revenue') {
      fenetre.postMessage({ type: 'parvis-temoin', id, temoin: temoin! } satisfies Temoin, origine);
    }
    this.#sonner();
  };
}

const tirer = (): string => base64(crypto.getRandomValues(new Uint8Array(32)));
