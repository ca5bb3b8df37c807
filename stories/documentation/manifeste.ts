/** What the documentation reads of widgets/custom-elements.json (Custom Elements Manifest 1.0). */
export interface Entree {
  name: string;
  description?: string;
  type?: { text: string };
  default?: string;
  /** Set on what every tag has from ParvisElement. */
  inheritedFrom?: { name: string };
}

export interface Element {
  tagName: string;
  summary: string;
  attributes?: (Entree & { fieldName?: string })[];
  members?: (Entree & { kind: string; attribute?: string })[];
  events?: Entree[];
  slots?: Entree[];
  cssParts?: Entree[];
  cssProperties?: Entree[];
}

export interface Manifeste {
  modules: { path: string; declarations?: object[] }[];
}

/** The kinds of entries that an element has in the manifest, all of which are documented. */
export const SORTES = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties'] as const;
export type Sorte = (typeof SORTES)[number];

/** The public tags, in the manifest's order. */
export function elementsDe({ modules }: Manifeste): Element[] {
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration): declaration is Element => 'tagName' in declaration);
}
