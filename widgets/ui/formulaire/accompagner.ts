import type { ReactiveControllerHost } from 'lit';
import type { Champ } from '#contract/formulaire.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Brouillons } from '../../core/brouillon.ts';
import type { Client } from '../../core/client.ts';
import { AccesSession } from '../../core/session/acces.ts';
import type { ProfilFormulaire } from '../espace/profil-formulaire.ts';
import { resumeErreurs } from '../resume-erreurs.ts';
import type { Brutes } from './chemins.ts';
import { veillerCourriels } from './suggestion-courriel.ts';

/** What the help around the answers needs of the form. */
export interface HoteAccompagne extends ReactiveControllerHost {
  readonly definition: DemarchePubliee;
  readonly client: Client;
  readonly brouillons: Brouillons | undefined;
  readonly surEnvoi: unknown;
  readonly aujourdhui: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  changer(chemin: string, valeur: unknown): void;
  annoncer(phrase: string): void;
}

/** Help around what is typed: slips in addresses, errors listed, and what the profile of a signed-in citizen says. */
export class Accompagnement {
  #profil: ProfilFormulaire | undefined;
  readonly #hote: HoteAccompagne;

  constructor(hote: HoteAccompagne) {
    this.#hote = hote;
    veillerCourriels(hote);
    // An agent or a helper files for somebody else: his own session says nothing of that person.
    if (!hote.brouillons || hote.surEnvoi) return;
    const acces = new AccesSession(hote, 'usager', () => hote.client);
    hote.addController({ hostUpdated: () => void this.#suivre(acces) });
  }

  /** Above the questions of a step. */
  tete(champs: readonly Champ[], brutes: Brutes, lignes: Parameters<typeof resumeErreurs>[0]): unknown {
    return [this.#profil?.offrir(champs, brutes), resumeErreurs(lignes)];
  }

  /** Under the receipt. */
  apresDepot(): unknown {
    return this.#profil?.garder();
  }

  #chargement = false;

  async #suivre(acces: AccesSession): Promise<void> {
    if (!acces.ouverte) {
      if (!this.#profil) return;
      this.#profil = undefined;
      return this.#hote.requestUpdate();
    }
    if (this.#profil || this.#chargement) return;
    this.#chargement = true;
    try {
      const { ProfilFormulaire: Profil } = await import('../espace/profil-formulaire.ts');
      const profil = new Profil(this.#hote, await acces.session!.lireMoi());
      if (acces.ouverte) this.#profil = profil;
      this.#hote.requestUpdate();
    } catch {
      // Without it, the form is a guest's.
    } finally {
      this.#chargement = false;
    }
  }
}
