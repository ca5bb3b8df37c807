import type { Complement } from '#contract/schemas/echeance.ts';
import type { Bloc } from '../../../socle/mail/mail.ts';
import { enToutesLettres, SANS_ECHEANCE } from '../../../echeances/dates.ts';
import { citer, lienVersLeDossier, type Contenu, type Contexte } from './commun.ts';

/** What is awaited from the citizen, all of it, whoever asked what (CRPA L114-5). */
export function modeleComplement(contexte: Contexte, complement: Complement): Contenu {
  const { demarche, demande } = contexte;
  const avant = enToutesLettres(complement.avantLe);
  return {
    objet: `Il manque quelque chose à votre dossier : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Votre dossier est à compléter' },
      {
        genre: 'paragraphe',
        texte: `Pour traiter « ${demarche.titre} », ${demande.numero}, la mairie a besoin de ce qui suit, au plus tard le ${avant} :`,
      },
      enListe(complement.champs),
      { genre: 'paragraphe', texte: 'Pourquoi :' },
      citer(complement.motif, null),
      lienVersLeDossier(contexte, 'Compléter mon dossier'),
      {
        genre: 'paragraphe',
        texte:
          'Seules ces réponses vous sont demandées : le reste de votre dossier ne change pas. Envoyez-les avec ce bouton plutôt qu’en réponse à ce courriel : la mairie sait alors aussitôt que votre dossier est complet.',
      },
      ...pendantLAttente(contexte, complement),
    ],
  };
}

/** The town no longer needs what it had asked. */
export function modeleComplementAnnule(
  contexte: Contexte,
  reste: Complement | null,
  annules: string[],
): Contenu {
  const { demarche, demande } = contexte;
  return {
    objet: `La mairie n’a plus besoin de ce complément : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: reste ? 'Il y a moins à compléter' : 'Rien n’est plus à compléter' },
      { genre: 'paragraphe', texte: `Pour « ${demarche.titre} », ${demande.numero}, n’envoyez plus :` },
      { genre: 'liste', elements: annules },
      ...(reste
        ? ([
            {
              genre: 'paragraphe',
              texte: `La mairie attend toujours, au plus tard le ${enToutesLettres(reste.avantLe)} :`,
            },
            enListe(reste.champs),
            lienVersLeDossier(contexte, 'Compléter mon dossier'),
          ] satisfies Bloc[])
        : [...delaiEnCours(contexte), lienVersLeDossier(contexte, 'Ouvrir mon dossier')]),
    ],
  };
}

/**
 * What the citizen sent is there, and what is still missing (`encore`).
 * @param le local day on which it came another way than by his file
 */
export function modeleComplementRecu(
  contexte: Contexte,
  recus: string[],
  encore: Complement | null,
  le?: string,
): Contenu {
  const { demande } = contexte;
  return {
    objet: `Votre complément est bien reçu : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Votre complément est bien reçu' },
      {
        genre: 'paragraphe',
        texte: le === undefined ? 'La mairie a reçu :' : `La mairie a reçu, le ${enToutesLettres(le)} :`,
      },
      { genre: 'liste', elements: recus },
      ...(encore
        ? ([
            {
              genre: 'paragraphe',
              texte: `Il manque encore, au plus tard le ${enToutesLettres(encore.avantLe)} :`,
            },
            enListe(encore.champs),
            lienVersLeDossier(contexte, 'Compléter mon dossier'),
          ] satisfies Bloc[])
        : [...delaiEnCours(contexte), lienVersLeDossier(contexte, 'Ouvrir mon dossier')]),
    ],
  };
}

/** What asking does to the delay of the town: the citizen is told it with what is missing (CRPA L114-5). */
function pendantLAttente({ demarche, demande }: Contexte, { avantLe }: Complement): Bloc[] {
  if (demarche.silence.regime === 'aucun' || demande.implicite) return [];
  const texte =
    demarche.silence.regime === 'acceptation'
      ? 'Le délai que la loi donne à la mairie pour vous répondre commencera le jour où elle aura tout reçu'
      : `Le délai que la loi donne à la mairie pour vous répondre est suspendu, au plus tard jusqu’au ${enToutesLettres(avantLe)} : il reprend plus tôt si vous envoyez tout avant`;
  return [{ genre: 'paragraphe', texte: `${texte} (article L114-5 du ${CRPA}).` }];
}

/** The day that the delay now ends, once nothing is awaited. */
function delaiEnCours({ demarche, demande }: Contexte): Bloc[] {
  const { regime } = demarche.silence;
  if (regime === 'aucun' || demande.implicite || demande.clos || demande.echeance === SANS_ECHEANCE)
    return [];
  const sens = regime === 'acceptation' ? 'acceptée' : 'refusée';
  return [
    {
      genre: 'paragraphe',
      texte: `Votre dossier n’attend plus rien de vous. Si la mairie ne vous a pas répondu le ${enToutesLettres(demande.echeance)} au soir, votre demande est ${sens}, sous réserve qu’elle soit complète.`,
    },
  ];
}

const CRPA = 'code des relations entre le public et l’administration';

const enListe = (champs: Complement['champs']): Bloc => ({
  genre: 'liste',
  elements: champs.map(({ libelle, precision }) => (precision ? `${libelle} : ${precision}` : libelle)),
});
