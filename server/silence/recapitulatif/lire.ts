import { JOURS_PROCHE, JOURS_URGENT } from '#contract/urgence.ts';
import type { Commune } from '../../communes/commune.ts';
import { jourPlus } from '../../echeances/dates.ts';
import {
  compterDues,
  compterIncidents,
  complementsRecus,
  decisionsNees,
  demandesDues,
  demandesSansReponse,
  type LigneRecapitulatif,
} from './store.ts';

/** Some requests, the most pressing first, and how many there are. */
export interface Lot {
  nombre: number;
  demandes: readonly (LigneRecapitulatif & { titre: string })[];
}

/** What a service has to do on a morning. */
export interface Recapitulatif {
  jour: string;
  service: string;
  /** Past their last day; due within 5 days; within 15. */
  retard: Lot;
  urgent: Lot;
  proche: Lot;
  sansReponse: Lot;
  /** Since the digest before. */
  implicites: Lot;
  complements: Lot;
  incidents: number;
}

/** Lines of one list; the queue shows the others. */
const LIGNES = 12;

/**
 * @param jour the morning, local day of the commune
 * @param precedent the morning of the digest before, and its instant
 */
export async function lireRecapitulatif(
  commune: Commune,
  service: string,
  jour: string,
  precedent: { jour: string; instant: number },
): Promise<Recapitulatif> {
  const { moteur } = commune;
  const entre = async (de: string, a: string): Promise<Lot> => {
    const [compte] = await moteur.lire(compterDues, { service, de, a });
    const lignes = await moteur.lire(demandesDues, { service, de, a, limite: LIGNES });
    return { nombre: Number(compte!.nombre), demandes: await titrer(commune, lignes) };
  };
  const tous = async (lignes: readonly LigneRecapitulatif[]): Promise<Lot> => ({
    nombre: lignes.length,
    demandes: await titrer(commune, lignes.slice(0, LIGNES)),
  });
  const [incidents] = await moteur.lire(compterIncidents, { service });
  return {
    jour,
    service,
    retard: await entre('', jour),
    urgent: await entre(jour, jourPlus(jour, JOURS_URGENT)),
    proche: await entre(jourPlus(jour, JOURS_URGENT), jourPlus(jour, JOURS_PROCHE)),
    sansReponse: await tous(await moteur.lire(demandesSansReponse, { service })),
    implicites: await tous(await moteur.lire(decisionsNees, { service, apres: precedent.jour })),
    complements: await tous(
      await moteur.lire(complementsRecus, { service, apres: premierId(precedent.instant) }),
    ),
    incidents: Number(incidents!.nombre),
  };
}

async function titrer(commune: Commune, lignes: readonly LigneRecapitulatif[]): Promise<Lot['demandes']> {
  return Promise.all(
    lignes.map(async (ligne) => {
      const { titre } = await commune.catalogue.version(ligne.demarche, ligne.demarche_version);
      return { ...ligne, titre };
    }),
  );
}

/** A UUIDv7 that comes before all those of an instant. */
function premierId(instant: number): string {
  const hexa = instant.toString(16).padStart(12, '0');
  return `${hexa.slice(0, 8)}-${hexa.slice(8)}-`;
}
