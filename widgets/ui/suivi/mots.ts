import { msg, str } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import { LIBELLES_STATUT } from '#contract/vocabulaire.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';

/** Where the request stands, in one honest sentence. */
export function etatEnMots({ statut, genre, planifieeLe }: Suivi): string {
  const signalement = genre === 'signalement';
  switch (statut) {
    case 'recue':
      return signalement
        ? msg('Votre signalement est bien arrivé. Le service va le lire.')
        : msg('Votre demande est bien arrivée. Le service va la lire.');
    case 'en-cours':
      return msg('Un agent de la mairie s’en occupe.');
    case 'en-attente':
      return msg('Le service attend votre réponse pour continuer.');
    case 'transmise':
      return msg('La mairie l’a transmise à un partenaire. Ce n’est pas encore terminé.');
    case 'planifiee':
      return planifieeLe
        ? msg(str`C’est prévu le ${dateEnMots(planifieeLe)}. Ce n’est pas encore fait.`)
        : msg('C’est prévu. Ce n’est pas encore fait.');
    case 'traitee':
      return signalement ? msg('Le problème signalé est traité.') : msg('Votre demande est traitée.');
    case 'refusee':
      return signalement
        ? msg('La mairie ne donne pas suite à votre signalement.')
        : msg('La mairie a refusé votre demande.');
    case 'retiree':
      return msg('Vous l’avez retirée. La mairie ne la traite plus.');
  }
}

/** Title of the reason that came with the status; empty where a reason has no place. */
export function titreMotif({ statut }: Suivi): string {
  switch (statut) {
    case 'refusee':
      return msg('Pourquoi ce refus');
    case 'en-attente':
      return msg('Ce que le service attend de vous');
    case 'transmise':
      return msg('À qui, et pourquoi');
    default:
      return '';
  }
}

/** What changed between two readings, in one sentence; empty when nothing did. */
export function nouveaute(avant: Suivi, apres: Suivi): string {
  if (avant.statut !== apres.statut) {
    return msg(str`L’état a changé : ${LIBELLES_STATUT[apres.statut]}.`);
  }
  const connus = new Set(avant.evenements.map(({ id }) => id));
  const nouveaux = apres.evenements.filter(({ id }) => !connus.has(id));
  if (nouveaux.some(({ type }) => type === 'complement-demande')) {
    return msg('La mairie vous demande de compléter votre dossier.');
  }
  if (nouveaux.some(({ type, auteur }) => type === 'message' && auteur.role === 'agent')) {
    return msg('Vous avez un nouveau message de la mairie.');
  }
  return nouveaux.length ? msg('Le suivi a été mis à jour.') : '';
}

/** Said when the request opens. */
export const ouverture = ({ titre, statut }: Suivi): string => `${titre} : ${LIBELLES_STATUT[statut]}.`;
