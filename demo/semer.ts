import type { Reponses, Valeur } from '#contract/formulaire.ts';
import type { Commune } from '../server/communes/commune.ts';
import { agentDe, acteurDe } from '../server/agents/agent.ts';
import { deposerDemande } from '../server/demandes/deposer.ts';
import { ecrireMessage, ecrireNote } from '../server/demandes/ecrire-message.ts';
import { USAGER } from '../server/demandes/evenements.ts';
import { retirerDemande } from '../server/demandes/retirer.ts';
import { exigerDemande } from '../server/demandes/trouver.ts';
import { debutDuJour, jourLocal } from '../server/demandes/echeance.ts';
import { recevoirFichier, type DepsTeleversements } from '../server/televersements/recevoir.ts';
import { modifierDemande } from '../server/triage/modifier.ts';
import { HEURE, JOUR, MINUTE, type HorlogeReglable } from '../server/socle/horloge/horloge.ts';
import { fabriquerFichier } from './fichiers.ts';
import type { Acte, Semence } from './semences.ts';

/** Steps of the demonstration's past, in the order of time. */
interface Pas {
  quand: number;
  faire: () => Promise<void>;
}

/**
 * Files the demonstration's requests as people and agents would have, through the same services, on the days they
 * say. The commune's clock is `horloge`, set back first and brought to `maintenant` at the end.
 */
export async function semer(
  commune: Commune,
  semences: readonly Semence[],
  horloge: HorlogeReglable,
  maintenant: number,
  fichiers: DepsTeleversements,
): Promise<void> {
  const pas: Pas[] = semences.flatMap((semence, i) => {
    const depot = heureOuvree(commune, maintenant, semence.ilYA, i);
    const numero = { valeur: '' };
    return [
      {
        quand: depot,
        faire: async () => void (numero.valeur = await deposer(commune, semence, i, depot, fichiers)),
      },
      ...(semence.actes ?? []).map((acte, n) => ({
        quand: Math.min(depot + acte.jours * JOUR + (n + 1) * 11 * MINUTE, maintenant - MINUTE),
        faire: () => agir(commune, numero.valeur, acte),
      })),
    ];
  });
  pas.sort((a, b) => a.quand - b.quand);
  for (const { quand, faire } of pas) {
    horloge.avancer(quand - horloge.maintenant());
    await faire();
    await commune.jobs.runUntilEmpty();
  }
  horloge.avancer(maintenant - horloge.maintenant());
}

/** An hour of that day when somebody would file, never two at the same minute, never later than now. */
function heureOuvree(commune: Commune, maintenant: number, ilYA: number, rang: number): number {
  const { fuseau } = commune.config;
  const jour = jourLocal(maintenant - ilYA * JOUR, fuseau);
  const voulue = debutDuJour(jour, fuseau) + 9 * HEURE + ((rang * 47) % 450) * MINUTE;
  return voulue < maintenant ? voulue : maintenant - (rang + 5) * MINUTE;
}

async function deposer(
  commune: Commune,
  semence: Semence,
  rang: number,
  quand: number,
  deps: DepsTeleversements,
): Promise<string> {
  const { catalogue, config } = commune;
  const demarche = await catalogue.offerte(semence.demarche);
  const jour = (decalage: number): string => jourLocal(quand + decalage * JOUR, config.fuseau);
  const reponses: Reponses = { ...semence.reponses(jour) };
  for (const [champ, voulus] of Object.entries(semence.fichiers ?? {})) {
    const joints = [];
    for (const voulu of voulus) {
      const octets = await fabriquerFichier(voulu);
      const flux = new Blob([octets as Uint8Array<ArrayBuffer>]).stream();
      joints.push(await recevoirFichier(commune, { flux, nom: voulu.nom, cle: undefined }, deps));
    }
    reponses[champ] = joints as Valeur;
  }
  const agent = semence.saisiePar && agentDe(commune, semence.saisiePar);
  const { numero } = await deposerDemande(commune, {
    demarche: demarche.code,
    version: demarche.version,
    reponses,
    canal: semence.canal,
    acteur: agent ? acteurDe(agent) : USAGER,
    cle: `semence-${rang}`,
  });
  return numero;
}

async function agir(commune: Commune, numero: string, acte: Acte): Promise<void> {
  const demande = await exigerDemande(commune, numero);
  if (acte.type === 'retrait') return retirerDemande(commune, demande);
  if (acte.type === 'reponse') {
    await ecrireMessage(commune, { demande, acteur: USAGER, cle: undefined }, { corps: acte.corps });
    return;
  }
  const agent = agentDe(commune, acte.par);
  if (!agent) throw new Error(`${acte.par} is no agent of ${commune.slug}`);
  const ecriture = { demande, acteur: acteurDe(agent), cle: undefined };
  const version = demande.rang;
  switch (acte.type) {
    case 'affectation':
      await modifierDemande(commune, agent, numero, { version, affecteeA: acte.a });
      break;
    case 'statut': {
      const { statut, motif, planifieeDans } = acte;
      const prevue = commune.horloge.maintenant() + (planifieeDans ?? 0) * JOUR;
      await modifierDemande(commune, agent, numero, {
        version,
        statut,
        ...(motif && { motif }),
        ...(planifieeDans !== undefined && { planifieeLe: jourLocal(prevue, commune.config.fuseau) }),
      });
      break;
    }
    case 'message':
      await ecrireMessage(commune, ecriture, { corps: acte.corps });
      break;
    case 'note':
      await ecrireNote(commune, ecriture, acte.corps);
      break;
  }
}
