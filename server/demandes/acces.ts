import type { Commune } from '../communes/commune.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { codeEstJuste } from './code-suivi.ts';
import { demandeParNumero } from './store.ts';
import { exigerNumero, numeroInconnu } from './trouver.ts';
import type { TableDemande } from './tables.ts';

/** Brakes on guessing: wrong numbers and wrong codes of one address, wrong codes on one number. */
export interface Freins {
  parAdresse: Limiteur;
  parNumero: Limiteur;
}

/**
 * A demande by its number, and whether the caller holds its code. A wrong guess costs a point, to the address and,
 * for a code, to the number.
 * @param code `undefined`: the number alone, which shows the public part
 * @throws Probleme `numero-mal-tape`, `numero-inconnu`, `code-faux`, `trop-de-tentatives`
 */
export async function ouvrirDemande(
  commune: Commune,
  saisie: { numero: string; code: string | undefined; adresse: string },
  freins: Freins,
): Promise<{ demande: TableDemande; entiere: boolean }> {
  const numero = exigerNumero(saisie.numero);
  const cleNumero = `${commune.slug} ${numero}`;
  await freins.parAdresse.verifier(saisie.adresse);
  if (saisie.code !== undefined) await freins.parNumero.verifier(cleNumero);
  const demande = await commune.moteur.lireUn(demandeParNumero, { numero });
  if (!demande) {
    await freins.parAdresse.compter(saisie.adresse);
    throw numeroInconnu();
  }
  if (saisie.code === undefined) return { demande, entiere: false };
  if (!codeEstJuste(commune.secret, demande.id, saisie.code)) {
    await freins.parAdresse.compter(saisie.adresse);
    await freins.parNumero.compter(cleNumero);
    throw new Probleme(
      'code-faux',
      'Code faux',
      'Ce code ne va pas avec ce numéro. Il a 6 lettres ou chiffres et se trouve sur votre accusé de réception.',
      { erreurs: [{ chemin: 'code', code: 'code-faux', message: 'Vérifiez le code.' }] },
    );
  }
  return { demande, entiere: true };
}

/** For acts that need the code. */
export function exigerEntiere({
  demande,
  entiere,
}: {
  demande: TableDemande;
  entiere: boolean;
}): TableDemande {
  if (entiere) return demande;
  throw new Probleme(
    'session-requise',
    'Code demandé',
    'Donnez le code de 6 lettres ou chiffres qui accompagne votre numéro.',
  );
}
