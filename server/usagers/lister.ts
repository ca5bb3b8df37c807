import type { LigneUsager, MesDemandes } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { deposantsDe } from '../mandats/deposants.ts';
import { composerLigne } from './ligne.ts';
import { demandesDeUsager, demandesOffertes } from './store.ts';

/** Nobody has more open business with a town; beyond, the oldest are found by their number. */
const MAX = 500;
const PAGE = 25;
const OFFERTES_MAX = 20;

/** What presses first, then what is open, then what is closed; the newest first in each. */
const rangDe = ({ prochaine, close }: LigneUsager): number =>
  prochaine.acte === 'completer' ? 0 : ['lire', 'donner-avis'].includes(prochaine.acte) ? 1 : close ? 3 : 2;

/**
 * « Mes demandes », whatever the channel they came by.
 * @param apres number of the last line that was shown
 */
export async function listerDemandes(
  commune: Commune,
  usager: string,
  apres: string | undefined,
): Promise<MesDemandes> {
  const lignes = await lire(commune, await commune.moteur.lire(demandesDeUsager, { usager, limite: MAX }));
  // Stable: the order of the ids stays within each rank.
  const rangees = lignes.toSorted((a, b) => rangDe(a) - rangDe(b));
  const debut = apres === undefined ? 0 : rangees.findIndex(({ numero }) => numero === apres) + 1;
  const demandes = rangees.slice(debut, debut + PAGE);
  const offertes =
    apres === undefined
      ? await lire(commune, await commune.moteur.lire(demandesOffertes, { usager, limite: OFFERTES_MAX }))
      : [];
  return {
    demandes,
    suivant: debut + PAGE < rangees.length ? demandes.at(-1)!.numero : null,
    offertes,
  };
}

async function lire(commune: Commune, demandes: readonly TableDemande[]): Promise<LigneUsager[]> {
  const deposants = await deposantsDe(commune, demandes);
  return Promise.all(
    demandes.map((demande) => composerLigne(commune, demande, deposants.get(demande.id) ?? null)),
  );
}

/** Unread things of all requests, for the site's header. */
export async function nonLusDe(commune: Commune, usager: string): Promise<number> {
  const lignes = await lire(commune, await commune.moteur.lire(demandesDeUsager, { usager, limite: MAX }));
  return lignes.reduce((somme, { nonLus }) => somme + nonLus, 0);
}
