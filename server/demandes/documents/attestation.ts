import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { serviceDe, type Commune } from '../../communes/commune.ts';
import type { BlocPapier, Papier } from '../../socle/pdf/pdf.ts';
import { dateEtHeure, enToutesLettres, jourLocal } from '../../echeances/dates.ts';
import type { TableDemande } from '../tables.ts';
import { destinataire, faitsDuService, papierDe } from './papier-commune.ts';
import { reponsesLisibles } from './reponses-lisibles.ts';

/** What proves it is read from the row: born, and an acceptance. */
export type DemandeAcceptee = TableDemande & { implicite: 'acceptation'; implicite_le: string };

export const estAccepteeParSilence = (demande: TableDemande): demande is DemandeAcceptee =>
  demande.implicite === 'acceptation' && demande.implicite_le !== null;

/**
 * The attestation that silence has accepted a request (CRPA L232-3).
 * @param le milliseconds since the epoch: when it is given; now by default
 * @throws RangeError when silence has not accepted it; Error when it cannot be drawn
 */
export async function composerAttestation(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  le: number = commune.horloge.maintenant(),
): Promise<Uint8Array> {
  if (!estAccepteeParSilence(demande)) throw new RangeError('Silence has not accepted this demande.');
  return commune.imprimer(papierAttestation(commune, demarche, demande, le));
}

export function papierAttestation(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: DemandeAcceptee,
  le: number,
): Papier {
  const { config } = commune;
  const service = serviceDe(config, demande.service);
  const titre = 'Attestation d’acceptation';
  const nom = demande.demandeur_nom;
  const blocs: BlocPapier[] = [
    { genre: 'paragraphe', ton: 'droite', texte: destinataire(demande) },
    {
      genre: 'paragraphe',
      ton: 'droite',
      texte: `${config.nom}, le ${enToutesLettres(jourLocal(le, config.fuseau))}`,
    },
    { genre: 'titre', niveau: 1, texte: titre },
    {
      genre: 'paragraphe',
      texte:
        `La commune atteste que la demande «\u00a0${demarche.titre}\u00a0»${nom ? ` de ${nom}` : ''} est acceptée depuis le ` +
        `${enToutesLettres(demande.implicite_le)}, car aucune réponse n’y a été donnée dans le délai prévu par la loi.`,
    },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Numéro de suivi', valeur: demande.numero, fort: true },
        { libelle: 'Objet de la demande', valeur: demarche.titre },
        { libelle: 'Reçue le', valeur: dateEtHeure(demande.recue_le, config.fuseau) },
        { libelle: 'Acceptée depuis le', valeur: enToutesLettres(demande.implicite_le), fort: true },
        ...faitsDuService(service),
      ],
    },
    {
      genre: 'paragraphe',
      texte:
        'Cette attestation est donnée à la demande de l’intéressé pour faire valoir la décision implicite d’acceptation (article L232-3 du code des relations entre le public et l’administration).',
    },
    { genre: 'signature', lignes: [service.nom, config.nom] },
    { genre: 'titre', niveau: 2, texte: 'Ce que contenait la demande' },
    ...reponsesLisibles(demarche, demande).flatMap((etape): BlocPapier[] => [
      { genre: 'titre', niveau: 3, texte: etape.titre },
      { genre: 'faits', faits: etape.reponses },
    ]),
  ];
  return papierDe(commune, demande, { titre, le, blocs, lettre: true });
}
