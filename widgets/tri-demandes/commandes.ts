import type { FileDonnees } from './file-donnees.ts';
import { commande, type Commande } from './raccourcis.ts';
import type { VoletTardif } from './volet-tardif.ts';

export interface CotePoste {
  /** Gives the focus to the element of this id, once it is drawn. */
  viser(id: string): void;
  /** Back to the rows. */
  revenir(): void;
  /** Shows the list of the keys. */
  aider(): void;
  /** What has the focus inside the widget. */
  actif(): Element | null;
}

/** What keys and buttons ask for, done on the queue and on the second pane. */
export class Commandes {
  readonly #file: FileDonnees;
  readonly #volet: VoletTardif;
  readonly #poste: CotePoste;

  constructor(file: FileDonnees, volet: VoletTardif, poste: CotePoste) {
    this.#file = file;
    this.#volet = volet;
    this.#poste = poste;
  }

  readonly clavier = (evenement: KeyboardEvent): void => {
    const ordre = commande(evenement);
    if (ordre && this.executer(ordre)) evenement.preventDefault();
  };

  /** `false` when the command makes no sense here: the key is then left to the browser. */
  executer(ordre: Commande): boolean {
    const actif = this.#poste.actif();
    switch (ordre) {
      case 'suivante':
      case 'precedente':
      case 'premiere':
      case 'derniere':
        return this.#aller({ suivante: 1, precedente: -1, premiere: -Infinity, derniere: Infinity }[ordre]);
      case 'chercher':
        this.#poste.viser('recherche');
        return true;
      case 'retour':
        if (actif?.id !== 'recherche') return this.#volet.la?.reculer() ?? false;
        this.#poste.revenir();
        return true;
      case 'saisir':
        void this.#volet.avec((volet) => volet.saisir());
        return true;
      case 'aide':
        this.#poste.aider();
        return true;
      default: {
        // On a row, its request; elsewhere, the one that is open.
        const ligne = actif?.closest('[role="option"]')?.getAttribute('data-numero');
        const numero = ligne ?? this.#volet.la?.numero;
        if (numero === undefined) return false;
        void this.#volet.avec((volet) => volet.agir(ordre, numero));
        return true;
      }
    }
  }

  #aller(pas: number): boolean {
    const ligne = this.#file.voisine(pas);
    if (!ligne) return false;
    this.#file.actif = ligne.numero;
    this.#poste.viser(`ligne-${ligne.numero}`);
    return true;
  }
}
