import { LitElement, type TemplateResult } from 'lit';
import extraits from 'virtual:parvis-extraits';

import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';
import { tableau, tableauStyles } from './tableau.ts';

const NOMS = { balise: 'la balise', bloc: 'le bloc', lien: 'le lien' };

/** Which form for which CMS, and what to do in its editor: the words of the server's page « Intégrer ». */
class DocCms extends LitElement {
  static override styles = [docStyles, tableauStyles];

  protected override render(): TemplateResult {
    return tableau(
      'La forme à coller selon votre CMS',
      ['Votre CMS', 'Forme', 'Dans la page', 'Le script'],
      extraits.cms.map(({ nom, forme, contenu, gabarit }) => [
        riche(nom),
        NOMS[forme],
        riche(contenu),
        riche(gabarit ?? 'Avec la ligne, au même endroit.'),
      ]),
    );
  }
}
customElements.define('doc-cms', DocCms);
