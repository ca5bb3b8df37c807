import { msg, str } from '@lit/localize';
import type { LigneDemande } from '#contract/schemas/agent.ts';
import { estClos } from '#contract/transitions.ts';
import { niveauUrgence } from '#contract/urgence.ts';
import { joursAvant } from '../core/dates-en-mots.ts';
import { jourLocal } from '../core/dates.ts';

export type Urgence = 'retard' | 'urgent' | 'proche' | 'loin' | 'aucune';

/**
 * How a due date (`AAAA-MM-JJ`, local to `fuseau`) presses, in words that stand without colour.
 * `court` fits a dense row; `long` is for the file and for screen readers.
 */
export function urgence(
  echeance: string | null,
  fuseau: string,
  maintenant?: Date,
): { niveau: Urgence; court: string; long: string } {
  if (echeance === null) return { niveau: 'aucune', court: msg('sans échéance'), long: msg('Sans échéance') };
  const jours = joursAvant(echeance, fuseau, maintenant);
  if (jours < 0) {
    return jours === -1
      ? { niveau: 'retard', court: msg('retard 1 j'), long: msg('En retard de 1 jour') }
      : {
          niveau: 'retard',
          court: msg(str`retard ${-jours} j`),
          long: msg(str`En retard de ${-jours} jours`),
        };
  }
  if (jours === 0) return { niveau: 'urgent', court: msg('aujourd’hui'), long: msg('À rendre aujourd’hui') };
  const niveau = niveauUrgence(jours);
  if (jours === 1) return { niveau, court: msg('demain'), long: msg('À rendre demain') };
  return { niveau, court: msg(str`${jours} j`), long: msg(str`Échéance dans ${jours} jours`) };
}

/** The same for a request: once it is closed, nothing presses any more. */
export function urgenceDe(
  { statut, echeance }: Pick<LigneDemande, 'statut' | 'echeance'>,
  fuseau: string,
  maintenant?: Date,
): ReturnType<typeof urgence> {
  return estClos(statut)
    ? { niveau: 'aucune', court: msg('close'), long: msg('Close') }
    : urgence(echeance, fuseau, maintenant);
}

/** Age of an instant in whole local days: « aujourd’hui », « 1 j », « 12 j ». */
export function age(recueLe: string, fuseau: string, maintenant?: Date): string {
  const jours = -joursAvant(jourLocal(recueLe, fuseau), fuseau, maintenant);
  return jours <= 0 ? msg('aujourd’hui') : msg(str`${jours} j`);
}
