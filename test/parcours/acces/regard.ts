/**
 * What the tests of accessibility look at inside a document, shadow roots included. Installed before the page's own
 * scripts, in every frame.
 */
export interface Ici {
  /** Nothing has the focus: `body`, or a frame that is not ours. */
  perdu: boolean;
  /** The focus is in the town's own page, whose styles are not ours. */
  dehors: boolean;
  role: string;
  nom: string;
  /** Words of the option that a list shows. */
  valeur: string;
  /** Tells two elements of the same name apart. */
  rang: number;
  /** What is wrong with the way the focus shows; empty when all is well. */
  defauts: string[];
}

export interface Annonce {
  genre: 'alert' | 'status' | 'focus';
  texte: string;
}

export interface Regard {
  ici(): Ici;
  annonces: Annonce[];
  /** What is cut, too wide, on top of something else or too small to be touched. */
  geometrie(): string[];
  /** Replaces every text, now and later, as the browser's translation does. */
  traduire(): void;
}

declare global {
  var __regard: Regard;
}

export function creerRegard(): Regard {
  const CONTROLES =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [role=button]';
  const racines = new Set<ShadowRoot>();
  const annonces: Annonce[] = [];
  const rangs = new WeakMap<Element, number>();
  let suivant = 1;
  const propre = (texte: string | null | undefined) =>
    (texte ?? '').replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();

  const actif = (): Element | null => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };
  const nomDe = (element: Element): string => {
    const racine = element.getRootNode() as ShadowRoot;
    const parIds = (ids: string | null) =>
      ids
        ?.split(/\s+/)
        .map((id) => racine.querySelector(`#${CSS.escape(id)}`)?.textContent)
        .join(' ');
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
    return propre(
      element.getAttribute('aria-label') ??
        parIds(element.getAttribute('aria-labelledby')) ??
        (labels.join(' ') ||
          (element.matches('fieldset') && element.querySelector('legend')?.textContent) ||
          element.textContent),
    );
  };
  const roleDe = (element: Element): string =>
    element.getAttribute('role') ??
    (element.matches('input') ? (element as HTMLInputElement).type : element.localName);

  /** What is drawn on the focused element: a file field is drawn by its label. */
  const dessinDe = (element: Element): Element =>
    element.matches('input[type=file]') ? ((element as HTMLInputElement).labels?.[0] ?? element) : element;
  const defautsDuFocus = (element: Element): string[] => {
    const dessin = dessinDe(element);
    const defauts: string[] = [];
    // A whole card is outlined by what its button lays over it.
    // The calendar of a date field draws its own ring.
    const calendrier = element.matches('[type=date]:not(:focus-visible)');
    const contours = [getComputedStyle(dessin), getComputedStyle(dessin, '::after')];
    if (
      !calendrier &&
      !contours.some((style) => style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2)
    )
      defauts.push('no outline');
    const boite = dessin.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].flatMap((y) =>
      [0.02, 0.5, 0.98].map((x) => [boite.x + x * boite.width, boite.y + y * boite.height] as const),
    );
    const vu = points.some(([x, y]) => {
      const dessus = (dessin.getRootNode() as ShadowRoot).elementFromPoint(x, y);
      return dessus && (dessin.contains(dessus) || dessus.contains(dessin));
    });
    const dehors = points.every(([, y]) => y < 0 || y >= innerHeight);
    if (!vu)
      defauts.push(`${dehors ? 'off-screen' : 'covered'} at ${Math.round(boite.x)},${Math.round(boite.y)}`);
    return defauts;
  };

  const surChangement: MutationCallback = (mutations) => {
    // One drawing that touches a region several times is one announcement.
    const regions = new Map<Element, Annonce['genre']>();
    for (const { target, addedNodes, type } of mutations) {
      const cible = target instanceof Element ? target : target.parentElement;
      const region = cible?.closest('[role=alert], [role=status], [aria-live]');
      // An alert speaks when it comes; a status only when it was there before its words.
      if (region) regions.set(region, region.matches('[role=alert]') ? 'alert' : 'status');
      if (type !== 'childList') continue;
      for (const noeud of addedNodes) {
        if (!(noeud instanceof Element)) continue;
        for (const alerte of [noeud, ...noeud.querySelectorAll('*')])
          if (alerte.matches('[role=alert]')) regions.set(alerte, 'alert');
      }
    }
    for (const [region, genre] of regions) {
      const texte = propre(region.textContent);
      if (texte && region.isConnected) annonces.push({ genre, texte });
    }
  };
  const surFocus = (evenement: Event): void => {
    const [cible] = evenement.composedPath();
    if (!(cible instanceof Element)) return;
    const racine = cible.getRootNode() as ShadowRoot;
    // A move inside a shadow root is heard there only, one that enters it at each level.
    if (racine !== evenement.currentTarget) return;
    const decrit = (cible.getAttribute('aria-describedby') ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => racine.querySelector(`#${CSS.escape(id)}`)?.textContent);
    // A group that takes the focus is read with what it holds.
    const dedans = cible.matches('[role=group]') ? cible.textContent : nomDe(cible);
    annonces.push({ genre: 'focus', texte: propre([dedans, ...decrit].join(' ')) });
  };
  const suivre = (racine: Node): void => {
    new MutationObserver(surChangement).observe(racine, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    racine.addEventListener('focusin', surFocus, true);
  };
  const attacher = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const racine = attacher.call(this, options);
    racines.add(racine);
    suivre(racine);
    if (traduit) ecouter(racine);
    return racine;
  };
  suivre(document);

  // ── Geometry
  const visible = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest('.cache');
  /** In the open dialog, where there is one: what is behind it is out of reach. */
  const atteignable = (element: Element): boolean => {
    let noeud: Node | null = element;
    for (; noeud; noeud = noeud instanceof ShadowRoot ? noeud.host : noeud.parentNode)
      if (noeud instanceof Element && noeud.matches('dialog:modal')) return true;
    return ![...racines].some((racine) => racine.isConnected && racine.querySelector('dialog:modal'));
  };
  const chercher = (selecteur: string): HTMLElement[] =>
    [...racines]
      .filter((racine) => racine.isConnected)
      .flatMap((racine) => [...racine.querySelectorAll<HTMLElement>(selecteur)])
      .filter((element) => visible(element) && atteignable(element));
  const boiteDe = (element: HTMLElement): DOMRect => {
    const label = element.closest('label');
    // The words beside a box are part of what is touched.
    return (
      element.matches('input[type=radio], input[type=checkbox]') && label ? label : element
    ).getBoundingClientRect();
  };
  const dit = (element: Element) => `${roleDe(element)} « ${nomDe(element).slice(0, 40)} »`;
  /** The part that a scrolled pane does not hide: what it hides is neither cut nor in the way. */
  const dansSonVolet = (element: Element, boite: DOMRect): DOMRect => {
    let { top, bottom } = boite;
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      if (getComputedStyle(parent).overflowY === 'visible') continue;
      const volet = parent.getBoundingClientRect();
      top = Math.max(top, volet.top);
      bottom = Math.min(bottom, volet.bottom);
    }
    return new DOMRect(boite.x, top, boite.width, Math.max(0, bottom - top));
  };
  const geometrie = (): string[] => {
    const defauts: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) defauts.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    const controles = chercher(CONTROLES)
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, boite: boiteDe(element) }))
      .map(({ element, boite }) => ({ element, boite, vue: dansSonVolet(element, boite) }))
      .filter(({ vue }) => vue.width && vue.height);
    const titres = chercher('h2, h3, h4, legend, dt, dd, p');
    for (const element of [...controles.map((controle) => controle.element), ...titres]) {
      const { left, right } = element.getBoundingClientRect();
      if (left < -0.5 || right > clientWidth + 0.5) defauts.push(`out of the window: ${dit(element)}`);
      const coupe = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      // What is typed scrolls in its field, and a row of the queue ends in « … ».
      if (
        coupe &&
        !element.matches('input, textarea, select, [role=option]') &&
        getComputedStyle(element).display !== 'inline'
      )
        defauts.push(`wider than its box: ${dit(element)}`);
    }
    for (const [rang, { element, boite, vue }] of controles.entries()) {
      for (const { element: autre, vue: la } of controles.slice(rang + 1)) {
        if (element.contains(autre) || autre.contains(element)) continue;
        const large = Math.min(vue.right, la.right) - Math.max(vue.left, la.left);
        const haut = Math.min(vue.bottom, la.bottom) - Math.max(vue.top, la.top);
        if (
          large > 1 &&
          haut > 1 &&
          getComputedStyle(element).position !== 'sticky' &&
          !element.closest('.boutons') &&
          // An open menu lies over the page.
          element.closest('.menu') === autre.closest('.menu')
        )
          defauts.push(`${dit(element)} is over ${dit(autre)}`);
      }
      if (boite.width >= 23.5 && boite.height >= 23.5) continue;
      // WCAG 2.5.8: a link in a sentence, or a target with 24 px around its middle to itself.
      const phrase =
        element.matches('a') && propre(element.parentElement?.textContent) !== propre(element.textContent);
      const milieu = [boite.x + boite.width / 2, boite.y + boite.height / 2] as const;
      const serre = controles.find(({ element: autre, boite: la }) => {
        if (autre === element || element.contains(autre) || autre.contains(element)) return false;
        const dx = Math.max(la.left - milieu[0], 0, milieu[0] - la.right);
        const dy = Math.max(la.top - milieu[1], 0, milieu[1] - la.bottom);
        return Math.hypot(dx, dy) < 12;
      });
      if (!phrase && serre)
        defauts.push(
          `${dit(element)} is ${boite.width.toFixed(0)}×${boite.height.toFixed(0)} px, beside ${dit(serre.element)}`,
        );
    }
    return [...new Set(defauts)];
  };

  // ── Translation
  let traduit = false;
  const nouer = (racine: Node): void => {
    for (const noeud of racine.childNodes) {
      if (noeud.nodeType === 3 && noeud.textContent?.trim() && racine.nodeName !== 'FONT') {
        const dehors = document.createElement('font');
        const dedans = document.createElement('font');
        // Words come before and after, so that nothing can be found by its position.
        dedans.textContent = `‹${noeud.textContent}›`;
        dehors.append(dedans);
        racine.replaceChild(dehors, noeud);
      } else if (noeud instanceof Element && !/^(style|script|textarea|font)$/.test(noeud.localName)) {
        if (noeud.shadowRoot) nouer(noeud.shadowRoot);
        nouer(noeud);
      }
    }
  };
  const ecouter = (racine: Node): void => {
    new MutationObserver((mutations) => {
      for (const { target } of mutations) {
        const noeud = target.nodeType === 3 ? target.parentNode : target;
        if (noeud && noeud.nodeName !== 'FONT') nouer(noeud);
      }
    }).observe(racine, { subtree: true, childList: true, characterData: true });
  };

  return {
    annonces,
    geometrie,
    ici() {
      const element = actif();
      const perdu =
        !document.hasFocus() || !element || element === document.body || element === document.documentElement;
      if (!element || perdu)
        return { perdu: true, dehors: true, role: '', nom: '', valeur: '', rang: 0, defauts: [] };
      if (!rangs.has(element)) rangs.set(element, suivant++);
      const dehors = !(element.getRootNode() instanceof ShadowRoot);
      return {
        perdu,
        dehors,
        role: roleDe(element),
        nom: nomDe(element),
        valeur: propre((element as HTMLSelectElement).selectedOptions?.[0]?.textContent),
        rang: rangs.get(element)!,
        defauts: dehors ? [] : defautsDuFocus(element),
      };
    },
    traduire() {
      traduit = true;
      const debut = () => {
        nouer(document.body);
        ecouter(document.body);
      };
      for (const racine of racines) {
        nouer(racine);
        ecouter(racine);
      }
      if (document.body) debut();
      else addEventListener('DOMContentLoaded', debut);
    },
  };
}

export const SCRIPT_REGARD = `globalThis.__regard = (${String(creerRegard)})();`;
