import type { Profil } from '#contract/schemas/usager.ts';

/** A profile with what is certified put over what was typed, and what is new added. */
export function completerProfil(profil: Profil, nouveau: Profil): Profil {
  const complet: Record<string, unknown> = { ...profil };
  for (const [cle, donnee] of Object.entries(nouveau)) {
    if (donnee && (complet[cle] === undefined || donnee.source === 'franceconnect')) complet[cle] = donnee;
  }
  return complet as Profil;
}
