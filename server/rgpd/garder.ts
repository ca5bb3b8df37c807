import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Commune } from '../communes/commune.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { dureesDe, enMois, moisPlus } from '../demarches/conservation.ts';
import { enToutesLettres, jourLocal } from '../echeances/dates.ts';

/** A demande that the town must keep for now, and why, in plain French. */
export interface Gardee {
  demande: TableDemande;
  titre: string;
  raison: string;
}

/** What of these may go today, and what the town must keep. */
export async function partager(
  commune: Commune,
  demandes: readonly TableDemande[],
): Promise<{ effacees: TableDemande[]; gardees: Gardee[] }> {
  const effacees: TableDemande[] = [];
  const gardees: Gardee[] = [];
  for (const demande of demandes) {
    const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
    const raison = raisonDeGarder(commune, demarche, demande);
    if (raison === undefined) effacees.push(demande);
    else gardees.push({ demande, titre: demarche.titre, raison });
  }
  return { effacees, gardees };
}

function raisonDeGarder(
  { config, horloge }: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
): string | undefined {
  const { due } = dureesDe(config, demarche);
  if (demande.clos === 0) {
    return `Cette demande est en cours\u00a0: la mairie doit y répondre. Elle n’est plus dans votre espace, et elle sera effacée ${enMois(due)} après sa fin.`;
  }
  const fin = moisPlus(demande.maj_le, due, config.fuseau);
  if (fin <= horloge.maintenant()) return undefined;
  const jour = enToutesLettres(jourLocal(fin, config.fuseau));
  return `Cette demande est terminée. La mairie doit pouvoir répondre en cas de recours ou de contrôle\u00a0: elle la garde, hors de votre espace, jusqu’au ${jour}. Elle sera ensuite effacée.`;
}
