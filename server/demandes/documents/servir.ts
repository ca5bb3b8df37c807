import type { Context } from 'hono';
import type { Commune } from '../../communes/commune.ts';
import { entetesPieceJointe } from '../../socle/fichiers/fichiers.ts';
import type { TableDemande } from '../tables.ts';
import { composerAccusePdf, nomDuFichierAccuse } from './accuse.ts';

/** The receipt of a demande, to save. The caller has shown that it may see the demande. */
export async function servirAccuse(
  c: Pick<Context, 'body'>,
  commune: Commune,
  demande: TableDemande,
): Promise<Response> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const octets = await composerAccusePdf(commune, demarche, demande);
  const fichier = { nom: nomDuFichierAccuse(demande), type: 'application/pdf', taille: octets.byteLength };
  return c.body(new Uint8Array(octets), 200, entetesPieceJointe(fichier));
}
