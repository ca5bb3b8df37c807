/**
 * The session of one commune and one role, shared by all widgets of the page. Everything here is a lazy chunk.
 *
 * ## For a widget
 * ```ts
 * readonly acces = new AccesSession(this, 'usager', () => this.leClient);   // core/session/acces.ts, first use
 * ```
 * - `acces.ouverte`: is somebody signed in? `acces.reprise`: wait a moment, a stored session is being taken up.
 *   The host is drawn again on every change, whichever widget made it.
 * - `acces.session`: the `Session` below, once its code is here. `await acces.entrer()` brings it (a click on « Me connecter »).
 * - `this.leClient` then carries the session by itself: `this.leClient.json('usager/demandes')` is signed, renewed and
 *   sent again as needed. So are `demandes…` and `televersements` (filing, one's own file), never a public read, and
 *   never a request with a `Parvis-Code`. Uploads with progress: `televerser(client, …, { chemin: 'usager/documents', params })`.
 * - Errors are the Client's: `ErreurApi` `session-finie` (the session is over: draw the sign-in view, keep what was typed),
 *   `session-requise` (nobody is signed in), `preuve-fraiche` (403: ask a code, `usager/preuves`, then again), `ErreurReseau`
 *   (the network: the session is still there).
 * - `session.addEventListener('perimee', …)`: a request of the citizen was read, answered or made, here or elsewhere in
 *   the page.
 * - Sign-in view: `<parvis-connexion .client=${this.leClient} .session=${session}>` from `ui/connexion/define.ts` (lazy).
 *
 * ## In tests and stories
 * `creerFauxServeur()` (test/fixtures/faux-fetch.ts) answers the session routes and checks every proof;
 * `await ouvrirSessionFausse(client, 'usager')` (test/fixtures/session-page.ts) signs in on the page, as a widget would.
 */
import type { Session as Jetons, Sortie as SchemaSortie } from '#contract/schemas/session.ts';
import type * as z from 'zod';
import { lireProbleme, type Client } from '../client.ts';
import { nouvelleCle } from '../cle.ts';
import { ErreurReseau } from '../erreurs.ts';
import { EvenementNatif } from '../evenement-natif.ts';
import { enJson } from '../json.ts';
import { fournir, prevenir, trouver } from './decouverte.ts';
import { SessionFermeeEvent, SessionOuverteEvent } from './events.ts';
import { Garde, garderPartie, lirePartie } from './garde.ts';
import { nomSession, type Role } from './indice.ts';
import { Onglets } from './onglets.ts';
import { nouvellesPreuves, Preuves } from './preuve.ts';
import { garderCle, lireCle, oublierCle } from './trousseau.ts';

/** Renewed when less than that is left, in milliseconds. */
const AVANCE = 60_000;
const DELAI = 20_000;

type Sortie = z.output<typeof SchemaSortie>;

interface Ouverte {
  jetons: Jetons;
  preuves: Preuves;
  /** Id of the key in IndexedDB; `undefined`: in memory only. */
  cle: string | undefined;
  /** Milliseconds since 1970 of the end of `jetons.jeton`; 0 while it is only known from storage. */
  fin: number;
}

export class Session extends EventTarget {
  /** `…/api/v1/` of the commune. */
  readonly base: string;
  readonly role: Role;
  /** The server ended it while it was open: says « Votre session est finie » instead of « Connectez-vous ». */
  finie = false;
  /** Why a sign-in that came back with the whole page failed, until somebody shows it. */
  retourManque: unknown;
  /** After `fermer()`: where the provider's own session ends too, if this one came from there. */
  sortie: Promise<string | undefined> | undefined;
  /** Where somebody signs in or out: `session-ouverte` and `session-fermee` leave from there. */
  lieu: Element | undefined;
  readonly nom: string;
  readonly #reseau: typeof fetch;
  readonly #garde: Garde;
  readonly #onglets: Onglets;
  #ouverte: Ouverte | undefined;
  #reprise: Promise<void> | undefined;
  /** The page has come back from the provider's. */
  #retour = false;
  #renouvellement: Promise<Response | undefined> | undefined;
  #moi: Promise<unknown> | undefined;
  /** What was typed to come in, and the key that went with it. */
  #essai: { dite: string; preuves: Preuves } | undefined;
  readonly #cesser: () => void;

  constructor(client: Pick<Client, 'base' | 'fetchInjecte'>, role: Role) {
    super();
    this.base = client.base;
    this.role = role;
    this.nom = nomSession(client.base, role);
    this.#reseau = client.fetchInjecte ?? ((...appel) => fetch(...appel));
    this.#garde = new Garde(this.nom);
    this.#onglets = new Onglets(this.nom, {
      courante: () => this.#ouverte?.jetons,
      rafraichir: (jetons) => {
        if (this.#ouverte?.jetons.id === jetons.id) this.#prendre(jetons, this.#ouverte);
      },
      finir: (id) => {
        if (this.#ouverte?.jetons.id === id) this.#oublier();
      },
      arriver: () => void this.reprendre(),
    });
    this.#cesser = fournir(this.nom, this);
  }

  get etat(): 'fermee' | 'reprise' | 'ouverte' {
    if (this.#reprise || this.#retour) return 'reprise';
    return this.#ouverte ? 'ouverte' : 'fermee';
  }

  get ouverte(): boolean {
    return this.etat === 'ouverte';
  }

  /** Does it last beyond this tab? */
  get rester(): boolean {
    return this.#ouverte?.jetons.rester ?? false;
  }

  /** Is it in memory only, gone with this page? Storage is refused, or it is a helper's. */
  get passagere(): boolean {
    return this.#ouverte !== undefined && this.#ouverte.cle === undefined;
  }

  /** Who is signed in: `GET <role>/moi`, read once for the page. @throws as `Client` */
  lireMoi<T>({ frais = false } = {}): Promise<T> {
    if (frais || !this.#moi) {
      const lue = this.demander('GET', 'moi').then((reponse) => reponse.json());
      this.#moi = lue;
      lue.catch(() => {
        if (this.#moi === lue) this.#moi = undefined;
      });
    }
    return this.#moi as Promise<T>;
  }

  /** An act answered with the new `Moi`: every widget of the page shows it. */
  poserMoi(moi: unknown): void {
    this.#moi = Promise.resolve(moi);
    this.#prevenir();
  }

  /** Takes up what the device has kept. The network may be down: then it stays open, to be renewed later. */
  reprendre(): Promise<void> {
    if (this.#ouverte || this.#reprise) return this.#reprise ?? Promise.resolve();
    const gardees = this.#garde.lire();
    if (gardees.length === 0) return Promise.resolve();
    this.#reprise = (async () => {
      for (const gardee of gardees) {
        const paire = await lireCle(gardee.cle);
        if (paire === null) this.#garde.oublier(gardee.id);
        if (!paire) continue;
        const jetons = { ...gardee, role: this.role, jeton: '', expireDans: 0, finLe: '' };
        this.#ouverte = { jetons, preuves: new Preuves(paire), cle: gardee.cle, fin: 0 };
        await this.#renouveler('').catch(() => undefined);
        if (this.#ouverte) return;
      }
    })().finally(() => {
      this.#reprise = undefined;
      if (this.#ouverte) this.#dire(new SessionOuverteEvent(this.role, true));
      this.#prevenir();
    });
    return this.#reprise;
  }

  /** Ends a sign-in that the whole page went away for; `retourManque` says why it failed. */
  revenir(): void {
    this.#retour = true;
    void import('./fournisseur.ts')
      .then(({ ConnexionFournisseur }) => new ConnexionFournisseur(this).revenir())
      .then(
        () => undefined,
        (erreur: unknown) => void (this.retourManque = erreur),
      )
      .finally(() => {
        this.#retour = false;
        this.#prevenir();
      });
  }

  /** Headers of one request of the session, renewed when it is time; `{}` when nobody is signed in. */
  async autoriser(methode: string, adresse: string): Promise<Record<string, string>> {
    await this.#preparer();
    return this.#ouverte ? signer(this.#ouverte, methode, adresse) : {};
  }

  /** @returns the refusal when the session turns out to be over. @throws TypeError network */
  async #preparer(): Promise<Response | undefined> {
    const ouverte = this.#ouverte;
    if (!ouverte || ouverte.fin - Date.now() > Math.min(AVANCE, ouverte.jetons.expireDans * 200))
      return undefined;
    try {
      return await this.#renouveler(ouverte.jetons.jeton);
    } catch (erreur) {
      // Ahead of time, the token at hand still does.
      if (ouverte.fin > Date.now()) return undefined;
      throw erreur;
    }
  }

  /** After a 401 outside of `fetch`: may the same request succeed with new headers? @throws TypeError network */
  reparer(code: unknown, nonce: string | null, envoye: string | undefined): Promise<boolean> {
    return this.#corriger(code, nonce, envoye ?? '');
  }

  async #reparer(refus: Response, envoye: string): Promise<boolean> {
    return this.#corriger(await codeDe(refus), refus.headers.get('DPoP-Nonce'), envoye);
  }

  async #corriger(code: unknown, nonce: string | null, envoye: string): Promise<boolean> {
    if (!this.#ouverte) return false;
    if (code === 'preuve-a-dater' && nonce) {
      this.#ouverte.preuves.nonce = nonce;
      return true;
    }
    return code === 'session-finie' && !(await this.#renouveler(envoye.slice('DPoP '.length)));
  }

  /** `fetch` for `Client`: as it is where the session has no business, else signed, and sent again when that helps. */
  async envoyer(adresse: string, init: RequestInit, reseau: typeof fetch): Promise<Response> {
    const entetes = new Headers(init.headers);
    await this.#reprise;
    if (!this.#ouverte || !this.#concerne(adresse, entetes)) return reseau(adresse, init);
    let refus: Response | undefined;
    for (let essai = 0; essai < 3 && this.#ouverte; essai++) {
      refus = await this.#preparer();
      init.signal?.throwIfAborted();
      if (refus || !this.#ouverte) break;
      const signes = await signer(this.#ouverte, init.method ?? 'GET', adresse);
      for (const [nom, valeur] of Object.entries(signes)) entetes.set(nom, valeur);
      refus = await reseau(adresse, { ...init, headers: entetes });
      if (refus.status !== 401 || !(await this.#reparer(refus, signes.Authorization))) break;
    }
    // A guest may read and send files: a session that has ended must not stand in his way.
    const libre = !this.#reserve(adresse) && (init.method === 'GET' || adresse.includes('/televersements'));
    if (refus?.ok && (init.method ?? 'GET') !== 'GET' && this.#deplace(adresse)) this.#perimer();
    return refus && (this.#ouverte || !libre) ? refus.clone() : reseau(adresse, init);
  }

  /** Asks for a code by mail; the server answers alike for any address. @throws ErreurApi, ErreurReseau */
  async demanderCode(courriel: string): Promise<void> {
    await this.demander('POST', 'connexion', { courriel }, { libre: true });
  }

  /** @throws ErreurApi `code-faux`, `trop-de-tentatives`…; ErreurReseau; SansCrypto */
  async ouvrir(saisie: { courriel: string; code: string; rester?: boolean }): Promise<void> {
    const dite = enJson(saisie);
    // The answer may be lost: the same code with the same key finds the same session again.
    if (this.#essai?.dite !== dite) this.#essai = { dite, preuves: await nouvellesPreuves() };
    const { preuves } = this.#essai;
    const reponse = await this.demander('POST', 'sessions', saisie, { preuves });
    const jetons = (await reponse.json()) as Jetons;
    this.#essai = undefined;
    await this.installer(jetons, preuves);
  }

  /** A session that the server has opened for the key of `preuves`. */
  async installer(jetons: Jetons, preuves: Preuves): Promise<void> {
    const cle = nouvelleCle();
    const gardee =
      this.role !== 'aidant' &&
      (await garderCle({ id: cle, paire: preuves.paire, fin: Date.parse(jetons.finLe) }));
    this.finie = false;
    this.#moi = undefined;
    this.#prendre(jetons, { preuves, cle: gardee ? cle : undefined });
    this.#dire(new SessionOuverteEvent(this.role, false));
    this.#prevenir();
  }

  /** Signs out: here at once, at the server when it can be; `partout`: on every device, once the server has done it. */
  async fermer({ partout = false } = {}): Promise<void> {
    const id = this.#ouverte?.jetons.id;
    if (partout) await this.demander('DELETE', 'sessions');
    else if (id) {
      const adresse = `${this.base}${this.role}/sessions/courante`;
      const entetes = await Promise.race([
        this.autoriser('DELETE', adresse).catch(() => ({})),
        new Promise<Record<string, string>>((suite) => setTimeout(() => suite({}), 2000)),
      ]);
      const init: RequestInit = { method: 'DELETE', credentials: 'omit', keepalive: true, headers: entetes };
      this.sortie = this.#reseau(adresse, init).then(
        async (reponse) => (reponse.status === 200 ? ((await reponse.json()) as Sortie).sortie : undefined),
        () => undefined,
      );
    }
    this.#oublier();
    if (id) this.#onglets.direFin(id);
  }

  /** Leaves the page and forgets itself. For tests, which share one document. */
  quitter(): void {
    this.#oublier();
    this.#cesser();
  }

  /** Leaves the page as when the document goes: what is kept stays. For tests. */
  abandonner(): void {
    this.#cesser();
    this.#onglets.fermer();
  }

  /**
   * A request of the session's own routes (`<role>/<chemin>`): signed by the session, or by `preuves` alone, or `libre`.
   * @throws ErreurApi, ErreurReseau
   */
  async demander(
    methode: string,
    chemin: string,
    json?: unknown,
    { preuves, libre = false }: { preuves?: Preuves; libre?: boolean } = {},
  ): Promise<Response> {
    const adresse = `${this.base}${this.role}/${chemin}`;
    const entetes: Record<string, string> = { Accept: 'application/json' };
    if (json !== undefined) entetes['Content-Type'] = 'application/json';
    const init: RequestInit = {
      method: methode,
      credentials: 'omit',
      headers: entetes,
      body: json === undefined ? null : enJson(json),
      signal: AbortSignal.timeout(DELAI),
    };
    let reponse: Response;
    try {
      if (preuves) reponse = await this.#signer(adresse, init, preuves);
      else reponse = await (libre ? this.#reseau(adresse, init) : this.envoyer(adresse, init, this.#reseau));
    } catch (cause) {
      throw new ErreurReseau('Le serveur ne répond pas.', { cause });
    }
    if (!reponse.ok) throw await lireProbleme(reponse);
    return reponse;
  }

  /** With a proof but no token: opening, renewing. Again with the server's nonce when it does not believe our clock. */
  async #signer(adresse: string, init: RequestInit, preuves: Preuves): Promise<Response> {
    for (let essai = 0; ; essai++) {
      const DPoP = await preuves.pour(init.method!, adresse);
      const reponse = await this.#reseau(adresse, { ...init, headers: { ...init.headers, DPoP } });
      const nonce = reponse.headers.get('DPoP-Nonce');
      if (reponse.status !== 401 || !nonce || essai > 0) return reponse;
      preuves.nonce = nonce;
    }
  }

  /** @returns the refusal when the session is over, nothing when the tokens are new. @throws when the network fails */
  #renouveler(perime: string): Promise<Response | undefined> {
    return (this.#renouvellement ??= this.#onglets
      .chacunSonTour(() => this.#tourner(perime))
      .finally(() => (this.#renouvellement = undefined)));
  }

  async #tourner(perime: string): Promise<Response | undefined> {
    const depart = this.#ouverte;
    if (!depart || depart.jetons.jeton !== perime) return undefined;
    // Another tab may have turned it.
    const gardee = depart.cle && this.#garde.lire().find(({ id }) => id === depart.jetons.id);
    const { rafraichissement } = gardee || depart.jetons;
    const reponse = await this.#signer(
      `${this.base}${this.role}/sessions/renouvellement`,
      {
        method: 'POST',
        credentials: 'omit',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: enJson({ rafraichissement }),
        signal: AbortSignal.timeout(DELAI),
      },
      depart.preuves,
    );
    // Signed out, or in again, meanwhile.
    if (this.#ouverte !== depart) return undefined;
    if (reponse.ok) {
      this.#prendre((await reponse.json()) as Jetons, depart);
      this.finie = false;
      this.#onglets.dire(this.#ouverte!.jetons);
      return undefined;
    }
    const code = await codeDe(reponse);
    if (code !== 'session-finie') throw new TypeError(String(code));
    this.finie = true;
    this.#oublier();
    return reponse;
  }

  #prendre(jetons: Jetons, { preuves, cle }: Pick<Ouverte, 'preuves' | 'cle'>): void {
    this.#ouverte = { jetons, preuves, cle, fin: Date.now() + jetons.expireDans * 1000 };
    const { id, rafraichissement, rester } = jetons;
    if (cle !== undefined) this.#garde.garder({ id, rafraichissement, cle, rester });
    this.#onglets.ouvrir(rester || cle === undefined);
  }

  #oublier(): void {
    const { ouverte: connue } = this;
    const ouverte = this.#ouverte;
    this.#ouverte = this.#moi = undefined;
    if (ouverte) this.#garde.oublier(ouverte.jetons.id);
    if (ouverte?.cle) void oublierCle(ouverte.cle);
    this.#onglets.fermer();
    if (connue) this.#dire(new SessionFermeeEvent(this.role, this.finie ? 'finie' : 'voulue'));
    this.#prevenir();
  }

  /** To the page, whose scripts may count it. */
  #dire(evenement: Event): void {
    (this.lieu?.isConnected ? this.lieu : document).dispatchEvent(evenement);
    this.lieu = undefined;
  }

  #prevenir(): void {
    this.dispatchEvent(new EvenementNatif('change'));
    prevenir(this.nom);
  }

  /** A request was read, answered or made: what the widgets of the page show of them is old. */
  #perimer(): void {
    this.#moi = undefined;
    this.dispatchEvent(new EvenementNatif('perimee'));
    this.#prevenir();
  }

  #deplace(adresse: string): boolean {
    return /^(demandes|usager\/rattachements)\b/.test(adresse.slice(this.base.length));
  }

  #reserve(adresse: string): boolean {
    return adresse.startsWith(`${this.base}${this.role}/`);
  }

  /** Never a public read, nor a file opened by its code, nor another server. */
  #concerne(adresse: string, entetes: Headers): boolean {
    if (entetes.has('Parvis-Code') || entetes.has('DPoP') || entetes.has('Authorization')) return false;
    if (this.#reserve(adresse)) return true;
    return (
      this.role !== 'agent' &&
      adresse.startsWith(this.base) &&
      /^(demandes|televersements)\b/.test(adresse.slice(this.base.length))
    );
  }
}

const signer = async ({ jetons: { jeton }, preuves }: Ouverte, methode: string, adresse: string) => ({
  Authorization: `DPoP ${jeton}`,
  DPoP: await preuves.pour(methode, adresse, jeton),
});

const codeDe = async (refus: Response): Promise<unknown> =>
  (
    (await refus
      .clone()
      .json()
      .catch(() => ({}))) as { code?: unknown }
  ).code;

/** The session of the page for the commune of `client`: the one that some widget holds, else a new one that takes up what is kept. */
export async function rejoindre(client: Client, role: Role): Promise<Session> {
  const nom = nomSession(client.base, role);
  const la = trouver<Session>(nom);
  if (la) return la;
  const session = new Session(client, role);
  // Its state is known before anybody hears of it.
  if (location.hash.includes('parvis-connexion=') && lirePartie(nom)) session.revenir();
  else {
    garderPartie(nom, undefined);
    void session.reprendre();
  }
  prevenir(nom);
  return session;
}
