import { atelier } from '../../socle/db/requete.ts';
import type { TableCourrielEnvoye, TableCourrielRecu } from '../tables-conversation.ts';

const requete = atelier<{ courriel_envoye: TableCourrielEnvoye; courriel_recu: TableCourrielRecu }>();

export const noterEnvoi = requete((k, p: TableCourrielEnvoye) =>
  k
    .insertInto('courriel_envoye')
    .values({ id: p.id, demande_id: p.demande_id, donnees: p.donnees, le: p.le })
    // Tried again by hand, it is the same mail.
    .onConflict((oc) => oc.doNothing()),
);

export const envoiParId = requete((k, p: { id: string }) =>
  k.selectFrom('courriel_envoye').selectAll().where('id', '=', p.id),
);

export const purgerEnvois = requete((k, p: { avant: number }) =>
  k.deleteFrom('courriel_envoye').where('le', '<', p.avant),
);

export const noterReception = requete((k, p: TableCourrielRecu) =>
  k.insertInto('courriel_recu').values({ cle: p.cle, le: p.le }),
);

export const receptionParCle = requete((k, p: { cle: string }) =>
  k.selectFrom('courriel_recu').select('le').where('cle', '=', p.cle),
);

export const purgerReceptions = requete((k, p: { avant: number }) =>
  k.deleteFrom('courriel_recu').where('le', '<', p.avant),
);
