import type { Commune } from '#contract/schemas/commune.ts';

/** Where a request is followed: in this page when it holds the element, else where the town has it, else our page. */
export interface LienSuivi {
  href: string;
  /** Follows the link without leaving the page, when it can. */
  surClic: (evenement: MouseEvent) => void;
}

/** @param base address of the API, `…/c/<slug>/api/v1/` */
export function lienSuivi(numero: string, ville: Commune | undefined, base: string): LienSuivi {
  const fragment = `#numero=${numero}`;
  const ici = suiviDeLaPage(ville);
  if (!ici) {
    const page = ville?.pages.suivi ?? new URL('../../p/suivi-demande', base).href;
    return { href: page + fragment, surClic: () => {} };
  }
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

/** The element that follows requests of `ville` in this page. */
function suiviDeLaPage(ville: Commune | undefined): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('suivi-demande')].find((element) => {
    const commune = element.getAttribute('commune');
    return !commune || commune === ville?.slug;
  });
}
