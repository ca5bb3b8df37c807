import type { LigneUsager } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { annoncer, instructionsDe, surDemandeActuelle } from '../demandes/changer.ts';
import { USAGER } from '../demandes/evenements.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { exigerDemande } from '../demandes/trouver.ts';
import { deposantsDe } from '../mandats/deposants.ts';
import { garder } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { composerLigne } from './ligne.ts';
import { adressesDe, rattacher } from './store.ts';

/**
 * Puts a request filed as a guest, or typed by an agent, in its owner's space. Twice is once.
 * @param codeJuste whether the caller showed its code; without, one of his proven addresses must be the request's
 * @throws Probleme `acces-refuse`: no proof; `conflit`: already in somebody's space
 */
export async function rattacherDemande(
  commune: Commune,
  usager: string,
  trouvee: TableDemande,
  codeJuste: boolean,
): Promise<LigneUsager> {
  if (!codeJuste && !(await estASonAdresse(commune, usager, trouvee))) {
    throw new Probleme(
      'acces-refuse',
      'Code demandé',
      'Cette demande n’a pas été faite avec une de vos adresses. Donnez le code qui est sur votre accusé de réception.',
      { erreurs: [{ chemin: 'code', code: 'requis', message: 'Donnez le code de la demande.' }] },
    );
  }
  await surDemandeActuelle(commune, trouvee.id, async (demande) => {
    if (demande.usager === usager) return;
    if (demande.usager !== null) throw dejaPrise();
    const { instructions } = instructionsDe(commune, demande, USAGER, {
      faits: [{ type: 'rattachement', visibilite: 'interne', donnees: {} }],
      instructions: [
        garder(rattacher, { id: demande.id, usager }),
        // Its papers come among his documents.
        commune.jobs.planifier('remise', { demande: demande.id }, { sujet: demande.id }),
      ],
    });
    await commune.moteur.commit(instructions);
  });
  annoncer(commune);
  const demande = await exigerDemande(commune, trouvee.numero);
  const deposants = await deposantsDe(commune, [demande]);
  return composerLigne(commune, demande, deposants.get(demande.id) ?? null);
}

async function estASonAdresse(
  { moteur }: Commune,
  usager: string,
  { demandeur_courriel }: TableDemande,
): Promise<boolean> {
  const adresses = await moteur.lire(adressesDe, { usager });
  const sienne = demandeur_courriel?.toLowerCase();
  return adresses.some(({ valeur }) => valeur === sienne);
}

const dejaPrise = (): Probleme =>
  new Probleme(
    'conflit',
    'Demande déjà rangée',
    'Cette demande est déjà dans un autre espace. Si c’est aussi le vôtre, connectez-vous avec l’autre adresse, ou appelez la mairie.',
  );
