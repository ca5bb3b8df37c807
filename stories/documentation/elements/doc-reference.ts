import { html, LitElement, type TemplateResult } from 'lit';

import manifeste from '../../../widgets/custom-elements.json' with { type: 'json' };
import { traduire } from '../glose.ts';
import { elementsDe, type Element, type Entree, type Sorte } from '../manifeste.ts';
import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';
import { tableau, tableauStyles } from './tableau.ts';

const elements = elementsDe(manifeste);

const VIDE: Partial<Record<Sorte, string>> = {
  events: 'Cet élément n’envoie aucun événement à la page.',
};

const code = (texte: string): TemplateResult => html`<code translate="no">${texte}</code>`;

interface Forme {
  legende: string;
  colonnes: string[];
  ligne: (entree: Entree) => unknown[];
}

const FORMES: Record<Exclude<Sorte, 'members'>, Forme> = {
  attributes: {
    legende: 'Attributs et propriétés',
    colonnes: ['Attribut', 'Type', 'Rôle'],
    ligne: ({ name, type }) => [
      code(name),
      type?.text === 'boolean' ? 'présent ou absent' : type?.text === 'string' ? 'texte' : type?.text,
    ],
  },
  events: {
    legende: 'Événements',
    colonnes: ['Événement', 'Classe', 'Quand, et ce qu’il porte'],
    ligne: ({ name, type }) => [code(name), code(type?.text ?? 'Event')],
  },
  slots: {
    legende: 'Contenu',
    colonnes: ['Place', 'Rôle'],
    ligne: ({ name }) => [name ? code(name) : 'Entre les deux balises'],
  },
  cssParts: {
    legende: 'Parties',
    colonnes: ['Partie', 'Rôle'],
    ligne: ({ name }) => [code(`::part(${name})`)],
  },
  cssProperties: {
    legende: 'Propriétés CSS',
    colonnes: ['Propriété', 'Par défaut', 'Rôle'],
    ligne: ({ name, default: defaut }) => [code(name), code(defaut ?? '')],
  },
};

/** One table of the reference of `element`, read from the manifest, in French: `sorte` is its key there. */
class DocReference extends LitElement {
  static override styles = [docStyles, tableauStyles];
  static override properties = { element: { type: String }, sorte: { type: String } };
  declare element: string;
  declare sorte: Exclude<Sorte, 'members'>;

  protected override render(): TemplateResult {
    const element = elements.find(({ tagName }) => tagName === this.element) as Element;
    const { legende, colonnes, ligne } = FORMES[this.sorte];
    const entrees = element[this.sorte] ?? [];
    if (!entrees.length) return html`<p>${VIDE[this.sorte] ?? 'Aucun.'}</p>`;
    // Its own first, then what every element has.
    const ordre = entrees.toSorted((a, b) => Number(!!a.inheritedFrom) - Number(!!b.inheritedFrom));
    return tableau(
      `${legende} de ${this.element}`,
      colonnes,
      ordre.map((entree) => [...ligne(entree), riche(traduire(this.element, this.sorte, entree))]),
    );
  }
}
customElements.define('doc-reference', DocReference);
