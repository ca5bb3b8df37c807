/**
 * What runs first in every host page, with the natives that the page has not spoilt yet: it finds things through
 * shadow roots, and remembers all that went wrong.
 */
export interface Temoin {
  /** `securitypolicyviolation`: directive and what was blocked. */
  violations: string[];
  erreurs: string[];
  avertissements: string[];
  /** Keys written to storage, databases opened. */
  ecritures: string[];
  /** Sum of layout shifts that no input explains; 0 where the engine does not tell. */
  cls: number;
  /** First visible element, shadow roots and slots included, that `choix` accepts. */
  trouver(selecteur: string, choix?: (element: HTMLElement) => boolean): HTMLElement | undefined;
  tous(selecteur: string): HTMLElement[];
  /** A button, link, option or radio by (part of) its text. */
  bouton(texte: string): HTMLElement | undefined;
  /** A field by (part of) its label. */
  champ(etiquette: string): HTMLElement | undefined;
  /** Middle of the element, once scrolled into the window. */
  viser(element: HTMLElement): [number, number];
  /** The element that has the focus, inside shadow roots. */
  actif(): Element | null;
  /** Visible text of the widgets, shadow roots included. */
  texte(): string;
  /** Origins spoken to, beside the page's own. */
  origines(): string[];
}

export function creerTemoin(): Temoin {
  const violations: string[] = [];
  const erreurs: string[] = [];
  const avertissements: string[] = [];
  const ecritures: string[] = [];
  const { getComputedStyle: styleDe } = globalThis;
  const push = Array.prototype.push;
  const noter = (liste: string[], texte: string) => push.call(liste, texte);
  addEventListener('securitypolicyviolation', (v) =>
    noter(violations, `${v.violatedDirective} ${v.blockedURI} ${v.sample} ${v.sourceFile ?? ''}`),
  );
  addEventListener('error', (e) => noter(erreurs, `error: ${e.message} ${e.filename}:${e.lineno}`));
  addEventListener('unhandledrejection', (e) =>
    noter(erreurs, `unhandled: ${String((e.reason as Error)?.stack ?? e.reason)}`),
  );
  const { warn, error } = console;
  console.warn = (...mots: unknown[]) => {
    noter(avertissements, mots.map(String).join(' '));
    warn.apply(console, mots);
  };
  console.error = (...mots: unknown[]) => {
    noter(erreurs, `console: ${mots.map(String).join(' ')}`);
    error.apply(console, mots);
  };
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (cle: string, valeur: string) {
    noter(ecritures, cle);
    setItem.call(this, cle, valeur);
  };
  const ouvrir = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (nom: string, version?: number) {
    noter(ecritures, `indexedDB ${nom}`);
    return ouvrir.call(this, nom, version);
  };
  let cls = 0;
  try {
    new PerformanceObserver((liste) => {
      for (const entree of liste.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entree.hadRecentInput) cls += entree.value;
    }).observe({ type: 'layout-shift', buffered: true });
  } catch {
    // Chromium alone measures it.
  }

  const { querySelectorAll: dansDocument } = Document.prototype;
  const { querySelectorAll: dansFragment } = DocumentFragment.prototype;
  const { matches } = Element.prototype;
  function* parcourir(racine: Document | ShadowRoot): Generator<HTMLElement> {
    const liste = (racine === document ? dansDocument : dansFragment).call(racine, '*');
    for (let i = 0; i < liste.length; i++) {
      const element = liste[i] as HTMLElement;
      yield element;
      if (element.shadowRoot) yield* parcourir(element.shadowRoot);
    }
  }
  const visible = (element: HTMLElement) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && styleDe(element).visibility !== 'hidden';
  };
  const propre = (texte: string | null | undefined) =>
    (texte ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const trouver: Temoin['trouver'] = (selecteur, choix = () => true) => {
    for (const element of parcourir(document))
      if (matches.call(element, selecteur) && visible(element) && choix(element)) return element;
    return undefined;
  };
  return {
    violations,
    erreurs,
    avertissements,
    ecritures,
    get cls() {
      return cls;
    },
    trouver,
    tous: (selecteur) => {
      const liste: HTMLElement[] = [];
      for (const element of parcourir(document))
        if (matches.call(element, selecteur)) push.call(liste, element);
      return liste;
    },
    bouton: (texte) =>
      trouver('button, a[href], summary, [role=option], label', (element) =>
        propre(element.textContent).includes(texte),
      ),
    champ: (etiquette) => {
      const label = trouver('label', (element) => propre(element.textContent).includes(etiquette));
      return ((label as HTMLLabelElement | undefined)?.control ?? undefined) as HTMLElement | undefined;
    },
    viser: (element) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' as ScrollBehavior });
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    },
    actif: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element;
    },
    texte: () => {
      let texte = '';
      // `innerText` stops at shadow roots: each gives its own.
      for (const element of parcourir(document))
        if (element.shadowRoot)
          for (const enfant of element.shadowRoot.children)
            texte += ` ${(enfant as HTMLElement).innerText ?? ''}`;
      return propre(texte);
    },
    origines: () => {
      const vues: Record<string, true> = {};
      for (const { name } of performance.getEntriesByType('resource')) vues[new URL(name).origin] = true;
      delete vues[location.origin];
      return Object.keys(vues);
    },
  };
}

export const SCRIPT_TEMOIN = `globalThis.__t = (${String(creerTemoin)})();`;

declare global {
  var __t: Temoin;
}
