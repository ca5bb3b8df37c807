import { SORTES, type Element, type Entree, type Manifeste, elementsDe, type Sorte } from './manifeste.ts';

/**
 * The manifest in French, for webmasters: its sources are in English. A test wants exactly the entries of the
 * manifest here, so that neither drifts (test/outils/documentation.test.ts).
 */
export interface Glose {
  resume: string;
  entrees: { readonly [S in Sorte]?: Readonly<Record<string, string>> };
}

const ENVOYEE = (quoi: string) =>
  `${quoi} L’événement n’est pas un CustomEvent : il porte lui-même \`numero\` (par exemple \`PAB-7K4F-92QX\`) et \`demarche\` (son code). Aucune donnée personnelle, jamais le code de suivi. Il remonte la page et sort du composant (bubbles, composed).`;

const SORTI =
  'L’événement n’est pas un CustomEvent : il porte lui-même ses champs. Il remonte la page et sort du composant (bubbles, composed).';

/** Of every element that knows who is signed in. */
const SESSION = {
  'session-ouverte': `Une personne est connectée. Une seule fois pour la page, d’où elle s’est connectée, sinon du document : écoutez \`document\`. \`role\` (usager, aidant ou agent) et \`reprise\` (la session a commencé plus tôt, dans une autre page). Rien de qui elle est. ${SORTI}`,
  'session-fermee': `Plus personne n’est connecté. \`role\` et \`raison\` : \`voulue\`, ou \`finie\` par le serveur. ${SORTI}`,
};
const GARDE = {
  'document-garde': `Un papier vient d’être ajouté à « Mes documents ». \`genre\` dit sa sorte, jamais son nom ni ce qu’il contient. ${SORTI}`,
};

const PARTIES: Record<string, string> = {
  primary: 'Le bouton de l’action principale ; il est aussi `button`.',
  card: 'Un encadré d’une liste : une démarche, une demande, une personne.',
  field: 'Un champ avec son étiquette, son aide et son erreur.',
};
const parties = (...noms: string[]) => ({
  cssParts: Object.fromEntries(noms.map((nom) => [nom, PARTIES[nom]!])),
});

/** What every tag has: attributes and properties bear the same names. */
const REGLAGES_COMMUNS = {
  commune: 'Identifiant de la commune. Inutile si le serveur n’en a qu’une.',
  serveur: 'Adresse du serveur Parvis. Par défaut : celle d’où vient le script.',
};

export const COMMUNE: Glose['entrees'] = {
  attributes: REGLAGES_COMMUNS,
  members: REGLAGES_COMMUNS,
  slots: {
    '': 'Ce que la page montre tant que le composant n’est pas prêt, ou s’il ne peut pas venir : un numéro de téléphone, un lien.',
  },
  cssParts: {
    root: 'Le composant tout entier.',
    title: 'Un titre.',
    button: 'Un bouton, sauf ceux qui ont l’air d’un lien.',
  },
  cssProperties: {
    '--parvis-brand': 'Actions principales, liens et progression. Corrigée si elle n’atteint pas 4,5:1.',
    '--parvis-ink': 'Texte. Corrigée à 4,5:1.',
    '--parvis-muted': 'Texte secondaire. Corrigée à 4,5:1.',
    '--parvis-paper':
      'Fond des champs et des fiches. Écarté s’il est sombre sur une page claire, ou l’inverse.',
    '--parvis-stone': 'Fond des encadrés. Même règle.',
    '--parvis-line': 'Filets entre les parties.',
    '--parvis-line-strong': 'Bord des champs et des boutons. Corrigé à 3:1.',
    '--parvis-focus': 'Contour de ce qui a le focus du clavier. Corrigé à 3:1.',
    '--parvis-radius': 'Arrondi des coins.',
    '--parvis-space': 'Pas des espacements.',
    '--parvis-font': 'Police. Par défaut : celle de la page.',
    '--parvis-fs': 'Taille du texte, que tout le reste suit.',
  },
};

export const GLOSES: Readonly<Record<string, Glose>> = {
  'mes-demarches': {
    resume:
      'Les démarches de la commune par thème, la fiche de chacune, et son formulaire jusqu’à l’accusé de réception.',
    entrees: {
      ...reglages({
        demarche: 'Code d’une démarche : sa fiche s’ouvre tout de suite.',
        theme: 'Code d’un thème : seules ses démarches sont montrées.',
      }),
      events: { 'demande-envoyee': ENVOYEE('Une demande vient d’être envoyée.'), ...SESSION, ...GARDE },
      ...parties('primary', 'card', 'field'),
    },
  },
  'signaler-probleme': {
    resume:
      'Signaler un problème dans la rue : quoi, où, des photos, et un accusé de réception. Donner son nom est facultatif.',
    entrees: {
      ...reglages({
        demarche:
          'Code d’un genre de problème, par exemple `signaler-voirie` : son formulaire s’ouvre tout de suite.',
      }),
      events: { 'demande-envoyee': ENVOYEE('Un signalement vient d’être envoyé.'), ...SESSION },
      ...parties('primary', 'card', 'field'),
    },
  },
  'suivi-demande': {
    resume:
      'Où en est une demande : par son numéro, son état et ses étapes ; avec son code, les messages et les fichiers dans les deux sens. Le lien de l’accusé de réception (`#numero=…&code=…`) l’ouvre tout seul, et le code quitte aussitôt la barre d’adresse.',
    entrees: {
      ...reglages({
        numero: 'Numéro de suivi à ouvrir tout de suite, sa partie publique seulement.',
      }),
      events: SESSION,
      ...parties('primary', 'card', 'field'),
    },
  },
  'espace-aidant': {
    resume:
      'Le bureau des aidants (France services, conseillers numériques) : préparer un mandat avec une personne, recueillir son accord sur papier ou par un code, remplir sa démarche en son nom, son nom toujours sous les yeux, puis suivre la demande avec elle : répondre à la mairie, écrire, imprimer. Rien ne reste sur l’ordinateur : se déconnecter, quitter la page ou 10 minutes sans un geste effacent tout.',
    entrees: {
      events: {
        ...SESSION,
        'mandat-accorde': `Une personne vient de donner son accord à un mandat. \`consentement\` : \`feuille\`, \`courriel\` ou \`telephone\`. Rien de qui elle est. ${SORTI}`,
        'demande-envoyee': ENVOYEE('Une demande vient d’être envoyée au nom d’une personne.'),
      },
      ...parties('primary', 'card', 'field'),
    },
  },
  'connexion-usager': {
    resume:
      'La porte de l’habitant, pour l’en-tête du site : « Me connecter », puis « Bonjour Léa » avec le chemin vers ses demandes, son compte et la sortie. Sans mot de passe. Les autres composants de la page suivent.',
    entrees: {
      ...reglages({
        espace:
          'Adresse de la page qui porte `<mes-demarches>` ou `<mes-demandes>` : le menu y mène. Sans elle, le menu n’a pas cette ligne.',
      }),
      events: SESSION,
      ...parties('primary', 'field'),
    },
  },
  'statistiques-demandes': {
    resume:
      'Les chiffres que la commune publie : demandes reçues, réponses, délais, par mois, service, canal et démarche, sur un semestre, publié une fois pour toutes deux mois après sa fin. Chaque graphique a son tableau, les petits nombres sont masqués. Demande `statistiquesPubliques: true` dans la configuration de la commune.',
    entrees: {},
  },
  'mes-demandes': {
    resume:
      'Les demandes de l’habitant, par tous les canaux : d’abord ce que la mairie attend de lui, jusqu’à quand et qui appeler ; ensuite ce qui avance, puis ce qui est fini. Qui n’est pas connecté peut le faire sans quitter la page.',
    entrees: {
      ...reglages({
        titre: 'Titre au-dessus de la liste. Aucun par défaut.',
        limite: 'Nombre de demandes montrées, les plus pressantes d’abord. Toutes par défaut.',
      }),
      events: SESSION,
      ...parties('primary', 'card', 'field'),
    },
  },
  'mes-documents': {
    resume:
      'Les papiers que l’habitant garde à la mairie, chiffrés : ajoutés une fois, pris dans n’importe quel formulaire, avec ceux que la mairie a remis. Il voit qui les a ouverts et les télécharge tous en un fichier. Derrière une connexion sans mot de passe.',
    entrees: { events: { ...SESSION, ...GARDE }, ...parties('primary', 'field') },
  },
  'tri-demandes': {
    resume:
      'La file des agents : trouver, ouvrir, répondre, transmettre et clore ce que les habitants ont envoyé, au clavier de bout en bout. Sans `direct`, c’est un cadre servi par le serveur Parvis, hors de portée des scripts de la page.',
    entrees: {
      ...reglages({
        direct:
          'Travaille dans la page elle-même, sans cadre : seulement sur un intranet de confiance, car un script de la page pourrait alors agir au nom de l’agent.',
      }),
      events: SESSION,
      ...parties('primary', 'card', 'field'),
      cssProperties: {
        '--parvis-hauteur': 'Hauteur du cadre et des deux volets.',
      },
    },
  },
};

function reglages(textes: Record<string, string>): Glose['entrees'] {
  return { attributes: textes, members: textes };
}

/** The French text of an entry. Throws when it has none: nothing is shown in English by mistake. */
export function traduire(tag: string, sorte: Sorte, { name, inheritedFrom }: Entree): string {
  const texte = (inheritedFrom ? COMMUNE : GLOSES[tag]?.entrees)?.[sorte]?.[name];
  if (texte === undefined) throw new Error(`no French text for ${tag}, ${sorte} « ${name} »`);
  return texte;
}

/** A copy of the manifest whose words are French, for the documentation and for editors. */
export function traduireManifeste<M extends Manifeste>(manifeste: M): M {
  const copie = structuredClone(manifeste);
  for (const element of elementsDe(copie)) traduireElement(element);
  return copie;
}

function traduireElement(element: Element): void {
  element.summary = GLOSES[element.tagName]?.resume ?? element.summary;
  for (const sorte of SORTES)
    for (const entree of element[sorte] ?? []) entree.description = traduire(element.tagName, sorte, entree);
}
