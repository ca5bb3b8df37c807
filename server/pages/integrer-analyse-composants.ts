/** Part of integrer-analyse.ts: runs in the webmaster's browser. */
import { attention, bon, erreur, lireUrl, texteDe, type Attendu, type Constat } from './integrer-constat.ts';

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

/** Are the elements there, in one of the three forms, whole and of this commune? */
export function verifierElements(doc: Document, attendu: Attendu): Constat[] {
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
