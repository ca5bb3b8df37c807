import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Accuse } from '#contract/schemas/demande.ts';
import { enToutesLettres } from '../../echeances/dates.ts';
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
 */
export function direSilence(
  config: CommuneConfiguree,
  { regime, echeance, explication }: Accuse['silence'],
): BlocCommun[] {
  if (regime === 'aucun' || echeance === null) return [];
  const date = `${enToutesLettres(echeance)}, sous réserve que la demande soit complète`;
  const blocs: BlocCommun[] = [
    {
      genre: 'faits',
      faits: [
        { libelle: 'Le silence de la mairie vaut', valeur: SENS[regime] },
        { libelle: 'Dernier jour pour répondre', valeur: date },
      ],
    },
    { genre: 'paragraphe', texte: explication },
  ];
  if (regime === 'acceptation') return blocs;
  const [debut = '', ...elements] = voiesDeRecours(config, 'silence');
  return [...blocs, { genre: 'paragraphe', texte: debut }, { genre: 'liste', elements }];
}
