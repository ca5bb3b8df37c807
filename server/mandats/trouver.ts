import type { Commune } from '../communes/commune.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { mandatParId, mandatsDeUsager } from './store.ts';
import type { TableMandat } from './tables.ts';

/** @throws Probleme `introuvable` (404), for another helper's too */
export async function exigerMandatDe(
  { moteur }: Commune,
  { id, aidant }: { id: string; aidant: string },
): Promise<TableMandat> {
  const mandat = await moteur.lireUn(mandatParId, { id });
  if (mandat?.aidant !== aidant) throw mandatIntrouvable();
  return mandat;
}

/** @throws Probleme `introuvable` (404), for that of another citizen too */
export async function exigerMandatDeUsager(
  { moteur }: Commune,
  { id, usager }: { id: string; usager: string },
): Promise<TableMandat> {
  const mandat = (await moteur.lire(mandatsDeUsager, { usager })).find((sien) => sien.id === id);
  if (!mandat) throw mandatIntrouvable();
  return mandat;
}

export const mandatIntrouvable = (): Probleme =>
  new Probleme('introuvable', 'Mandat inconnu', 'Ce mandat n’existe pas. Vérifiez sa référence.');

export const mandatFini = (): Probleme =>
  new Probleme(
    'conflit',
    'Mandat terminé',
    'Ce mandat est terminé. Préparez-en un autre si la personne est d’accord.',
  );
