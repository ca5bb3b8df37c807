import type { ReactiveControllerHost } from 'lit';
import { msg } from '@lit/localize';
import type { Champ } from '#contract/formulaire.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Brouillons } from '../../core/brouillon.ts';
import type { Client } from '../../core/client.ts';
import { AccesSession } from '../../core/session/acces.ts';
import type { VueAvis } from '../espace/brouillons-formulaire.ts';
import type { Synchro } from '../espace/brouillons-synchro.ts';
import type { ProfilFormulaire } from '../espace/profil-formulaire.ts';
import { resumeErreurs } from '../resume-erreurs.ts';
import { AutreOnglet } from './autre-onglet.ts';
import { dessinerChangement } from './changement.ts';
import type { Brutes } from './chemins.ts';
import { gardeFichiers, gardeInvite } from './garde.ts';
import type { ReponsesEnCours } from './reponses-en-cours.ts';
import { veillerCourriels } from './suggestion-courriel.ts';

/** What the help around the answers needs of the form. */
export interface HoteAccompagne extends ReactiveControllerHost {
  readonly definition: DemarchePubliee;
  readonly client: Client;
  readonly ville: Commune | undefined;
  readonly brouillons: Brouillons | undefined;
  readonly surEnvoi: unknown;
  readonly aujourdhui: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  changer(chemin: string, valeur: unknown): void;
  annoncer(phrase: string): void;
  cibler(id: string): void;
  /** Reads its draft again. */
  rouvrir(): void;
}

type Espace = typeof import('../espace/brouillons-formulaire.ts');

/**
 * Help around what is typed: slips in addresses, errors listed, what the profile of a signed-in citizen says, and where
 * the answers are kept.
 */
export class Accompagnement {
  #profil: ProfilFormulaire | undefined;
  #synchro: Synchro | undefined;
  #espace: Espace | undefined;
  #acces: AccesSession | undefined;
  #onglet: AutreOnglet | undefined;
  /** The last choice between two versions did not pass. */
  #coupure = false;
  readonly #hote: HoteAccompagne;

  constructor(hote: HoteAccompagne) {
    this.#hote = hote;
    veillerCourriels(hote);
    // An agent or a helper files for somebody else: his own session says nothing of that person.
    if (!hote.brouillons || hote.surEnvoi) return;
    this.#onglet = new AutreOnglet(hote);
    this.#acces = new AccesSession(hote, 'usager', () => hote.client);
    hote.addController({
      hostConnected: () => this.#synchro?.rejoindre(hote),
      hostDisconnected: () => this.#synchro?.quitter(hote),
      // After `#acces` has looked for the session, before anything is drawn.
      hostUpdate: () => void this.#suivre(this.#acces!),
    });
  }

  /** Above the questions of a step. */
  tete(champs: readonly Champ[], brutes: Brutes, lignes: Parameters<typeof resumeErreurs>[0]): unknown {
    return [this.#profil?.offrir(champs, brutes), resumeErreurs(lignes)];
  }

  /** Above the questions, and above the check page: was this form filled in elsewhere too, or has it changed? */
  avis(saisie: ReponsesEnCours): unknown {
    const { changement } = saisie.brouillon;
    const surVu = (): void => {
      this.#hote.cibler('titre-etape');
      saisie.garder({ changement: undefined });
    };
    return [this.#ailleurs(), changement && dessinerChangement(changement, surVu)];
  }

  #ailleurs(): unknown {
    const cas = this.#synchro?.cas(this.#code);
    if (!cas) return this.#onglet?.avis();
    return this.#espace!.dessinerAvis(cas, {
      fuseau: this.#fuseau,
      coupure: this.#coupure,
      ...this.#actes(this.#synchro!),
    });
  }

  /** Where the answers are kept, in words; `undefined`: as a guest's are. */
  garde(brutes: Brutes): string | undefined {
    const stock = this.#hote.brouillons!;
    const suivi = this.#synchro && (!this.#synchro.arretee || this.#synchro.suit(this.#code));
    const phrase = suivi
      ? this.#espace!.direGarde(this.#synchro!, this.#code, stock, this.#fuseau)
      : this.#acces?.reprise || this.#acces?.ouverte
        ? ''
        : gardeInvite(stock);
    return phrase === undefined ? undefined : phrase + gardeFichiers(brutes);
  }

  /** Under the receipt. */
  apresDepot(): unknown {
    return this.#profil?.garder();
  }

  get #code(): string {
    return this.#hote.definition.code;
  }

  get #fuseau(): string {
    return this.#hote.ville?.fuseau ?? 'Europe/Paris';
  }

  #actes(synchro: Synchro): Omit<VueAvis, 'fuseau' | 'coupure'> {
    const hote = this.#hote;
    const rester = (): void => {
      hote.cibler('titre-etape');
      hote.annoncer(msg('C’est fait.'));
    };
    return {
      surChoisir: (garderIci) =>
        void this.#essayer(async () => {
          await synchro.choisir(this.#code, garderIci);
          if (!garderIci) hote.rouvrir();
          rester();
          hote.annoncer(msg('C’est fait. L’autre version est dans votre espace.'));
        }),
      surGarder: () => void this.#essayer(() => synchro.garderAPart(this.#code).then(rester)),
      surEffacer: () => {
        synchro.laisser(this.#code);
        hote.brouillons!.effacer(this.#code);
        hote.rouvrir();
        hote.annoncer(msg('Vos réponses sont effacées.'));
      },
      surReprendre: (id) =>
        void this.#essayer(async () => {
          synchro.laisser(this.#code);
          await synchro.reprendre(id);
          hote.rouvrir();
        }),
      surLaisser: () => {
        synchro.laisser(this.#code);
        hote.cibler('titre-etape');
      },
    };
  }

  async #essayer(acte: () => Promise<unknown>): Promise<void> {
    this.#coupure = false;
    try {
      await acte();
    } catch {
      this.#coupure = true;
    }
    this.#hote.requestUpdate();
  }

  #chargement = false;

  async #suivre(acces: AccesSession): Promise<void> {
    if (!acces.ouverte) {
      if (!this.#profil) return;
      this.#profil = undefined;
      return;
    }
    if ((this.#profil && !this.#synchro?.arretee) || this.#chargement) return;
    this.#chargement = true;
    const hote = this.#hote;
    const session = acces.session!;
    try {
      this.#espace = await import('../espace/brouillons-formulaire.ts');
      if (acces.ouverte && hote.brouillons) {
        const synchro = this.#espace.synchroniser(hote.brouillons, hote.client, session);
        if (synchro !== this.#synchro) this.#synchro?.quitter(hote);
        this.#synchro = synchro;
        if ((hote as unknown as HTMLElement).isConnected) this.#synchro.rejoindre(hote);
        void this.#synchro.chercher(this.#code, { offrir: true });
      }
      const { ProfilFormulaire: Profil } = await import('../espace/profil-formulaire.ts');
      const profil = new Profil(hote, await session.lireMoi());
      if (acces.ouverte) this.#profil = profil;
      hote.requestUpdate();
    } catch {
      // Without it, the form is a guest's.
    } finally {
      this.#chargement = false;
    }
  }
}
