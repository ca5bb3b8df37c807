import type { Document, MesDocuments, ModificationDocument } from '#contract/schemas/document.ts';
import type * as z from 'zod';
import type { Commune } from '../communes/commune.ts';
import { garder, GardeManquee } from '../socle/db/moteur.ts';
import { assainirNom } from '../socle/fichiers/fichiers.ts';
import { typeServi } from '../socle/fichiers/types.ts';
import { noter } from './acces.ts';
import { quotaDe } from './ajouter.ts';
import { planifierEffacement } from './cles.ts';
import { documentDe, documentsDe, modifierDocument, supprimerDocument } from './store.ts';
import type { TableDocument } from './tables.ts';
import { documentInconnu, voirDocument } from './voir.ts';

export async function listerDocuments(commune: Commune, usager: string): Promise<MesDocuments> {
  const documents = await commune.moteur.lire(documentsDe, { usager });
  return {
    documents: documents.map(voirDocument),
    utilises: documents.reduce((somme, { taille }) => somme + taille, 0),
    quota: quotaDe(commune),
  };
}

/** @throws Probleme `document-inconnu` (404): another's too */
export async function exigerDocument(commune: Commune, usager: string, id: string): Promise<TableDocument> {
  const document = await commune.moteur.lireUn(documentDe, { id, usager });
  if (!document) throw documentInconnu();
  return document;
}

/** Name, kind, last day. A new day is reminded of again. */
export async function renommerDocument(
  commune: Commune,
  document: TableDocument,
  demande: z.output<typeof ModificationDocument>,
): Promise<Document> {
  const valable_jusquau =
    demande.valableJusquau === undefined ? document.valable_jusquau : demande.valableJusquau;
  const apres: TableDocument = {
    ...document,
    nom: demande.nom === undefined ? document.nom : assainirNom(demande.nom, typeServi(document.type)),
    genre: demande.genre ?? document.genre,
    valable_jusquau,
    rappele_le: valable_jusquau === document.valable_jusquau ? document.rappele_le : null,
  };
  await siPresent(
    commune.moteur.commit([garder(modifierDocument, apres), noter(commune, apres, 'modification')]),
  );
  return voirDocument(apres);
}

/** For good: the row at once, the bytes just after. */
export async function effacerDocument(commune: Commune, document: TableDocument): Promise<void> {
  const { id, usager, cle } = document;
  await siPresent(
    commune.moteur.commit([
      garder(supprimerDocument, { id, usager }),
      noter(commune, document, 'suppression'),
      ...planifierEffacement(commune, [cle]),
    ]),
  );
  // The job does it again, to no effect; and alone, if we stop here.
  await commune.blobs.supprimer(cle);
  commune.jobs.reveiller();
}

async function siPresent(commit: Promise<unknown>): Promise<void> {
  await commit.catch((erreur: unknown) => {
    throw erreur instanceof GardeManquee ? documentInconnu() : erreur;
  });
}
