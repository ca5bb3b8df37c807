import type { Evenement } from '#contract/schemas/demande.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import type { Bloc } from '../../../socle/mail/mail.ts';
import { enToutesLettres } from '../../../echeances/dates.ts';
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
        texte: `Pour traiter « ${demarche.titre} », ${demande.numero}, la mairie a besoin de ce qui suit, avant le ${avant} :`,
      },
      enListe(complement.champs),
      { genre: 'paragraphe', texte: 'Pourquoi :' },
      citer(complement.motif, null),
      lienVersLeDossier(contexte, 'Compléter mon dossier'),
      {
        genre: 'paragraphe',
        texte: 'Seules ces réponses vous sont demandées : le reste de votre dossier ne change pas.',
      },
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
              texte: `La mairie attend toujours, avant le ${enToutesLettres(reste.avantLe)} :`,
            },
            enListe(reste.champs),
            lienVersLeDossier(contexte, 'Compléter mon dossier'),
          ] satisfies Bloc[])
        : [lienVersLeDossier(contexte, 'Ouvrir mon dossier')]),
    ],
  };
}

/** What the citizen sent is there, and what is still missing. */
export function modeleComplementRecu(
  contexte: Contexte,
  { donnees }: Extract<Evenement, { type: 'complement-recu' }>,
  recus: string[],
  reste: Complement | null,
): Contenu {
  const { demande } = contexte;
  const encore = reste && !donnees.complet;
  return {
    objet: `Votre complément est bien reçu : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Votre complément est bien reçu' },
      { genre: 'paragraphe', texte: 'La mairie a reçu :' },
      { genre: 'liste', elements: recus },
      ...(encore
        ? ([
            { genre: 'paragraphe', texte: `Il manque encore, avant le ${enToutesLettres(reste.avantLe)} :` },
            enListe(reste.champs),
            lienVersLeDossier(contexte, 'Compléter mon dossier'),
          ] satisfies Bloc[])
        : [lienVersLeDossier(contexte, 'Ouvrir mon dossier')]),
    ],
  };
}

const enListe = (champs: Complement['champs']): Bloc => ({
  genre: 'liste',
  elements: champs.map(({ libelle, precision }) => (precision ? `${libelle} : ${precision}` : libelle)),
});
