import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { insererEvenementUsager } from './store.ts';

/** What happens to a space. */
export type TypeEvenementUsager =
  | 'espace-ouvert'
  | 'profil'
  | 'preuve'
  | 'identite-ajoutee'
  | 'identite-retiree'
  | 'adresse-principale'
  | 'espaces-reunis'
  | 'connexions-terminees'
  | 'retablissement'
  | 'retablissement-accepte'
  | 'retablissement-annule';

/** Written in the commit of what it tells. `auteur`: name of the agent; its owner needs none. */
export function noterEvenement(
  commune: Commune,
  usager: string,
  type: TypeEvenementUsager,
  donnees: object = {},
  par: { role: 'usager' | 'agent'; auteur?: string } = { role: 'usager' },
): Instruction {
  return ecrire(insererEvenementUsager, {
    id: commune.identifiants(),
    usager,
    le: commune.horloge.maintenant(),
    type,
    role: par.role,
    auteur: par.auteur ?? null,
    donnees: JSON.stringify(donnees),
  });
}
