import type * as z from 'zod';
import type { Moi, Profil, ProfilSaisi } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, garder, GardeManquee } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { agirAvecCode, demanderCode, type CibleDeCode } from './codes.ts';
import { noterEvenement } from './evenements-usager.ts';
import { principaleDe } from './identites.ts';
import { saisirProfil } from './profil.ts';
import { FRAICHEUR } from './sessions/exiger.ts';
import { sessionFinie } from './sessions/ouvrir.ts';
import { prouverSession } from './sessions/store.ts';
import { ecrireProfil, identitesDe, usagerParId } from './store.ts';
import type { TableIdentite, TableSessionOuverte } from './tables.ts';

/** Who I am here. @param nonLus unread messages of all my requests */
export async function voirMoi(
  commune: Commune,
  session: TableSessionOuverte,
  nonLus: number,
): Promise<z.output<typeof Moi>> {
  const [usager, identites] = await Promise.all([
    commune.moteur.lireUn(usagerParId, { id: session.sujet }),
    commune.moteur.lire(identitesDe, { usager: session.sujet }),
  ]);
  if (!usager) throw sessionFinie();
  const preuve = session.prouvee_le + FRAICHEUR;
  return {
    identites: identites.map((identite) => ({
      id: identite.id,
      moyen: identite.moyen,
      libelle: libelleDe(commune, identite),
      verifieeLe: new Date(identite.verifiee_le).toISOString(),
      principale: identite.principale === 1,
    })),
    profil: JSON.parse(usager.profil) as Profil,
    depuis: new Date(usager.cree_le).toISOString(),
    preuveJusquau: preuve >= commune.horloge.maintenant() ? new Date(preuve).toISOString() : null,
    nonLus,
  };
}

/** The address, or the provider's name as the button has it. */
export function libelleDe({ config }: Commune, { moyen, valeur }: TableIdentite): string {
  return moyen === 'courriel' ? valeur : (config.connexions.usagers?.nom ?? 'FranceConnect');
}

/** @throws Probleme `saisie-invalide` over a certified answer */
export async function changerProfil(
  commune: Commune,
  usager: string,
  saisi: z.output<typeof ProfilSaisi>,
): Promise<void> {
  for (let essai = 1; ; essai++) {
    const ligne = await commune.moteur.lireUn(usagerParId, { id: usager });
    if (!ligne) throw sessionFinie();
    const profil = JSON.stringify(saisirProfil(JSON.parse(ligne.profil) as Profil, saisi));
    if (profil === ligne.profil) return;
    try {
      await commune.moteur.commit([
        garder(ecrireProfil, { id: usager, ancien: ligne.profil, profil }),
        noterEvenement(commune, usager, 'profil', { cles: Object.keys(saisi) }),
      ]);
      return;
    } catch (erreur) {
      if (!(erreur instanceof GardeManquee) || essai === 5) throw erreur;
    }
  }
}

/**
 * Where the code of a proof goes: the main address.
 * @throws Probleme `transition-interdite` (409) in a space without an address, which its provider proves
 */
export async function adresseDePreuve(commune: Commune, { sujet }: TableSessionOuverte): Promise<string> {
  const adresse = principaleDe(await commune.moteur.lire(identitesDe, { usager: sujet }));
  if (adresse !== undefined) return adresse;
  throw new Probleme(
    'transition-interdite',
    'Pas d’adresse',
    'Votre espace n’a pas d’adresse de courriel. Confirmez que c’est vous comme vous vous êtes connecté.',
  );
}

const ciblePreuve = (session: TableSessionOuverte, courriel: string): CibleDeCode => ({
  role: 'usager',
  but: 'preuve',
  courriel,
  pour: session.id,
});

export async function demanderPreuve(
  commune: Commune,
  session: TableSessionOuverte,
  courriel: string,
): Promise<void> {
  await demanderCode(commune, ciblePreuve(session, courriel));
}

/** « It is still me »: the session may do what cannot be undone, for a while. @throws Probleme `code-faux` */
export async function prouver(
  commune: Commune,
  session: TableSessionOuverte,
  courriel: string,
  code: string,
): Promise<void> {
  await agirAvecCode(commune, ciblePreuve(session, courriel), code, async () => ({
    resultat: undefined,
    instructions: [
      ecrire(prouverSession, { id: session.id, le: commune.horloge.maintenant() }),
      noterEvenement(commune, session.sujet, 'preuve'),
    ],
  }));
}
