import { atelier } from '../../socle/db/requete.ts';
import type { TableReponsesAnterieures } from '../tables-conversation.ts';

const requete = atelier<{ reponses_anterieures: TableReponsesAnterieures }>();

export const garderReponses = requete((k, p: TableReponsesAnterieures) =>
  k
    .insertInto('reponses_anterieures')
    .values({ demande_id: p.demande_id, rang: p.rang, reponses: p.reponses }),
);

export const reponsesAnterieuresDe = requete((k, p: { demande_id: string }) =>
  k.selectFrom('reponses_anterieures').selectAll().where('demande_id', '=', p.demande_id).orderBy('rang'),
);
