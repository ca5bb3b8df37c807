import type { Evenement } from '#contract/schemas/demande.ts';
import type { Reponses } from '#contract/formulaire.ts';
import type { Commune } from '../../communes/commune.ts';
import { lireEvenement } from '../evenements.ts';
import type { TableDemande, TableEvenement } from '../tables.ts';
import { champsVisiblesPar, formulaireDe, lireChemin } from './champs.ts';
import { reponsesAnterieuresDe } from './store.ts';

/**
 * The events for an agent: those that brought answers say what each was and has become. Events hold paths only: what
 * a person wrote stays in the file, and goes with it.
 */
export async function avecRemplacements(
  commune: Commune,
  demande: TableDemande,
  lignes: readonly TableEvenement[],
): Promise<Evenement[]> {
  const evenements = lignes.map(lireEvenement);
  if (!evenements.some(({ type }) => type === 'complement-recu')) return evenements;
  const anterieures = await commune.moteur.lire(reponsesAnterieuresDe, { demande_id: demande.id });
  const versions = [...anterieures.map(({ reponses }) => reponses), demande.reponses].map(
    (texte) => JSON.parse(texte) as Reponses,
  );
  const formulaire = await formulaireDe(commune, demande);
  return evenements.map((evenement) => {
    const i = anterieures.findIndex(({ rang }) => rang === evenement.rang);
    if (evenement.type !== 'complement-recu' || i < 0) return evenement;
    const [avant, apres] = [versions[i]!, versions[i + 1]!];
    const libelles = champsVisiblesPar(formulaire, apres);
    const remplacements = evenement.donnees.chemins.map((chemin) => {
      const [ancienne, nouvelle] = [lireChemin(avant, chemin), lireChemin(apres, chemin)];
      return {
        chemin,
        libelle: libelles.get(chemin) ?? chemin,
        ...(ancienne !== undefined && { avant: ancienne }),
        ...(nouvelle !== undefined && { apres: nouvelle }),
      };
    });
    return { ...evenement, donnees: { ...evenement.donnees, remplacements } };
  });
}
