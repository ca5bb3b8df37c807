import { Temporal } from 'temporal-polyfill';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { agentDe } from '../../agents/agent.ts';
import type { Commune } from '../../communes/commune.ts';
import { jourLocal } from '../../echeances/dates.ts';
import type { Instruction } from '../../socle/db/moteur.ts';
import { HEURE } from '../../socle/horloge/horloge.ts';
import { EchecDefinitif, type TypeDeJob } from '../../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Courriel, type Facteur } from '../../socle/mail/mail.ts';
import { estOuvre } from '../../echeances/feries.ts';
import { composerRecapitulatif } from './composer.ts';
import { lireRecapitulatif } from './lire.ts';

/** Local hour of the digest, and how long after it still says something of the day. */
const SEPT_HEURES = '07:00';
const VALABLE = 11 * HEURE;
/** These jobs end by themselves: the first plans the next, the others hold for their day only. */
const TOUJOURS = 1_000_000;

interface Envoi {
  service: string;
  jour: string;
  courriel: string;
}

/**
 * Each working morning at 7:00, plans one mail for each service and each of its agents who wants it, in the commit
 * that plans the next morning: never twice for a day. A server that was off sends that day's when it is back, if it
 * is before 18:00, and never those of the days before.
 */
export function jobRecapitulatif(commune: Commune): TypeDeJob {
  return {
    essaisMax: TOUJOURS,
    faire: async () => async () => {
      const maintenant = commune.horloge.maintenant();
      const jour = jourLocal(maintenant, commune.config.fuseau);
      const matin = septHeures(commune, jour);
      const utile = estJourOuvre(commune, jour) && maintenant >= matin && maintenant < matin + VALABLE;
      const envois = utile ? destinataires(commune, jour) : [];
      return [
        ...envois.map((envoi) =>
          commune.jobs.planifierUnique(
            `recapitulatif ${envoi.service} ${jour} ${envoi.courriel}`,
            'recapitulatif-courriel',
            envoi,
          ),
        ),
        planifierRecapitulatif(commune),
      ];
    },
  };
}

/** The next morning, once however often the commune is opened. */
export function planifierRecapitulatif(commune: Commune): Instruction {
  const maintenant = commune.horloge.maintenant();
  const jour = jourLocal(maintenant, commune.config.fuseau);
  const matin = septHeures(commune, jour);
  const prochain = matin > maintenant ? matin : septHeures(commune, jour, 1);
  return commune.jobs.planifierUnique('recapitulatif', 'recapitulatif', {}, prochain - maintenant);
}

/**
 * Sends one digest, made of what stands when it leaves. Kept back by the mail server until another day, it says
 * nothing any more: the next one takes its place.
 */
export function jobCourrielRecapitulatif(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    essaisMax: TOUJOURS,
    faire: async ({ service, jour, courriel }: Envoi, job) => {
      const agent = agentDe(commune, courriel);
      const aujourdhui = jourLocal(commune.horloge.maintenant(), commune.config.fuseau);
      if (jour !== aujourdhui || !agent || !estDestinataire(agent, service)) return;
      const precedent = matinPrecedent(commune, jour);
      const contenu = composerRecapitulatif(
        commune,
        await lireRecapitulatif(commune, service, jour, precedent),
      );
      if (!contenu) return;
      const corps = composerCourriel({
        entete: commune.config.nom,
        blocs: contenu.blocs,
        pied: 'Ce courriel part chaque matin ouvré, quand il y a quelque chose à dire. Pour ne plus le recevoir, demandez que « recapitulatif: false » soit mis à votre nom dans la configuration de la commune.',
      });
      const lettre = { id: job.id, a: agent.courriel, expediteur: commune.config.nom, objet: contenu.objet };
      await envoyer(facteur, { ...lettre, ...corps });
    },
  };
}

async function envoyer(facteur: Facteur, courriel: Courriel): Promise<void> {
  try {
    await facteur.envoyer(courriel);
  } catch (erreur) {
    if (erreur instanceof ErreurEnvoi && erreur.definitif) {
      throw new EchecDefinitif(erreur.message, { cause: erreur });
    }
    throw erreur;
  }
}

const estDestinataire = (agent: AgentConfigure, service: string): boolean =>
  agent.recapitulatif && agent.services.includes(service);

const destinataires = ({ config }: Commune, jour: string): Envoi[] =>
  config.services.flatMap(({ code }) =>
    config.agents
      .filter((agent) => estDestinataire(agent, code))
      .map(({ courriel }) => ({ service: code, jour, courriel })),
  );

const estJourOuvre = ({ config }: Commune, jour: string): boolean =>
  estOuvre(Temporal.PlainDate.from(jour), config.territoire);

function septHeures({ config }: Commune, jour: string, plus = 0): number {
  return Temporal.PlainDate.from(jour)
    .add({ days: plus })
    .toZonedDateTime({ timeZone: config.fuseau, plainTime: SEPT_HEURES }).epochMilliseconds;
}

/** The working morning before this one. */
function matinPrecedent(commune: Commune, jour: string): { jour: string; instant: number } {
  let precedent = Temporal.PlainDate.from(jour);
  do precedent = precedent.subtract({ days: 1 });
  while (!estOuvre(precedent, commune.config.territoire));
  return { jour: precedent.toString(), instant: septHeures(commune, precedent.toString()) };
}
