import { msg, str } from '@lit/localize';
import type { Evenement } from '#contract/schemas/demande.ts';
import {
  LIBELLES_CANAL,
  LIBELLES_DECISION,
  LIBELLES_RESULTAT,
  LIBELLES_STATUT_AGENT,
} from '#contract/vocabulaire.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';

/** What happened, in a few words: the title of its line in the timeline. */
export function titreEvenement(evenement: Evenement): string {
  switch (evenement.type) {
    case 'depot':
      return msg(str`Demande reçue · ${LIBELLES_CANAL[evenement.donnees.canal]}`);
    case 'statut': {
      const { apres, planifieeLe } = evenement.donnees;
      return planifieeLe === null
        ? LIBELLES_STATUT_AGENT[apres]
        : msg(str`${LIBELLES_STATUT_AGENT[apres]} pour le ${dateEnMots(planifieeLe)}`);
    }
    case 'message':
      // A helper writes in the citizen's name.
      return evenement.auteur.role === 'agent' ? msg('Réponse au demandeur') : msg('Message du demandeur');
    case 'note':
      return msg('Note interne');
    case 'affectation':
      return evenement.donnees.apres === null
        ? msg('Affectée à personne')
        : msg(str`Affectée à ${evenement.donnees.apres}`);
    case 'service':
      return msg(str`Passée de ${evenement.donnees.avant} à ${evenement.donnees.apres}`);
    case 'courriel':
      return evenement.donnees.etat === 'envoye'
        ? msg(str`Courriel envoyé : ${evenement.donnees.objet}`)
        : msg(str`Courriel non parti : ${evenement.donnees.objet}`);
    case 'echeance':
      return evenement.donnees.apres === null
        ? msg('Le délai ne court plus')
        : msg(str`Échéance : ${dateEnMots(evenement.donnees.apres)}`);
    case 'implicite':
      return evenement.donnees.sens === 'acceptation'
        ? msg(str`Acceptée par le silence de la mairie le ${dateEnMots(evenement.donnees.neeLe)}`)
        : msg(str`Refusée par le silence de la mairie le ${dateEnMots(evenement.donnees.neeLe)}`);
    case 'complement-demande':
      return msg(str`Complément demandé avant le ${dateEnMots(evenement.donnees.avantLe)}`);
    case 'complement-recu':
      return evenement.donnees.complet ? msg('Complément reçu') : msg('Complément reçu en partie');
    case 'complement-annule':
      return evenement.donnees.recuLe
        ? msg(str`Complément reçu autrement, le ${dateEnMots(evenement.donnees.recuLe)}`)
        : msg('Complément abandonné');
    case 'transfert':
      return msg(str`Transmise à ${evenement.donnees.organisme}`);
    case 'decision':
      return LIBELLES_DECISION[evenement.donnees.sens];
    case 'annulation':
      return msg('Décision annulée par l’agent');
    case 'document':
      return msg(str`Document : ${evenement.donnees.piece.nom}`);
    case 'satisfaction':
      return LIBELLES_RESULTAT[evenement.donnees.resultat];
    case 'rattachement':
      return msg('Rangée dans l’espace du demandeur');
    case 'coordonnees':
      return msg('Coordonnées corrigées');
  }
}

/** « Idriss Benali, chef de service » */
export function auteur({ auteur: { role, nom } }: Evenement): string {
  if (nom !== null) return nom;
  return role === 'usager' ? msg('Le demandeur') : role === 'agent' ? msg('Un agent') : msg('Parvis');
}
