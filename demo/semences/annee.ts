import type { Reponses } from '#contract/formulaire.ts';
import type { Canal } from '#contract/vocabulaire.ts';
import { lieu, type Acte, type Semence } from './types.ts';

const AGENT = 'agent@port-aubier.example';
const CHEF = 'chef@port-aubier.example';
const TERRAIN = 'terrain@port-aubier.example';

const OUBLIES = 7;
const PREMIER = 396;
const DERNIER = 22;

const RUES = [
  'rue des Voiliers',
  'rue du Fanal',
  'quai des Armateurs',
  'allée du Mistral',
  'rue de la Criée',
];
const PRENOMS = ['Adèle', 'Corentin', 'Élise', 'Gaëtan', 'Hortense', 'Jules', 'Maëlle', 'Sylvain'];
const NOMS = [
  'Amarre',
  'Bitord',
  'Cabestan',
  'Drisse',
  'Étrave',
  'Foc',
  'Hauban',
  'Misaine',
  'Safran',
  'Timon',
];

/** The same numbers at each seeding, from 0 to 1. */
function tirage(graine: number): () => number {
  let etat = graine;
  return () => (etat = (etat * 16_807) % 2_147_483_647) / 2_147_483_647;
}

type Choix = (parmi: readonly string[]) => string;

interface Genre {
  demarche: string;
  par: string;
  /** How many of them come in a year. */
  parAn: number;
  canaux: Canal[];
  /** Days to the answer, the slowest but those forgotten. */
  jours: number;
  reponses: (au: Choix) => Reponses;
}

const signalement = (quoi: string[]) => (au: Choix) => ({
  quoi: au(quoi),
  lieu: lieu(`${au(['3', '8', '14', '21', '36'])} ${au(RUES)}`),
});
const demandeur = (prenom: string, nom: string, au: Choix): Reponses => ({
  'demandeur-prenom': prenom,
  'demandeur-nom': nom,
  'demandeur-adresse': {
    voie: `${au(['2', '5', '11'])} ${au(RUES)}`,
    codePostal: '13999',
    ville: 'Port-Aubier',
  },
});
const anonymes: Canal[] = ['web', 'web', 'web', 'telephone', 'courriel'];
const surPlace: Canal[] = ['guichet', 'guichet', 'courrier'];

const GENRES: Genre[] = [
  {
    demarche: 'signaler-voirie',
    par: TERRAIN,
    parAn: 34,
    canaux: anonymes,
    jours: 21,
    reponses: signalement(['trou', 'trottoir', 'panneau', 'marquage']),
  },
  {
    demarche: 'signaler-eclairage',
    par: TERRAIN,
    parAn: 22,
    canaux: anonymes,
    jours: 14,
    reponses: signalement(['eteint', 'rue-eteinte', 'clignote']),
  },
  {
    demarche: 'signaler-proprete',
    par: TERRAIN,
    parAn: 38,
    canaux: anonymes,
    jours: 5,
    reponses: signalement(['depot-sauvage', 'poubelle', 'salissure', 'tag']),
  },
  {
    demarche: 'signaler-espaces-verts',
    par: TERRAIN,
    parAn: 16,
    canaux: anonymes,
    jours: 30,
    reponses: signalement(['arbre', 'vegetation', 'mobilier']),
  },
  {
    demarche: 'acte-naissance',
    par: AGENT,
    parAn: 44,
    canaux: surPlace,
    jours: 12,
    reponses: (au) => {
      const [prenom, nom] = [au(PRENOMS), au(NOMS)];
      return {
        nature: 'extrait-sans-filiation',
        exemplaires: 1,
        'nom-naissance': nom,
        prenoms: prenom,
        'date-naissance': `19${au(['48', '63', '77', '85', '92'])}-0${au(['2', '4', '7', '9'])}-1${au(['0', '3', '6'])}`,
        'nee-ici': true,
        reception: 'guichet',
        ...demandeur(prenom, nom, au),
      };
    },
  },
  {
    demarche: 'inscription-bibliotheque',
    par: CHEF,
    parAn: 14,
    canaux: ['guichet'],
    jours: 3,
    reponses: (au) => {
      const [prenom, nom] = [au(PRENOMS), au(NOMS)];
      return {
        lecteurs: [{ prenom, nom, naissance: '1988-05-14', situation: 'adulte' }],
        habitant: 'oui',
        'domicile-honneur': true,
        reglement: true,
        ...demandeur(prenom, nom, au),
      };
    },
  },
];

/** What waits for others, or for good weather: open for weeks. Under five of them, public figures would hide them. */
const ENCORE_OUVERTES: Semence[] = [
  ['signaler-voirie', 'trottoir', '2 rue de la Criée', 44, 'transmise'],
  ['signaler-eclairage', 'abime', 'angle de la rue du Fanal et du quai', 52, 'transmise'],
  ['signaler-espaces-verts', 'mobilier', 'parc de la Vigie, entrée nord', 47, 'planifiee'],
].map(([demarche, quoi, ou, ilYA, statut]): Semence => {
  const suite: Acte =
    statut === 'planifiee'
      ? { jours: 3, type: 'statut', par: TERRAIN, statut, planifieeDans: 60 }
      : {
          jours: 2,
          type: 'statut',
          par: TERRAIN,
          statut: 'transmise',
          motif: 'Cet endroit dépend du département. Nous lui avons transmis votre signalement.',
        };
  const reponses = { quoi: String(quoi), lieu: lieu(String(ou)) };
  return {
    demarche: String(demarche),
    canal: 'web',
    ilYA: Number(ilYA),
    reponses: () => reponses,
    actes: [suite],
  };
});

/**
 * Thirteen months of what a town hall closes: enough for its figures to mean something. Nobody left an e-mail
 * address, so nothing is sent; seven requests were forgotten until silence had decided.
 */
export function annee(): Semence[] {
  const hasard = tirage(13_999);
  const au = <T>(parmi: readonly T[]): T => parmi[Math.floor(hasard() * parmi.length)]!;
  const closes = GENRES.flatMap(({ demarche, par, parAn, canaux, jours, reponses }) =>
    Array.from({ length: parAn }, (_, n): Semence => {
      const oubliee = demarche === 'acte-naissance' && n < OUBLIES;
      const plus = oubliee ? 66 + Math.floor(hasard() * 20) : 0;
      const canal = au(canaux);
      const fin = DERNIER + jours + plus;
      const ilYA = Math.round(PREMIER - hasard() * (PREMIER - fin));
      // Most answers come early in the usual delay, a few at its end.
      const reponse = plus || 1 + Math.floor(hasard() ** 2 * jours);
      const donnees = reponses(au);
      const cours: Acte[] = n % 3 === 0 ? [{ jours: 0, type: 'statut', par, statut: 'en-cours' }] : [];
      return {
        demarche,
        canal,
        ilYA,
        ...(canal !== 'web' && { saisiePar: par }),
        reponses: () => donnees,
        actes: [...cours, { jours: reponse, type: 'statut', par, statut: 'traitee' }],
      };
    }),
  );
  return [...closes, ...ENCORE_OUVERTES];
}
