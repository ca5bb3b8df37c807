import { Temporal } from 'temporal-polyfill';
import { lieu, personne, type Semence } from './types.ts';

const ville = 'Port-Aubier' as const;
const AGENT = 'agent@port-aubier.example';
const CHEF = 'chef@port-aubier.example';
const TERRAIN = 'terrain@port-aubier.example';
const PLACE = 'place@port-aubier.example';

/** Days since the filing of what is due in `reste` days, after a delay of two months. */
function deuxMoisMoins(reste: number): number {
  const jour = Temporal.Now.plainDateISO();
  return jour.add({ days: reste }).subtract({ months: 2 }).until(jour, { largestUnit: 'days' }).days;
}

/** What the legal clock and the conversation do: pieces asked and given, decisions with their letter, silence. */
export const PORT_AUBIER_DELAIS: Semence[] = [
  {
    // Pieces asked, and still awaited.
    demarche: 'occupation-domaine-public',
    canal: 'web',
    ilYA: 8,
    fichiers: {
      plan: [{ nom: 'plan-quai.pdf', genre: 'pdf', texte: 'Plan : benne de 6 m le long du quai' }],
      assurance: [{ nom: 'assurance-2025.pdf', genre: 'pdf', texte: 'Attestation de démonstration, 2025' }],
    },
    reponses: (jour) => ({
      qualite: 'particulier',
      nature: 'benne',
      endroit: lieu('7 quai des Armateurs'),
      longueur: 6,
      largeur: 2.2,
      circulation: 'stationnement',
      'circulation-precision': 'Deux places devant le numéro 7, du matin au soir.',
      periodes: [{ debut: jour(40), fin: jour(42), heures: 'De 8 h à 18 h' }],
      engagement: true,
      ...personne('Ondine', 'Marée', { telephone: '06 39 98 10 11', voie: '7 quai des Armateurs', ville }),
    }),
    actes: [
      { jours: 1, type: 'affectation', par: PLACE, a: PLACE },
      {
        jours: 2,
        type: 'complement',
        par: PLACE,
        champs: ['assurance'],
        motif:
          'L’attestation d’assurance s’arrête en décembre dernier. Il nous faut celle de l’année en cours.',
        delai: 20,
      },
    ],
  },
  {
    // Pieces asked, and given.
    demarche: 'acte-naissance',
    canal: 'web',
    ilYA: 10,
    reponses: () => ({
      nature: 'extrait-sans-filiation',
      exemplaires: 1,
      'nom-naissance': 'Lamproie',
      prenoms: 'Isidore',
      'date-naissance': '1971-08-09',
      'nee-ici': true,
      reception: 'courrier',
      ...personne('Isidore', 'Lamproie', { voie: '19 rue de la Criée', ville }),
    }),
    actes: [
      {
        jours: 2,
        type: 'complement',
        par: AGENT,
        champs: ['date-naissance', 'prenoms'],
        motif:
          'Aucun acte ne correspond à cette date. Vérifiez la date et l’ordre des prénoms sur votre livret de famille.',
        delai: 15,
      },
      {
        jours: 5,
        type: 'completer',
        reponses: { 'date-naissance': '1971-09-08', prenoms: 'Isidore Amédée' },
      },
    ],
  },
  {
    // Accepted, with its letter.
    demarche: 'location-salle',
    canal: 'web',
    ilYA: 33,
    reponses: (jour) => ({
      qualite: 'association',
      organisme: 'Les Galets chantants',
      rna: 'W139000001',
      salle: 'vigie',
      creneaux: [{ debut: jour(75), fin: jour(75), heures: 'De 14 h à 23 h, rangement compris' }],
      nature: 'spectacle',
      personnes: 90,
      public: 'oui',
      entree: 'non',
      materiel: ['tables', 'sono'],
      engagement: true,
      ...personne('Bérénice', 'Goémon', { telephone: '06 39 98 10 12', voie: '11 rue des Voiliers', ville }),
    }),
    actes: [
      { jours: 4, type: 'statut', par: CHEF, statut: 'en-cours' },
      {
        jours: 12,
        type: 'decision',
        par: CHEF,
        sens: 'acceptation',
        texte:
          'La salle de la Vigie vous est réservée ce jour-là, de 14 h à 23 h.\n\nPrenez rendez-vous une semaine avant pour l’état des lieux et la remise des clés. Apportez votre attestation d’assurance.',
      },
    ],
  },
  {
    // Due in three days.
    demarche: 'reclamation-police-municipale',
    canal: 'web',
    ilYA: deuxMoisMoins(3),
    reponses: (jour) => ({
      sujet: 'bruit',
      lieu: lieu('place du Môle, devant la halle'),
      frequence: 'souvent',
      'date-faits': jour(-1),
      repetition: 'Le vendredi et le samedi, après minuit',
      recit: 'Des livraisons se font moteur allumé sous les fenêtres, parfois pendant une heure.',
      attentes: ['passage', 'explication'],
      ...personne('Edmée', 'Risée', { telephone: '06 39 98 10 13', voie: '4 place du Môle', ville }),
    }),
    actes: [{ jours: 6, type: 'statut', par: PLACE, statut: 'en-cours' }],
  },
  {
    // Accepted by silence.
    demarche: 'acte-naissance',
    canal: 'web',
    ilYA: deuxMoisMoins(-6),
    reponses: () => ({
      nature: 'extrait-sans-filiation',
      exemplaires: 1,
      'nom-naissance': 'Coquelet',
      prenoms: 'Philomène',
      'date-naissance': '1949-12-01',
      'nee-ici': true,
      reception: 'courrier',
      ...personne('Philomène', 'Coquelet', { voie: '2 impasse des Mouettes', ville }),
    }),
  },
  {
    // Refused by silence.
    demarche: 'location-salle',
    canal: 'web',
    ilYA: deuxMoisMoins(-9),
    reponses: (jour) => ({
      qualite: 'particulier',
      salle: 'armateurs',
      creneaux: [{ debut: jour(120), fin: jour(121), heures: 'Du samedi midi au dimanche soir' }],
      nature: 'fete',
      personnes: 140,
      public: 'non',
      materiel: ['tables', 'cuisine'],
      engagement: true,
      ...personne('Théophile', 'Varech', {
        telephone: '06 39 98 10 14',
        voie: '33 chemin des Salins',
        ville,
      }),
    }),
  },
  {
    // Repaired, says the town; not at all, says who reported it.
    demarche: 'signaler-eclairage',
    canal: 'web',
    ilYA: 9,
    reponses: () => ({
      quoi: 'clignote',
      lieu: lieu('esplanade du Phare, deuxième lampadaire'),
      ...personne('Gildas', 'Noroît'),
    }),
    actes: [
      { jours: 2, type: 'statut', par: TERRAIN, statut: 'traitee' },
      {
        jours: 3,
        type: 'avis',
        resultat: 'pas-regle',
        commentaire: 'Il clignotait encore hier soir, de 21 h à minuit.',
      },
    ],
  },
];
