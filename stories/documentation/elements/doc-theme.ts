import { css, html, LitElement, nothing, type TemplateResult } from 'lit';

import { contraste } from '#contract/contraste.ts';
import { lireCouleur } from '#contract/couleurs.ts';
import { COMMUNE } from '../glose.ts';
import { proprietesTheme } from '../theme.ts';
import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';
import { tableau, tableauStyles } from './tableau.ts';

const proprietes = proprietesTheme();
const fonds = proprietes.find(({ nom }) => nom === '--parvis-paper')!;

/** `#fff` as `#ffffff`: the kit's reader knows the long form only. */
const lire = (valeur: string) => lireCouleur(valeur.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'));

/** A default: its swatch, its value, and how it contrasts with the ground of controls. */
function defaut(valeur: string | undefined, fond: string): unknown {
  if (valeur === undefined) return 'le même';
  const couleur = lire(valeur);
  const rapport = couleur && valeur !== fond ? contraste(couleur, lire(fond)!) : undefined;
  return html`<span class="valeur"
    >${
      couleur
        ? html`<svg viewBox="0 0 16 16" aria-hidden="true">
            <rect width="16" height="16" fill=${valeur} />
          </svg>`
        : nothing
    }<code translate="no">${valeur}</code>${
      rapport ? html`<span class="muet">${rapport.toFixed(1).replace('.', ',')}:1</span>` : nothing
    }</span
  >`;
}

/** Every `--parvis-*` property with its defaults, read from the style sheet, and its contrast measured here. */
class DocTheme extends LitElement {
  static override styles = [
    docStyles,
    tableauStyles,
    css`
      .valeur {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.1em 0.5em;
      }
      svg {
        width: 1.3em;
        height: 1.3em;
        border: 1px solid var(--bord);
        border-radius: 0.25em;
        forced-color-adjust: none;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return tableau(
      'Les propriétés du thème',
      ['Propriété', 'Clair', 'Sombre', 'Rôle'],
      proprietes.map(({ nom, clair, sombre }) => [
        html`<code translate="no">${nom}</code>`,
        defaut(clair, fonds.clair),
        defaut(sombre, fonds.sombre!),
        riche(COMMUNE.cssProperties![nom]!),
      ]),
    );
  }
}
customElements.define('doc-theme', DocTheme);
