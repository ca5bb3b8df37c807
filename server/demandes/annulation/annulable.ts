import type { Commune } from '../../communes/commune.ts';
import { ecrire, type Instruction } from '../../socle/db/moteur.ts';
import { SECONDE } from '../../socle/horloge/horloge.ts';
import type { TableDemande, TableEvenement } from '../tables.ts';
import { annulableDe, poserAnnulable } from './store.ts';
import type { TableAnnulable } from './tables.ts';

/** Everything that a decision may change in the row of a demande. Answers and contact details are not its matter. */
const COLONNES = [
  'statut',
  'clos',
  'service',
  'planifiee_le',
  'motif',
  'affectee_a',
  'echeance',
  'reponse_attendue',
  'implicite',
  'implicite_le',
  'complement',
  'satisfaction',
  'maj_le',
] as const;
export type EtatAvant = Pick<TableDemande, (typeof COLONNES)[number]>;

/** Mails and letters leave a little after the last instant at which somebody may still take the decision back. */
const MARGE = 2 * SECONDE;

/** How long what tells a decision must wait before it leaves, in milliseconds. */
export const attenteAvantEnvoi = ({ delaiAnnulation }: Pick<Commune, 'delaiAnnulation'>): number =>
  delaiAnnulation === 0 ? 0 : delaiAnnulation + MARGE;

/**
 * What to write with a decision, so that its author may take it back.
 * @param demande as it was before
 */
export function rendreAnnulable(
  commune: Commune,
  demande: TableDemande,
  agent: string,
  evenements: readonly TableEvenement[],
): Instruction[] {
  const [premier, dernier] = [evenements[0], evenements.at(-1)];
  if (commune.delaiAnnulation === 0 || !premier || !dernier) return [];
  const avant = Object.fromEntries(COLONNES.map((colonne) => [colonne, demande[colonne]]));
  return [
    ecrire(poserAnnulable, {
      demande_id: demande.id,
      agent,
      debut: premier.rang,
      fin: dernier.rang,
      jusqua: premier.le + commune.delaiAnnulation,
      avant: JSON.stringify(avant),
    }),
  ];
}

/** The decision that may still be taken back, if there is one: nothing is read when nothing changed of late. */
export async function decisionEnSuspens(
  commune: Pick<Commune, 'moteur' | 'horloge' | 'delaiAnnulation'>,
  demande: TableDemande,
): Promise<(Omit<TableAnnulable, 'avant'> & { avant: EtatAvant }) | undefined> {
  const maintenant = commune.horloge.maintenant();
  if (maintenant - demande.maj_le >= commune.delaiAnnulation) return undefined;
  const ligne = await commune.moteur.lireUn(annulableDe, { demande_id: demande.id });
  if (!ligne || maintenant >= ligne.jusqua) return undefined;
  return { ...ligne, avant: JSON.parse(ligne.avant) as EtatAvant };
}

/** Ranks of the events that their author took back. */
export function rangsAnnules(evenements: readonly Pick<TableEvenement, 'type' | 'donnees'>[]): Set<number> {
  return new Set(
    evenements
      .filter(({ type }) => type === 'annulation')
      .map(({ donnees }) => (JSON.parse(donnees) as { rang: number }).rang),
  );
}

/**
 * A demande and its events as the citizen may know them: a decision that can still be taken back has not happened,
 * one that was taken back never did. So nobody reads a decision that is then undone.
 */
export async function telleQueDite(
  commune: Pick<Commune, 'moteur' | 'horloge' | 'delaiAnnulation'>,
  demande: TableDemande,
  evenements: readonly TableEvenement[],
): Promise<{ demande: TableDemande; evenements: readonly TableEvenement[] }> {
  const suspens = await decisionEnSuspens(commune, demande);
  const annules = rangsAnnules(evenements);
  if (!suspens && annules.size === 0) return { demande, evenements };
  return {
    demande: suspens ? { ...demande, ...suspens.avant } : demande,
    evenements: evenements.filter(
      ({ rang, type }) =>
        type !== 'annulation' &&
        !annules.has(rang) &&
        !(suspens && rang >= suspens.debut && rang <= suspens.fin),
    ),
  };
}
