import type { MesSessions, SessionVue } from '#contract/schemas/session.ts';
import type * as z from 'zod';
import type { Commune } from '../../communes/commune.ts';
import { ecrire, garder, GardeManquee } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { TableSessionOuverte } from '../tables.ts';
import { finirSessionDe, finirSessionsDe, sessionsDe } from './store.ts';

/** « Mes connexions », the newest first. */
export async function listerSessions(
  commune: Commune,
  { id, role, sujet }: TableSessionOuverte,
): Promise<z.output<typeof MesSessions>> {
  const maintenant = commune.horloge.maintenant();
  const lignes = await commune.moteur.lire(sessionsDe, { role, sujet, maintenant });
  return { sessions: lignes.map((ligne) => voirLigne(ligne, id)) };
}

/** @throws Probleme `introuvable` when it is not one of mine, or is over */
export async function finirSessionDeMoi(
  commune: Commune,
  { role, sujet }: TableSessionOuverte,
  id: string,
): Promise<void> {
  try {
    await commune.moteur.commit([garder(finirSessionDe, { id, role, sujet })]);
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee)) throw erreur;
    throw new Probleme('introuvable', 'Connexion terminée', 'Cette connexion est déjà terminée.');
  }
}

export async function finirToutesSessions(
  commune: Commune,
  { role, sujet }: TableSessionOuverte,
): Promise<void> {
  await commune.moteur.commit([ecrire(finirSessionsDe, { role, sujet })]);
}

function voirLigne(ligne: TableSessionOuverte, courante: string): SessionVue {
  return {
    id: ligne.id,
    appareil: ligne.appareil,
    moyen: ligne.moyen,
    ouverteLe: new Date(ligne.ouverte_le).toISOString(),
    vueLe: new Date(ligne.tournee_le).toISOString(),
    rester: ligne.rester === 1,
    courante: ligne.id === courante,
  };
}
