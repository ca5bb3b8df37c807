import type { Commune } from '../server/communes/commune.ts';
import { agentDe, acteurDe } from '../server/agents/agent.ts';
import { attenteAvantEnvoi } from '../server/demandes/annulation/annulable.ts';
import { deposerDemande } from '../server/demandes/deposer.ts';
import { debutDuJour, jourLocal, jourPlus } from '../server/echeances/dates.ts';
import { USAGER } from '../server/demandes/evenements.ts';
import { SANS_ECHEANCE } from '../server/demandes/tables.ts';
import { exigerDemande } from '../server/demandes/trouver.ts';
import type { DepsTeleversements } from '../server/televersements/recevoir.ts';
import { HEURE, JOUR, MINUTE, SECONDE, type HorlogeReglable } from '../server/socle/horloge/horloge.ts';
import { agir, televerser } from './actes.ts';
import type { Semence } from './semences.ts';

/** Steps of the demonstration's past, in the order of time. */
interface Pas {
  quand: number;
  /** Does it; `true` when mail or a letter may come of it. */
  faire: () => Promise<boolean>;
}

/** Mornings on which agents have got their digest, before today's. */
export const MATINS = 3;

/**
 * Files the demonstration's requests as people and agents would have, through the same services, on the days they
 * say. The commune's clock is `horloge`, set back first and brought to `maintenant` at the end. Jobs run where they
 * tell somebody something, and at the midnights at which silence decides: looking for some after each of hundreds of
 * steps would cost a write to disk each time.
 */
export async function semer(
  commune: Commune,
  semences: readonly Semence[],
  horloge: HorlogeReglable,
  maintenant: number,
  fichiers: DepsTeleversements,
): Promise<void> {
  const aFaire: Pas[] = semences.flatMap((semence, i) =>
    pasDe(commune, semence, i, maintenant, fichiers, (pas) => inserer(aFaire, pas)),
  );
  for (let jours = 1; jours <= MATINS; jours++) {
    const jour = jourLocal(maintenant - jours * JOUR, commune.config.fuseau);
    const matin = debutDuJour(jour, commune.config.fuseau) + 7 * HEURE + 2 * SECONDE;
    aFaire.push({ quand: matin, faire: async () => true });
  }
  aFaire.sort((a, b) => a.quand - b.quand);
  for (let pas = aFaire.shift(); pas; pas = aFaire.shift()) {
    avancerJusqua(horloge, pas.quand);
    if (!(await pas.faire())) continue;
    await commune.jobs.runUntilEmpty();
    // What tells a decision leaves when it can no longer be taken back.
    horloge.avancer(attenteAvantEnvoi(commune));
    await commune.jobs.runUntilEmpty();
  }
  avancerJusqua(horloge, maintenant);
  await commune.jobs.runUntilEmpty();
}

const avancerJusqua = (horloge: HorlogeReglable, instant: number): void =>
  horloge.avancer(Math.max(0, instant - horloge.maintenant()));

function inserer(aFaire: Pas[], pas: Pas): void {
  const place = aFaire.findIndex(({ quand }) => quand > pas.quand);
  aFaire.splice(place === -1 ? aFaire.length : place, 0, pas);
}

function pasDe(
  commune: Commune,
  semence: Semence,
  rang: number,
  maintenant: number,
  fichiers: DepsTeleversements,
  ajouter: (pas: Pas) => void,
): Pas[] {
  const depot = heureOuvree(commune, maintenant, semence.ilYA, rang);
  let numero = '';
  return [
    {
      quand: depot,
      faire: async () => {
        numero = await deposer(commune, semence, rang, depot, fichiers);
        const demande = await exigerDemande(commune, numero);
        const nuit = nuitApres(commune, demande.echeance);
        if (nuit < maintenant) {
          const encoreOuverte = async () => !(await exigerDemande(commune, numero)).clos;
          ajouter({ quand: nuit, faire: encoreOuverte });
        }
        return demande.demandeur_courriel !== null;
      },
    },
    ...(semence.actes ?? []).map((acte, n) => ({
      quand: Math.min(depot + acte.jours * JOUR + (n + 1) * 11 * MINUTE, maintenant - 2 * MINUTE),
      faire: async () => {
        const demande = await exigerDemande(commune, numero);
        await agir(commune, demande, acte, fichiers);
        return demande.demandeur_courriel !== null;
      },
    })),
  ];
}

/** A little after the midnight that ends `jour`, when silence decides. */
const nuitApres = ({ config }: Commune, jour: string): number =>
  jour === SANS_ECHEANCE ? Infinity : debutDuJour(jourPlus(jour, 1), config.fuseau) + 2 * SECONDE;

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
  const agent = semence.saisiePar && agentDe(commune, semence.saisiePar);
  const { numero } = await deposerDemande(commune, {
    demarche: demarche.code,
    version: demarche.version,
    reponses: { ...semence.reponses(jour), ...(await televerser(commune, semence.fichiers, deps)) },
    canal: semence.canal,
    acteur: agent ? acteurDe(agent) : USAGER,
    cle: `semence-${rang}`,
  });
  return numero;
}
