import { atelier } from '../socle/db/requete.ts';
import type { TableDemande, TableEvenement } from './tables.ts';

const requete = atelier<{ demande: TableDemande; evenement: TableEvenement }>();

type DemandeNeuve = Omit<
  TableDemande,
  'implicite' | 'implicite_le' | 'complement' | 'satisfaction' | 'archivee_le' | 'effacement_le'
>;

/** What a new demande has not yet is left to the columns' defaults. */
export const insererDemande = requete((k, p: DemandeNeuve) =>
  k.insertInto('demande').values({
    id: p.id,
    numero: p.numero,
    demarche: p.demarche,
    demarche_version: p.demarche_version,
    genre: p.genre,
    service: p.service,
    statut: p.statut,
    clos: p.clos,
    canal: p.canal,
    recue_le: p.recue_le,
    maj_le: p.maj_le,
    echeance: p.echeance,
    planifiee_le: p.planifiee_le,
    motif: p.motif,
    affectee_a: p.affectee_a,
    demandeur_nom: p.demandeur_nom,
    demandeur_courriel: p.demandeur_courriel,
    demandeur_telephone: p.demandeur_telephone,
    objet: p.objet,
    reponses: p.reponses,
    reponse_attendue: p.reponse_attendue,
    lu_usager: p.lu_usager,
    lu_aidant: p.lu_aidant,
    usager: p.usager,
    mandat: p.mandat,
    rang: p.rang,
    tete: p.tete,
  }),
);

/** Everything of a demande that may change. */
export type Muable = Pick<
  TableDemande,
  | 'statut'
  | 'clos'
  | 'service'
  | 'planifiee_le'
  | 'motif'
  | 'affectee_a'
  | 'echeance'
  | 'reponse_attendue'
  | 'reponses'
  | 'objet'
  | 'implicite'
  | 'implicite_le'
  | 'complement'
  | 'satisfaction'
  | 'demandeur_nom'
  | 'demandeur_courriel'
  | 'demandeur_telephone'
  | 'maj_le'
  | 'rang'
  | 'tete'
>;

/** Guarded by the rank that was read: every change appends an event. */
export const majDemande = requete((k, p: Muable & { id: string; rangLu: number }) =>
  k
    .updateTable('demande')
    .set({
      statut: p.statut,
      clos: p.clos,
      service: p.service,
      planifiee_le: p.planifiee_le,
      motif: p.motif,
      affectee_a: p.affectee_a,
      echeance: p.echeance,
      reponse_attendue: p.reponse_attendue,
      reponses: p.reponses,
      objet: p.objet,
      implicite: p.implicite,
      implicite_le: p.implicite_le,
      complement: p.complement,
      satisfaction: p.satisfaction,
      demandeur_nom: p.demandeur_nom,
      demandeur_courriel: p.demandeur_courriel,
      demandeur_telephone: p.demandeur_telephone,
      maj_le: p.maj_le,
      rang: p.rang,
      tete: p.tete,
    })
    .where('id', '=', p.id)
    .where('rang', '=', p.rangLu),
);

export const demandeParNumero = requete((k, p: { numero: string }) =>
  k.selectFrom('demande').selectAll().where('numero', '=', p.numero),
);

export const demandeParId = requete((k, p: { id: string }) =>
  k.selectFrom('demande').selectAll().where('id', '=', p.id),
);

/** What was filed with an address in one of its two spellings, newest first. */
export const demandesDuCourriel = requete((k, p: { adresse: string; minuscules: string; limite: number }) =>
  k
    .selectFrom('demande')
    .selectAll()
    .where((ou) =>
      ou.or([ou('demandeur_courriel', '=', p.adresse), ou('demandeur_courriel', '=', p.minuscules)]),
    )
    .where('archivee_le', 'is', null)
    .orderBy('id', 'desc')
    .limit(p.limite),
);

export const insererEvenement = requete((k, p: TableEvenement) =>
  k.insertInto('evenement').values({
    id: p.id,
    demande_id: p.demande_id,
    rang: p.rang,
    type: p.type,
    role: p.role,
    auteur: p.auteur,
    le: p.le,
    visibilite: p.visibilite,
    donnees: p.donnees,
    hash: p.hash,
  }),
);

export const evenementsDe = requete((k, p: { demande_id: string; apres: number }) =>
  k
    .selectFrom('evenement')
    .selectAll()
    .where('demande_id', '=', p.demande_id)
    .where('rang', '>', p.apres)
    .orderBy('rang'),
);

/** All demandes in the order of their ids, for the check of the chains. */
export const tetesApres = requete((k, p: { id: string; limite: number }) =>
  k
    .selectFrom('demande')
    .select(['id', 'numero', 'rang', 'tete'])
    .where('id', '>', p.id)
    .orderBy('id')
    .limit(p.limite),
);

/** The citizen has seen the events up to that rank. */
export const marquerLu = requete((k, p: { id: string; jusqua: number }) =>
  k
    .updateTable('demande')
    .set({ lu_usager: p.jusqua })
    .where('id', '=', p.id)
    .where('lu_usager', '<', p.jusqua)
    .where('rang', '>=', p.jusqua),
);

/** The helper has. */
export const marquerLuAidant = requete((k, p: { id: string; jusqua: number }) =>
  k
    .updateTable('demande')
    .set({ lu_aidant: p.jusqua })
    .where('id', '=', p.id)
    .where('lu_aidant', '<', p.jusqua)
    .where('rang', '>=', p.jusqua),
);
