import { msg } from '@lit/localize';
import type { CoteFile, HoteOmbre, VoletDetail } from './volet-detail.ts';

/** The second pane, whose code comes apart: the rows do not wait for it. */
export class VoletTardif {
  /** The pane, once it came. */
  la: VoletDetail | undefined;
  readonly #hote: HoteOmbre;
  readonly #file: CoteFile;
  #chargement: Promise<VoletDetail | undefined> | undefined;

  constructor(hote: HoteOmbre, file: CoteFile) {
    this.#hote = hote;
    this.#file = file;
  }

  charger(): Promise<VoletDetail | undefined> {
    return (this.#chargement ??= this.#importer());
  }

  /** Runs `acte` on the pane; code that does not come is told, and asked again the next time. */
  async avec(acte: (volet: VoletDetail) => unknown): Promise<void> {
    const volet = await this.charger();
    if (volet) await acte(volet);
    else
      this.#hote.annoncer(
        msg('Cette partie n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.'),
      );
  }

  async #importer(): Promise<VoletDetail | undefined> {
    try {
      const { VoletDetail: Volet } = await import('./volet-detail.ts');
      this.#hote.shadowRoot!.adoptedStyleSheets.push(...Volet.styles.map(({ styleSheet }) => styleSheet!));
      this.la = new Volet(this.#hote, this.#file);
    } catch {
      this.#chargement = undefined;
    }
    return this.la;
  }
}
