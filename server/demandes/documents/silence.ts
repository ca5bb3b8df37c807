import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { enToutesLettres } from '../../echeances/dates.ts';
import { phrasesDuSilence } from '../accuse.ts';
import { voiesDeRecours } from './recours.ts';

/** What both a mail and a paper can show. */
type BlocCommun =
  | { genre: 'paragraphe'; texte: string }
  | { genre: 'faits'; faits: { libelle: string; valeur: string }[] }
  | { genre: 'liste'; elements: string[] };

const SENS = {
  acceptation: 'acceptation de votre demande (décision implicite d’acceptation)',
  refus: 'refus de votre demande (décision implicite de rejet)',
} as const;

/**
 * What a receipt says of silence, by mail and on paper alike (CRPA R112-11-1): its regime, its date, then the
 * attestation, or the ways to appeal. Nothing when silence decides nothing.
 * @param echeance last day of the delay, as it was when the request was received
 */
export function direSilence(
  config: CommuneConfiguree,
  silence: DemarchePubliee['silence'],
  echeance: string | null,
): BlocCommun[] {
  const phrases = phrasesDuSilence(config, silence, echeance);
  if (!phrases || silence.regime === 'aucun' || echeance === null) return [];
  const date = `${enToutesLettres(echeance)}, sous réserve que la demande soit complète`;
  const faits: BlocCommun = {
    genre: 'faits',
    faits: [
      { libelle: 'Le silence de la mairie vaut', valeur: SENS[silence.regime] },
      { libelle: 'Dernier jour pour répondre', valeur: date },
    ],
  };
  const decision: BlocCommun = { genre: 'paragraphe', texte: phrases.decision };
  const suite: BlocCommun = { genre: 'paragraphe', texte: phrases.suite };
  if (silence.regime === 'acceptation') return [faits, decision, suite];
  // The same ways as a refusal gives, of one that may come.
  const [debut = '', ...elements] = voiesDeRecours(config, 'silence');
  const quand: BlocCommun = { genre: 'paragraphe', texte: debut.replace('Vous avez', 'Vous aurez alors') };
  return [faits, decision, quand, { genre: 'liste', elements }, suite];
}
