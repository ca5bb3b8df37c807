import type { Mandat } from '#contract/schemas/mandat.ts';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import { nomDe } from './contexte.ts';

/** Without accents, capitals, hyphens or spaces: « Éloïse-Anne », « eloise anne » and « PAB 7K4F » are found. */
const plier = (texte: string): string =>
  texte
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

export interface Trouves {
  mandats: readonly Mandat[];
  demandes: readonly LigneAidee[];
}

/** By the person's name, a number, a reference or the words of a démarche, among his own; every word must be there. */
export function chercher(mots: string, { mandats, demandes }: Trouves): Trouves {
  const cherches = mots.split(/\s+/).map(plier).filter(Boolean);
  const va = (...textes: string[]): boolean => {
    const pliees = textes.map(plier);
    return cherches.every((mot) => pliees.some((plie) => plie.includes(mot)));
  };
  const parId = new Map(mandats.map((mandat) => [mandat.id, mandat]));
  return {
    mandats: mandats.filter((mandat) => va(nomDe(mandat), mandat.reference)),
    demandes: demandes.filter((demande) => {
      const mandat = parId.get(demande.mandat);
      return va(
        demande.numero,
        demande.titre,
        demande.objet,
        mandat ? nomDe(mandat) : '',
        mandat?.reference ?? '',
      );
    }),
  };
}
