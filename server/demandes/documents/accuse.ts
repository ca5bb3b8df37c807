import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Accompagnement } from '#contract/schemas/mandat.ts';
import type { Commune } from '../../communes/commune.ts';
import { accompagnementSi } from '../../mandats/deposants.ts';
import { faitAccompagnement, finAccompagnement } from '../../mandats/phrases.ts';
import type { BlocPapier, Papier } from '../../socle/pdf/pdf.ts';
import { composerAccuse } from '../accuse.ts';
import { codeDe } from '../code-suivi.ts';
import { dateEtHeure } from '../../echeances/dates.ts';
import type { TableDemande } from '../tables.ts';
import { faitsDuService, nomDuFuseau, papierDe } from './papier-commune.ts';
import { direDuree } from '../../demarches/mention.ts';
import { reponsesLisibles } from './reponses-lisibles.ts';
import { direSilence } from './silence.ts';

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
  const silence = direSilence(config, demarche.silence, accuse.silence.echeance);
  const signalement = demande.genre === 'signalement';
  const quoi = signalement ? 'signalement' : 'demande';
  const blocs: BlocPapier[] = [
    { genre: 'titre', niveau: 1, texte: 'Accusé de réception' },
    { genre: 'paragraphe', texte: `La mairie a bien reçu votre ${quoi} : ${demarche.titre}.` },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Numéro de suivi', valeur: demande.numero, fort: true },
        ...(sansCode ? [] : [{ libelle: 'Code de suivi', valeur: code, fort: true }]),
        { libelle: signalement ? 'Reçu le' : 'Reçue le', valeur: direReception(commune, demande) },
        ...(accompagnement ? [faitAccompagnement(config, accompagnement)] : []),
        ...faitsDuService(accuse.service),
      ],
    },
    {
      genre: 'paragraphe',
      texte: sansCode
        ? 'Le code qui ouvre ce dossier a été envoyé à l’adresse de la personne.'
        : `Gardez ce papier : le numéro et le code ouvrent votre dossier, auprès d’un agent ou à cette adresse :\n${accuse.lien}`,
    },
    ...(accompagnement ? [finAccompagnement(config, accompagnement)] : []),
    ...(silence.length > 0
      ? [{ genre: 'titre', niveau: 2, texte: 'Si la mairie ne répond pas' } as const, ...silence]
      : []),
    { genre: 'titre', niveau: 2, texte: 'Ce que vous avez envoyé' },
    ...reponsesLisibles(demarche, demande).flatMap(({ titre, reponses }): BlocPapier[] => [
      { genre: 'titre', niveau: 3, texte: titre },
      { genre: 'faits', faits: reponses },
    ]),
    {
      genre: 'paragraphe',
      ton: 'muet',
      texte: `Vos données. ${direDonnees(config, demarche)}`,
    },
  ];
  return papierDe(commune, demande, { titre: 'Accusé de réception', le: demande.recue_le, blocs });
}

/** « 22 novembre 2026 à 10 h 30 (heure de la commune, UTC+1) » */
export const direReception = ({ config: { fuseau } }: Commune, { recue_le }: TableDemande): string =>
  `${dateEtHeure(recue_le, fuseau)} ${nomDuFuseau(recue_le, fuseau)}`;

/** Why the data are held, how long, by whom, and how to act on it (RGPD art. 13). */
export const direDonnees = (config: Commune['config'], demarche: DemarchePubliee): string =>
  `${demarche.donnees.finalite} Elles sont gardées ${direDuree(config, demarche)}, puis effacées. ` +
  `Responsable : ${config.donnees.responsable}. Pour les consulter, les corriger ou les effacer : ${config.donnees.contact}.`;
