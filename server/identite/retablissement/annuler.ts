import type { Commune } from '../../communes/commune.ts';
import { DejaPris, ecrire, garder, GardeManquee, type Instruction } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { planifierAvis } from '../avis.ts';
import { noterEvenement } from '../evenements-usager.ts';
import { nouvelle as nouvelleIdentite } from '../identites.ts';
import { finirSessionsDe } from '../sessions/store.ts';
import {
  effacerIdentite,
  identitePar,
  insererIdentite,
  nommerPrincipale,
  oublierPrincipale,
  usagerParId,
} from '../store.ts';
import type { TableRetablissement } from '../tables.ts';
import { change, type AgentQuiActe } from './retablir.ts';
import { annulerRetablissement, deplacerIdentite, retablissementParId } from './store.ts';

/**
 * Puts everything back: the old address opens the space again, the new one no more, every session ends. What the new
 * address opened before is its own again.
 * @throws Probleme `introuvable`; `conflit` (409): too late, done already, or the old address opens another space now
 */
export async function annulerRetablissementDe(
  commune: Commune,
  agent: AgentQuiActe,
  id: string,
): Promise<void> {
  const le = commune.horloge.maintenant();
  const ligne = await commune.moteur.lireUn(retablissementParId, { id });
  if (!ligne) throw new Probleme('introuvable', 'Introuvable', 'Ce changement d’adresse n’existe pas.');
  if (ligne.annule_le !== null || ligne.annulable_jusqua <= le) throw change();
  const { usager, ancienne, nouvelle } = ligne;
  try {
    await commune.moteur.commit([
      garder(annulerRetablissement, { id, le }),
      ...(await rendreNouvelle(commune, ligne)),
      ecrire(oublierPrincipale, { usager }),
      ecrire(insererIdentite, nouvelleIdentite(commune, usager, ancienne)),
      ecrire(nommerPrincipale, { usager, valeur: ancienne }),
      ecrire(finirSessionsDe, { role: 'usager', sujet: usager }),
      noterEvenement(
        commune,
        usager,
        'retablissement-annule',
        { ancienne, nouvelle },
        { role: 'agent', auteur: agent.nom },
      ),
      ...planifierAvis(commune, {
        a: [ancienne, nouvelle],
        genre: 'retablissement-annule',
        courriel: ancienne,
      }),
    ]);
  } catch (erreur) {
    throw erreur instanceof GardeManquee || erreur instanceof DejaPris ? change() : erreur;
  }
  commune.jobs.reveiller();
}

/** The new address leaves the space, for the one it opened before if it had one. */
async function rendreNouvelle(
  commune: Commune,
  { usager, nouvelle, autre, entree_le }: TableRetablissement,
): Promise<Instruction[]> {
  const identite = await commune.moteur.lireUn(identitePar, { moyen: 'courriel', valeur: nouvelle });
  if (entree_le === null || identite?.usager !== usager) return [];
  if (autre === null || !(await commune.moteur.lireUn(usagerParId, { id: autre }))) {
    return [garder(effacerIdentite, { id: identite.id, usager })];
  }
  return [
    garder(deplacerIdentite, { id: identite.id, de: usager, vers: autre }),
    ecrire(nommerPrincipale, { usager: autre, valeur: nouvelle }),
  ];
}
