import type { Evenement, NouveauMessage } from '#contract/schemas/demande.ts';
import { estClos } from '#contract/transitions.ts';
import type { Commune } from '../communes/commune.ts';
import type { Instruction } from '../socle/db/moteur.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { joindrePieces } from '../televersements/joindre.ts';
import { annoncer, instructionsDe, surDemandeActuelle, type Changement } from './changer.ts';
import { lireEvenement, type Acteur, type Fait } from './evenements.ts';
import type { TableDemande, TableEvenement } from './tables.ts';

/** Who writes, on what, with which key. */
export interface Ecriture {
  demande: TableDemande;
  acteur: Acteur;
  cle: string | undefined;
}

/** What is written with a message that came by another door than the page. */
export interface Accompagnement {
  faits?: readonly Fait[];
  /** @param demande as it stands before the message, whose rank is the next one */
  ensuite?: (demande: TableDemande) => readonly Instruction[];
}

/**
 * A message between citizen and town. It never conflicts with what others do to the file. The town's is sent by
 * mail; the citizen's puts a request that awaited it back in progress.
 * @throws Probleme `saisie-invalide` naming a file that cannot be joined
 */
export function ecrireMessage(
  commune: Commune,
  ecriture: Ecriture,
  message: NouveauMessage,
  avec: Accompagnement = {},
): Promise<Evenement> {
  const voulues = (message.pieces ?? []).map((id) => ({ id, chemin: 'pieces' }));
  return ecrireFait(commune, ecriture, ['message', message.corps, message.pieces ?? []], async (demande) => {
    const { instructions, pieces } = await joindrePieces(commune.moteur, demande.id, voulues);
    const donnees = { corps: message.corps, pieces: [...pieces.values()] };
    const fait: Fait = { type: 'message', visibilite: 'dossier', donnees };
    // A helper writes in the citizen's name.
    if (ecriture.acteur.role === 'usager' || ecriture.acteur.role === 'aidant') {
      const { faits, maj } = deLUsager(demande, fait);
      const tous = [...faits, ...(avec.faits ?? [])];
      const suites = avec.ensuite?.(demande) ?? [];
      return { faits: tous, ...(maj && { maj }), instructions: [...instructions, ...suites] };
    }
    const maj = { reponse_attendue: 0, clos: estClos(demande.statut) ? 1 : 0 } as const;
    return { faits: [fait], maj, instructions: [...instructions] };
  });
}

function deLUsager(demande: TableDemande, fait: Fait): Changement {
  // Even on a closed request: it comes back to the queue until somebody answers.
  // Words are not the fields or pieces that are awaited: those stay asked.
  if (demande.statut !== 'en-attente' || demande.complement !== null)
    return { faits: [fait], maj: { reponse_attendue: 1, clos: 0 } };
  const donnees = { avant: demande.statut, apres: 'en-cours' as const, motif: null, planifieeLe: null };
  return {
    faits: [fait, { type: 'statut', visibilite: 'public', donnees }],
    maj: { statut: 'en-cours', clos: 0, motif: null, reponse_attendue: 1 },
  };
}

/** An internal note, which no citizen ever sees. */
export function ecrireNote(commune: Commune, ecriture: Ecriture, corps: string): Promise<Evenement> {
  return ecrireFait(commune, ecriture, ['note', corps], async () => ({
    faits: [{ type: 'note', visibilite: 'interne', donnees: { corps } }],
  }));
}

/** Appends, once for a key, on whatever version stands; answers the first event written. */
async function ecrireFait(
  commune: Commune,
  { demande, acteur, cle }: Ecriture,
  demandeFaite: unknown,
  decider: (demande: TableDemande) => Promise<Changement>,
): Promise<Evenement> {
  const tentative = {
    cle,
    portee: `${demande.id} ${acteur.role}`,
    demande: demandeFaite,
    maintenant: commune.horloge.maintenant(),
  };
  const { resultat } = await surDemandeActuelle(commune, demande.id, (actuelle) =>
    agirUneFois<TableEvenement>(commune.moteur, tentative, async () => {
      const changement = await decider(actuelle);
      const { instructions, evenements } = instructionsDe(commune, actuelle, acteur, changement);
      const premier = evenements[0]!;
      const courriel =
        premier.type === 'message' && acteur.role === 'agent' && actuelle.demandeur_courriel
          ? [
              commune.jobs.planifier(
                'courriel',
                { modele: 'message', demande: demande.id, evenement: premier.rang },
                { sujet: demande.id },
              ),
            ]
          : [];
      return { resultat: premier, instructions: [...instructions, ...courriel] };
    }),
  );
  annoncer(commune);
  return lireEvenement(resultat);
}
