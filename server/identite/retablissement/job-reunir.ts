import type { Commune } from '../../communes/commune.ts';
import { garder } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { TypeDeJob } from '../../socle/jobs/executant.ts';
import { joindreComptes, type Fusionneur } from '../joindre-comptes.ts';
import { usagerParId } from '../store.ts';
import { oublierAutre, retablissementParId } from './store.ts';

/** Once a space given another address at the counter is settled: the space that this address opened before joins it. */
export function jobReunir(commune: Commune, fusionneurs: readonly Fusionneur[]): TypeDeJob {
  return {
    faire:
      async ({ retablissement: id }: { retablissement: string }) =>
      async () => {
        const ligne = await commune.moteur.lireUn(retablissementParId, { id });
        if (!ligne || ligne.annule_le !== null || ligne.autre === null) return [];
        const { usager: vers, autre: de } = ligne;
        const ids = [vers, de];
        const espaces = await Promise.all(
          ids.map((usager) => commune.moteur.lireUn(usagerParId, { id: usager })),
        );
        // One of them was erased by its owner meanwhile.
        if (espaces.includes(undefined)) return [];
        const suite = [garder(oublierAutre, { id })];
        try {
          return [...suite, ...(await joindreComptes(commune, { de, vers }, fusionneurs))];
        } catch (erreur) {
          // Two people, says FranceConnect: the second space is left alone.
          if (erreur instanceof Probleme) return suite;
          throw erreur;
        }
      },
  };
}
