import type { Fusionneur } from '../identite/joindre-comptes.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableDemande } from './tables.ts';

const requete = atelier<{ demande: TableDemande }>();

const deplacerDemandes = requete((k, p: { de: string; vers: string }) =>
  k.updateTable('demande').set({ usager: p.vers }).where('usager', '=', p.de),
);

/** The requests of a space that goes into another go along. No event: nothing happens to them. */
export const fusionnerDemandes: Fusionneur = async (_commune, reunion) => [ecrire(deplacerDemandes, reunion)];
