import type { LigneAidee } from '#contract/schemas/usager.ts';
import type { AidantConfigure } from '#contract/schemas/mandat.ts';
import type { Commune } from '../communes/commune.ts';
import { couvre, signatureDe } from '../mandats/droit.ts';
import { mandatsDeAidant } from '../mandats/store.ts';
import { composerLigne } from '../usagers/ligne.ts';
import { demandesSousMandats } from './store.ts';

const MANDATS_MAX = 1000;
const DEMANDES_MAX = 200;

/** What a helper filed under his mandates that hold today; nothing of the others, not even a number. */
export async function listerDemandesAidees(commune: Commune, aidant: AidantConfigure): Promise<LigneAidee[]> {
  const mandats = await commune.moteur.lire(mandatsDeAidant, {
    aidant: aidant.courriel,
    finisDepuis: Number.MAX_SAFE_INTEGER,
    limite: MANDATS_MAX,
  });
  const parId = new Map(mandats.map((mandat) => [mandat.id, mandat]));
  const demandes = await commune.moteur.lire(demandesSousMandats, {
    mandats: JSON.stringify([...parId.keys()]),
    limite: DEMANDES_MAX,
  });
  const lignes: LigneAidee[] = [];
  for (const demande of demandes) {
    const mandat = parId.get(demande.mandat!)!;
    if (couvre(commune, mandat, { aidant: aidant.courriel, demarche: demande.demarche })) {
      const ligne = await composerLigne(commune, demande, signatureDe(mandat), demande.lu_aidant);
      lignes.push({ ...ligne, mandat: mandat.id });
    }
  }
  return lignes;
}
