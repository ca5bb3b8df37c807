import { Temporal } from 'temporal-polyfill';

/**
 * Last day to enrol before a vote: the sixth Friday before it (service-public.fr, sheet F1367). `undefined` when
 * `jour` is no date `AAAA-MM-JJ`.
 */
export function limiteInscription(jour: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(jour)) return undefined;
  try {
    const vote = Temporal.PlainDate.from(jour, { overflow: 'reject' });
    // From Sunday (7) back to Friday (5): 2 days; from a Friday, a whole week.
    const premier = (vote.dayOfWeek + 2) % 7 || 7;
    return vote.subtract({ days: premier + 5 * 7 }).toString();
  } catch {
    return undefined;
  }
}

const enLettres = (jour: string): string =>
  Temporal.PlainDate.from(jour).toLocaleString('fr-FR', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

/** What to do, while there is time; a rule without a date when the town names no election. */
export function avant(jour: string | undefined): string {
  const limite = jour && limiteInscription(jour);
  if (!jour || !limite)
    return 'Pour voter à une élection, inscrivez-vous au plus tard le 6e vendredi qui la précède.';
  return `Pour voter le ${enLettres(jour)}, inscrivez-vous au plus tard le ${enLettres(limite)}.`;
}

/** What to do, once it is too late for that vote. */
export const apres = (jour: string): string =>
  `La date limite est passée pour voter le ${enLettres(jour)}. Vous pouvez vous inscrire pour les élections suivantes. Certaines situations permettent encore de s’inscrire : demandez à la mairie.`;
