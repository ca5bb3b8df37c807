import type { Evenement } from '#contract/schemas/demande.ts';
import type { Bloc } from '../../../socle/mail/mail.ts';
import { citer, lienVersLeDossier, type Contenu, type Contexte } from './commun.ts';

type Message = Extract<Evenement, { type: 'message' }>;

const RAPPEL_MAX = 600;

/**
 * The town wrote in the file.
 * @param precedent what the citizen wrote last before it, quoted so that the answer is understood
 */
export function modeleMessage(contexte: Contexte, evenement: Message, precedent?: Message): Contenu {
  const { demarche, demande } = contexte;
  const { corps, pieces } = evenement.donnees;
  const fichiers: Bloc[] =
    pieces.length > 0
      ? [
          { genre: 'paragraphe', texte: 'Fichiers joints, à ouvrir dans votre dossier :' },
          { genre: 'liste', elements: pieces.map(({ nom }) => nom) },
        ]
      : [];
  const rappel: Bloc[] = precedent
    ? [{ genre: 'paragraphe', texte: 'Vous aviez écrit :' }, citer(abreger(precedent.donnees.corps), null)]
    : [];
  return {
    objet: `La mairie vous a écrit : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Un message pour vous' },
      { genre: 'paragraphe', texte: `À propos de « ${demarche.titre} », ${demande.numero} :` },
      citer(corps, evenement.auteur.nom),
      ...fichiers,
      lienVersLeDossier(contexte, 'Lire et répondre'),
      ...rappel,
    ],
  };
}

const abreger = (texte: string): string =>
  texte.length > RAPPEL_MAX ? `${texte.slice(0, RAPPEL_MAX).trimEnd()}…` : texte;
