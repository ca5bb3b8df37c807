import type { Moyen } from '#contract/schemas/session.ts';
import { Profil } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import {
  ecrireProfil,
  identitePar,
  insererIdentite,
  insererUsager,
  toucherIdentite,
  usagerParId,
} from './store.ts';

/** An identity that somebody has just proved to be his. */
export interface IdentiteProuvee {
  moyen: Moyen;
  /** Address in lower case; for a provider `<issuer> <sub>`. */
  valeur: string;
  /** Answers that the provider certifies: they replace what was certified or typed before. */
  profil?: Profil;
}

/**
 * The account of an identity, made when there is none. To be put in the commit that opens the session: an identity
 * that another commit has just taken makes it fail with `DejaPris`, and asking again finds the account.
 */
export async function trouverOuCreer(
  commune: Commune,
  identite: IdentiteProuvee,
): Promise<{ usager: string; instructions: Instruction[] }> {
  const { moteur, horloge, identifiants } = commune;
  const { moyen, valeur, profil = {} } = identite;
  const le = horloge.maintenant();
  const connue = await moteur.lireUn(identitePar, { moyen, valeur });
  if (connue) {
    return {
      usager: connue.usager,
      instructions: [
        ecrire(toucherIdentite, { id: connue.id, le }),
        ...(await certifierProfil(commune, connue.usager, profil)),
      ],
    };
  }
  const usager = identifiants();
  return {
    usager,
    instructions: [
      ecrire(insererUsager, { id: usager, le, profil: JSON.stringify(profil) }),
      ecrire(insererIdentite, {
        id: identifiants(),
        usager,
        moyen,
        valeur,
        le,
        principale: moyen === 'courriel' ? 1 : 0,
      }),
    ],
  };
}

/** Writes certified answers over an account's own; the others stay. */
export async function certifierProfil(
  commune: Commune,
  usager: string,
  profil: Profil,
): Promise<Instruction[]> {
  if (Object.keys(profil).length === 0) return [];
  const ligne = await commune.moteur.lireUn(usagerParId, { id: usager });
  const garde = Profil.parse(JSON.parse(ligne?.profil ?? '{}'));
  return [ecrire(ecrireProfil, { id: usager, profil: JSON.stringify({ ...garde, ...profil }) })];
}
