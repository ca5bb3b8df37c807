import type { Context } from 'hono';
import type { Commune } from '../../communes/commune.ts';
import { entetesPieceJointe } from '../../socle/fichiers/fichiers.ts';
import type { Acteur } from '../evenements.ts';
import type { TableDemande } from '../tables.ts';
import { composerAccusePdf, nomDuFichierAccuse } from './accuse.ts';

/** The receipt of a demande, to save. The caller has shown that it may see the demande. */
export async function servirAccuse(
  c: Pick<Context, 'body'>,
  commune: Commune,
  demande: TableDemande,
  acteur: Acteur,
): Promise<Response> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const octets = await composerAccusePdf(commune, demarche, demande, {
    // Printed by a helper for whoever has no address; else the code went to its owner alone.
    sansCode: acteur.role === 'aidant' && demande.demandeur_courriel !== null,
  });
  const fichier = { nom: nomDuFichierAccuse(demande), type: 'application/pdf', taille: octets.byteLength };
  return c.body(new Uint8Array(octets), 200, entetesPieceJointe(fichier));
}
