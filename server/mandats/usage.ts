import type { Commune } from '../communes/commune.ts';
import type { Instruction } from '../socle/db/moteur.ts';
import { noterMandat, type MandatNote, type Signataire } from './noter.ts';
import type { ActeSousMandat, DonneesUsage } from './job-courriel.ts';

/**
 * An act on a demande under a mandate, in the history of the mandate, told to the person.
 * @param dire false when another mail tells it (the receipt)
 */
export function noterUsage(
  commune: Commune,
  mandat: MandatNote,
  demande: { numero: string; demarche: string; demarche_version: number },
  { acte, par, dire = true }: { acte: ActeSousMandat; par: Signataire; dire?: boolean },
): Instruction[] {
  const { numero, demarche, demarche_version: version } = demande;
  const donnees: DonneesUsage = { acte, numero, demarche, version };
  return noterMandat(commune, mandat, { type: 'usage', par, donnees, dire });
}
