import type { Champ } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { dureesDe, enMois } from '../demarches/conservation.ts';
import { JOURNAUX_MOIS, MANDAT_FINI_MOIS } from './conservation/espaces.ts';

/** One processing of the register (RGPD art. 30). Every text is French, ready to be shown. */
export interface Traitement {
  code: string;
  nom: string;
  finalite: string;
  base: string;
  personnes: string;
  /** What is asked or noted, in the words of the forms. */
  donnees: string[];
  destinataires: string;
  duree: string;
}

export interface RegistreTraitements {
  commune: string;
  responsable: string;
  contact: string;
  demarches: Traitement[];
  communs: Traitement[];
  transferts: string;
  securite: string[];
}

const BASES = {
  mission: 'Mission d’intérêt public de la commune (RGPD, article 6.1.e)',
  obligation: 'Obligation légale de la commune (RGPD, article 6.1.c)',
  contrat: 'Contrat avec la commune (RGPD, article 6.1.b)',
  consentement: 'Consentement de la personne (RGPD, article 6.1.a)',
} as const;

/** The register of what this server does for a commune, from the definitions of its démarches and its configuration. */
export function composerRegistre(
  config: CommuneConfiguree,
  demarches: readonly DemarchePubliee[],
): RegistreTraitements {
  return {
    commune: config.nom,
    responsable: config.donnees.responsable,
    contact: config.donnees.contact,
    demarches: demarches
      .filter(({ depot }) => depot === 'en-ligne')
      .toSorted((a, b) => a.titre.localeCompare(b.titre, 'fr'))
      .map((demarche) => traitementDe(config, demarche)),
    communs: communs(config),
    transferts:
      'Aucun transfert hors de l’Union européenne n’est fait par ce logiciel. L’hébergeur et le service de courriel sont choisis par la commune.',
    securite: SECURITE,
  };
}

function traitementDe(config: CommuneConfiguree, demarche: DemarchePubliee): Traitement {
  const { ecran, total, due } = dureesDe(config, demarche);
  const service = config.services.find(({ code }) => code === demarche.service)?.nom ?? demarche.service;
  const formulaire = formulaireComplet(demarche, 'web');
  return {
    code: demarche.code,
    nom: demarche.titre,
    finalite: demarche.donnees.finalite,
    base: BASES[demarche.donnees.base ?? 'mission'],
    personnes: demarche.qui,
    donnees: formulaire.etapes.flatMap(({ champs }) => libelles(champs)),
    destinataires: `Les agents du service «\u00a0${service}\u00a0», l’hébergeur du guichet, et l’aidant si vous en avez mandaté un.`,
    duree:
      `${enMois(ecran)} à l’écran après la fin, puis en archive jusqu’à ${enMois(total)} après la fin, puis effacement. ` +
      `Si vous demandez l’effacement\u00a0: ${enMois(due)} après la fin.`,
  };
}

const libelles = (champs: readonly Champ[]): string[] =>
  champs.flatMap((champ) => {
    if (champ.type === 'information') return [];
    return champ.type === 'groupe' ? libelles(champ.champs) : [champ.libelle];
  });

function communs({ conservation, aidants, statistiquesPubliques }: CommuneConfiguree): Traitement[] {
  const base = BASES.mission;
  return [
    {
      code: 'espace',
      nom: 'Espace personnel',
      finalite: 'Retrouver ses demandes, ses échanges et ses formulaires commencés, sur tous ses appareils.',
      base: `${base}\u00a0; l’espace est facultatif`,
      personnes: 'Les personnes qui se connectent.',
      donnees: [
        'Adresse de courriel, ou identité donnée par FranceConnect',
        'Profil, si vous le remplissez',
        'Connexions\u00a0: appareil, dates',
        'Formulaires commencés',
      ],
      destinataires: 'Vous seul. Un agent peut rétablir votre accès au guichet\u00a0: cela laisse une trace.',
      duree:
        `Formulaire commencé\u00a0: ${conservation.brouillonJours} jours, avec un courriel 5 jours avant. ` +
        `Espace\u00a0: ${enMois(conservation.compteInactifMois)} sans visite, avec un courriel 30 jours avant. ` +
        `Journal de l’espace\u00a0: ${enMois(JOURNAUX_MOIS)}.`,
    },
    {
      code: 'documents',
      nom: 'Mes documents',
      finalite: 'Garder ses papiers pour ne les envoyer qu’une fois, et recevoir ceux de la mairie.',
      base: `${base}\u00a0; la garde de documents est facultative`,
      personnes: 'Les personnes qui y rangent un document.',
      donnees: ['Documents, chiffrés', 'Nom, genre et date de validité', 'Journal des accès'],
      destinataires: 'Vous seul. La mairie ne voit que ce que vous joignez à une demande.',
      duree: `Jusqu’à ce que vous les effaciez, ou avec l’espace. Journal des accès\u00a0: ${enMois(JOURNAUX_MOIS)}.`,
    },
    ...(aidants.length === 0
      ? []
      : [
          {
            code: 'mandats',
            nom: 'Aide par un aidant mandaté',
            finalite: 'Permettre à un aidant de faire une démarche pour une personne, avec son accord.',
            base: BASES.consentement,
            personnes: 'Les personnes aidées et les aidants.',
            donnees: [
              'Nom, prénom, courriel ou téléphone',
              'Démarches permises, date de fin',
              'Preuve de l’accord',
            ],
            destinataires: 'L’aidant, la personne aidée, les agents du service.',
            duree: `Jusqu’à la fin de l’accord, puis ${enMois(MANDAT_FINI_MOIS)} pour pouvoir le prouver.`,
          },
        ]),
    {
      code: 'courriels',
      nom: 'Courriels de suivi',
      finalite: 'Accuser réception, prévenir d’un changement, recevoir les réponses.',
      base,
      personnes: 'Les personnes qui ont donné une adresse.',
      donnees: ['Adresse de courriel', 'Numéro de la demande'],
      destinataires: 'Le service de courriel choisi par la commune.',
      duree: 'Avec la demande. La trace d’un envoi\u00a0: 30 jours.',
    },
    {
      code: 'agents',
      nom: 'Connexion des agents',
      finalite: 'Réserver les demandes aux agents de chaque service, et dire qui a fait quoi.',
      base,
      personnes: 'Les agents et les aidants.',
      donnees: ['Nom, prénom, qualité, courriel', 'Sessions', 'Actes faits sur les demandes'],
      destinataires: 'La commune\u00a0; le nom de l’agent figure dans les réponses (CRPA, article L111-2).',
      duree: 'Sessions\u00a0: 12 heures. Actes\u00a0: avec la demande.',
    },
    {
      code: 'chiffres',
      nom: 'Chiffres du guichet',
      finalite: 'Compter les demandes et les délais.',
      base,
      personnes: 'Aucune\u00a0: ce sont des nombres.',
      donnees: ['Nombre de demandes par mois, service, démarche, canal et délai'],
      destinataires: statistiquesPubliques
        ? 'Le public\u00a0; un nombre inférieur à 5 est caché.'
        : 'Les agents de la commune.',
      duree: 'Sans limite\u00a0: personne n’y est reconnaissable.',
    },
  ];
}

const SECURITE = [
  'Connexion sans mot de passe\u00a0: code par courriel ou FranceConnect\u00a0; session liée à une clé de l’appareil (RFC 9449).',
  '«\u00a0Mes documents\u00a0» chiffrés (AES-256-GCM), une clé par personne, détruite à l’effacement.',
  'Une base de données et un dossier de fichiers par commune.',
  'Chaque acte sur une demande est un événement daté, signé et enchaîné\u00a0: une altération se voit.',
  'Aucun cookie, aucun traceur, aucun script tiers.',
  'Journaux techniques sans nom, sans adresse et sans numéro de suivi.',
  'Un effacement s’étend aux sauvegardes du serveur.',
];
