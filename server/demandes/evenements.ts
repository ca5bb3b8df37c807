import { createHash } from 'node:crypto';
import type { Evenement } from '#contract/schemas/demande.ts';
import type { Role, Visibilite } from '#contract/vocabulaire.ts';
import type { Commune } from '../communes/commune.ts';
import type { TableEvenement } from './tables.ts';

/** Hash before the first event of a demande. */
export const ORIGINE = '0'.repeat(64);

export interface Acteur {
  role: Role;
  nom: string | null;
}
export const SYSTEME: Acteur = { role: 'systeme', nom: null };
export const USAGER: Acteur = { role: 'usager', nom: null };

/** What an event says, before it has its place in the chain. */
export type Fait = {
  [T in Evenement['type']]: {
    type: T;
    donnees: Extract<Evenement, { type: T }>['donnees'];
    visibilite: Visibilite;
  };
}[Evenement['type']];

/** SHA-256 over the hash before and every column of the event, as JSON. */
export function hacherEvenement(precedent: string, evenement: Omit<TableEvenement, 'hash'>): string {
  const { id, demande_id, rang, type, role, auteur, le, visibilite, donnees } = evenement;
  const contenu = JSON.stringify([
    precedent,
    id,
    demande_id,
    rang,
    type,
    role,
    auteur,
    le,
    visibilite,
    donnees,
  ]);
  return createHash('sha256').update(contenu).digest('hex');
}

/** Rows that continue the chain from `tete`, in order. */
export function enchainer(
  { identifiants, horloge }: Pick<Commune, 'identifiants' | 'horloge'>,
  demande: { id: string; rang: number; tete: string },
  acteur: Acteur,
  faits: readonly Fait[],
): TableEvenement[] {
  let { rang, tete } = demande;
  const le = horloge.maintenant();
  return faits.map((fait) => {
    rang += 1;
    const evenement = {
      id: identifiants(),
      demande_id: demande.id,
      rang,
      type: fait.type,
      role: acteur.role,
      auteur: acteur.nom,
      le,
      visibilite: fait.visibilite,
      donnees: JSON.stringify(fait.donnees),
    };
    tete = hacherEvenement(tete, evenement);
    return { ...evenement, hash: tete };
  });
}

/** The row as the API shows it. */
export function lireEvenement(ligne: TableEvenement): Evenement {
  return {
    id: ligne.id,
    rang: ligne.rang,
    type: ligne.type,
    le: new Date(ligne.le).toISOString(),
    auteur: { role: ligne.role, nom: ligne.auteur },
    visibilite: ligne.visibilite,
    donnees: JSON.parse(ligne.donnees),
  } as Evenement;
}
