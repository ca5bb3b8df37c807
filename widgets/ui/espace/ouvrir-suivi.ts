import type { Commune } from '#contract/schemas/commune.ts';

/** Where something is opened: in this page when it holds the element, else where the town has it, else our page. */
export interface LienVers {
  href: string;
  /** Follows the link without leaving the page, when it can. */
  surClic: (evenement: MouseEvent) => void;
}

/** Where a request is followed. @param base address of the API, `…/c/<slug>/api/v1/` */
export const lienSuivi = (numero: string, ville: Commune | undefined, base: string): LienVers =>
  lien('suivi-demande', ville?.pages.suivi, `#numero=${numero}`, ville, base);

/** Where a draft of the space is gone on with: what reads it there is `lireReprise`. */
export const lienReprise = (id: string, ville: Commune | undefined, base: string): LienVers =>
  lien('mes-demarches', ville?.pages.demarches, `#reprendre=${id}`, ville, base);

/** Id of the draft that the address of the page asks for. */
export const lireReprise = (): string | undefined => /^#reprendre=([\da-f-]{36})$/.exec(location.hash)?.[1];

/** It is taken up, or will not be: a reload, or the page's history, must not open it again. */
export function oublierReprise(): void {
  if (lireReprise()) history.replaceState(history.state, '', location.pathname + location.search);
}

function lien(
  tag: string,
  page: string | undefined,
  fragment: string,
  ville: Commune | undefined,
  base: string,
): LienVers {
  const ici = elementDeLaPage(tag, ville);
  if (!ici) return { href: (page ?? new URL(`../../p/${tag}`, base).href) + fragment, surClic: () => {} };
  return {
    // Not « #… » alone: a <base> of the page would send it elsewhere.
    href: location.pathname + location.search + fragment,
    surClic: (evenement) => {
      if (evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || evenement.button) return;
      evenement.preventDefault();
      if (location.hash === fragment) dispatchEvent(new HashChangeEvent('hashchange'));
      else location.hash = fragment;
      ici.scrollIntoView({ block: 'start', behavior: 'instant' });
    },
  };
}

/** The element of `ville` in this page. */
function elementDeLaPage(tag: string, ville: Commune | undefined): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(tag)].find((element) => {
    const commune = element.getAttribute('commune');
    return !commune || commune === ville?.slug;
  });
}
