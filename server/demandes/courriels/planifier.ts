import type { Commune } from '../../communes/commune.ts';
import type { Instruction } from '../../socle/db/moteur.ts';
import { attenteAvantEnvoi } from '../annulation/annulable.ts';
import type { TableDemande, TableEvenement } from '../tables.ts';

/** Which event each mail tells. */
const FAITS = {
  message: 'message',
  statut: 'statut',
  complement: 'complement-demande',
  'complement-recu': 'complement-recu',
  'complement-annule': 'complement-annule',
} as const;

/**
 * The mail that tells the citizen one of these events, if it is among them and there is an address.
 * @param options.attendre it leaves when its author can no longer take the event back
 */
export function planifierCourriel(
  commune: Commune,
  demande: Pick<TableDemande, 'id' | 'demandeur_courriel'>,
  modele: keyof typeof FAITS,
  evenements: readonly TableEvenement[],
  { attendre = false }: { attendre?: boolean } = {},
): Instruction[] {
  const annonce = evenements.find(({ type }) => type === FAITS[modele]);
  if (!annonce || !demande.demandeur_courriel) return [];
  return [
    commune.jobs.planifier(
      'courriel',
      { modele, demande: demande.id, evenement: annonce.rang },
      { sujet: demande.id, ...(attendre && { dans: attenteAvantEnvoi(commune) }) },
    ),
  ];
}
