/** Right answers to the démarches of the demo towns, on 22 November 2026. */
import type { Reponses } from '#contract/formulaire.ts';
import type { Televersement } from '#contract/schemas/demande.ts';

export const PERSONNE = {
  'demandeur-prenom': 'Éloïse',
  'demandeur-nom': 'Kermarrec',
  'demandeur-courriel': 'eloise.kermarrec@exemple.fr',
  'demandeur-telephone': '0639981234',
  'demandeur-adresse': { voie: '5 impasse du Phare', codePostal: '13999', ville: 'Port-Aubier' },
};

export const acte = (autres: Reponses = {}): Reponses => ({
  nature: 'extrait-sans-filiation',
  exemplaires: 2,
  'nom-naissance': 'Kermarrec',
  prenoms: 'Éloïse Anne',
  'date-naissance': '1984-03-09',
  'nee-ici': true,
  reception: 'courrier',
  ...PERSONNE,
  ...autres,
});

export const terrasse = (plan: Televersement, assurance: Televersement, autres: Reponses = {}): Reponses => ({
  enseigne: 'Le Bigorneau',
  siret: '123 456 789 00012',
  qualite: 'exploitant',
  'adresse-commerce': { voie: '2 quai des Armateurs', codePostal: '13999', ville: 'Port-Aubier' },
  nature: 'terrasse-ouverte',
  longueur: 6.5,
  profondeur: 2,
  passage: 1.6,
  couverts: 24,
  periodes: [{ debut: '2027-04-01', fin: '2027-10-31', jours: 'tous', fermeture: '23 h' }],
  plan: [plan],
  assurance: [assurance],
  engagement: true,
  ...PERSONNE,
  ...autres,
});

export const cantine = (autres: Reponses = {}): Reponses => ({
  enfants: [
    {
      prenom: 'Malo',
      nom: 'Kermarrec',
      naissance: '2019-05-12',
      ecole: 'les-salins',
      niveau: 'cp-ce1',
      jours: ['lundi', 'jeudi'],
      menu: 'courant',
      pai: 'non',
    },
  ],
  lien: 'parent',
  'premier-repas': '2027-01-04',
  tarif: 'non',
  exactitude: true,
  ...PERSONNE,
  ...autres,
});

export const voirie = (autres: Reponses = {}): Reponses => ({
  quoi: 'trou',
  description: 'Un trou profond près du passage piéton.',
  lieu: { libelle: 'devant le 12 rue des Voiliers' },
  ...autres,
});
