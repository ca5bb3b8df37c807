import type { Context } from 'hono';
import type { Televersement } from '#contract/schemas/demande.ts';
import type { Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { entetesPieceJointe } from '../socle/fichiers/fichiers.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { creerZip } from '../socle/zip/zip.ts';
import { planifierPurge } from '../televersements/recevoir.ts';
import { insererPiece, pieceParId } from '../televersements/store.ts';
import { noter } from './acces.ts';
import { blobsDe } from './cles.ts';
import { exporterDocuments } from './exporter.ts';
import type { TableDocument } from './tables.ts';
import { documentInconnu, exigerPret } from './voir.ts';

/** The document, decrypted as it is read. Written in the log before the first byte leaves. */
export async function servirContenu(
  c: Pick<Context, 'body'>,
  commune: Commune,
  document: TableDocument,
): Promise<Response> {
  const { flux } = await (await blobsDe(commune, exigerPret(document))).lire(document.cle);
  await commune.moteur.commit([noter(commune, document, 'lecture')]);
  return c.body(flux, 200, entetesPieceJointe(document));
}

/** All of them as one ZIP, made while it is downloaded. */
export function servirArchive(c: Pick<Context, 'body'>, commune: Commune, usager: string): Response {
  const jour = jourLocal(commune.horloge.maintenant(), commune.config.fuseau);
  return c.body(creerZip(exporterDocuments(commune, usager)), 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="mes-documents-${jour}.zip"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}

/**
 * A copy to be filed with a request, as if it had been uploaded again: the request keeps it whatever becomes of the
 * document. Like any upload it goes after a day if nobody files it.
 * @param cle `Idempotency-Key` of the caller
 */
export async function copierDocument(
  commune: Commune,
  document: TableDocument,
  cle: string | undefined,
): Promise<Televersement> {
  const { blobs, moteur, horloge, identifiants } = commune;
  const maintenant = horloge.maintenant();
  const { nom, type, taille } = exigerPret(document);
  const { flux } = await (await blobsDe(commune, document)).lire(document.cle);
  const copie = await blobs.ecrire(flux, { max: taille });
  const id = identifiants();
  const tentative = {
    cle,
    portee: `copie ${document.usager}`,
    demande: document.id,
    maintenant,
  };
  try {
    const { resultat, rejoue } = await agirUneFois(moteur, tentative, async () => ({
      resultat: { id },
      instructions: [
        ecrire(insererPiece, {
          id,
          nom,
          type,
          taille,
          cle: copie.cle,
          empreinte: copie.empreinte,
          recue_le: maintenant,
          verification: 'faite',
        }),
        planifierPurge(commune, id),
        noter(commune, document, 'copie', { televersement: id }),
      ],
    }));
    if (!rejoue) return { id, nom, taille, type };
    await blobs.supprimer(copie.cle);
    const premiere = await moteur.lireUn(pieceParId, { id: resultat.id });
    if (!premiere) throw documentInconnu();
    return { id: premiere.id, nom: premiere.nom, taille: premiere.taille, type: premiere.type };
  } catch (erreur) {
    await blobs.supprimer(copie.cle);
    throw erreur;
  }
}
