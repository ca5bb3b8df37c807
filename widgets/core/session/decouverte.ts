/**
 * How the widgets of a page find one another's session: the Context community protocol, on `document`, so that nothing
 * is kept in a module and two builds of the kit share it too.
 * https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/context.md
 */
import { EvenementNatif } from '../evenement-natif.ts';

/** As far as builds of other days are trusted to agree. */
export interface DemandeContexte extends Event {
  readonly context: unknown;
  readonly callback: (valeur: unknown, lacher?: () => void) => void;
}

const annoncer = (type: string, plus: object) =>
  document.dispatchEvent(Object.assign(new EvenementNatif(type, { bubbles: true, composed: true }), plus));

/** What some provider of the page gives for `context`, if one is there. */
export function trouver<T>(context: string): T | undefined {
  let trouvee: T | undefined;
  annoncer('context-request', { context, callback: (valeur: T) => (trouvee = valeur) });
  return trouvee;
}

/** Gives `valeur` to whoever asks; @returns what ends it. */
export function fournir(context: string, valeur: unknown): () => void {
  const repondre = (evenement: Event): void => {
    const demande = evenement as DemandeContexte;
    if (demande.context !== context) return;
    demande.stopImmediatePropagation();
    demande.callback(valeur);
  };
  document.addEventListener('context-request', repondre);
  return () => document.removeEventListener('context-request', repondre);
}

/** Tells the page that what `context` gives is there, or has changed. */
export const prevenir = (context: string): void => void annoncer('context-provider', { context });
