import type { Commune } from '../../communes/commune.ts';
import type { TableDemande } from '../../demandes/tables.ts';
import { dureesDe, moisPlus } from '../../demarches/conservation.ts';
import { ecrire } from '../../socle/db/moteur.ts';
import { tenirComptes } from '../../statistiques/compter.ts';
import { prevoirDemandes } from '../demandes.ts';
import { planifierNettoyage } from '../nettoyer.ts';
import { effacerCles, effacerJobs, insererEffacement } from '../store.ts';
import { LOT } from './lot.ts';
import { archiver, archivesEchues, effacementsVoulus, versionsPubliees } from './store.ts';

/** Closed for long: out of everybody's sight, still in the figures, found by its number by an agent. */
export async function archiverClos({ moteur, horloge, config }: Commune): Promise<boolean> {
  const maintenant = horloge.maintenant();
  const avant = moisPlus(maintenant, -config.conservation.dossierClosMois, config.fuseau);
  const [archivees] = await moteur.commit([ecrire(archiver, { avant, maintenant, limite: LOT })]);
  return archivees!.length === LOT;
}

/** Kept for as long as the town must: erased, with what hangs on it. */
export async function effacerEchus(commune: Commune): Promise<boolean> {
  const { moteur, catalogue, config, horloge } = commune;
  const maintenant = horloge.maintenant();
  const avantDe = (mois: number): number => moisPlus(maintenant, -mois, config.fuseau);
  const echues: TableDemande[] = [];
  for (const { code, version } of await moteur.lire(versionsPubliees, {})) {
    if (echues.length >= LOT) break;
    const { total } = dureesDe(config, await catalogue.version(code, version));
    const ou = { demarche: code, version, avant: avantDe(total), limite: LOT - echues.length };
    echues.push(...(await moteur.lire(archivesEchues, ou)));
  }
  const vues = new Set(echues.map(({ id }) => id));
  // Few: those whose citizens asked, and that the town had to keep.
  for (const demande of await moteur.lire(effacementsVoulus, { apres: 0, limite: 10 * LOT })) {
    if (vues.has(demande.id) || echues.length >= LOT) continue;
    const { due } = dureesDe(config, await catalogue.version(demande.demarche, demande.demarche_version));
    if (demande.maj_le < avantDe(due)) echues.push(demande);
  }
  if (echues.length > 0) await effacer(commune, echues, maintenant);
  return echues.length >= LOT;
}

async function effacer(
  commune: Commune,
  demandes: readonly TableDemande[],
  maintenant: number,
): Promise<void> {
  await tenirComptes(commune);
  const prevu = await prevoirDemandes(commune, demandes, 'conservation', maintenant);
  const mots = JSON.stringify(prevu.ids);
  await commune.moteur.commit([
    ...prevu.instructions,
    ecrire(effacerJobs, { mots }),
    ecrire(effacerCles, { mots }),
    ecrire(insererEffacement, {
      id: commune.identifiants(),
      le: maintenant,
      motif: 'conservation',
      usager: null,
      anciens: '[]',
      demandes: JSON.stringify(demandes.map(({ id }) => id)),
      detachees: '[]',
      comptes: JSON.stringify({ demandes: demandes.length }),
    }),
    planifierNettoyage(commune, prevu.cles, 'tard'),
  ]);
}
