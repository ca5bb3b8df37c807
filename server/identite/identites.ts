import type { Commune } from '../communes/commune.ts';
import { ecrire, garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { planifierAvis } from './avis.ts';
import { agirAvecCode } from './codes.ts';
import { noterEvenement } from './evenements-usager.ts';
import { joindreComptes, type Fusionneur } from './joindre-comptes.ts';
import { normaliser } from './roles.ts';
import { finirAutresSessions } from './sessions/store.ts';
import {
  effacerIdentite,
  identitePar,
  identitesDe,
  insererIdentite,
  nommerPrincipale,
  oublierPrincipale,
  retenirIdentite,
  toucherIdentite,
} from './store.ts';
import type { TableIdentite, TableSessionOuverte } from './tables.ts';

interface Jonction {
  session: TableSessionOuverte;
  courriel: string;
  code: string;
  /** Mails go there from now on. */
  principale: boolean;
}

/** The one address that mails of the space go to. */
export const principaleDe = (identites: readonly TableIdentite[]): string | undefined =>
  identites.find(({ principale }) => principale === 1)?.valeur;

/**
 * Adds an address to the space of a session, its own space included when it opens one. The code proves the address; that
 * the session was proven lately is the caller's to check. The main address is told.
 * @throws Probleme `code-faux`, `conflit`
 */
export async function joindreAdresse(
  commune: Commune,
  { session, code, principale, ...jonction }: Jonction,
  fusionneurs: readonly Fusionneur[],
): Promise<void> {
  const courriel = normaliser(jonction.courriel);
  const usager = session.sujet;
  const cible = { role: 'usager', but: 'identite', courriel, pour: session.id } as const;
  await agirAvecCode(commune, cible, code, async () => {
    const [connue, siennes] = await Promise.all([
      commune.moteur.lireUn(identitePar, { moyen: 'courriel', valeur: courriel }),
      commune.moteur.lire(identitesDe, { usager }),
    ]);
    const avant = principaleDe(siennes);
    const nommer = (principale || avant === undefined) && avant !== courriel;
    const instructions: Instruction[] = [];
    if (connue) {
      const le = commune.horloge.maintenant();
      instructions.push(garder(toucherIdentite, { id: connue.id, usager: connue.usager, le }));
    }
    if (connue && connue.usager !== usager) {
      instructions.push(
        ...(await joindreComptes(commune, { de: connue.usager, vers: usager }, fusionneurs)),
        ...(await prevenirAutre(commune, connue.usager, courriel)),
      );
    } else if (!connue) {
      instructions.push(ecrire(insererIdentite, nouvelle(commune, usager, courriel)));
    }
    if (connue?.usager !== usager) {
      instructions.push(noterEvenement(commune, usager, 'identite-ajoutee', { courriel }));
    }
    if (nommer) {
      instructions.push(
        ecrire(oublierPrincipale, { usager }),
        garder(nommerPrincipale, { usager, valeur: courriel }),
        noterEvenement(commune, usager, 'adresse-principale', { avant: avant ?? null, courriel }),
      );
    }
    if (avant !== undefined && avant !== courriel && (nommer || connue?.usager !== usager)) {
      const genre = nommer ? 'adresse-changee' : 'adresse-ajoutee';
      instructions.push(...planifierAvis(commune, { a: [avant], genre, courriel }));
    }
    return { resultat: undefined, instructions };
  });
  commune.jobs.reveiller();
}

async function prevenirAutre(commune: Commune, usager: string, courriel: string): Promise<Instruction[]> {
  const avant = principaleDe(await commune.moteur.lire(identitesDe, { usager }));
  return planifierAvis(commune, { a: avant === undefined ? [] : [avant], genre: 'espaces-reunis', courriel });
}

export const nouvelle = (commune: Commune, usager: string, courriel: string) => ({
  id: commune.identifiants(),
  usager,
  moyen: 'courriel' as const,
  valeur: courriel,
  le: commune.horloge.maintenant(),
  principale: 0 as const,
});

/**
 * Takes a way in away, and ends the sessions of all other devices: one of them may be why. Another address becomes the
 * main one if need be. The address taken away and the main one are told.
 * @param libelle how the identity is shown
 * @throws Probleme `introuvable`; `transition-interdite` (409) for the last one: nobody could come in any more
 */
export async function retirerIdentite(
  commune: Commune,
  session: TableSessionOuverte,
  id: string,
  libelle: (identite: TableIdentite) => string,
): Promise<void> {
  const usager = session.sujet;
  const siennes = await commune.moteur.lire(identitesDe, { usager });
  const retiree = siennes.find((identite) => identite.id === id);
  if (!retiree) throw introuvable();
  const restantes = siennes.filter((identite) => identite !== retiree);
  if (restantes.length === 0) {
    throw new Probleme(
      'transition-interdite',
      'Dernier moyen d’entrer',
      'C’est le seul moyen d’entrer dans votre espace. Ajoutez-en un autre d’abord.',
    );
  }
  const adresses = [...siennes].filter(({ moyen }) => moyen === 'courriel').map(({ valeur }) => valeur);
  try {
    await commune.moteur.commit([
      garder(effacerIdentite, { id, usager }),
      ...succeder(usager, retiree, restantes),
      ecrire(finirAutresSessions, { role: 'usager', sujet: usager, sauf: session.id }),
      noterEvenement(commune, usager, 'identite-retiree', { moyen: retiree.moyen, valeur: retiree.valeur }),
      ...planifierAvis(commune, {
        a: adresses,
        genre: 'identite-retiree',
        ...(retiree.moyen === 'courriel' ? { courriel: retiree.valeur } : { quoi: libelle(retiree) }),
      }),
    ]);
  } catch (erreur) {
    // Another went at the same moment: the list is not what was read.
    if (erreur instanceof GardeManquee) return retirerIdentite(commune, session, id, libelle);
    throw erreur;
  }
  commune.jobs.reveiller();
}

/** What must stay when an identity goes: one that opens the space, and a main address if there is one left. */
export function succeder(
  usager: string,
  retiree: TableIdentite,
  restantes: readonly TableIdentite[],
): Instruction[] {
  const adresses = restantes.filter(({ moyen }) => moyen === 'courriel');
  const heritiere = retiree.principale === 1 ? adresses.at(-1) : undefined;
  const gardee = heritiere ?? restantes[0];
  return [
    // Two taken away at once must not leave none.
    ...(gardee ? [garder(retenirIdentite, { id: gardee.id, usager })] : []),
    ...(heritiere ? [ecrire(nommerPrincipale, { usager, valeur: heritiere.valeur })] : []),
  ];
}

const introuvable = (): Probleme =>
  new Probleme(
    'introuvable',
    'Adresse introuvable',
    'Cette adresse n’ouvre plus votre espace. Rechargez la page.',
  );
