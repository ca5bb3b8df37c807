import type { Profil } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { noterEvenement } from './evenements-usager.ts';
import { reunirProfils } from './profil.ts';
import { deplacerAutres, deplacerRetablissements } from './retablissement/store.ts';
import { finirSessionsDe } from './sessions/store.ts';
import {
  deplacerEvenements,
  deplacerIdentites,
  ecrireProfil,
  effacerUsager,
  identitesDe,
  nommerPrincipale,
  usagerParId,
} from './store.ts';

/** Two spaces of one person: `de` goes into `vers`, and is no more. */
export interface Reunion {
  de: string;
  vers: string;
}

/**
 * What else is in a space: each domain moves its own rows (requests, drafts, mandates, papers and their keys). Read then
 * write: what it gives goes in one commit with the rest, and is asked again when a guard misses.
 */
export type Fusionneur = (commune: Commune, reunion: Reunion) => Promise<readonly Instruction[]>;

/**
 * Puts everything of one space in another. Whoever calls has a proof of both. The space that stays keeps its main
 * address, its sessions and what its profile says; the other one's identities open it from now on, its sessions end, its
 * history goes along.
 * @throws Probleme `conflit` when what is certified of both names two people
 * @throws GardeManquee when one of them is no longer there
 */
export async function joindreComptes(
  commune: Commune,
  reunion: Reunion,
  fusionneurs: readonly Fusionneur[],
): Promise<Instruction[]> {
  const { de, vers } = reunion;
  const [ancien, garde] = await Promise.all(
    [de, vers].map((id) => commune.moteur.lireUn(usagerParId, { id })),
  );
  if (!ancien || !garde || de === vers) throw new GardeManquee();
  const profil = JSON.stringify(
    reunirProfils(JSON.parse(garde.profil) as Profil, JSON.parse(ancien.profil) as Profil),
  );
  const suites = await Promise.all(fusionneurs.map((fusionner) => fusionner(commune, reunion)));
  return [
    ...suites.flat(),
    ecrire(deplacerIdentites, reunion),
    ecrire(deplacerEvenements, reunion),
    ecrire(deplacerRetablissements, reunion),
    ecrire(deplacerAutres, reunion),
    ecrire(finirSessionsDe, { role: 'usager', sujet: de }),
    garder(ecrireProfil, { id: vers, ancien: garde.profil, profil }),
    garder(effacerUsager, { id: de, profil: ancien.profil }),
    ...(await heriterPrincipale(commune, reunion)),
    noterEvenement(commune, vers, 'espaces-reunis', { de }),
    commune.jobs.planifier('restes-espace', reunion, { dans: MINUTE }),
  ];
}

/** A space without an address (FranceConnect alone) takes the main one of the other. */
async function heriterPrincipale(commune: Commune, { de, vers }: Reunion): Promise<Instruction[]> {
  const [siennes, autres] = await Promise.all(
    [vers, de].map((usager) => commune.moteur.lire(identitesDe, { usager })),
  );
  const heritee = autres!.find(({ principale }) => principale === 1);
  if (!heritee || siennes!.some(({ principale }) => principale === 1)) return [];
  return [ecrire(nommerPrincipale, { usager: vers, valeur: heritee.valeur })];
}

/** What a request under way wrote in the space that goes, while it went, is moved a minute later. */
export function jobRestes(commune: Commune, fusionneurs: readonly Fusionneur[]): TypeDeJob {
  return {
    faire:
      async ({ de, vers }: Reunion) =>
      async () =>
        (await Promise.all(fusionneurs.map((fusionner) => fusionner(commune, { de, vers })))).flat(),
  };
}
