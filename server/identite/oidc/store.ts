import { atelier } from '../../socle/db/requete.ts';
import type { TableConnexionOidc } from '../tables.ts';

const requete = atelier<{ connexion_oidc: TableConnexionOidc }>();
type Etat = TableConnexionOidc['etat'];

export const insererConnexion = requete((k, p: Omit<TableConnexionOidc, 'etat' | 'resultat'>) =>
  k.insertInto('connexion_oidc').values({
    id: p.id,
    role: p.role,
    etat: 'commencee',
    defi: p.defi,
    mode: p.mode,
    but: p.but,
    origine: p.origine,
    retour: p.retour,
    rester: p.rester,
    session: p.session,
    secrets: p.secrets,
    resultat: null,
    expire_le: p.expire_le,
  }),
);

export const connexionParId = requete((k, p: { id: string }) =>
  k.selectFrom('connexion_oidc').selectAll().where('id', '=', p.id),
);

/** To be guarded: of two at once, one leaves. */
export const partirConnexion = requete((k, p: { id: string; maintenant: number; expire_le: number }) =>
  k
    .updateTable('connexion_oidc')
    .set({ etat: 'partie', expire_le: p.expire_le })
    .where('id', '=', p.id)
    .where('etat', '=', 'commencee')
    .where('expire_le', '>', p.maintenant),
);

/** To be guarded: a step is taken once, from the one before it. */
export const avancerConnexion = requete((k, p: { id: string; de: Etat; vers: Etat; maintenant: number }) =>
  k
    .updateTable('connexion_oidc')
    .set({ etat: p.vers })
    .where('id', '=', p.id)
    .where('etat', '=', p.de)
    .where('expire_le', '>', p.maintenant),
);

/** The provider's answer was read, for better or worse. To be guarded. */
export const noterReponse = requete(
  (k, p: { id: string; vers: Etat; secrets: string; resultat: string; maintenant: number }) =>
    k
      .updateTable('connexion_oidc')
      .set({ etat: p.vers, secrets: p.secrets, resultat: p.resultat })
      .where('id', '=', p.id)
      .where('etat', '=', 'echange')
      .where('expire_le', '>', p.maintenant),
);

/** The person, or the page that asked, said yes. To be guarded. */
export const confirmerConnexion = requete((k, p: { id: string; secrets: string; maintenant: number }) =>
  k
    .updateTable('connexion_oidc')
    .set({ etat: 'confirmee', secrets: p.secrets })
    .where('id', '=', p.id)
    .where('etat', '=', 'revenue')
    .where('expire_le', '>', p.maintenant),
);

/** Done: nothing of it is needed any more, and nothing of it is kept. To be guarded. */
export const finirConnexion = requete((k, p: { id: string; maintenant: number }) =>
  k
    .updateTable('connexion_oidc')
    .set({ etat: 'finie', secrets: '{}', resultat: null })
    .where('id', '=', p.id)
    .where('etat', '=', 'confirmee')
    .where('expire_le', '>', p.maintenant),
);

export const echouerConnexion = requete((k, p: { id: string; message: string }) =>
  k
    .updateTable('connexion_oidc')
    .set({ etat: 'echouee', secrets: '{}', resultat: p.message })
    .where('id', '=', p.id)
    .where('etat', 'not in', ['finie', 'echouee']),
);

export const purgerConnexions = requete((k, p: { avant: number }) =>
  k.deleteFrom('connexion_oidc').where('expire_le', '<', p.avant),
);
