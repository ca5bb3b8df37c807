import type { Commune } from '../../communes/commune.ts';
import { moisPlus } from '../../demarches/conservation.ts';
import { jourLocal } from '../../echeances/dates.ts';
import { ecrire, type Instruction } from '../../socle/db/moteur.ts';
import { JOUR } from '../../socle/horloge/horloge.ts';
import type { DonneesCourrielRgpd } from '../courriels.ts';
import { effacerEspace } from '../effacer.ts';
import { LOT } from './lot.ts';
import {
  brouillonsAAvertir,
  comptesAAvertir,
  comptesEchus,
  effacerAcces,
  effacerBrouillons,
  effacerEvenementsUsager,
  effacerMandats,
  effacerRetablissements,
  noterBrouillonAverti,
  noterCompteAverti,
} from './store.ts';

/** Days between the notice and the end of a draft, of a space. */
const PREAVIS_BROUILLON = 5;
const PREAVIS_COMPTE = 30;
/** Logs of a space: from 6 to 12 months (CNIL, recommendation 2021-122). */
export const JOURNAUX_MOIS = 12;
/** An ended mandate is proof of what was filed under it. */
export const MANDAT_FINI_MOIS = 12;

const ecrireA = ({ jobs }: Commune, donnees: DonneesCourrielRgpd): Instruction =>
  jobs.planifier('courriel-rgpd', donnees);

export async function oublierBrouillons(commune: Commune): Promise<boolean> {
  const { moteur, horloge, config } = commune;
  const maintenant = horloge.maintenant();
  const jours = config.conservation.brouillonJours;
  // A draft kept for less than the notice is told of at once.
  const preavis = Math.min(PREAVIS_BROUILLON, jours);
  const dus = await moteur.lire(brouillonsAAvertir, {
    avant: maintenant - (jours - preavis) * JOUR,
    limite: LOT,
  });
  await moteur.commit(
    dus.flatMap(({ id, usager, maj_le }) => {
      const fin = Math.max(maj_le + jours * JOUR, maintenant + preavis * JOUR);
      const jour = jourLocal(fin, config.fuseau);
      return [
        ecrire(noterBrouillonAverti, { id, le: maintenant }),
        ecrireA(commune, { modele: 'brouillon', usager, brouillon: id, jour }),
      ];
    }),
  );
  await moteur.commit([
    ecrire(effacerBrouillons, {
      avant: maintenant - jours * JOUR,
      avertiAvant: maintenant - preavis * JOUR,
    }),
  ]);
  return dus.length === LOT;
}

export async function oublierComptes(commune: Commune): Promise<boolean> {
  const { moteur, horloge, config } = commune;
  const maintenant = horloge.maintenant();
  const limite = moisPlus(maintenant, -config.conservation.compteInactifMois, config.fuseau);
  const dus = await moteur.lire(comptesAAvertir, { avant: limite + PREAVIS_COMPTE * JOUR, limite: LOT });
  await moteur.commit(
    dus.flatMap(({ id, vu_le }) => {
      const fin = moisPlus(vu_le, config.conservation.compteInactifMois, config.fuseau);
      const jour = jourLocal(Math.max(fin, maintenant + PREAVIS_COMPTE * JOUR), config.fuseau);
      return [
        ecrire(noterCompteAverti, { id, vu_le, le: maintenant }),
        ecrireA(commune, { modele: 'compte', usager: id, jour }),
      ];
    }),
  );
  const echus = await moteur.lire(comptesEchus, {
    avant: limite,
    avertiAvant: maintenant - PREAVIS_COMPTE * JOUR,
    limite: LOT,
  });
  for (const { id } of echus) await effacerEspace(commune, id, 'inactivite');
  return dus.length === LOT || echus.length === LOT;
}

export async function oublierJournaux({ moteur, horloge, config }: Commune): Promise<boolean> {
  const maintenant = horloge.maintenant();
  const avant = moisPlus(maintenant, -JOURNAUX_MOIS, config.fuseau);
  const finiAvant = moisPlus(maintenant, -MANDAT_FINI_MOIS, config.fuseau);
  const jour = jourLocal(finiAvant, config.fuseau);
  const [mandats] = await moteur.commit([
    ecrire(effacerMandats, { avant: finiAvant, jour, limite: LOT }),
    ecrire(effacerEvenementsUsager, { avant }),
    ecrire(effacerAcces, { avant }),
    ecrire(effacerRetablissements, { avant }),
  ]);
  return mandats!.length === LOT;
}
