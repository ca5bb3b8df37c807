import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Moteur } from '../../socle/db/moteur.ts';
import { effacements } from '../store.ts';
import type { TableEffacement } from '../tables.ts';
import { absent } from './dossier.ts';

/** Beside the backups: a restored database does not know what was erased after it was copied. Ids, no names. */
const FICHIER = 'effacements.jsonl';

/** What was erased, as the ledger beside the backups says, in the order of time. */
export async function lireRegistre(sauvegardes: string): Promise<TableEffacement[]> {
  const texte = await readFile(join(sauvegardes, FICHIER), 'utf8').catch(absent(''));
  return texte
    .split('\n')
    .filter(Boolean)
    .map((ligne) => JSON.parse(ligne) as TableEffacement);
}

/**
 * Brings the ledger up to what the database says.
 * @returns all of it
 */
export async function tenirRegistre(moteur: Moteur, sauvegardes: string): Promise<TableEffacement[]> {
  const ecrits = await lireRegistre(sauvegardes);
  const connus = new Set(ecrits.map(({ id }) => id));
  const nouveaux = (await moteur.lire(effacements, { apres: '' })).filter(({ id }) => !connus.has(id));
  if (nouveaux.length > 0) {
    await mkdir(sauvegardes, { recursive: true, mode: 0o700 });
    const lignes = nouveaux.map((effacement) => `${JSON.stringify(effacement)}\n`).join('');
    await appendFile(join(sauvegardes, FICHIER), lignes, { mode: 0o600, flush: true });
  }
  return [...ecrits, ...nouveaux];
}
