/** Runs in the webmaster's browser (built into dist/integrer.js): reads the source of his page, touches nothing. */

export interface Attendu {
  /** Public address of the server. */
  serveur: string;
  commune: string;
  /** Each element and its own attributes. */
  attributs: Readonly<Record<string, readonly string[]>>;
  /** Exact versions that the server can give. */
  versions: readonly string[];
  /** Address of the page, when it was told. */
  page?: URL | undefined;
}

export interface Constat {
  niveau: 'erreur' | 'attention' | 'bon';
  phrase: string;
  /** What to do about it. */
  faire?: string;
}

const erreur = (phrase: string, faire: string): Constat => ({ niveau: 'erreur', phrase, faire });
const attention = (phrase: string, faire: string): Constat => ({ niveau: 'attention', phrase, faire });
const bon = (phrase: string): Constat => ({ niveau: 'bon', phrase });

/** All that the source of a page tells about the widgets in it, what is to mend first. */
export function analyser(source: string, attendu: Attendu): Constat[] {
  const doc = new DOMParser().parseFromString(source, 'text/html');
  const constats = [
    ...verifierScript(doc, source, attendu),
    ...verifierElements(doc, attendu),
    ...verifierPolitique(doc, attendu),
  ];
  const rang = { erreur: 0, attention: 1, bon: 2 };
  return constats.sort((a, b) => rang[a.niveau] - rang[b.niveau]);
}

/** What the page shows: an editor that refuses a tag often writes it as text. */
const texteDe = (doc: Document): string => {
  const corps = doc.body.cloneNode(true) as HTMLElement;
  for (const cache of corps.querySelectorAll('script, style, template, noscript')) cache.remove();
  return corps.textContent ?? '';
};

function verifierScript(doc: Document, source: string, { serveur, page, versions }: Attendu): Constat[] {
  const scripts = [...doc.querySelectorAll<HTMLScriptElement>('script')].filter((script) =>
    /parvis\.js/.test(adresseDe(script)),
  );
  const exemple = `${serveur}/parvis.js`;
  const [script] = scripts;
  if (!script) {
    if (/<script[^>]*parvis\.js/.test(texteDe(doc)))
      return [
        erreur(
          'Le script est affiché comme du texte.',
          'L’éditeur de votre site l’a refusé. Mettez-le dans le gabarit du site, et dans la page la forme prévue pour votre outil (étape 2).',
        ),
      ];
    if (/<!--(?:(?!-->)[\s\S])*parvis\.js/.test(source))
      return [erreur('Le script est dans un commentaire.', 'Sortez-le du commentaire HTML.')];
    return [
      erreur(
        'Le script n’est pas dans la page.',
        'L’éditeur l’a sans doute retiré. Faites-le ajouter dans le gabarit du site, puis choisissez à l’étape 2 la forme prévue pour votre outil.',
      ),
    ];
  }
  const constats: Constat[] = [];
  const url = lireUrl(adresseDe(script), page ?? new URL('https://page.invalid/'));
  const chemin = /^\/(?:v(\d+(?:\.\d+\.\d+[\w.-]*)?)\/)?parvis\.js$/.exec(url?.pathname ?? '');
  if (!url || url.host !== new URL(serveur).host || !chemin)
    constats.push(
      erreur(`L’adresse du script n’est pas la bonne : ${adresseDe(script)}`, `Remplacez-la par ${exemple}`),
    );
  else if (url.protocol !== new URL(serveur).protocol)
    constats.push(
      erreur('L’adresse du script n’a pas le bon début (http ou https).', `Remplacez-la par ${exemple}`),
    );
  if (url && page?.protocol === 'https:' && url.protocol === 'http:' && !locale(url.hostname))
    constats.push(
      erreur(
        'Votre page est en https et le script en http : le navigateur le bloque.',
        'Demandez à la commune l’adresse https du serveur.',
      ),
    );
  const exacte = chemin?.[1]?.includes('.') ? chemin[1] : undefined;
  if (exacte && !versions.includes(exacte))
    constats.push(
      erreur(`La version ${exacte} n’est plus sur le serveur.`, 'Copiez de nouveau l’extrait à l’étape 2.'),
    );
  if (script.hasAttribute('src') && script.type.toLowerCase() !== 'module')
    constats.push(
      erreur(
        'Le script n’est pas chargé comme un module.',
        'Écrivez type="module" dans la balise script. Si une extension d’optimisation change cette balise, excluez parvis.js de ses réglages.',
      ),
    );
  if (!script.hasAttribute('src'))
    constats.push(
      erreur(
        'Le script est retardé par une extension d’optimisation.',
        'Excluez parvis.js de ses réglages : la balise doit avoir un attribut src.',
      ),
    );
  if (script.integrity && !exacte)
    constats.push(
      erreur(
        'Le script a une empreinte (integrity), mais son adresse suit les mises à jour.',
        'Il sera bloqué à la prochaine version. Retirez integrity, ou choisissez la version fixe à l’étape 2.',
      ),
    );
  if (script.integrity && !script.hasAttribute('crossorigin'))
    constats.push(
      erreur(
        'Le script a une empreinte sans l’attribut crossorigin : le navigateur le refuse.',
        'Ajoutez crossorigin="anonymous" à la balise script.',
      ),
    );
  if (scripts.length > 1)
    constats.push(
      attention(
        `Le script est ${scripts.length} fois dans la page.`,
        'Cela marche, mais gardez une seule copie : la page sera plus légère.',
      ),
    );
  return constats.length > 0 && constats[0]!.niveau === 'erreur'
    ? constats
    : [bon('Le script est là, avec la bonne adresse.'), ...constats];
}

/** `data-src` and the like: what optimisation plug-ins make of `src`. */
function adresseDe(script: HTMLScriptElement): string {
  const autre = script.getAttributeNames().find((nom) => /^data-.*src$/.test(nom));
  return script.getAttribute('src') ?? (autre ? script.getAttribute(autre)! : '');
}

interface Pose {
  element: Element;
  tag: string;
  commune: string | null;
  attributs: string[];
  forme: 'balise' | 'bloc' | 'lien';
}

function trouverPoses(doc: Document, { serveur, attributs }: Attendu): Pose[] {
  const tags = Object.keys(attributs);
  const poses: Pose[] = [];
  for (const element of doc.querySelectorAll(`${tags.join()}, [data-parvis], a[href*="/p/"]`)) {
    // What stands inside an element is what is read until it is there.
    if (element.parentElement?.closest(`${tags.join()}, [data-parvis]`)) continue;
    const noms = element.getAttributeNames();
    if (tags.includes(element.localName))
      poses.push({
        element,
        tag: element.localName,
        commune: element.getAttribute('commune'),
        attributs: noms,
        forme: 'balise',
      });
    else if (element.hasAttribute('data-parvis'))
      poses.push({
        element,
        tag: element.getAttribute('data-parvis')!,
        commune: element.getAttribute('data-commune'),
        attributs: noms.filter((nom) => nom.startsWith('data-')).map((nom) => nom.slice(5)),
        forme: 'bloc',
      });
    else {
      const url = lireUrl(element.getAttribute('href')!);
      const lu = /^(?:\/c\/([^/]+))?\/p\/([^/]+)$/.exec(url?.pathname ?? '');
      if (!url || url.host !== new URL(serveur).host || !lu?.[2]) continue;
      poses.push({
        element,
        tag: lu[2],
        commune: lu[1] ?? url.searchParams.get('commune'),
        attributs: [...url.searchParams.keys()],
        forme: 'lien',
      });
    }
  }
  return poses;
}

function verifierElements(doc: Document, attendu: Attendu): Constat[] {
  const tags = Object.keys(attendu.attributs);
  const texte = texteDe(doc);
  const enTexte = tags.find((tag) => texte.includes(`<${tag}`) || texte.includes(`data-parvis="${tag}"`));
  const poses = trouverPoses(doc, attendu);
  const constats: Constat[] = [];
  if (enTexte)
    constats.push(
      erreur(
        `La balise <${enTexte}> est affichée comme du texte.`,
        'Vous l’avez collée dans le texte visible, ou votre outil refuse les balises inconnues (TYPO3). Collez-la dans la vue « Source », sous la forme <div data-parvis="…"> de l’étape 2.',
      ),
    );
  const perdu = doc.querySelector('div[data-commune]:not([data-parvis])') !== null;
  if (perdu || (poses.length === 0 && !enTexte))
    constats.push(
      erreur(
        perdu ? 'Le bloc a perdu son attribut data-parvis.' : 'Aucun composant n’est dans la page.',
        'L’éditeur l’a retiré. Choisissez votre outil à l’étape 2 : la forme « lien » passe partout.',
      ),
    );
  for (const pose of poses) constats.push(...verifierPose(pose, attendu));
  return constats;
}

const GLOBAUX =
  /^(id|class|style|lang|dir|title|hidden|slot|part|role|tabindex|translate|is|inert|nonce)$|^(aria-|data-|on)/;

function verifierPose({ element, tag, commune, attributs, forme }: Pose, attendu: Attendu): Constat[] {
  const connus = attendu.attributs[tag];
  if (!connus)
    return [
      erreur(
        `« ${tag} » n’est pas un composant.`,
        `Les composants sont : ${Object.keys(attendu.attributs).join(', ')}.`,
      ),
    ];
  const constats: Constat[] = [];
  const nom = `<${tag}>`;
  if (commune === null)
    constats.push(
      attention(
        `${nom} ne dit pas de quelle commune il est.`,
        `Ajoutez ${forme === 'bloc' ? 'data-' : ''}commune="${attendu.commune}".`,
      ),
    );
  else if (commune !== attendu.commune)
    constats.push(
      erreur(
        `${nom} est celui de la commune « ${commune} ».`,
        `Pour celle-ci, écrivez ${forme === 'bloc' ? 'data-' : ''}commune="${attendu.commune}".`,
      ),
    );
  const permis = [...connus, 'commune', 'serveur', 'parvis'];
  for (const inconnu of attributs.filter(
    (un) => !permis.includes(un) && !(forme === 'balise' && GLOBAUX.test(un)),
  ))
    constats.push(
      attention(
        `L’attribut « ${inconnu} » de ${nom} n’existe pas.`,
        `Attributs possibles : ${['commune', ...connus].join(', ')}.`,
      ),
    );
  if (forme === 'lien' && element.closest('nav, header, footer, li'))
    constats.push(
      attention(
        `Le lien vers « ${tag} » est dans un menu ou une liste : il reste un lien.`,
        'Pour en faire un composant, mettez-le dans un paragraphe du texte.',
      ),
    );
  if (forme !== 'lien' && coupe(element, tag))
    constats.push(
      erreur(
        `${nom} a été coupé par les paragraphes automatiques : son texte de secours est tombé à côté.`,
        'Collez de nouveau l’extrait sur une seule ligne, sans retour à la ligne.',
      ),
    );
  else if (forme !== 'lien' && !element.textContent?.trim())
    constats.push(
      attention(
        `${nom} est vide.`,
        'Sans JavaScript, rien ne sera lu. Gardez le lien et le téléphone de l’extrait.',
      ),
    );
  return constats.some(({ niveau }) => niveau === 'erreur')
    ? constats
    : [
        bon(`${nom} est là${forme === 'balise' ? '' : forme === 'bloc' ? ', en bloc' : ', en lien'}.`),
        ...constats,
      ];
}

/** Empty, or with paragraphs of the editor's inside, and its own fallback just after it. */
function coupe(element: Element, tag: string): boolean {
  if (element.textContent?.trim()) return false;
  const parent = element.parentElement;
  const suites = [element.nextElementSibling, parent?.localName === 'p' ? parent.nextElementSibling : null];
  return suites.some((suite) => suite?.matches('p, br') || suite?.querySelector(`a[href*="/p/${tag}"]`));
}

function verifierPolitique(doc: Document, { serveur, attributs }: Attendu): Constat[] {
  const origine = new URL(serveur).origin;
  const constats: Constat[] = [];
  for (const meta of doc.querySelectorAll('meta[http-equiv="content-security-policy" i]')) {
    const directives = new Map(
      (meta.getAttribute('content') ?? '').split(';').map((directive) => {
        const [nom = '', ...sources] = directive.trim().split(/\s+/);
        return [nom.toLowerCase(), sources] as const;
      }),
    );
    const cadre =
      Object.keys(attributs).includes('tri-demandes') && doc.querySelector('tri-demandes:not([direct])');
    const nonce = doc.querySelector('script[src*="parvis.js"][nonce]') !== null;
    for (const nom of ['script-src', 'connect-src', 'img-src', ...(cadre ? ['frame-src'] : [])]) {
      const sources = directives.get(nom) ?? directives.get('default-src');
      if (!sources || sources.some((une) => couvre(une, origine))) continue;
      if (nom === 'script-src' && nonce && sources.some((une) => une.startsWith("'nonce-"))) continue;
      constats.push(
        erreur(
          `La politique de sécurité de la page bloque le composant (${nom}).`,
          `Ajoutez ${origine} à la directive ${nom}.`,
        ),
      );
    }
  }
  return constats;
}

function couvre(source: string, origine: string): boolean {
  const { protocol, host } = new URL(origine);
  if (source === '*' || source === protocol || source === origine || source === host) return true;
  if (source === 'http:' && protocol === 'https:') return true;
  const motif = /^(?:(https?:)\/\/)?\*\.([^/]+)\/?$/.exec(source);
  if (motif) return (!motif[1] || motif[1] === protocol) && host.endsWith(`.${motif[2]}`);
  return source.startsWith(`${origine}/`);
}

export const locale = (hote: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hote);

function lireUrl(texte: string, base?: URL): URL | undefined {
  return URL.canParse(texte, base?.href) ? new URL(texte, base?.href) : undefined;
}
