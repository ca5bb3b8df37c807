import type { VueEspace } from '../../widgets/ui/espace/vue.ts';
import { creerFauxServeur, type FauxServeur } from '../fixtures/faux-fetch.ts';
import { gestesSur, nouveauClient, type Gestes } from './monter.ts';

/** A view of one's own space, alone in the page, on a fake server. */
export interface MontureVue<V extends VueEspace = VueEspace> extends Gestes {
  element: V;
  serveur: FauxServeur;
}

export function monterVue<V extends VueEspace>(
  tag: string,
  { serveur = creerFauxServeur(), ...proprietes }: Partial<V> & { serveur?: FauxServeur } = {},
): MontureVue<V> {
  const element = document.createElement(tag) as V;
  Object.assign(element, { client: nouveauClient(serveur) }, proprietes);
  // The tokens that the root of a widget gives.
  element.className = 'vue-seule';
  element.style.lineHeight = '1.5';
  document.body.append(element);
  return { element, serveur, ...gestesSur(element) };
}
