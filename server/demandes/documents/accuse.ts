import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Accompagnement } from '#contract/schemas/mandat.ts';
import { serviceDe, type Commune } from '../../communes/commune.ts';
import { accompagnementSi } from '../../mandats/deposants.ts';
import { faitAccompagnement, finAccompagnement } from '../../mandats/phrases.ts';
import type { BlocPapier, Papier } from '../../socle/pdf/pdf.ts';
import { composerAccuse } from '../accuse.ts';
import { codeDe } from '../code-suivi.ts';
import { dateEtHeure, enToutesLettres } from '../../echeances/dates.ts';
import type { TableDemande } from '../tables.ts';
import { faitsDuService, nomDuFuseau, papierDe } from './papier-commune.ts';
import { voiesDeRecours } from './recours.ts';
import { direDuree } from '../../demarches/mention.ts';
import { reponsesLisibles } from './reponses-lisibles.ts';

/** Name of the file that the citizen keeps. */
export const nomDuFichierAccuse = ({ numero }: Pick<TableDemande, 'numero'>): string =>
  `accuse-${numero}.pdf`;

/**
 * The accusé de réception électronique as a paper to keep (CRPA R112-11-1).
 * @param options.sansCode for a helper, when the code is only its owner's
 * @throws Error when it cannot be drawn
 */
export async function composerAccusePdf(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  options: { sansCode?: boolean } = {},
): Promise<Uint8Array> {
  const { accompagnement } = await accompagnementSi(commune, demande);
  return commune.imprimer(papierAccuse(commune, demarche, demande, { ...options, accompagnement }));
}

/** What it says, in the order of R112-11-1: date, service, silence; then what was sent (L112-3). */
export function papierAccuse(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  {
    sansCode = false,
    accompagnement,
  }: { sansCode?: boolean; accompagnement?: Accompagnement | undefined } = {},
): Papier {
  const { config } = commune;
  const code = sansCode ? '' : codeDe(commune.secret, demande.id);
  const accuse = composerAccuse(commune, demarche, demande, code);
  const signalement = demande.genre === 'signalement';
  const quoi = signalement ? 'signalement' : 'demande';
  const recue = `${dateEtHeure(demande.recue_le, config.fuseau)} ${nomDuFuseau(demande.recue_le, config.fuseau)}`;
  const blocs: BlocPapier[] = [
    { genre: 'titre', niveau: 1, texte: 'Accusé de réception' },
    { genre: 'paragraphe', texte: `La mairie a bien reçu votre ${quoi} : ${demarche.titre}.` },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Numéro de suivi', valeur: demande.numero, fort: true },
        ...(sansCode ? [] : [{ libelle: 'Code de suivi', valeur: code, fort: true }]),
        { libelle: signalement ? 'Reçu le' : 'Reçue le', valeur: recue },
        ...(accompagnement ? [faitAccompagnement(config, accompagnement)] : []),
        ...faitsDuService(serviceDe(config, demande.service)),
      ],
    },
    {
      genre: 'paragraphe',
      texte: sansCode
        ? 'Le code qui ouvre ce dossier a été envoyé à l’adresse de la personne.'
        : `Gardez ce papier : le numéro et le code ouvrent votre dossier, auprès d’un agent ou à cette adresse :\n${accuse.lien}`,
    },
    ...(accompagnement ? [finAccompagnement(config, accompagnement)] : []),
    ...silence(commune, accuse.silence),
    { genre: 'titre', niveau: 2, texte: 'Ce que vous avez envoyé' },
    ...reponsesLisibles(demarche, demande).flatMap(({ titre, reponses }): BlocPapier[] => [
      { genre: 'titre', niveau: 3, texte: titre },
      { genre: 'faits', faits: reponses },
    ]),
    {
      genre: 'paragraphe',
      ton: 'muet',
      texte:
        `Vos données. ${demarche.donnees.finalite} Elles sont gardées ${direDuree(config, demarche)}, puis effacées. ` +
        `Responsable : ${config.donnees.responsable}. Pour les consulter, les corriger ou les effacer : ${config.donnees.contact}.`,
    },
  ];
  return papierDe(commune, demande, { titre: 'Accusé de réception', le: demande.recue_le, blocs });
}

/** R112-11-1, 3°: the regime of silence, its date, and what follows from it. None when nothing is decided by silence. */
function silence(
  { config }: Commune,
  { regime, echeance, explication }: ReturnType<typeof composerAccuse>['silence'],
): BlocPapier[] {
  if (regime === 'aucun' || echeance === null) return [];
  const date = `${enToutesLettres(echeance)}, sous réserve que la demande soit complète`;
  const titre: BlocPapier = { genre: 'titre', niveau: 2, texte: 'Si la mairie ne répond pas' };
  const faits = (sens: string): BlocPapier => ({
    genre: 'faits',
    faits: [
      { libelle: 'Le silence de la mairie vaut', valeur: sens },
      { libelle: 'Dernier jour pour répondre', valeur: date },
    ],
  });
  if (regime === 'acceptation') {
    const attestation = explication.replace(
      /\.$/,
      ' (article L232-3 du code des relations entre le public et l’administration).',
    );
    return [
      titre,
      faits('acceptation de votre demande (décision implicite d’acceptation)'),
      { genre: 'paragraphe', texte: attestation },
    ];
  }
  const [debut = '', ...voies] = voiesDeRecours(config, 'silence');
  return [
    titre,
    faits('refus de votre demande (décision implicite de rejet)'),
    { genre: 'paragraphe', texte: explication },
    { genre: 'paragraphe', texte: debut },
    { genre: 'liste', elements: voies },
  ];
}
