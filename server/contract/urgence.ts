/** Days left under which a due date is `proche` (amber), then `urgent` (red). The queue and the daily digest share them. */
export const JOURS_PROCHE = 15;
export const JOURS_URGENT = 5;

/** How a due date presses, by the whole local days that are left (negative once it is past). */
export function niveauUrgence(jours: number): 'retard' | 'urgent' | 'proche' | 'loin' {
  if (jours < 0) return 'retard';
  if (jours < JOURS_URGENT) return 'urgent';
  return jours < JOURS_PROCHE ? 'proche' : 'loin';
}
