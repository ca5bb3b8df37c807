import { lireNumero } from '#contract/numero.ts';
import type { Commune } from '../communes/commune.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { demandeParNumero } from './store.ts';
import type { TableDemande } from './tables.ts';

/**
 * The canonical number for what was typed.
 * @throws Probleme `numero-mal-tape`, telling a typing error from a number that is too short
 */
export function exigerNumero(saisie: string): string {
  const lu = lireNumero(saisie);
  if ('numero' in lu) return lu.numero;
  throw new Probleme(
    'numero-mal-tape',
    'Numéro mal tapé',
    lu.erreur === 'incomplet'
      ? 'Ce numéro n’est pas complet. Il ressemble à PAB-7K4F-92QX : 3 lettres, puis 8 lettres ou chiffres.'
      : 'Ce numéro contient une faute de frappe. Vérifiez-le, lettre par lettre, sur votre accusé de réception.',
    { erreurs: [{ chemin: 'numero', code: lu.erreur, message: 'Vérifiez le numéro de suivi.' }] },
  );
}

/** @throws Probleme `numero-mal-tape`, `numero-inconnu` */
export async function exigerDemande(commune: Commune, saisie: string): Promise<TableDemande> {
  const demande = await commune.moteur.lireUn(demandeParNumero, { numero: exigerNumero(saisie) });
  if (!demande) throw numeroInconnu();
  return demande;
}

export function numeroInconnu(): Probleme {
  return new Probleme(
    'numero-inconnu',
    'Numéro inconnu',
    'Nous ne trouvons pas de demande avec ce numéro. Vérifiez-le, et vérifiez que c’est la bonne commune.',
  );
}
