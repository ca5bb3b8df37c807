import { estVrai } from './conditions.ts';
import {
  CHAMP_ADRESSE,
  CHAMP_COURRIEL,
  CHAMP_NOM,
  CHAMP_PRENOM,
  CHAMP_TELEPHONE,
} from './formulaire-complet.ts';
import type { Champ, CleProfil, Reponses } from './formulaire.ts';

/** `courriel` is the verified address of the account, which the profile does not hold. */
export type CleReprise = CleProfil | 'courriel';

/** « Vos coordonnées » says by itself what each field is. The name in use comes before the one of birth. */
const COORDONNEES: Readonly<Record<string, readonly CleReprise[]>> = {
  [CHAMP_PRENOM]: ['prenom'],
  [CHAMP_NOM]: ['nomUsage', 'nom'],
  [CHAMP_COURRIEL]: ['courriel'],
  [CHAMP_TELEPHONE]: ['telephone'],
  [CHAMP_ADRESSE]: ['adresse'],
};

/**
 * Which of `champs` speak of the filer, with the keys of the profile that answer each, best first.
 * @param champs fields of the form, outside groups
 * @param propres cleaned answers so far
 */
export function champsDuProfil(
  champs: readonly Champ[],
  propres: Reponses,
): { champ: Champ; cles: readonly CleReprise[] }[] {
  return champs.flatMap((champ) => {
    const propre = COORDONNEES[champ.id];
    if (propre) return [{ champ, cles: propre }];
    const profil = champ.type === 'information' ? undefined : champ.profil;
    if (profil === undefined) return [];
    if (typeof profil === 'string') return [{ champ, cles: [profil] }];
    return estVrai(profil.si, propres) ? [{ champ, cles: [profil.cle] }] : [];
  });
}
