import type * as z from 'zod';
import type { AvisSatisfaction } from '#contract/schemas/demande.ts';
import type { Commune } from '../communes/commune.ts';
import { telleQueDite } from '../demandes/annulation/annulable.ts';
import { annoncer, instructionsDe, surDemandeActuelle, type Changement } from '../demandes/changer.ts';
import type { Acteur, Fait } from '../demandes/evenements.ts';
import { satisfactionAttendue } from '../demandes/satisfaction.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { recalculerApres } from './echeance.ts';

/**
 * The citizen's word on a closed report. `pas-regle` puts it back in the queue, in progress.
 * @throws Probleme `transition-interdite` when it is not asked, or was given
 */
export async function donnerAvis(
  commune: Commune,
  { demande: { id }, acteur }: { demande: TableDemande; acteur: Acteur },
  avis: z.output<typeof AvisSatisfaction>,
  cle: string | undefined,
): Promise<void> {
  const maintenant = commune.horloge.maintenant();
  const tentative = { cle, portee: `${id} satisfaction`, demande: avis, maintenant };
  await surDemandeActuelle(commune, id, (demande) =>
    agirUneFois(commune.moteur, tentative, async () => {
      const dite = await telleQueDite(commune, demande, []);
      if (!satisfactionAttendue(demande) || !satisfactionAttendue(dite.demande)) {
        throw new Probleme(
          'transition-interdite',
          'Avis déjà donné, ou pas encore demandé',
          'Votre avis est demandé une fois, quand le service dit que le problème est réglé. Vous pouvez toujours écrire un message au service.',
        );
      }
      return {
        resultat: {},
        instructions: instructionsDe(
          commune,
          demande,
          acteur,
          await reprendre(commune, demande, decider(avis)),
        ).instructions,
      };
    }),
  );
  annoncer(commune);
}

/** Taken up again after its answer, a report has the delay of one that was answered too early. */
const reprendre = (
  commune: Commune,
  demande: TableDemande,
  changement: Changement,
): Promise<Changement> | Changement =>
  changement.maj?.statut === undefined
    ? changement
    : recalculerApres(commune, demande, changement, 'reouverture');

function decider({ resultat, commentaire }: z.output<typeof AvisSatisfaction>): Changement {
  const donnees = { resultat, commentaire: commentaire || null };
  const fait: Fait = { type: 'satisfaction', visibilite: 'dossier', donnees };
  if (resultat !== 'pas-regle') return { faits: [fait], maj: { satisfaction: resultat } };
  const retour = { avant: 'traitee' as const, apres: 'en-cours' as const, motif: null, planifieeLe: null };
  return {
    faits: [fait, { type: 'statut', visibilite: 'public', donnees: retour }],
    maj: { satisfaction: resultat, statut: 'en-cours', clos: 0, motif: null, reponse_attendue: 1 },
  };
}
