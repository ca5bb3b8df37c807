import type { Evenement } from '#contract/schemas/demande.ts';
import type { Commune } from '../communes/commune.ts';
import { composerAccusePdf, nomDuFichierAccuse } from '../demandes/documents/accuse.ts';
import { demandeParId } from '../demandes/store.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { garder } from '../socle/db/moteur.ts';
import type { Flux } from '../socle/blobs/recevoir.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { pieceParId } from '../televersements/store.ts';
import { MAIRIE, noter } from './acces.ts';
import { blobsDe, garantirCle } from './cles.ts';
import { dejaRemis, documentParId, papiersDe } from './store.ts';
import { insererDocument } from './store-cles.ts';

const PAPIER_MAX = 20 * 1024 * 1024;

interface Papier {
  /** The paper's own, so that it comes once: the piece's, or the request's for its receipt. */
  id: string;
  nom: string;
  ouvrir: () => Promise<Flux>;
}

/**
 * Puts the papers that the town gave in a request (receipt, decision, attestation) among the documents of its owner.
 * Each comes once: one that he deleted does not come back. Planned by whoever makes a paper, or ties a request to a
 * space: `jobs.planifier('remise', { demande: id }, { sujet: id })`.
 */
export function jobRemise(commune: Commune): TypeDeJob {
  return {
    faire: async ({ demande: id }: { demande: string }) => {
      const demande = await commune.moteur.lireUn(demandeParId, { id });
      // Erased since, or a guest's.
      if (!demande?.usager) return;
      for (const papier of await papiersDeLaDemande(commune, demande)) {
        await remettre(commune, demande, demande.usager, papier);
      }
    },
  };
}

async function papiersDeLaDemande(commune: Commune, demande: TableDemande): Promise<Papier[]> {
  const { moteur, blobs, catalogue } = commune;
  const accuse: Papier = {
    id: demande.id,
    nom: nomDuFichierAccuse(demande),
    ouvrir: async () => {
      const demarche = await catalogue.version(demande.demarche, demande.demarche_version);
      const octets = await composerAccusePdf(commune, demarche, demande);
      return new Blob([octets as Uint8Array<ArrayBuffer>]).stream();
    },
  };
  const evenements = await moteur.lire(papiersDe, { demande_id: demande.id });
  const faits = evenements.map(
    ({ donnees }) => JSON.parse(donnees) as Extract<Evenement, { type: 'document' }>['donnees'],
  );
  return [
    accuse,
    ...faits.map(({ piece }): Papier => ({
      id: piece.id,
      nom: piece.nom,
      ouvrir: async () => {
        const ligne = await moteur.lireUn(pieceParId, { id: piece.id });
        if (!ligne) throw new Error('The paper is gone.');
        return (await blobs.lire(ligne.cle)).flux;
      },
    })),
  ];
}

async function remettre(
  commune: Commune,
  { numero }: TableDemande,
  usager: string,
  { id, nom, ouvrir }: Papier,
): Promise<void> {
  const { moteur, blobs, horloge } = commune;
  if (await moteur.lireUn(documentParId, { id })) return;
  if (await moteur.lireUn(dejaRemis, { document: id })) return;
  const cle_usager = await garantirCle(commune, usager);
  const chez = await blobsDe(commune, { id, usager, cle_usager });
  const ecrit = await chez.ecrire(await ouvrir(), { max: PAPIER_MAX });
  const document = {
    id,
    usager,
    cle: ecrit.cle,
    cle_usager,
    nom,
    genre: 'mairie',
    type: 'application/pdf',
    taille: ecrit.taille,
    empreinte: ecrit.empreinte,
    valable_jusquau: null,
    ajoute_le: horloge.maintenant(),
    etat: 'pret' as const,
    numero,
  };
  try {
    await moteur.commit([
      // What the town owes does not wait for room.
      garder(insererDocument, { ...document, quota: Number.MAX_SAFE_INTEGER }),
      noter(commune, document, 'remise', { par: MAIRIE }),
    ]);
  } catch (erreur) {
    await blobs.supprimer(ecrit.cle);
    throw erreur;
  }
}
