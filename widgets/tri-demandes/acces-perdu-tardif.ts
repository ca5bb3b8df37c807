import { msg } from '@lit/localize';
import type { Agent } from '#contract/schemas/agent.ts';
import type { AccesPerdu } from './acces-perdu.ts';
import type { Hote } from './contexte.ts';

/** Those who receive people and check identities: the server refuses the others. */
const GUICHET = ['accueil', 'etat-civil'];

/** The dialog of « Accès perdu »; its code comes when it is first asked for. */
export class AccesPerduTardif {
  ouvert = false;
  readonly #hote: Hote;
  #la: AccesPerdu | undefined;

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  /** Is it for this agent? */
  pour = ({ services }: Agent): boolean => services.some(({ code }) => GUICHET.includes(code));

  readonly ouvrir = async (): Promise<void> => {
    try {
      const { AccesPerdu: Classe } = await import('./acces-perdu.ts');
      this.#la = new Classe(this.#hote, this.fermer);
      this.ouvert = true;
      void this.#la.charger();
    } catch {
      this.#hote.annoncer(
        msg('Cette partie n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.'),
      );
    }
    this.#hote.requestUpdate();
  };

  readonly fermer = (): void => {
    if (!this.ouvert) return;
    this.ouvert = false;
    // What was typed is a person's address: not for the next one at the counter.
    this.#la = undefined;
    this.#hote.requestUpdate();
  };

  rendre(): unknown {
    return this.#la?.rendre();
  }
}
