import type { Accompagnement } from '#contract/schemas/mandat.ts';
import { commentFinir } from '../../mandats/job-courriel.ts';
import { faitAccompagnement } from '../../mandats/phrases.ts';
import type { Bloc, PieceJointe } from '../../socle/mail/mail.ts';
import { composerAccuse } from '../accuse.ts';
import { codeDe } from '../code-suivi.ts';
import { direDonnees, direReception, nomDuFichierAccuse } from '../documents/accuse.ts';
import { reponsesLisibles } from '../documents/reponses-lisibles.ts';
import { direSilence } from '../documents/silence.ts';
import { joindreLeService, type Contenu, type Contexte } from './modeles/commun.ts';

/**
 * The receipt that holds in law (CRPA R112-11-1), with the list of what was sent.
 * @param papier the same as PDF; without it the mail says that it will follow
 */
export function modeleAccuse(
  contexte: Contexte & { accompagnement?: Accompagnement },
  papier: Uint8Array | undefined,
): Contenu {
  const { commune, demarche, demande, accompagnement } = contexte;
  const code = codeDe(commune.secret, demande.id);
  const accuse = composerAccuse(commune, demarche, demande, code);
  const silence = direSilence(commune.config, demarche.silence, accuse.silence.echeance);
  const signalement = demande.genre === 'signalement';
  const quoi = signalement ? 'signalement' : 'demande';
  return {
    objet: `Votre ${quoi} est bien reçu${signalement ? '' : 'e'} : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Accusé de réception' },
      {
        genre: 'paragraphe',
        texte: `La commune de ${commune.config.nom} a bien reçu votre ${quoi} «\u00a0${demarche.titre}\u00a0».`,
      },
      {
        genre: 'faits',
        faits: [
          { libelle: 'Numéro de suivi', valeur: demande.numero, aCopier: true },
          { libelle: 'Code', valeur: code, aCopier: true },
          {
            libelle: signalement ? 'Reçu le' : 'Reçue le',
            valeur: direReception(commune, demande),
          },
          ...(accompagnement ? [faitAccompagnement(commune.config, accompagnement)] : []),
          ...joindreLeService(accuse.service),
        ],
      },
      { genre: 'paragraphe', texte: 'Gardez ce courriel : le numéro et le code ouvrent votre dossier.' },
      {
        genre: 'paragraphe',
        texte: papier
          ? 'Le même accusé de réception est joint en PDF, à imprimer ou à garder.'
          : 'Le même accusé de réception vous parviendra aussi en PDF, dans un autre courriel.',
      },
      { genre: 'bouton', libelle: `Suivre mon ${signalement ? quoi : 'dossier'}`, lien: accuse.lien },
      ...(accompagnement ? commentFinir(commune, accompagnement) : []),
      ...(silence.length > 0
        ? [{ genre: 'titre', texte: 'Si la mairie ne répond pas' } as const, ...silence]
        : []),
      { genre: 'titre', texte: 'Ce que vous avez envoyé' },
      ...reponsesLisibles(demarche, demande).flatMap(({ titre, reponses }): Bloc[] => [
        { genre: 'titre', texte: titre, sous: true },
        { genre: 'faits', faits: reponses },
      ]),
      { genre: 'titre', texte: 'Vos données' },
      { genre: 'paragraphe', texte: direDonnees(commune.config, demarche) },
    ],
    ...(papier && { piecesJointes: [pieceJointe(contexte, papier)] }),
  };
}

/** The PDF that could not leave with the receipt. */
export function modeleAccusePapier(contexte: Contexte, papier: Uint8Array): Contenu {
  const { demarche, demande } = contexte;
  return {
    objet: `Votre accusé de réception en PDF : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Votre accusé de réception en PDF' },
      {
        genre: 'paragraphe',
        texte: `L’accusé de réception de «\u00a0${demarche.titre}\u00a0», ${demande.numero}, est joint à ce courriel. Il dit la même chose que notre premier courriel.`,
      },
    ],
    piecesJointes: [pieceJointe(contexte, papier)],
  };
}

const pieceJointe = ({ demande }: Contexte, contenu: Uint8Array): PieceJointe => ({
  nom: nomDuFichierAccuse(demande),
  type: 'application/pdf',
  contenu,
});
