/** Does to a stopped server's databases what two minutes of waiting would: leases of a dead process run out. */
import Database from 'better-sqlite3';
import { join } from 'node:path';

export async function rendreBaux(dossier: string, slug = 'port-aubier'): Promise<void> {
  const db = new Database(join(dossier, 'communes', slug, 'commune.db'));
  db.prepare('update job set bail_jusqu = 0 where bail_jusqu is not null').run();
  db.close();
}
