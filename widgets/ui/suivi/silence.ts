import { msg, str } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import { estClos } from '#contract/transitions.ts';
import { dateEnMots, joursAvant } from '../../core/dates-en-mots.ts';

/**
 * What silence means and when (CRPA L231-1, L231-4), or why the delay does not run (L114-5): a sentence, or nothing
 * where there is no such rule. What silence has already decided is told by `vue-implicite.ts`.
 */
export function silenceEnMots(suivi: Suivi, fuseau: string, maintenant?: Date): string | undefined {
  const { silence, echeance, statut, implicite, dossier } = suivi;
  if (silence === 'aucun' || implicite || estClos(statut)) return undefined;
  const attendu = dossier?.complement;
  if (!echeance) {
    if (statut !== 'en-attente' && !attendu) return undefined;
    return silence === 'acceptation'
      ? msg('Le délai commencera quand la mairie aura reçu ce qu’elle vous demande.')
      : msg('Le délai est arrêté. Il reprendra quand la mairie aura reçu ce qu’elle vous demande.');
  }
  const jour = dateEnMots(echeance);
  if (attendu && silence === 'refus') {
    const limite = dateEnMots(attendu.avantLe);
    return msg(
      str`Le délai est arrêté pendant que la mairie attend votre réponse. Il reprend dès que vous répondez, et au plus tard le ${limite}. Sans réponse de la mairie au ${jour}, votre demande sera refusée.`,
    );
  }
  const passee = joursAvant(echeance, fuseau, maintenant) < 0;
  if (silence === 'acceptation') {
    return passee
      ? msg(
          str`Le délai s’est terminé le ${jour}. Si votre dossier était complet, votre demande est acceptée. Vous pouvez demander une attestation au service.`,
        )
      : msg(
          str`Sans réponse de la mairie au ${jour}, votre demande sera acceptée. Ce délai vaut pour un dossier complet. Vous pourrez alors demander une attestation.`,
        );
  }
  return passee
    ? msg(
        str`Le délai s’est terminé le ${jour}. Sans réponse de la mairie, votre demande est refusée. Vous avez 2 mois pour en demander les raisons au service, ou saisir le tribunal administratif.`,
      )
    : msg(
        str`Sans réponse de la mairie au ${jour}, votre demande sera refusée. Ce délai vaut pour un dossier complet. Vous aurez alors 2 mois pour en demander les raisons au service, ou saisir le tribunal administratif.`,
      );
}
