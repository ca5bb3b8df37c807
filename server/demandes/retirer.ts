import { transitionsPermises } from '#contract/transitions.ts';
import type { Commune } from '../communes/commune.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { annoncer, instructionsDe, surDemandeActuelle } from './changer.ts';
import type { Acteur } from './evenements.ts';
import type { TableDemande } from './tables.ts';

/**
 * The citizen withdraws the request. Withdrawing twice is withdrawing once.
 * @throws Probleme `transition-interdite` when it is already answered
 */
export async function retirerDemande(commune: Commune, { id }: TableDemande, acteur: Acteur): Promise<void> {
  await surDemandeActuelle(commune, id, async (demande) => {
    if (demande.statut === 'retiree') return;
    if (!transitionsPermises(demande.statut, 'usager').includes('retiree')) {
      throw new Probleme(
        'transition-interdite',
        'Retrait impossible',
        'Votre demande a déjà reçu sa réponse : elle ne peut plus être retirée. Écrivez un message au service.',
      );
    }
    const donnees = { avant: demande.statut, apres: 'retiree' as const, motif: null, planifieeLe: null };
    const { instructions } = instructionsDe(commune, demande, acteur, {
      maj: { statut: 'retiree', clos: 1, reponse_attendue: 0, complement: null },
      faits: [{ type: 'statut', visibilite: 'public', donnees }],
    });
    await commune.moteur.commit(instructions);
  });
  annoncer(commune);
}
