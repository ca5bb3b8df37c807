import type { Fusionneur } from '../identite/joindre-comptes.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableBrouillon } from './tables.ts';

const requete = atelier<{ brouillon: TableBrouillon }>();

const deplacerBrouillons = requete((k, p: { de: string; vers: string }) =>
  k.updateTable('brouillon').set({ usager: p.vers }).where('usager', '=', p.de),
);

/** The drafts of a space that goes into another go along. */
export const fusionnerBrouillons: Fusionneur = async (_commune, reunion) => [
  ecrire(deplacerBrouillons, reunion),
];
