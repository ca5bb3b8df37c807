import { atelier } from '../socle/db/requete.ts';
import type { TableMandat } from './tables.ts';

const requete = atelier<{ mandat: TableMandat }>();

export const mandatParId = requete((k, p: { id: string }) =>
  k.selectFrom('mandat').selectAll().where('id', '=', p.id),
);
