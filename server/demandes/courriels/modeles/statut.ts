import type { Evenement } from '#contract/schemas/demande.ts';
import type { Statut } from '#contract/vocabulaire.ts';
import type { Bloc } from '../../../socle/mail/mail.ts';
import { voiesDeRecours } from '../../documents/recours.ts';
import { enToutesLettres } from '../../../echeances/dates.ts';
import { citer, lienVersLeDossier, type Contenu, type Contexte } from './commun.ts';

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
  const refusee = apres === 'refusee' && demande.genre === 'demande';
  return {
    objet: `Du nouveau pour ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: demarche.titre },
      { genre: 'paragraphe', texte: PHRASES[apres] + quand },
      ...(motif ? [citer(motif, evenement.auteur.nom)] : []),
      ...(refusee ? recours(contexte) : []),
      ...(apres === 'traitee' ? demanderAvis(contexte) : [lienVersLeDossier(contexte, 'Ouvrir mon dossier')]),
    ],
  };
}

/** How to appeal, as the letter says it. */
export function recours({ commune }: Contexte): Bloc[] {
  const [debut = '', ...voies] = voiesDeRecours(commune.config, 'decision');
  return [
    { genre: 'titre', texte: 'Si vous n’êtes pas d’accord' },
    { genre: 'paragraphe', texte: debut.replace('cette lettre', 'ce courriel') },
    { genre: 'liste', elements: voies },
  ];
}

/**
 * A closed report asks whether the problem is solved. The link only opens the page: software that follows the links
 * of mails must not answer for anybody.
 */
export function demanderAvis(contexte: Contexte): Bloc[] {
  if (contexte.demande.genre !== 'signalement') return [lienVersLeDossier(contexte, 'Ouvrir mon dossier')];
  return [
    { genre: 'titre', texte: 'Le problème est-il réglé ?' },
    {
      genre: 'paragraphe',
      texte:
        'Dites-le-nous sur la page de votre signalement : réglé, réglé en partie ou pas réglé. S’il n’est pas réglé, le service le reprend.',
    },
    lienVersLeDossier(contexte, 'Dire si le problème est réglé'),
  ];
}
