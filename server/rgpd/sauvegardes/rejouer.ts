import { join } from 'node:path';
import { creerBlobsDisque } from '../../socle/blobs/disque.ts';
import { ecrire } from '../../socle/db/moteur.ts';
import { MoteurSqlite } from '../../socle/db/moteur-sqlite.ts';
import type { Migration } from '../../socle/db/migrations.ts';
import { prevoirDemandes } from '../demandes.ts';
import { prevoirEspace } from '../espace.ts';
import { effacements, effacerCles, effacerJobs, insererEffacement, resserrerRecherche } from '../store.ts';
import { demandesDe, demandesParIds } from '../store-espace.ts';
import type { TableEffacement } from '../tables.ts';
import { lireSecret } from './dossier.ts';

/**
 * Does again, in a copy of a commune (a backup, or what is being restored), the erasures that it does not know.
 * @returns how many were done
 */
export async function rejouer(
  dossier: string,
  migrations: readonly Migration[],
  registre: readonly TableEffacement[],
): Promise<number> {
  const moteur = new MoteurSqlite(join(dossier, 'commune.db'), migrations);
  try {
    const connus = new Set((await moteur.lire(effacements, { apres: '' })).map(({ id }) => id));
    const nouveaux = registre.filter(({ id }) => !connus.has(id));
    if (nouveaux.length === 0) return 0;
    const archives = { moteur, secret: await lireSecret(dossier) };
    const blobs = await creerBlobsDisque(join(dossier, 'fichiers'));
    for (const effacement of nouveaux) {
      const cles = await effacerComme(archives, effacement);
      await Promise.all(cles.map((cle) => blobs.supprimer(cle)));
    }
    await moteur.commit([ecrire(resserrerRecherche, {})]);
    await moteur.assainir();
    return nouveaux.length;
  } finally {
    await moteur.fermer();
  }
}

/** @returns the keys of the blobs that go with it */
async function effacerComme(
  archives: Parameters<typeof prevoirDemandes>[0],
  effacement: TableEffacement,
): Promise<string[]> {
  const { moteur } = archives;
  const { motif, le: maintenant, usager } = effacement;
  const demandes = await moteur.lire(demandesParIds, { ids: effacement.demandes });
  if (usager === null) {
    const prevu = await prevoirDemandes(archives, demandes, motif, maintenant);
    const mots = JSON.stringify(prevu.ids);
    await moteur.commit([
      ...prevu.instructions,
      ecrire(effacerJobs, { mots }),
      ecrire(effacerCles, { mots }),
      ecrire(insererEffacement, effacement),
    ]);
    return prevu.cles;
  }
  const cles: string[] = [];
  const espaces = [usager, ...(JSON.parse(effacement.anciens) as string[])];
  const siens = new Set(demandes.map(({ id }) => id));
  for (const espace of espaces) {
    const dedans = await moteur.lire(demandesDe, { usager: espace });
    // In none of the lists: it was taken out of the space since. Without it, nobody reads it there.
    const gardees = dedans.filter(({ id }) => !siens.has(id));
    const effacees = espace === usager ? await moteur.lire(demandesParIds, { ids: effacement.demandes }) : [];
    const prevu = await prevoirEspace(
      archives,
      espace,
      { effacees, gardees },
      { motif, maintenant, effacement_le: motif === 'demande' ? maintenant : null },
    );
    await moteur.commit(prevu.instructions);
    cles.push(...prevu.cles);
  }
  await moteur.commit([ecrire(insererEffacement, effacement)]);
  return cles;
}
