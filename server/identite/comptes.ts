import type { Moyen } from '#contract/schemas/session.ts';
import type { Profil } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, garder, type Instruction } from '../socle/db/moteur.ts';
import { noterEvenement } from './evenements-usager.ts';
import { completerProfil } from './profil.ts';
import {
  ecrireProfil,
  identitePar,
  insererIdentite,
  insererUsager,
  toucherIdentite,
  usagerParId,
  voirUsager,
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
 * that another commit has just taken or moved makes it fail with `DejaPris` or `GardeManquee`, and asking again finds the
 * account. Two identities are never taken for one person's because they look alike (same e-mail, same name): joining
 * wants a proof of both.
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
    const { usager } = connue;
    return {
      usager,
      instructions: [
        garder(toucherIdentite, { id: connue.id, usager, le }),
        ecrire(voirUsager, { id: usager, le }),
        ...(await certifierProfil(commune, usager, profil)),
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
      noterEvenement(commune, usager, 'espace-ouvert', { moyen }),
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
  const ancien = (await commune.moteur.lireUn(usagerParId, { id: usager }))?.profil ?? '{}';
  const complet = JSON.stringify(completerProfil(JSON.parse(ancien) as Profil, profil));
  return complet === ancien ? [] : [garder(ecrireProfil, { id: usager, ancien, profil: complet })];
}
