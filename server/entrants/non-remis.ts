import type { Commune } from '../communes/commune.ts';
import { annoncer, instructionsDe, surDemandeActuelle } from '../demandes/changer.ts';
import { envoiParId, noterReception } from '../demandes/courriels/store.ts';
import { SYSTEME } from '../demandes/evenements.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { insererJobMort } from '../socle/jobs/store.ts';

/**
 * The post could not deliver a mail of this demande: an incident for the agents, who correct the address and send it
 * again, and an event of the file. Without a receipt the appeal delays cannot be held against anybody (CRPA L112-6).
 * @param id of the mail, when the notice says it
 */
export async function noterNonRemis(
  commune: Commune,
  { id: demandeId }: TableDemande,
  id: string | undefined,
  cle: string,
): Promise<'non-remis'> {
  const envoi = id === undefined ? undefined : await commune.moteur.lireUn(envoiParId, { id });
  // Unknown, it may be the receipt: the one that must arrive.
  const donnees =
    envoi?.demande_id === demandeId
      ? envoi.donnees
      : JSON.stringify({ modele: 'accuse', demande: demandeId });
  await surDemandeActuelle(commune, demandeId, async (demande) => {
    const maintenant = commune.horloge.maintenant();
    const fait = {
      type: 'courriel',
      visibilite: 'interne',
      donnees: { objet: 'Courriel non remis', etat: 'echec' },
    } as const;
    await commune.moteur.commit([
      ...instructionsDe(commune, demande, SYSTEME, { faits: [fait] }).instructions,
      ecrire(insererJobMort, {
        id: commune.identifiants(),
        type: 'courriel',
        donnees,
        sujet: demandeId,
        disponible_le: maintenant,
        cree_le: maintenant,
        erreur: 'Courriel non remis : l’adresse du destinataire le refuse.',
      }),
      ecrire(noterReception, { cle, le: maintenant }),
    ]);
  });
  annoncer(commune);
  return 'non-remis';
}
