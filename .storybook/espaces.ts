import { francais } from '../stories/documentation/francais.ts';

interface Noeud {
  type: string;
  tagName?: string;
  value?: string;
  children?: Noeud[];
}

/** French non-breaking spaces in the prose of the guides, code apart: sources stay easy to type. */
export function espacesInsecables() {
  return (racine: Noeud): void => marcher(racine);
}

function marcher(noeud: Noeud): void {
  if (noeud.tagName === 'code' || noeud.tagName === 'pre') return;
  if (noeud.type === 'text' && noeud.value) noeud.value = francais(noeud.value);
  noeud.children?.forEach(marcher);
}
