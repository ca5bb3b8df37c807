import { msg, str } from '@lit/localize';
import type { Conflit, DemandeAgent, ModificationDemande } from '#contract/schemas/agent.ts';
import type { Evenement } from '#contract/schemas/demande.ts';
import { LIBELLES_STATUT_AGENT } from '#contract/vocabulaire.ts';
import { ErreurApi } from '../core/erreurs.ts';
import {
  Cles,
  estCommence,
  nouveauBrouillon,
  type BrouillonDossier,
  type Panneau,
} from './brouillon-dossier.ts';
import { estAbandon, phraseEchec, type Hote, type Phase } from './contexte.ts';
import { AutreAgent } from './session.ts';
import { Sursis } from './sursis.ts';

export type Changement = Omit<ModificationDemande, 'version'>;

/** An act that answers with the new state of the file. */
export interface Acte {
  panneau: Panneau;
  /** Does it, on the version that the agent read. */
  appel: (numero: string, version: number) => Promise<DemandeAgent>;
  /** What of the draft is then done with. */
  vide: Partial<BrouillonDossier>;
  phrase: (apres: DemandeAgent) => string;
  /** Brings back what stood before, when nothing had to wait a minute. */
  annuler?: (avant: DemandeAgent, apres: DemandeAgent) => Acte | undefined;
}

/** The file that is open, and the drafts of all those opened since sign-in. */
export class DossierDonnees {
  numero: string | undefined;
  donnees: DemandeAgent | undefined;
  phase: Phase = 'initial';
  erreur = '';
  /** The act under way, or that failed. */
  acte: Panneau | undefined;
  acteErreur = '';
  /** Sentences of the server by field, after a 422. */
  erreurs: Record<string, string> = {};
  conflit: { changements: Evenement[]; refaire: () => Promise<boolean> } | undefined;
  /** What was just done, and how to undo it when it can be. */
  fait: { phrase: string; annuler?: Acte } | undefined;
  /** The minute in which the last decision of this agent can be taken back. */
  readonly sursis: Sursis;
  /** Événements from this rank on (from 0) came while the agent was not looking. */
  nouveauxDepuis = Infinity;
  /** How many événements of each file were on screen when it was left. */
  readonly #lus = new Map<string, number>();
  readonly #brouillons = new Map<string, BrouillonDossier>();
  /** One key for one act. */
  readonly cles = new Cles();
  readonly #hote: Hote;
  /** Told of each new state of the open file, so that its row follows. */
  readonly #publier: (demande: DemandeAgent) => void;
  readonly #enVue: (selecteur: string) => void;
  #lecture: AbortController | undefined;

  /** `montrer` brings into view what an act has led to: long panels end far below it. */
  constructor(hote: Hote, publier: (demande: DemandeAgent) => void, montrer: (selecteur: string) => void) {
    this.#enVue = montrer;
    this.#hote = hote;
    this.#publier = publier;
    this.sursis = new Sursis(hote);
  }

  get brouillon(): BrouillonDossier {
    const numero = this.numero ?? '';
    const present = this.#brouillons.get(numero) ?? nouveauBrouillon();
    this.#brouillons.set(numero, present);
    return present;
  }

  brouillonDe(numero: string): BrouillonDossier | undefined {
    return this.#brouillons.get(numero);
  }

  get enSuspens(): boolean {
    return [...this.#brouillons.values()].some(estCommence);
  }

  async ouvrir(numero: string): Promise<void> {
    if (numero !== this.numero) {
      this.#quitter();
      this.nouveauxDepuis = this.#lus.get(numero) ?? Infinity;
      this.donnees = undefined;
      this.fait = undefined;
      this.numero = numero;
    }
    this.#lecture?.abort();
    const { signal } = (this.#lecture = new AbortController());
    this.phase = 'attente';
    this.#hote.requestUpdate();
    try {
      const lue = await this.#hote.session.avec(() => this.#hote.api.lireDemande(numero, { signal }));
      signal.throwIfAborted();
      this.#poser(lue);
    } catch (erreur) {
      if (signal.aborted || estAbandon(erreur)) return;
      this.phase = 'erreur';
      this.erreur = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  }

  fermer(): void {
    this.#lecture?.abort();
    this.#quitter();
    this.numero = undefined;
    this.donnees = undefined;
    this.fait = undefined;
    this.phase = 'initial';
    this.#hote.requestUpdate();
  }

  /** Another agent works here now. */
  toutOublier(): void {
    this.#brouillons.clear();
    this.fermer();
    this.#lus.clear();
  }

  /** The live line brought a newer state of the open file. */
  recevoir(demande: DemandeAgent): void {
    if (demande.ligne.numero !== this.numero || !this.donnees) return;
    if (demande.ligne.version <= this.donnees.ligne.version) return;
    this.nouveauxDepuis = Math.min(this.nouveauxDepuis, this.donnees.evenements.length);
    this.donnees = demande;
    this.sursis.suivre(demande);
    this.#hote.requestUpdate();
  }

  /** Opens `panneau`, or closes it when it is open already. */
  montrer(panneau: Panneau | undefined): void {
    const { brouillon } = this;
    brouillon.panneau = brouillon.panneau === panneau ? undefined : panneau;
    if (brouillon.panneau !== 'reponse' && brouillon.panneau !== 'note') {
      brouillon.version ??= this.donnees?.ligne.version;
    }
    if (brouillon.panneau === undefined) brouillon.version = undefined;
    this.#oublierActe();
    this.#hote.requestUpdate();
  }

  /** From a button above the bar of acts: on a telephone the panel opens out of sight. */
  montrerEnVue(panneau: Panneau): void {
    this.montrer(panneau);
    if (this.brouillon.panneau) this.#enVue('#panneau');
  }

  /** Keeps what is typed; the first letter of an answer marks what the agent had read. */
  noter(plus: Partial<BrouillonDossier>): void {
    Object.assign(this.brouillon, plus);
    const { reponse, note } = this.brouillon;
    if (reponse || note) this.brouillon.vus ??= this.donnees?.evenements.length;
    else this.brouillon.vus = undefined;
    this.#hote.requestUpdate();
  }

  /** What others did since the answer was begun. */
  get survenus(): Evenement[] {
    const { vus } = this.brouillon;
    if (vus === undefined || !this.donnees) return [];
    return this.donnees.evenements.slice(vus).filter(({ auteur }) => auteur.role !== 'systeme');
  }

  /** Changes the status, the service or who has it. */
  modifier(changement: Changement, panneau: Panneau): Promise<boolean> {
    return this.changer(this.#modification(changement, panneau));
  }

  /**
   * Does `acte` from the version that the agent had before him. A conflict keeps the draft and shows what
   * happened; `surActuelle` does it on the version that stands now.
   */
  async changer(acte: Acte, surActuelle = false): Promise<boolean> {
    const avant = this.donnees;
    if (!avant) return false;
    const { numero } = avant.ligne;
    const brouillon = this.brouillon;
    const version = surActuelle ? avant.ligne.version : (brouillon.version ?? avant.ligne.version);
    return this.#agir(
      acte.panneau,
      async () => {
        const apres = await acte.appel(numero, version);
        const garde = Object.fromEntries(
          Object.keys(acte.vide).map((cle) => [cle, brouillon[cle as keyof BrouillonDossier]]),
        );
        Object.assign(brouillon, acte.vide, { version: undefined, panneau: undefined });
        // Taken back within the minute, what was written comes back too.
        const attend = this.numero === numero && this.sursis.suivre(apres, garde);
        const annuler = attend ? undefined : acte.annuler?.(avant, apres);
        this.fait = { phrase: acte.phrase(apres), ...(annuler && { annuler }) };
        this.#poser(apres);
      },
      () => this.changer(acte, true),
    );
  }

  async repondre(): Promise<boolean> {
    const { reponse, fichiers } = this.brouillon;
    const message = { corps: reponse.trim(), pieces: fichiers.map(({ id }) => id) };
    return this.#ajouter(
      'reponse',
      message,
      (numero, cle) => this.#hote.api.repondre(numero, message, { cle }),
      {
        reponse: '',
        fichiers: [],
      },
    );
  }

  async ecrireNote(): Promise<boolean> {
    const corps = this.brouillon.note.trim();
    return this.#ajouter('note', corps, (numero, cle) => this.#hote.api.noter(numero, corps, { cle }), {
      note: '',
    });
  }

  async annuler(): Promise<void> {
    const acte = this.fait?.annuler;
    if (acte && (await this.changer(acte, true))) this.fait = { phrase: msg('C’est annulé.') };
    this.#hote.requestUpdate();
  }

  #modification(changement: Changement, panneau: Panneau): Acte {
    return {
      panneau,
      appel: (numero, version) => this.#hote.api.modifier(numero, { ...changement, version }),
      vide: { statut: '', motif: '', planifieeLe: '', affecteeA: undefined, service: undefined },
      phrase: (apres) => phraseChangement(changement, apres),
      annuler: (avant, apres) => {
        const retour = inverse(changement, avant, apres);
        return retour && this.#modification(retour, panneau);
      },
    };
  }

  async #ajouter(
    acte: 'reponse' | 'note',
    contenu: unknown,
    appel: (numero: string, cle: string) => Promise<Evenement>,
    vide: Partial<BrouillonDossier>,
  ): Promise<boolean> {
    const { numero } = this;
    if (numero === undefined) return false;
    const cle = this.cles.pour([numero, acte, contenu]);
    return this.#agir(acte, async () => {
      const evenement = await appel(numero, cle);
      this.cles.oublier([numero, acte, contenu]);
      Object.assign(this.#brouillons.get(numero)!, { ...vide, vus: undefined, panneau: undefined });
      this.fait = { phrase: acte === 'note' ? msg('Note ajoutée.') : msg('Réponse envoyée.') };
      if (this.numero === numero && this.donnees) {
        this.donnees = { ...this.donnees, evenements: [...this.donnees.evenements, evenement] };
        // The version went up: the next change must start from what stands.
        void this.ouvrir(numero);
      }
    });
  }

  async #agir(
    acte: Panneau,
    travail: () => Promise<void>,
    refaire?: () => Promise<boolean>,
  ): Promise<boolean> {
    if (this.acte && !this.acteErreur && !this.conflit) return false;
    const { numero } = this;
    this.#oublierActe();
    this.acte = acte;
    this.#hote.requestUpdate();
    try {
      await this.#hote.session.avec(travail);
      if (numero === this.numero) this.acte = undefined;
      this.#enVue('.fait');
      if (this.fait) this.#hote.annoncer([this.fait.phrase, this.sursis.enMots()].filter(Boolean).join(' '));
      return true;
    } catch (erreur) {
      if (erreur instanceof AutreAgent) return false;
      // The agent has opened another file meanwhile: the draft of this one is kept, and he is told.
      if (numero !== this.numero) this.#hote.annoncer(phraseEchec(erreur));
      else if (refaire && erreur instanceof ErreurApi && erreur.code === 'conflit') {
        const { actuelle, changements } = erreur.corps as unknown as Conflit;
        this.conflit = { changements, refaire };
        // The agent is shown what changed: what he sends from now on starts from there.
        if (this.brouillon.version !== undefined) this.brouillon.version = actuelle.ligne.version;
        this.#poser(actuelle);
        this.#enVue('.conflit');
      } else {
        this.acteErreur = phraseEchec(erreur);
        const api = erreur instanceof ErreurApi ? erreur.erreurs : [];
        this.erreurs = Object.fromEntries(api.map(({ chemin, message }) => [chemin, message]));
      }
      return false;
    } finally {
      this.#hote.requestUpdate();
    }
  }

  /** The file is left: what comes from now on is new to the agent. */
  #quitter(): void {
    if (this.donnees) this.#lus.set(this.donnees.ligne.numero, this.donnees.evenements.length);
    this.nouveauxDepuis = Infinity;
    this.sursis.arreter();
    this.#oublierActe();
  }

  #oublierActe(): void {
    this.acte = undefined;
    this.acteErreur = '';
    this.erreurs = {};
    this.conflit = undefined;
  }

  #poser(demande: DemandeAgent): void {
    if (demande.ligne.numero === this.numero) {
      this.donnees = demande;
      this.phase = 'pret';
      this.sursis.suivre(demande);
    }
    this.#publier(demande);
  }
}

function phraseChangement({ statut, affecteeA, service }: Changement, { ligne }: DemandeAgent): string {
  if (statut) return msg(str`Statut changé : ${LIBELLES_STATUT_AGENT[statut]}.`);
  if (service) return msg(str`Passée au service ${ligne.service.nom}.`);
  if (affecteeA === null) return msg('Affectée à personne.');
  return msg(str`Affectée à ${ligne.affecteeA?.nom ?? affecteeA ?? ''}.`);
}

/** The change that brings back what stood before, when the rules allow it. */
function inverse(changement: Changement, avant: DemandeAgent, apres: DemandeAgent): Changement | undefined {
  const retour: Changement = {};
  if (changement.statut) {
    const { statut } = avant.ligne;
    if (!apres.transitions.includes(statut)) return undefined;
    retour.statut = statut;
    if (avant.motif !== null) retour.motif = avant.motif;
    if (avant.planifieeLe !== null) retour.planifieeLe = avant.planifieeLe;
  }
  if (changement.affecteeA !== undefined) retour.affecteeA = avant.ligne.affecteeA?.courriel ?? null;
  if (changement.service) retour.service = avant.ligne.service.code;
  return retour;
}
