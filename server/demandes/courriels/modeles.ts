import type { Evenement } from '#contract/schemas/demande.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Service } from '#contract/schemas/commune.ts';
import type { Statut } from '#contract/vocabulaire.ts';
import type { Commune } from '../../communes/commune.ts';
import type { Bloc, Fait, PieceJointe } from '../../socle/mail/mail.ts';
import { composerAccuse } from '../accuse.ts';
import { codeDe } from '../code-suivi.ts';
import { enToutesLettres } from '../echeance.ts';
import type { TableDemande } from '../tables.ts';

/** What a mail says; the header and the foot are the same for all. */
export interface Contenu {
  objet: string;
  blocs: Bloc[];
  piecesJointes?: PieceJointe[];
}

export interface Contexte {
  commune: Commune;
  demarche: DemarchePubliee;
  demande: TableDemande;
}

/** The town wrote in the file. */
export function modeleMessage(
  contexte: Contexte,
  evenement: Extract<Evenement, { type: 'message' }>,
): Contenu {
  const { demarche, demande } = contexte;
  const { corps, pieces } = evenement.donnees;
  return {
    objet: `La mairie vous a écrit : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Un message pour vous' },
      { genre: 'paragraphe', texte: `À propos de « ${demarche.titre} », ${demande.numero} :` },
      { genre: 'citation', texte: corps, ...(evenement.auteur.nom && { auteur: evenement.auteur.nom }) },
      ...(pieces.length > 0
        ? [
            { genre: 'paragraphe', texte: 'Fichiers joints, à ouvrir dans votre dossier :' } as const,
            { genre: 'liste', elements: pieces.map(({ nom }) => nom) } as const,
          ]
        : []),
      lienVersLeDossier(contexte, 'Lire et répondre'),
    ],
  };
}

const PHRASES: Record<Statut, string> = {
  recue: 'Votre dossier est bien reçu.',
  'en-cours': 'Votre dossier est en cours de traitement.',
  'en-attente': 'Le service attend une réponse de votre part pour continuer.',
  transmise: 'Votre dossier est transmis à un autre organisme. Il n’est pas encore traité.',
  planifiee: 'L’intervention est planifiée.',
  traitee: 'Votre dossier est traité.',
  refusee: 'Votre demande est refusée.',
  retiree: 'Votre demande est retirée, comme vous l’avez demandé.',
};

/** The status changed. A refusal gives its reason and the ways to appeal (CRPA L211-2, R421-1 and R421-5 CJA). */
export function modeleStatut(contexte: Contexte, evenement: Extract<Evenement, { type: 'statut' }>): Contenu {
  const { demarche, demande } = contexte;
  const { apres, motif, planifieeLe } = evenement.donnees;
  const quand = planifieeLe ? ` Date prévue : ${enToutesLettres(planifieeLe)}.` : '';
  const recours =
    'Vous avez 2 mois pour demander au maire de changer d’avis (recours gracieux) ou pour saisir le tribunal administratif.';
  return {
    objet: `Du nouveau pour ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: demarche.titre },
      { genre: 'paragraphe', texte: PHRASES[apres] + quand },
      ...(motif
        ? [
            {
              genre: 'citation',
              texte: motif,
              ...(evenement.auteur.nom && { auteur: evenement.auteur.nom }),
            } as const,
          ]
        : []),
      ...(apres === 'refusee' && demande.genre === 'demande'
        ? [{ genre: 'paragraphe', texte: recours } as const]
        : []),
      lienVersLeDossier(contexte, 'Ouvrir mon dossier'),
    ],
  };
}

function lienVersLeDossier({ commune, demarche, demande }: Contexte, libelle: string): Bloc {
  const { lien } = composerAccuse(commune, demarche, demande, codeDe(commune.secret, demande.id));
  return { genre: 'bouton', libelle, lien };
}

/** Name of the service in charge, its address and phone (R112-11-1, 2°). */
export function joindreLeService({ nom, contact }: Service): Fait[] {
  const faits: Fait[] = [{ libelle: 'Service en charge', valeur: nom }];
  if (contact.telephone) faits.push({ libelle: 'Téléphone', valeur: contact.telephone });
  if (contact.courriel) faits.push({ libelle: 'Courriel', valeur: contact.courriel });
  if (contact.adresse) faits.push({ libelle: 'Adresse', valeur: contact.adresse });
  return faits;
}
