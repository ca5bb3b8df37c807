import type { Evenement } from '#contract/schemas/demande.ts';
import type { SensDecision } from '#contract/vocabulaire.ts';
import type { Bloc, PieceJointe } from '../../../socle/mail/mail.ts';
import { signatureAnonyme } from '../../decisions/anonymat.ts';
import { citer, lienVersLeDossier, type Contenu, type Contexte } from './commun.ts';
import { demanderAvis, recours } from './statut.ts';

type Decision = Extract<Evenement, { type: 'decision' }>;

const TITRES: Record<SensDecision, string> = {
  acceptation: 'Votre demande est acceptée',
  refus: 'Votre demande est refusée',
  transmission: 'Votre demande est transmise',
};

/** A decision, with its letter when there is one: the mail says all that the letter says. */
export function modeleDecision(
  contexte: Contexte,
  { auteur, donnees }: Decision,
  lettre: PieceJointe | undefined,
): Contenu {
  const { commune, demarche, demande } = contexte;
  const { sens, texte, anonyme, organisme, contact } = donnees;
  const vers: Bloc[] = organisme
    ? [
        {
          genre: 'paragraphe',
          texte: `${organisme} vous répondra.${contact ? ` Pour le joindre : ${contact}.` : ''}`,
        },
      ]
    : [];
  return {
    objet: `Réponse de la mairie : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: TITRES[sens] },
      { genre: 'paragraphe', texte: `À propos de « ${demarche.titre} », ${demande.numero} :` },
      citer(texte, anonyme ? signatureAnonyme(commune, demande.service) : auteur.nom),
      ...vers,
      ...(sens === 'refus' && demande.genre === 'demande' ? recours(contexte) : []),
      {
        genre: 'paragraphe',
        texte: lettre
          ? 'La lettre est jointe à ce courriel. Elle reste aussi dans votre dossier.'
          : 'La lettre sera bientôt dans votre dossier.',
      },
      ...(sens === 'acceptation'
        ? demanderAvis(contexte)
        : [lienVersLeDossier(contexte, 'Ouvrir mon dossier')]),
    ],
    ...(lettre && { piecesJointes: [lettre] }),
  };
}
