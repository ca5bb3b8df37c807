import { garder, GardeManquee, type Instruction, type Moteur } from '../socle/db/moteur.ts';
import { atelier, type Requete } from '../socle/db/requete.ts';
import type { TableEvenement } from './tables.ts';

export type EvenementVu = Pick<TableEvenement, 'id' | 'demande_id' | 'type'>;

/** How far a reader has gone, kept in its own table. */
export interface Curseur {
  lire: Requete<object, { evenement: string }>;
  /** Changes one row when nobody else has moved it. */
  avancer: Requete<{ avant: string; apres: string }, unknown>;
}

const evenementsApres = atelier<{ evenement: TableEvenement }>()((k, p: { id: string; limite: number }) =>
  k
    .selectFrom('evenement')
    .select(['id', 'demande_id', 'type'])
    .where('id', '>', p.id)
    .orderBy('id')
    .limit(p.limite),
);

const LOT = 500;

/**
 * Reads the events that came since the cursor, and commits what follows from each lot with its advance. Two at once do
 * no harm: the second finds the cursor moved and begins again.
 * @param suivre what to write for the demandes that events of `types` touched
 */
export async function depouiller(
  moteur: Moteur,
  curseur: Curseur,
  types: readonly string[],
  suivre: (demandes: ReadonlySet<string>) => Promise<readonly Instruction[]>,
): Promise<void> {
  for (;;) {
    const avant = (await moteur.lireUn(curseur.lire, {}))!.evenement;
    const evenements: EvenementVu[] = await moteur.lire(evenementsApres, { id: avant, limite: LOT });
    const dernier = evenements.at(-1);
    if (!dernier) return;
    const touchees = new Set(
      evenements.filter(({ type }) => types.includes(type)).map(({ demande_id }) => demande_id),
    );
    const suites = await suivre(touchees);
    try {
      await moteur.commit([garder(curseur.avancer, { avant, apres: dernier.id }), ...suites]);
    } catch (erreur) {
      if (!(erreur instanceof GardeManquee)) throw erreur;
    }
  }
}
