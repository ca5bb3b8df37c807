import type { Evenement } from '#contract/schemas/demande.ts';
import type { LigneUsager } from '#contract/schemas/usager.ts';
import { estClos } from '#contract/transitions.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { telleQueDite } from '../demandes/annulation/annulable.ts';
import { lireComplement } from '../demandes/lire.ts';
import { satisfactionAttendue } from '../demandes/satisfaction.ts';
import { evenementsDe } from '../demandes/store.ts';
import { SANS_ECHEANCE, type TableDemande, type TableEvenement } from '../demandes/tables.ts';
import { enToutesLettres } from '../echeances/dates.ts';

/** What the town says that is worth being told as new; mails, notes and computations are not. */
const A_LIRE: readonly Evenement['type'][] = [
  'message',
  'statut',
  'decision',
  'complement-demande',
  'implicite',
  'transfert',
];

/** How many things of the town come after the rank that was read. */
export const compterNonLus = (
  lu: number,
  evenements: readonly Pick<TableEvenement, 'rang' | 'role' | 'type' | 'visibilite'>[],
): number =>
  evenements.filter(
    ({ rang, role, type, visibilite }) =>
      rang > lu &&
      (role === 'agent' || role === 'systeme') &&
      visibilite !== 'interne' &&
      (A_LIRE as readonly string[]).includes(type),
  ).length;

/** One line of « Mes demandes », read up to the rank `lu`. A decision that an agent may still take back has not happened yet. */
export async function composerLigne(
  commune: Commune,
  actuelle: TableDemande,
  deposeePar: string | null,
  lu: number = actuelle.lu_usager,
): Promise<LigneUsager> {
  const demarche = await commune.catalogue.version(actuelle.demarche, actuelle.demarche_version);
  const nouveaux = await commune.moteur.lire(evenementsDe, {
    demande_id: actuelle.id,
    apres: lu,
  });
  const { demande, evenements } = await telleQueDite(commune, actuelle, nouveaux);
  const nonLus = compterNonLus(lu, evenements);
  const echeance = demande.echeance === SANS_ECHEANCE ? null : demande.echeance;
  const close = estClos(demande.statut);
  return {
    numero: demande.numero,
    demarche: demande.demarche,
    titre: demarche.titre,
    objet: demande.objet,
    genre: demande.genre,
    statut: demande.statut,
    service: serviceDe(commune.config, demande.service).nom,
    canal: demande.canal,
    recueLe: new Date(demande.recue_le).toISOString(),
    majLe: new Date(demande.maj_le).toISOString(),
    echeance,
    close,
    prochaine: prochaineChose(demande, { nonLus, echeance, close }),
    nonLus,
    deposeePar,
  };
}

/** The most pressing thing to do, in words. */
function prochaineChose(
  demande: TableDemande,
  { nonLus, echeance, close }: { nonLus: number; echeance: string | null; close: boolean },
): LigneUsager['prochaine'] {
  const complement = lireComplement(demande);
  if (complement) {
    return {
      acte: 'completer',
      phrase: `Répondez à la mairie avant le ${enToutesLettres(complement.avantLe)}.`,
      avantLe: complement.avantLe,
    };
  }
  if (nonLus > 0) {
    const phrase = close ? 'Lisez la réponse de la mairie.' : 'Lisez ce que la mairie vous dit.';
    return { acte: 'lire', phrase, avantLe: null };
  }
  if (satisfactionAttendue(demande)) {
    return { acte: 'donner-avis', phrase: 'Dites si le problème est réglé.', avantLe: null };
  }
  if (close) return { acte: 'rien', phrase: 'Vous n’avez rien à faire.', avantLe: null };
  return {
    acte: 'attendre',
    phrase: echeance
      ? `Vous n’avez rien à faire. La mairie a jusqu’au ${enToutesLettres(echeance)} pour répondre.`
      : 'Vous n’avez rien à faire. La mairie s’en occupe.',
    avantLe: null,
  };
}
