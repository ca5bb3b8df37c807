import type { Evenement } from '#contract/schemas/demande.ts';
import { agentDe } from '../agents/agent.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { EchecDefinitif, type Suite, type TypeDeJob } from '../socle/jobs/executant.ts';
import { insererPieceJointe } from '../televersements/store.ts';
import { attenteAvantEnvoi, rangsAnnules } from '../demandes/annulation/annulable.ts';
import { instructionsDe } from '../demandes/changer.ts';
import { composerLettre } from '../demandes/documents/lettre.ts';
import { lireEvenement, SYSTEME } from '../demandes/evenements.ts';
import { demandeParId, evenementsDe } from '../demandes/store.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';

/** What a job of type `document` holds: the rank of the decision, and who signs it. */
export interface DonneesDocument {
  demande: string;
  evenement: number;
  agent: string;
}

const LETTRE_MAX = 20 * 1024 * 1024;

/** The letter of the decision among these events, drawn once it can no longer be taken back. */
export function planifierLettre(
  commune: Commune,
  demande: TableDemande,
  agent: string,
  evenements: readonly TableEvenement[],
): Instruction[] {
  const decision = evenements.find(({ type }) => type === 'decision');
  if (!decision) return [];
  const donnees: DonneesDocument = { demande: demande.id, evenement: decision.rang, agent };
  return [
    commune.jobs.planifier('document', donnees, { sujet: demande.id, dans: attenteAvantEnvoi(commune) }),
  ];
}

/**
 * Draws the letter of a decision, puts it in the file and has it sent. When it cannot be drawn, the citizen is told
 * of the decision all the same, without the letter, and agents see an incident.
 */
export function jobDocument(commune: Commune): TypeDeJob {
  return {
    faire: async (donnees: DonneesDocument, job): Promise<Suite | void> => {
      const { demande, decision } = await lireDecision(commune, donnees);
      if (!decision) return;
      const agent = agentDe(commune, donnees.agent);
      if (!agent && !decision.donnees.anonyme) {
        throw new EchecDefinitif('L’agent qui a signé n’est plus dans la commune.');
      }
      const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
      const signataire = agent ?? { prenom: '', nom: '', qualite: '' };
      const ecrite = { ...decision.donnees, le: Date.parse(decision.le) };
      const octets = await composerLettre(commune, demarche, demande, ecrite, signataire);
      const blob = await commune.blobs.ecrire(new Blob([octets as Uint8Array<ArrayBuffer>]).stream(), {
        max: LETTRE_MAX,
      });
      const nom = `decision-${demande.numero}.pdf`;
      const piece = { id: job.id, nom, taille: blob.taille, type: 'application/pdf' };
      return async () => {
        const actuelle = await exigerParId(commune, demande.id);
        const { instructions } = instructionsDe(commune, actuelle, SYSTEME, {
          faits: [{ type: 'document', visibilite: 'dossier', donnees: { nature: 'decision', piece } }],
        });
        const { cle, empreinte } = blob;
        const recue_le = commune.horloge.maintenant();
        return [
          ...instructions,
          ecrire(insererPieceJointe, { ...piece, cle, empreinte, recue_le, demande_id: demande.id }),
          ...annoncer(commune, actuelle, donnees, piece.id),
          ...(actuelle.usager
            ? [commune.jobs.planifier('remise', { demande: actuelle.id }, { sujet: actuelle.id })]
            : []),
        ];
      };
    },
    abandonner: (donnees: DonneesDocument) => async () =>
      annoncer(commune, await exigerParId(commune, donnees.demande), donnees),
  };
}

function annoncer(
  { jobs }: Commune,
  { id, demandeur_courriel }: TableDemande,
  { evenement }: DonneesDocument,
  piece?: string,
): Instruction[] {
  if (!demandeur_courriel) return [];
  const donnees = { modele: 'decision', demande: id, evenement, ...(piece && { piece }) };
  return [jobs.planifier('courriel', donnees, { sujet: id })];
}

/** `decision` is `undefined` when it was taken back. */
async function lireDecision(
  commune: Commune,
  { demande: id, evenement }: DonneesDocument,
): Promise<{ demande: TableDemande; decision?: Extract<Evenement, { type: 'decision' }> }> {
  const demande = await exigerParId(commune, id);
  const lignes = await commune.moteur.lire(evenementsDe, { demande_id: id, apres: evenement - 1 });
  if (rangsAnnules(lignes).has(evenement)) return { demande };
  const decision = lignes[0] && lireEvenement(lignes[0]);
  if (decision?.type !== 'decision') throw new EchecDefinitif('La décision n’existe pas.');
  return { demande, decision };
}

async function exigerParId({ moteur }: Commune, id: string): Promise<TableDemande> {
  const demande = await moteur.lireUn(demandeParId, { id });
  if (!demande) throw new EchecDefinitif('La demande n’existe plus.');
  return demande;
}
