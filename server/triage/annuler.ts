import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Commune } from '../communes/commune.ts';
import { decisionEnSuspens } from '../demandes/annulation/annulable.ts';
import { oterAnnulable } from '../demandes/annulation/store.ts';
import { DECISIFS } from '../demandes/changer.ts';
import type { Fait } from '../demandes/evenements.ts';
import { evenementsDe } from '../demandes/store.ts';
import { garder } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { agirEnAgent } from './agir.ts';

/**
 * An agent takes back his last decision or change of status, within the minute and if nothing that counts came after:
 * the demande stands as it stood before. Its mails and letters never leave.
 * @throws Probleme `conflit`; `acces-refuse` for a colleague's; `transition-interdite` when it is too late
 */
export function annulerDecision(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  version: number,
  cle: string | undefined,
): Promise<DemandeAgent> {
  const demarche = { agent, numero, version, acte: 'annulation', corps: { version }, cle };
  return agirEnAgent(commune, demarche, async (demande) => {
    const suspens = await decisionEnSuspens(commune, demande);
    if (!suspens) throw tropTard('Il n’y a plus rien à annuler : passé une minute, la décision est partie.');
    if (suspens.agent !== agent.courriel) {
      throw new Probleme('acces-refuse', 'Annulation impossible', 'Seul l’agent qui a décidé peut annuler.');
    }
    const lignes = await commune.moteur.lire(evenementsDe, {
      demande_id: demande.id,
      apres: suspens.debut - 1,
    });
    if (lignes.some(({ rang, type }) => rang > suspens.fin && DECISIFS.includes(type))) {
      throw tropTard('Le dossier a changé depuis votre décision : elle ne peut plus être annulée.');
    }
    // One for each: who reads the events needs no notion of what was done together.
    const faits = lignes
      .filter(({ rang, type }) => rang <= suspens.fin && type !== 'coordonnees')
      .map(({ rang }): Fait => ({ type: 'annulation', visibilite: 'interne', donnees: { rang } }));
    const { maj_le: _, ...maj } = suspens.avant;
    const instructions = [garder(oterAnnulable, { demande_id: demande.id, debut: suspens.debut })];
    return { faits, maj, instructions };
  });
}

const tropTard = (phrase: string): Probleme =>
  new Probleme('transition-interdite', 'Annulation impossible', phrase);
