export interface Essai {
  /** What was done, for a reader who knows no test. */
  quoi: string;
  /** Where it is, and words of it: a test checks that both are there. Absent for what was looked at by eye. */
  fichier?: string;
  test?: string;
  /** Day of what was looked at by eye, in words. */
  date?: string;
}

/** Everything that was tried, once; results name these. */
export const ESSAIS = {
  axe: {
    quoi: 'axe sur chaque état, à 1280 et 360 px (la part que l’outil sait voir)',
    fichier: 'test/outils/histoires.test.ts',
    test: 'findViolations(page)',
  },
  debord: {
    quoi: 'chaque état à 360 px sans débord horizontal',
    fichier: 'test/outils/histoires.test.ts',
    test: 'overflow',
  },
  regles: {
    quoi: 'règles de lecture du code (libellés, rôles, attributs ARIA, tabindex)',
    fichier: '.config/oxlint.json',
    test: 'lit-a11y/role-has-required-aria-attrs',
  },
  sansStyle: {
    quoi: 'aucun attribut style dans le code, par une règle de lecture',
    fichier: '.config/oxlint.json',
    test: 'parvis/no-inline-style',
  },
  fenetres: {
    quoi: 'aucun lien n’ouvre de fenêtre sans le dire',
    fichier: 'test/outils/documentation.test.ts',
    test: 'no link opens a window without saying so',
  },
  porteClavier: {
    quoi: 'menu du compte : ouvert, fermé par Échap et par un clic ailleurs',
    fichier: 'widgets/connexion-usager/connexion-usager.test.ts',
    test: 'says the name and what is unread',
  },
  porteConnexion: {
    quoi: 'connexion par code dans le dialogue, focus et annonce compris',
    fichier: 'widgets/connexion-usager/connexion-usager.test.ts',
    test: 'signs in in a dialog',
  },
  porteAcces: {
    quoi: 'une adresse ajoutée, une autre retirée après confirmation',
    fichier: 'widgets/connexion-usager/connexion-usager.test.ts',
    test: 'joins an address with proof of both',
  },
  porteProfil: {
    quoi: 'informations montrées puis changées',
    fichier: 'widgets/connexion-usager/connexion-usager.test.ts',
    test: 'shows and changes what forms are filled with',
  },
  connexionErreurs: {
    quoi: 'fautes de connexion dites et reliées à leur champ',
    fichier: 'widgets/ui/connexion/connexion.test.ts',
    test: 'helps with a slip in the address, with a wrong code',
  },
  chiffresTableau: {
    quoi: 'ouverture du tableau d’un graphique, en-têtes compris, avec axe',
    fichier: 'widgets/statistiques-demandes/statistiques-demandes.test.ts',
    test: 'opens the table of a chart',
  },
  chiffresBarres: {
    quoi: 'chaque barre est dite en mots',
    fichier: 'widgets/statistiques-demandes/statistiques-demandes.test.ts',
    test: 'draws a bar for each line that words say too',
  },
  demandesDites: {
    quoi: 'chaque demande dit en mots quoi faire, jusqu’à quand et qui appeler, avec axe',
    fichier: 'widgets/ui/espace/demandes.test.ts',
    test: 'says first what to do, until when, and whom to call',
  },
  demandesRattacher: {
    quoi: 'ajout d’une demande par numéro et code : erreurs dites, focus sur le champ, rien à retaper',
    fichier: 'widgets/ui/espace/demandes.test.ts',
    test: 'adds another with its number and code, and says what is wrong with them',
  },
  documentsDits: {
    quoi: 'chaque papier dit en mots ce qu’il est et jusqu’à quand il sert, avec axe',
    fichier: 'widgets/ui/espace/documents.test.ts',
    test: 'says of each paper what it is, how long it serves and where it is from, in words',
  },
  documentsRefus: {
    quoi: 'fichier refusé (genre, poids, virus, place) : dit en mots, avec axe',
    fichier: 'widgets/ui/espace/documents.test.ts',
    test: 'refuses in words what cannot be kept: type, size, virus, no place left',
  },
  documentsFocus: {
    quoi: 'suppression : une question d’abord, et le focus ne se perd pas',
    fichier: 'widgets/ui/espace/documents.test.ts',
    test: 'deletes after a question, and the focus is not lost',
  },
  aidantPorte: {
    quoi: 'connexion d’un aidant par un code reçu, sans « rester connecté » ; le focus arrive au titre',
    fichier: 'widgets/espace-aidant/espace-aidant.test.ts',
    test: 'lets in by a mailed code, and never offers to stay signed in',
  },
  aidantAccord: {
    quoi: 'mandat mal rempli, code mal tapé : chaque erreur dite à son champ, avec axe',
    fichier: 'widgets/espace-aidant/espace-aidant.test.ts',
    test: 'takes the agreement by the code that the person received',
  },
  aidantFormulaire: {
    quoi: 'démarche remplie au nom de la personne : son nom repris du mandat, toujours affiché',
    fichier: 'widgets/espace-aidant/espace-aidant.test.ts',
    test: 'files for the person with the kit’s form',
  },
  aidantFin: {
    quoi: 'fin confirmée en toutes lettres, focus sur ce qui garde',
    fichier: 'widgets/espace-aidant/espace-aidant.test.ts',
    test: 'ends a mandate once it was confirmed',
  },
  aidantDemande: {
    quoi: 'demande ouverte depuis la liste, le focus à son titre, et revenu où il était au retour',
    fichier: 'widgets/espace-aidant/demande.test.ts',
    test: 'the focus goes to its title',
  },
  aidantReponse: {
    quoi: 'réponse à ce qui manque, message avec un fichier : envoyés, dits, avec axe',
    fichier: 'widgets/espace-aidant/demande.test.ts',
    test: 'answers what is asked, field by field',
  },
  aidantRecherche: {
    quoi: 'recherche parmi les mandats : le nombre de résultats dit, l’absence aussi',
    fichier: 'widgets/espace-aidant/demande.test.ts',
    test: 'finds a person, a number or a reference',
  },
  aidantPapier: {
    quoi: 'un fichier qui restera sur l’ordinateur : dit avant le clic, rappelé à la fin',
    fichier: 'widgets/espace-aidant/demande.test.ts',
    test: 'says beforehand that a file will stay',
  },
  aidantInaction: {
    quoi: 'fermeture après 10 minutes : avertie une minute avant, un geste la repousse',
    fichier: 'widgets/espace-aidant/espace-aidant.test.ts',
    test: 'warns, then locks after idle minutes',
  },
  documentsPorte: {
    quoi: 'connexion par un code reçu : le focus arrive au titre de ce qui s’ouvre',
    fichier: 'widgets/mes-documents/mes-documents.test.ts',
    test: 'says to a guest what is behind, asks nothing of the space, and lets in by a mailed code',
  },
  documentsPreuve: {
    quoi: 'fenêtre de preuve : focus au code, erreur près du champ, retour au bouton',
    fichier: 'widgets/ui/espace/documents.test.ts',
    test: 'asks for a fresh proof where the server wants one, then does the act',
  },
  oeil: {
    quoi: 'à l’œil, sur captures de quelques états à 360 et 1280 px, focus posé',
    date: '22 novembre 2026',
  },
  contrastes: {
    quoi: 'contrastes du thème clair et sombre calculés',
    fichier: 'test/outils/documentation.test.ts',
    test: 'contrasts of the theme',
  },
  marque: {
    quoi: 'couleur trop faible ramenée à 4,5:1',
    fichier: 'widgets/core/element.test.ts',
    test: 'makes a colour of the page readable',
  },
  paires: {
    quoi: 'chaque paire de couleurs, plusieurs marques, sur des pages de plusieurs fonds',
    fichier: 'widgets/core/couleurs-de-la-page.test.ts',
    test: 'reach their ratios, whatever the brand, on a page',
  },
  clavierSignaler: {
    quoi: 'signalement de bout en bout au clavier seul, dans trois moteurs',
    fichier: 'test/moteurs/parcours.ts',
    test: 'journey: the same by keyboard alone',
  },
  clavierFile: {
    quoi: 'file des agents au clavier : aller, ouvrir, répondre, revenir',
    fichier: 'widgets/tri-demandes/clavier.test.ts',
    test: 'walks the rows, opens, answers, notes and comes back without a mouse',
  },
  raccourcis: {
    quoi: 'raccourcis muets pendant la saisie et avec Ctrl, Alt ou Cmd',
    fichier: 'widgets/tri-demandes/clavier.test.ts',
    test: 'leaves the keys of the browser and of the page alone',
  },
  erreurs: {
    quoi: 'liste des erreurs : reçoit le focus, chaque ligne mène à son champ',
    fichier: 'widgets/ui/formulaire/formulaire.test.ts',
    test: 'lists what is wrong, focuses the list, and each line leads to its field',
  },
  erreursServeur: {
    quoi: 'erreurs du serveur ramenées à leur étape et à leur champ',
    fichier: 'widgets/ui/formulaire/formulaire.test.ts',
    test: 'brings the errors of the server back to their step and field',
  },
  groupes: {
    quoi: 'groupe répété : focus et annonce à l’ajout et au retrait',
    fichier: 'widgets/ui/formulaire/formulaire.test.ts',
    test: 'with the focus and a word for screen readers',
  },
  verification: {
    quoi: 'toutes les réponses montrées et modifiables avant l’envoi',
    fichier: 'widgets/ui/formulaire/formulaire.test.ts',
    test: 'shows every answer before sending, lets one be changed, and comes back',
  },
  champs: {
    quoi: 'chaque genre de champ dessiné, axe compris',
    fichier: 'widgets/ui/formulaire/formulaire.test.ts',
    test: 'draws every type of field, and passes axe',
  },
  focusFiche: {
    quoi: 'focus : va à la fiche, revient à la carte quittée',
    fichier: 'widgets/mes-demarches/mes-demarches.test.ts',
    test: 'tells everything before the first question',
  },
  focusChoix: {
    quoi: 'focus : revient au genre de problème quitté',
    fichier: 'widgets/signaler-probleme/signaler-probleme.test.ts',
    test: 'gives the focus back to the kind that was left',
  },
  brouillon: {
    quoi: 'saisie gardée et reprise : aucun délai ne l’efface en cours de route',
    fichier: 'widgets/ui/formulaire/formulaire.test.ts',
    test: 'keeps what is typed as it is typed',
  },
  saisieSuivi: {
    quoi: 'numéro et code mal tapés : dits avant l’envoi, la saisie est gardée',
    fichier: 'widgets/suivi-demande/suivi-demande.test.ts',
    test: 'says what to do after',
  },
  veille: {
    quoi: 'changement relu tout seul : annoncé, la saisie en cours est gardée',
    fichier: 'widgets/suivi-demande/dossier.test.ts',
    test: 'reads again by itself, announces what changed and keeps what is being typed',
  },
  retrait: {
    quoi: 'retrait : seulement après une confirmation en mots',
    fichier: 'widgets/suivi-demande/dossier.test.ts',
    test: 'withdraws only after a confirmation in words',
  },
  complement: {
    quoi: 'ce que la mairie demande : rien ne part avec une faute, la liste mène au champ, avec axe',
    fichier: 'widgets/suivi-demande/complement.test.ts',
    test: 'lists what is wrong and leads to it; nothing leaves',
  },
  complementRepris: {
    quoi: 'la réponse déjà donnée se reprend d’un bouton, sans la retaper',
    fichier: 'widgets/suivi-demande/complement.test.ts',
    test: 'starts from the answer that stands',
  },
  nouvelles: {
    quoi: 'nouvelles demandes annoncées, montrées seulement quand l’agent le demande',
    fichier: 'widgets/tri-demandes/file.test.ts',
    test: 'announces new requests and waits to be asked before it shows them',
  },
  connexion: {
    quoi: 'connexion par un code reçu, que le navigateur sait remplir',
    fichier: 'widgets/tri-demandes/connexion.test.ts',
    test: 'signs in with an address, then a code that the browser can fill in',
  },
  session: {
    quoi: 'fin de session : rien de perdu, l’acte reprend après reconnexion',
    fichier: 'widgets/tri-demandes/connexion.test.ts',
    test: 'ends a session without losing a word',
  },
  conflit: {
    quoi: 'dossier changé par un collègue : rien d’écrasé, le brouillon est gardé',
    fichier: 'widgets/tri-demandes/dossier.test.ts',
    test: 'never overwrites a colleague',
  },
  sursis: {
    quoi: 'décision : la minute pour annuler dite au début, à 10 secondes et à la fin, jamais chaque seconde ; focus gardé',
    fichier: 'widgets/tri-demandes/conversation.test.ts',
    test: 'tells the last ten seconds and the end',
  },
  conversationAgent: {
    quoi: 'complément, décision, réponse type, chiffres : champs, erreurs et focus, avec axe dans chaque état',
    fichier: 'widgets/tri-demandes/conversation.test.ts',
    test: 'asks and decides by keys',
  },
  chiffresAgent: {
    quoi: 'chiffres du service ouverts à la place de la file, puis retour, avec axe',
    fichier: 'widgets/tri-demandes/conversation.test.ts',
    test: 'opens the figures in the place of the queue',
  },
  zoom320: {
    quoi: '320 px de large (1280 px à 400 %), dans trois moteurs',
    fichier: 'test/moteurs/preferences.ts',
    test: '320 px wide, which is 1280 at 400 %',
  },
  texte200: {
    quoi: 'texte à 200 %, parcours de signalement',
    fichier: 'test/moteurs/preferences.ts',
    test: 'text enlarged to 200 % by the citizen',
  },
  couleursForcees: {
    quoi: 'couleurs forcées : bords des boutons et des champs (Chromium et Firefox)',
    fichier: 'test/moteurs/preferences.ts',
    test: 'forced colours: what can be pressed keeps a visible edge',
  },
  mouvement: {
    quoi: 'mouvement réduit : rien ne bouge de soi-même, les neuf éléments (Chromium et Firefox)',
    fichier: 'test/moteurs/espace.ts',
    test: 'the nine elements, right to left',
  },
  droiteGauche: {
    quoi: 'les neuf éléments dans une page qui se lit de droite à gauche, à 320 px, dans trois moteurs',
    fichier: 'test/moteurs/espace.ts',
    test: 'the nine elements, right to left',
  },
  espace320: {
    quoi: 'une personne connectée, à 320 px (1280 px à 400 %) et de droite à gauche, dans trois moteurs',
    fichier: 'test/moteurs/espace.ts',
    test: 'the strictest policies, right to left, 320 px',
  },
  aidant320: {
    quoi: 'un aidant connecté, à 320 px (1280 px à 400 %), dans trois moteurs',
    fichier: 'test/moteurs/espace.ts',
    test: 'a helper, under the strictest policies',
  },
  clavierDemarche: {
    quoi: 'acte de naissance de bout en bout au clavier seul, en six façons de regarder (320 px, zoom 2, texte à 200 %, couleurs forcées, traduction…)',
    fichier: 'test/parcours/acces/acte-naissance.test.ts',
    test: 'by keyboard alone, a citizen asks for a birth certificate',
  },
  clavierTerrasse: {
    quoi: 'le plus long formulaire (groupes répétés, pièces) au clavier seul, à 1280 px et traduit',
    fichier: 'test/parcours/acces/terrasse.test.ts',
    test: 'by keyboard alone, a shopkeeper asks for a terrace',
  },
  clavierSuivi: {
    quoi: 'signalement, suivi, message et retrait au clavier seul, dans les six mêmes façons',
    fichier: 'test/parcours/acces/signalement.test.ts',
    test: 'by keyboard alone, a citizen reports a hole',
  },
  clavierComplement: {
    quoi: 'réponse à ce que la mairie demande, depuis le courriel et au clavier, à 1280 px',
    fichier: 'test/parcours/complement.test.ts',
    test: 'the citizen gives them by keyboard from the mail',
  },
  clavierAgent: {
    quoi: 'connexion, réponse, changement de statut et annulation au clavier seul, dans les six mêmes façons',
    fichier: 'test/parcours/acces/agent.test.ts',
    test: 'by keyboard alone, an agent signs in',
  },
  annonces: {
    quoi: 'chaque erreur annoncée une fois, une fois encore à la même erreur ; focus gardé',
    fichier: 'test/parcours/acces/annonces.test.ts',
    test: 'an error is said once, and the focus is not lost',
  },
  arbres: {
    quoi: 'arbre d’accessibilité de chaque état, comparé à celui qui a été relu',
    fichier: 'test/parcours/acces/modes.ts',
    test: 'the accessibility tree of',
  },
  focusVu: {
    quoi: 'à chaque arrêt du clavier : contour de 2 px au moins, élément ni couvert ni hors de l’écran',
    fichier: 'test/parcours/acces/regard.ts',
    test: 'no outline',
  },
  piege: {
    quoi: 'à chaque appui sur Tab, le focus avance ; il sort de l’élément et y revient',
    fichier: 'test/parcours/acces/clavier.ts',
    test: 'caught on',
  },
  geometrie: {
    quoi: 'rien de coupé, de superposé ni de plus large que la fenêtre, dans chaque façon de regarder',
    fichier: 'test/parcours/acces/regard.ts',
    test: 'wider than its box',
  },
  cibles24: {
    quoi: 'cibles de 24 px, ou assez loin de leurs voisines, dans chaque façon de regarder',
    fichier: 'test/parcours/acces/regard.ts',
    test: 'a target with 24 px around its middle to itself',
  },
  aideMemePlace: {
    quoi: 'l’aide d’un humain : mêmes mots, même rang, à chaque étape',
    fichier: 'test/parcours/acces/aide.ts',
    test: 'the help of a human stands in a form',
  },
  dejaDit: {
    quoi: 'ce que la personne a déjà dit d’elle est proposé dans ses coordonnées',
    fichier: 'server/contract/formulaire-complet.test.ts',
    test: 'earlier answers offered as the filer',
  },
  repli: {
    quoi: 'sans script : le lien et le téléphone restent',
    fichier: 'test/parcours/integrer.test.ts',
    test: 'a link without JavaScript',
  },
} as const satisfies Record<string, Essai>;

export type NomEssai = keyof typeof ESSAIS;
