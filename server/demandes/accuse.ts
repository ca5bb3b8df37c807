import type { Accuse } from '#contract/schemas/demande.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import { SANS_ECHEANCE, type TableDemande } from './tables.ts';

/**
 * The accusé de réception électronique (CRPA R112-11-1): date of receipt, service in charge and how to reach it,
 * what silence means and when, « sous réserve que la demande soit complète », attestation (L232-3) or appeal routes.
 */
export function composerAccuse(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  code: string,
): Accuse {
  return {
    titre: demarche.titre,
    recueLe: new Date(demande.recue_le).toISOString(),
    service: serviceDe(commune.config, demande.service),
    silence: {
      regime: demarche.silence.regime,
      echeance: demande.echeance === SANS_ECHEANCE ? null : demande.echeance,
      explication: expliquerSilence(demarche.silence, demande.echeance),
    },
    courriel: demande.demandeur_courriel && masquerCourriel(demande.demandeur_courriel),
    lien: lienDeSuivi(commune, demande.numero, code),
  };
}

/** Plain French for what happens if the town does not answer. Empty when there is no implicit decision. */
export function expliquerSilence(silence: DemarchePubliee['silence'], echeance: string): string {
  if (silence.regime === 'aucun' || echeance === SANS_ECHEANCE) return '';
  const jour = enToutesLettres(echeance);
  const source = silence.source ? ` (${silence.source})` : '';
  if (silence.regime === 'acceptation') {
    return (
      `Si la mairie ne vous a pas répondu le ${jour} au soir, votre demande est acceptée, sous réserve qu’elle soit complète${source}. ` +
      `Vous pourrez alors demander à la mairie une attestation qui le prouve.`
    );
  }
  return (
    `Si la mairie ne vous a pas répondu le ${jour} au soir, votre demande est refusée, sous réserve qu’elle soit complète${source}. ` +
    `Vous aurez alors 2 mois pour demander au maire de changer d’avis (recours gracieux) ou pour saisir le tribunal administratif. ` +
    `Pendant ces 2 mois, vous pourrez aussi demander à la mairie les raisons de ce refus : elle aura 1 mois pour vous les donner.`
  );
}

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
