import type { Accuse } from '#contract/schemas/demande.ts';
import type { CommuneConfiguree, Service } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import { calculAuDepot } from '../echeances/depot.ts';
import { tribunalDe } from './documents/recours.ts';
import type { TableDemande } from './tables.ts';

/**
 * The accusé de réception électronique (CRPA R112-11-1): date of receipt, service in charge and how to reach it,
 * what silence means and when, « sous réserve que la demande soit complète », attestation (L232-3) or appeal routes.
 * It is a paper of the day of receipt: drawn again when the delay was suspended or the answer given, or sent late, it
 * says the same.
 */
export function composerAccuse(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  code: string,
): Accuse {
  const { echeance } = calculAuDepot(commune, demarche, demande.recue_le);
  return {
    titre: demarche.titre,
    recueLe: new Date(demande.recue_le).toISOString(),
    service: joignable(commune.config, serviceDe(commune.config, demande.service)),
    silence: {
      regime: demarche.silence.regime,
      echeance,
      explication: expliquerSilence(commune.config, demarche.silence, echeance),
    },
    courriel: demande.demandeur_courriel && masquerCourriel(demande.demandeur_courriel),
    lien: lienDeSuivi(commune, demande.numero, code),
  };
}

/** A service that says not all of its address, phone and mail is reached at the town hall's (R112-11-1, 2°). */
const joignable = ({ contact }: CommuneConfiguree, service: Service): Service => ({
  ...service,
  contact: { ...contact, ...service.contact },
});

/**
 * Plain French for what happens if the town does not answer: all that R112-11-1 asks about it, for the page shows
 * nothing else. Empty when there is no implicit decision.
 */
export function phrasesDuSilence(
  config: CommuneConfiguree,
  { regime, source: texte }: DemarchePubliee['silence'],
  echeance: string | null,
): { decision: string; recours?: string; suite: string } | undefined {
  if (regime === 'aucun' || echeance === null) return undefined;
  const sens = regime === 'acceptation' ? 'acceptée' : 'refusée';
  const source = texte ? ` (${texte})` : '';
  const decision = `Si la mairie ne vous a pas répondu le ${enToutesLettres(echeance)} au soir, votre demande est ${sens}, sous réserve qu’elle soit complète${source}.`;
  if (regime === 'acceptation') {
    const suite = `Vous pourrez alors demander à la mairie une attestation qui le prouve (article L232-3 du ${CRPA}).`;
    return { decision, suite };
  }
  return {
    decision,
    recours: `Vous aurez alors 2 mois pour demander au maire de changer d’avis (recours gracieux), par lettre, ou pour saisir ${tribunalDe(config)}, par lettre ou sur www.telerecours.fr.`,
    suite: `Pendant ces 2 mois, vous pourrez aussi demander à la mairie les raisons de ce refus (article L232-4 du ${CRPA}) : elle aura 1 mois pour vous les donner.`,
  };
}

function expliquerSilence(...arguments_: Parameters<typeof phrasesDuSilence>): string {
  const { decision, recours, suite } = phrasesDuSilence(...arguments_) ?? {};
  return [decision, recours, suite].filter((phrase) => phrase !== undefined).join(' ');
}

const CRPA = 'code des relations entre le public et l’administration';

/** Page that opens the file: number and code stand in the fragment, which no server ever sees. */
export function lienDeSuivi(commune: Commune, numero: string, code: string): string {
  const page = commune.config.pages.suivi ?? `${commune.url}/p/suivi-demande`;
  return `${page}#numero=${numero}${code && `&code=${code}`}`;
}

/** `jeanne.roy@exemple.fr` to `j…y@exemple.fr`. */
export function masquerCourriel(courriel: string): string {
  const arobase = courriel.lastIndexOf('@');
  const nom = courriel.slice(0, arobase);
  const visible = nom.length > 2 ? `${nom[0]}…${nom.at(-1)}` : `${nom[0]}…`;
  return visible + courriel.slice(arobase);
}
