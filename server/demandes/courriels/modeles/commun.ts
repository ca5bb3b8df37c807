import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Service } from '#contract/schemas/commune.ts';
import type { Commune } from '../../../communes/commune.ts';
import type { Bloc, Fait, PieceJointe } from '../../../socle/mail/mail.ts';
import { lienDeSuivi } from '../../accuse.ts';
import { codeDe } from '../../code-suivi.ts';
import type { TableDemande } from '../../tables.ts';

/** What a mail says; the header and the foot are the same for all. */
export interface Contenu {
  objet: string;
  blocs: Bloc[];
  piecesJointes?: PieceJointe[];
}

export interface Contexte {
  commune: Commune;
  demarche: DemarchePubliee;
  demande: TableDemande;
}

/** The page of the file: number and code stand in the fragment. Nothing is done by following it. */
export function lienVersLeDossier({ commune, demande }: Contexte, libelle: string): Bloc {
  const lien = lienDeSuivi(commune, demande.numero, codeDe(commune.secret, demande.id));
  return { genre: 'bouton', libelle, lien };
}

/** Words of somebody, with his name when it may be told. */
export const citer = (texte: string, auteur: string | null): Bloc => ({
  genre: 'citation',
  texte,
  ...(auteur && { auteur }),
});

/** Name of the service in charge, its address and phone (R112-11-1, 2°). */
export function joindreLeService({ nom, contact }: Service): Fait[] {
  const faits: Fait[] = [{ libelle: 'Service en charge', valeur: nom }];
  if (contact.telephone) faits.push({ libelle: 'Téléphone', valeur: contact.telephone });
  if (contact.courriel) faits.push({ libelle: 'Courriel', valeur: contact.courriel });
  if (contact.adresse) faits.push({ libelle: 'Adresse', valeur: contact.adresse });
  return faits;
}
