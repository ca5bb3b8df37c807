import { createHash } from 'node:crypto';
import type { Contact } from '#contract/schemas/commun.ts';
import { carteImports } from './assets.ts';
import { PAGES } from './modele.ts';
import type { VersionGardee } from './versions.ts';

/** The forms of a snippet (EMBED.md §8): what an editor strips decides which one. */
export type Forme = 'balise' | 'bloc' | 'lien';

export interface Cms {
  nom: string;
  forme: Forme;
  /** Where the line of content goes. */
  contenu: string;
  /** Where the script goes when the editor would strip it; absent: with the content. */
  gabarit?: string;
  /** What the template wants around the script, e.g. TypoScript. */
  enrober?: (script: string) => string;
  /** Where a rule of style goes. */
  styles: string;
}

export const CMS: Readonly<Record<string, Cms>> = {
  html: {
    nom: 'Page HTML simple',
    forme: 'balise',
    styles: 'la feuille de style de votre site',
    contenu: 'Collez la ligne dans la page, là où le composant doit apparaître.',
  },
  wordpress: {
    nom: 'WordPress, en administrateur',
    forme: 'balise',
    styles: '« Apparence › Personnaliser › CSS additionnel », ou le style.css du thème enfant',
    contenu:
      'Ajoutez un bloc « HTML personnalisé » et collez la ligne. Dans l’éditeur classique : onglet « Code ». Ne la coupez pas : WordPress mettrait un paragraphe à chaque retour à la ligne.',
  },
  'wordpress-auteur': {
    nom: 'WordPress, en auteur',
    forme: 'bloc',
    styles:
      '« Apparence › Personnaliser › CSS additionnel » (un administrateur), ou le style.css du thème enfant',
    contenu: 'Ajoutez un bloc « HTML personnalisé » et collez la ligne.',
    gabarit:
      'WordPress retire les scripts des auteurs. Un administrateur ajoute cette ligne une seule fois, avant </head>, dans le thème enfant (header.php) ou avec une extension d’en-têtes.',
  },
  spip: {
    nom: 'SPIP',
    forme: 'balise',
    styles: 'le fichier perso.css de votre dossier squelettes',
    contenu:
      'Collez la ligne dans le texte de l’article, avec une ligne vide avant et après. Ne la coupez pas.',
  },
  drupal: {
    nom: 'Drupal, format « HTML complet »',
    forme: 'balise',
    styles: 'la feuille de style de votre thème',
    contenu: 'Choisissez le format « HTML complet », ouvrez « Source » et collez la ligne.',
  },
  'drupal-base': {
    nom: 'Drupal, format « HTML de base »',
    forme: 'lien',
    styles: 'la feuille de style de votre thème',
    contenu:
      'Ouvrez « Source » et collez la ligne dans un paragraphe. Ce format ne garde que les liens : le script change le lien en composant.',
    gabarit:
      'Le format « HTML de base » retire les scripts. Ajoutez cette ligne une seule fois, avant </head>, dans le thème (html.html.twig).',
  },
  typo3: {
    nom: 'TYPO3',
    forme: 'bloc',
    styles: 'la feuille de style de votre site, ou « page.cssInline » dans le TypoScript',
    contenu: 'Dans l’éditeur de texte, ouvrez « Source » et collez la ligne.',
    gabarit:
      'L’éditeur de TYPO3 affiche les balises inconnues comme du texte. Ajoutez ces deux lignes une seule fois, dans le TypoScript du site.',
    enrober: (script) => `page.headerData.8787 = TEXT\npage.headerData.8787.value = ${script}`,
  },
  joomla: {
    nom: 'Joomla',
    forme: 'bloc',
    styles: 'le fichier user.css du gabarit (dossier css ou media)',
    contenu: 'Cliquez sur « Basculer l’éditeur », puis collez la ligne.',
    gabarit:
      'L’éditeur de Joomla retire les scripts. Ajoutez cette ligne une seule fois, avant </head>, dans le gabarit du site (index.php).',
  },
};

/** Attributes that a webmaster may set, `commune` and `serveur` apart: those of widgets/custom-elements.json. */
export const ATTRIBUTS: Readonly<Record<string, readonly string[]>> = {
  'mes-demarches': ['theme', 'demarche'],
  'suivi-demande': ['numero'],
  'signaler-probleme': ['demarche'],
  'connexion-usager': ['espace'],
  'statistiques-demandes': [],
  'mes-demandes': ['titre', 'limite'],
  'mes-documents': [],
  'espace-aidant': [],
  'tri-demandes': ['direct'],
};

export interface Choix {
  composant: string;
  cms: string;
  /** The script follows the server, or is one version for ever. */
  version: 'auto' | 'fixe';
  attributs: Readonly<Record<string, string>>;
  /** `#rrggbb` of the site, when it is not the commune's. */
  couleur?: string | undefined;
}

export interface Lieu {
  /** Public address of the server, without a final slash. */
  url: string;
  slug: string;
  contact: Contact;
  /** The version that a pinned page gets. */
  version: VersionGardee | undefined;
  /** E.g. `0`: the major that an automatic page follows. */
  majeure: string;
}

/** All that is to be copied. Each text is whole, ready to paste. */
export interface Extrait {
  /** For the template, once per site; absent when the content brings its own script. */
  gabarit?: string;
  contenu: string;
  css?: string;
  /** Rule that keeps room for the element; absent where what stands in its place is a mere link. */
  place?: string;
  /** Directives to add to a Content-Security-Policy. */
  csp: string;
}

const ENTITES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const echapper = (texte: string): string => texte.replaceAll(/[&<>"]/g, (signe) => ENTITES[signe]!);
/** ` nom="valeur"`, or ` nom` alone for an empty one. */
export const attribut = (nom: string, valeur: string): string =>
  valeur === '' ? ` ${nom}` : ` ${nom}="${echapper(valeur)}"`;

/** The snippet of a choice, for one town. */
export function composer(choix: Choix, lieu: Lieu): Extrait {
  const cms = CMS[choix.cms]!;
  const fixe = choix.version === 'fixe' ? lieu.version : undefined;
  const carte = fixe && JSON.stringify(carteImports(fixe, lieu.url));
  const script = fixe
    ? `<script type="importmap">${carte}</script><script type="module" src="${lieu.url}/v${fixe.numero}/parvis.js" integrity="${fixe.integrite}" crossorigin="anonymous"></script>`
    : `<script type="module" src="${lieu.url}/v${lieu.majeure}/parvis.js"></script>`;
  const contenu = FORMES[cms.forme](choix, lieu);
  // An import map must come before every module of the page: a pinned script always goes to the template.
  const separe = cms.gabarit !== undefined || fixe !== undefined;
  return {
    ...(separe && { gabarit: cms.enrober ? cms.enrober(script) : script }),
    contenu: separe ? contenu : script + contenu,
    ...(choix.couleur && { css: `${choix.composant} { --parvis-brand: ${choix.couleur}; }` }),
    ...(cms.forme !== 'lien' && { place: place(choix.composant, cms.forme) }),
    csp: csp(choix, new URL(lieu.url).origin, carte),
  };
}

/** What a guest sees is small where a sign-in comes first, as measured at 360 px; the page's own em says nothing of it. */
const HAUTEURS: Readonly<Record<string, string>> = {
  'connexion-usager': '44px',
  'mes-demandes': '110px',
  'mes-documents': '280px',
  'espace-aidant': '220px',
};

/**
 * Room kept from the start: without it what stands below the element jumps when it comes (layout shift of 0.6 on our
 * demonstration's pages, under 0.05 with it).
 */
function place(composant: string, forme: Forme): string {
  const bloc = forme === 'bloc' ? `, [data-parvis="${composant}"]` : '';
  const hauteur = HAUTEURS[composant] ?? '80vh';
  return `@media screen { ${composant}${bloc} { display: block; min-height: ${hauteur}; } }`;
}

const FORMES: Record<Forme, (choix: Choix, lieu: Lieu) => string> = {
  balise: (choix, lieu) => {
    const attributs = Object.entries(choix.attributs).map(([nom, valeur]) => attribut(nom, valeur));
    return `<${choix.composant}${attribut('commune', lieu.slug)}${attributs.join('')}>${secours(choix, lieu)}</${choix.composant}>`;
  },
  bloc: (choix, lieu) => {
    const attributs = Object.entries(choix.attributs).map(([nom, valeur]) => attribut(`data-${nom}`, valeur));
    return `<div data-parvis="${choix.composant}"${attribut('data-commune', lieu.slug)}${attributs.join('')}>${secours(choix, lieu)}</div>`;
  },
  lien: (choix, lieu) => {
    const { telephone } = lieu.contact;
    // The phone inside the link: nothing is left beside the element that takes its place.
    const texte = `${PAGES[choix.composant]!.titre}${telephone ? ` (mairie : ${telephone})` : ''}`;
    return `<a href="${echapper(adresse(choix, lieu))}">${echapper(texte)}</a>`;
  },
};

/** The element that stands in the header of every page, and not in one page's content. */
export const PORTE = 'connexion-usager';

/** What is read until the element is there, and without JavaScript: inline only, for editors that add paragraphs. */
function secours(choix: Choix, lieu: Lieu): string {
  const { telephone } = lieu.contact;
  const lien = `<a href="${echapper(adresse({ ...choix, attributs: {} }, lieu))}">${echapper(PAGES[choix.composant]!.titre)}</a>`;
  if (!telephone || choix.composant === 'tri-demandes' || choix.composant === PORTE) return lien;
  const numero = telephone.replaceAll(/[^\d+]/g, '');
  return `${lien} ou appelez la mairie : <a href="tel:${numero}">${echapper(telephone)}</a>`;
}

/** The hosted page, which is also the page without JavaScript. */
export function adresse(
  { composant, attributs }: Pick<Choix, 'composant' | 'attributs'>,
  lieu: Lieu,
): string {
  const parametres = new URLSearchParams(attributs).toString();
  return `${lieu.url}/c/${lieu.slug}/p/${composant}${parametres && `?${parametres}`}`;
}

/** The least that the host's policy must allow. The import map is inline: its hash stands for it. */
function csp({ composant, attributs }: Choix, origine: string, carte: string | undefined): string {
  const empreinte = carte && ` 'sha256-${createHash('sha256').update(carte).digest('base64')}'`;
  const cadre = composant === 'tri-demandes' && !('direct' in attributs);
  return [
    `script-src ${origine}${empreinte ?? ''}`,
    `connect-src ${origine}`,
    `img-src ${origine}`,
    ...(cadre ? [`frame-src ${origine}`] : []),
  ].join('; ');
}
