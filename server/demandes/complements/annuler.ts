import type { Complement } from '#contract/schemas/echeance.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { Changement } from '../changer.ts';
import type { Fait } from '../evenements.ts';
import { lireComplement } from '../lire.ts';
import type { TableDemande } from '../tables.ts';

/**
 * Fields that are no longer awaited. When none is left, the demande goes on.
 * @param recuLe local day on which they came another way; without it, they are not needed
 * @throws Probleme `saisie-invalide` naming each path that was not asked
 */
export function annulerComplement(
  demande: TableDemande,
  chemins: readonly string[],
  recuLe?: string,
): Changement & { faits: Fait[]; complement: Complement | null } {
  const avant = lireComplement(demande);
  const inconnus = chemins.flatMap((chemin, i) =>
    avant?.champs.some((champ) => champ.chemin === chemin) ? [] : [i],
  );
  if (!avant || inconnus.length > 0) {
    const message = 'Ce champ n’est pas attendu, ou ne l’est plus. Rechargez le dossier.';
    throw new Probleme('saisie-invalide', 'Un champ est à corriger', message, {
      erreurs: inconnus.map((i) => ({ chemin: `chemins.${i}`, code: 'inconnu', message })),
    });
  }
  const champs = avant.champs.filter(({ chemin }) => !chemins.includes(chemin));
  const complement = champs.length > 0 ? { ...avant, champs } : null;
  const faits: Fait[] = [
    {
      type: 'complement-annule',
      visibilite: 'dossier',
      donnees: { chemins: [...new Set(chemins)], ...(recuLe !== undefined && { recuLe }) },
    },
  ];
  return {
    complement,
    faits: [...faits, ...reprise(demande, complement)],
    maj: majApres(demande, complement),
  };
}

/** A demande that awaited nothing but this goes on. */
export function reprise(demande: TableDemande, reste: Complement | null): Fait[] {
  if (reste || demande.statut !== 'en-attente') return [];
  const donnees = { avant: demande.statut, apres: 'en-cours' as const, motif: null, planifieeLe: null };
  return [{ type: 'statut', visibilite: 'public', donnees }];
}

/** The columns that follow from what is still awaited. */
export function majApres(
  demande: TableDemande,
  reste: Complement | null,
): { complement: string | null; statut?: 'en-cours'; motif?: string | null } {
  if (reste) return { complement: JSON.stringify(reste) };
  if (demande.statut !== 'en-attente') return { complement: null };
  return { complement: null, statut: 'en-cours', motif: null };
}
