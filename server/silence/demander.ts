import type { Commune } from '../communes/commune.ts';
import { annoncer, instructionsDe, surDemandeActuelle } from '../demandes/changer.ts';
import { composerAttestation, estAccepteeParSilence } from '../demandes/documents/attestation.ts';
import { ecrireMessage } from '../demandes/ecrire-message.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import { SYSTEME, type Acteur } from '../demandes/evenements.ts';
import { evenementsDe } from '../demandes/store.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { insererPieceJointe } from '../televersements/store.ts';

const PAPIER_MAX = 20 * 1024 * 1024;

/**
 * Gives the attestation that silence has accepted the request (CRPA L232-3): a paper in the file, made once however
 * often it is asked for.
 * @throws Probleme `transition-interdite` when silence has not accepted it, or the town has refused it since
 */
export async function demanderAttestation(commune: Commune, { id }: TableDemande): Promise<void> {
  await surDemandeActuelle(commune, id, async (demande) => {
    if (!estAccepteeParSilence(demande) || ['refusee', 'retiree'].includes(demande.statut)) {
      throw interdit('Une attestation se donne quand le silence de la mairie a valu acceptation.');
    }
    const evenements = await commune.moteur.lire(evenementsDe, { demande_id: id, apres: 0 });
    const donnee = evenements.some(
      ({ type, donnees }) => type === 'document' && JSON.parse(donnees).nature === 'attestation',
    );
    if (donnee) return;
    const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
    const octets = await composerAttestation(commune, demarche, demande);
    const blob = await commune.blobs.ecrire(new Blob([octets as Uint8Array<ArrayBuffer>]).stream(), {
      max: PAPIER_MAX,
    });
    const piece = {
      id: commune.identifiants(),
      nom: `attestation-${demande.numero}.pdf`,
      taille: blob.taille,
      type: 'application/pdf',
    };
    const { instructions } = instructionsDe(commune, demande, SYSTEME, {
      faits: [{ type: 'document', visibilite: 'dossier', donnees: { nature: 'attestation', piece } }],
    });
    const { cle, empreinte } = blob;
    const recue_le = commune.horloge.maintenant();
    try {
      await commune.moteur.commit([
        ...instructions,
        ecrire(insererPieceJointe, { ...piece, cle, empreinte, recue_le, demande_id: id }),
        ...(demande.usager ? [commune.jobs.planifier('remise', { demande: id }, { sujet: id })] : []),
      ]);
    } catch (erreur) {
      await commune.blobs.supprimer(cle);
      throw erreur;
    }
  });
  annoncer(commune);
}

/**
 * Asks for the reasons of an implicit refusal (CRPA L232-4), once, by a message in the citizen's name: it comes back
 * to the queue as any message that awaits its answer.
 * @throws Probleme `transition-interdite` when silence has not refused it, or the town has answered since
 */
export async function demanderMotifs(
  commune: Commune,
  { demande, acteur }: { demande: TableDemande; acteur: Acteur },
  cle: string | undefined,
): Promise<void> {
  const { implicite, implicite_le, statut } = demande;
  if (implicite !== 'refus' || !implicite_le || ['traitee', 'refusee', 'retiree'].includes(statut)) {
    throw interdit('Les raisons se demandent quand le silence de la mairie a valu refus.');
  }
  const corps = `Ma demande est refusée depuis le ${enToutesLettres(implicite_le)}, faute de réponse. Je demande les raisons de ce refus, comme le permet l’article L232-4 du code des relations entre le public et l’administration. La mairie a 1 mois pour me les donner.`;
  const evenements = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 });
  const deja = evenements.some(
    ({ type, role, donnees }) =>
      type === 'message' && role !== 'agent' && JSON.parse(donnees).corps === corps,
  );
  if (!deja) await ecrireMessage(commune, { demande, acteur, cle }, { corps });
}

const interdit = (detail: string): Probleme =>
  new Probleme('transition-interdite', 'Pas possible pour cette demande', detail);
