import { msg } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import type { Chiffres } from './chiffres.ts';
import type { HoteOmbre } from './volet-detail.ts';

/** The figures take the place of the queue; their code comes when they are first asked for. */
export class ChiffresTardifs {
  ouverts = false;
  readonly #hote: HoteOmbre;
  readonly #viser: (id: string) => void;
  #la: Chiffres | undefined;

  constructor(hote: HoteOmbre, viser: (id: string) => void) {
    this.#hote = hote;
    this.#viser = viser;
  }

  readonly basculer = (): void => {
    if (this.ouverts) this.fermer();
    else void this.#ouvrir();
  };

  /** Escape goes back to the queue; its other keys do not play here. */
  readonly clavier = (evenement: KeyboardEvent): void => {
    if (evenement.key === 'Escape' && !evenement.defaultPrevented) this.fermer();
  };

  fermer(): void {
    if (!this.ouverts) return;
    this.ouverts = false;
    this.#viser('titre-file');
  }

  /** Another agent works here now. */
  oublier(): void {
    this.ouverts = false;
    this.#la = undefined;
  }

  rendre(demarches: readonly DemarcheResume[]): unknown {
    return this.#la?.rendre(demarches, () => this.fermer());
  }

  async #ouvrir(): Promise<void> {
    try {
      const { Chiffres: Classe } = await import('./chiffres.ts');
      if (!this.#la) {
        const feuilles = this.#hote.shadowRoot!.adoptedStyleSheets;
        for (const { styleSheet } of Classe.styles)
          if (!feuilles.includes(styleSheet!)) feuilles.push(styleSheet!);
        this.#la = new Classe(this.#hote);
      }
      this.ouverts = true;
      this.#viser('titre-chiffres');
      void this.#la.charger();
    } catch {
      this.#hote.annoncer(
        msg('Cette partie n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.'),
      );
    }
  }
}
