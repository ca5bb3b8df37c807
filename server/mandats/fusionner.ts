import type { Fusionneur } from '../identite/joindre-comptes.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableMandat } from './tables.ts';

const requete = atelier<{ mandat: TableMandat }>();

const deplacerMandats = requete((k, p: { de: string; vers: string }) =>
  k.updateTable('mandat').set({ usager: p.vers }).where('usager', '=', p.de),
);

/** The mandates of a space that goes into another hold for the latter. */
export const fusionnerMandats: Fusionneur = async (_commune, reunion) => [ecrire(deplacerMandats, reunion)];
