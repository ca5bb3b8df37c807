import type { Demarche } from './schemas/demarche.ts';
import type { UniteDelai } from './vocabulaire.ts';

export interface Delai {
  valeur: number;
  unite: UniteDelai;
}

/** The legal delay of a démarche, or `null` when its silence decides nothing. */
export function delaiDe(silence: Demarche['silence']): Delai | null {
  if (silence.regime === 'aucun') return null;
  if (silence.mois !== undefined) return { valeur: silence.mois, unite: 'mois' };
  if (silence.jours !== undefined) return { valeur: silence.jours, unite: 'jours' };
  if (silence.joursOuvres !== undefined) return { valeur: silence.joursOuvres, unite: 'jours-ouvres' };
  return null;
}

/** « 2 mois, de date à date » */
export function direDelai({ valeur, unite }: Delai): string {
  const s = valeur > 1 ? 's' : '';
  if (unite === 'mois') return `${valeur} mois, de date à date`;
  return unite === 'jours' ? `${valeur} jour${s}` : `${valeur} jour${s} ouvré${s}`;
}
