import type { Role } from '#contract/vocabulaire.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { insererEvenementMandat } from './store.ts';
import type { TableEvenementMandat, TableMandat } from './tables.ts';

/** Who did it, as the event is signed. */
export interface Signataire {
  role: Role;
  nom: string | null;
}

/** Its id; and its address where it was read: `null` spares a mail that would have nobody to go to. */
export type MandatNote = Pick<TableMandat, 'id'> & { courriel?: TableMandat['courriel'] };

interface Fait {
  type: TableEvenementMandat['type'];
  par: Signataire;
  donnees?: object;
  /** Tell the person by mail, where an address is known. Default true. */
  dire?: boolean;
}

/** The event of a mandate, and the mail that tells the person. Wake the jobs up afterwards. */
export function noterMandat(
  { identifiants, horloge, jobs }: Commune,
  mandat: MandatNote,
  { type, par, donnees = {}, dire = true }: Fait,
): Instruction[] {
  const evenement: TableEvenementMandat = {
    id: identifiants(),
    mandat: mandat.id,
    le: horloge.maintenant(),
    type,
    role: par.role,
    auteur: par.nom,
    donnees: JSON.stringify(donnees),
  };
  return [
    ecrire(insererEvenementMandat, evenement),
    ...(dire && mandat.courriel !== null
      ? [jobs.planifier('mandat-courriel', { mandat: mandat.id, evenement: evenement.id })]
      : []),
  ];
}
