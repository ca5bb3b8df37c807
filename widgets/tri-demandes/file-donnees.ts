import { msg, str } from '@lit/localize';
import type { FiltreFile, LigneDemande } from '#contract/schemas/agent.ts';
import { estClos } from '#contract/transitions.ts';
import { estAbandon, phraseEchec, type Hote, type Phase } from './contexte.ts';

export type Filtre = Omit<FiltreFile, 'q' | 'curseur' | 'limite'>;
export const FILTRE_DE_DEPART: Filtre = { statut: 'ouvertes', tri: 'echeance' };

const PAGE = 25;
const DELAI_RECHERCHE = 200;

/** The queue: its filters, the rows loaded so far, what came in since. */
export class FileDonnees {
  filtre: Filtre = FILTRE_DE_DEPART;
  recherche = '';
  phase: Phase = 'initial';
  erreur = '';
  lignes: LigneDemande[] = [];
  suivant: string | null = null;
  suite: 'repos' | 'attente' | 'erreur' = 'repos';
  /** Rows that came in and are not shown yet, by number. */
  readonly nouvelles = new Map<string, LigneDemande>();
  /** Rows shown that no longer match the filters: they stay where they are until the next reading. */
  readonly sorties = new Set<string>();
  /** The row that the Tab key reaches. */
  actif: string | undefined;
  readonly #hote: Hote;
  #lecture: AbortController | undefined;

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  /** Filters that narrow the queue, sort and search left out. */
  get nombreFiltres(): number {
    const { statut, service, canal, demarche, affectation } = this.filtre;
    return [statut !== 'ouvertes', service, canal, demarche, affectation].filter(Boolean).length;
  }

  /** Reads the first page again; an older reading is aborted, what was shown stays meanwhile. */
  async charger(): Promise<void> {
    const signal = this.#nouvelleLecture();
    this.phase = 'attente';
    this.#hote.requestUpdate();
    try {
      const page = await this.#hote.session.avec(() =>
        this.#hote.api.listerDemandes(this.#requete(), { signal }),
      );
      signal.throwIfAborted();
      this.lignes = page.demandes;
      this.suivant = page.suivant;
      this.suite = 'repos';
      this.phase = 'pret';
      this.nouvelles.clear();
      this.sorties.clear();
      this.#garderActif();
      this.#hote.annoncer(this.enMots());
    } catch (erreur) {
      if (signal.aborted || estAbandon(erreur)) return;
      this.phase = 'erreur';
      this.erreur = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  }

  /** Reads the next page and adds it below. */
  async chargerSuite(): Promise<void> {
    // A first page that is being read, or searched, will have its own next page.
    if (this.suivant === null || this.suite === 'attente' || this.phase === 'attente') return;
    const signal = this.#nouvelleLecture();
    this.suite = 'attente';
    this.#hote.requestUpdate();
    try {
      const curseur = this.suivant;
      const page = await this.#hote.session.avec(() =>
        this.#hote.api.listerDemandes({ ...this.#requete(), curseur }, { signal }),
      );
      signal.throwIfAborted();
      const connues = new Set(this.lignes.map(({ numero }) => numero));
      const ajoutees = page.demandes.filter(({ numero }) => !connues.has(numero));
      for (const { numero } of ajoutees) this.nouvelles.delete(numero);
      this.lignes = [...this.lignes, ...ajoutees];
      this.suivant = page.suivant;
      this.suite = 'repos';
      this.#hote.annoncer(msg(str`${ajoutees.length} demandes de plus. ${this.enMots()}`));
    } catch (erreur) {
      if (signal.aborted || estAbandon(erreur)) return;
      this.suite = 'erreur';
      this.erreur = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  }

  filtrer(plus: { [C in keyof Filtre]?: Filtre[C] | undefined }): void {
    const filtre = { ...this.filtre, ...plus };
    for (const cle of Object.keys(filtre) as (keyof Filtre)[]) if (!filtre[cle]) delete filtre[cle];
    this.filtre = filtre as Filtre;
    void this.charger();
  }

  effacerFiltres(): void {
    this.recherche = '';
    this.filtre = { ...FILTRE_DE_DEPART, tri: this.filtre.tri };
    void this.charger();
  }

  /** Searches when the agent stops typing; each letter aborts what the one before had asked. */
  async chercher(texte: string): Promise<void> {
    this.recherche = texte;
    const signal = this.#nouvelleLecture();
    this.phase = 'attente';
    this.#hote.requestUpdate();
    await this.#hote.attendre(DELAI_RECHERCHE);
    if (!signal.aborted) await this.charger();
  }

  /** A request changed: its row is brought up to date where it stands, or waits among the new ones. */
  recevoir(ligne: LigneDemande): void {
    const rang = this.lignes.findIndex(({ numero }) => numero === ligne.numero);
    const convient = this.#convient(ligne);
    if (rang >= 0) {
      if (this.lignes[rang]!.version > ligne.version) return;
      this.lignes = this.lignes.with(rang, ligne);
      if (convient) this.sorties.delete(ligne.numero);
      else this.sorties.add(ligne.numero);
    } else if (this.phase === 'pret' && convient && !this.#requete().q)
      this.nouvelles.set(ligne.numero, ligne);
    else this.nouvelles.delete(ligne.numero);
    this.#hote.requestUpdate();
  }

  /** The agent no longer sees this request: its row stays, greyed, until the next reading. */
  perdre(numero: string): void {
    this.nouvelles.delete(numero);
    if (this.lignes.some((ligne) => ligne.numero === numero)) this.sorties.add(numero);
    this.#hote.requestUpdate();
  }

  /** Another agent works here now. */
  oublier(): void {
    this.#lecture?.abort();
    Object.assign(this, {
      filtre: FILTRE_DE_DEPART,
      recherche: '',
      phase: 'initial',
      lignes: [],
      suivant: null,
    });
    this.actif = undefined;
    this.nouvelles.clear();
    this.sorties.clear();
  }

  /** Puts the new rows at their place. Rows that sort after the last one loaded come with the next page. */
  montrerNouvelles(): void {
    const nombre = this.nouvelles.size;
    const toutes = [...this.lignes, ...this.nouvelles.values()].sort(this.#ordre);
    const fin = this.suivant === null ? toutes.length : toutes.indexOf(this.lignes.at(-1)!) + 1;
    this.lignes = toutes.slice(0, fin);
    this.nouvelles.clear();
    this.#garderActif();
    this.#hote.annoncer(nombre === 1 ? msg('1 demande ajoutée.') : msg(str`${nombre} demandes ajoutées.`));
    this.#hote.requestUpdate();
  }

  /** The row at `pas` rows from `numero` (from the active one by default), bounded. */
  voisine(pas: number, numero = this.actif): LigneDemande | undefined {
    const rang = this.lignes.findIndex((ligne) => ligne.numero === numero);
    return this.lignes[Math.min(this.lignes.length - 1, Math.max(0, rang + pas))];
  }

  /** « 25 demandes, il y en a d’autres » */
  enMots(): string {
    const nombre = this.lignes.length;
    if (nombre === 0) return msg('Aucune demande.');
    if (this.suivant !== null) return msg(str`${nombre} demandes affichées, il y en a d’autres.`);
    return nombre === 1 ? msg('1 demande.') : msg(str`${nombre} demandes.`);
  }

  #garderActif(): void {
    if (!this.lignes.some(({ numero }) => numero === this.actif)) this.actif = this.lignes[0]?.numero;
  }

  #nouvelleLecture(): AbortSignal {
    this.#lecture?.abort();
    this.#lecture = new AbortController();
    if (this.suite === 'attente') this.suite = 'repos';
    return this.#lecture.signal;
  }

  #requete(): FiltreFile {
    const q = this.recherche.trim();
    return { ...this.filtre, limite: PAGE, ...(q.length < 2 ? {} : { q }) };
  }

  #convient(ligne: LigneDemande): boolean {
    const { statut = 'ouvertes', service, canal, demarche, affectation } = this.filtre;
    const clos = estClos(ligne.statut);
    const moi = this.#hote.session.agent?.courriel;
    return (
      (statut === 'ouvertes' ? !clos : statut === 'closes' ? clos : ligne.statut === statut) &&
      (!service || ligne.service.code === service) &&
      (!canal || ligne.canal === canal) &&
      (!demarche || ligne.demarche === demarche) &&
      (!affectation ||
        (affectation === 'personne'
          ? ligne.affecteeA === null
          : ligne.affecteeA?.courriel === (affectation === 'moi' ? moi : affectation)))
    );
  }

  readonly #ordre = (a: LigneDemande, b: LigneDemande): number =>
    this.filtre.tri === 'recente'
      ? b.recueLe.localeCompare(a.recueLe)
      : (a.echeance ?? '9999').localeCompare(b.echeance ?? '9999') || a.recueLe.localeCompare(b.recueLe);
}
