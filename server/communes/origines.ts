import { CommuneConfiguree, Origine } from '#contract/schemas/commune.ts';
import { ecrire, type Moteur } from '../socle/db/moteur.ts';
import {
  avancerConfiguration,
  insererOrigine,
  lireConfiguration,
  originesAjoutees,
  retirerOrigine,
} from './store.ts';

/** Whose pages: the citizens' widgets or the agents' queue. */
export type Public = 'habitants' | 'agents';

/** What `commune.yaml` said at the last import, with the origins added since by command. */
export async function lireConfigurationComplete(
  moteur: Moteur,
): Promise<{ config: CommuneConfiguree; importee: number } | undefined> {
  const ligne = await moteur.lireUn(lireConfiguration, {});
  if (!ligne) return undefined;
  const config = CommuneConfiguree.parse(JSON.parse(ligne.commune));
  const ajoutees = await moteur.lire(originesAjoutees, {});
  const avec = (declarees: string[], agents: 0 | 1): string[] => [
    ...new Set([...declarees, ...ajoutees.filter((a) => a.agents === agents).map(({ origine }) => origine)]),
  ];
  return {
    config: {
      ...config,
      origines: avec(config.origines, 0),
      originesAgents: avec(config.originesAgents, 1),
    },
    importee: ligne.importee_le,
  };
}

/**
 * The origin that somebody meant: `https://www.ville.fr/` and `HTTPS://WWW.Ville.fr:443` are `https://www.ville.fr`,
 * `https://forêt.fr` is `https://xn--fort-ipa.fr`, as browsers say it.
 * @throws Error that says, in the operator's language, what is wrong and what was probably meant
 */
export function lireOrigine(texte: string): string {
  const url = URL.canParse(texte) ? new URL(texte) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`"${texte}" is no origin: write it whole, e.g. https://www.ville.fr`);
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    throw new Error(`an origin has no path: did you mean ${url.origin} ?`);
  const lue = Origine.safeParse(url.origin);
  if (!lue.success) throw new Error(`"${texte}" cannot be an origin here: ${lue.error.issues[0]!.message}`);
  return lue.data;
}

/** An origin in a commune's list, and where it comes from. */
export interface OrigineConnue {
  origine: string;
  pour: Public;
  /** Added by command: it can be removed by command. */
  ajoutee: boolean;
}

export async function listerOrigines(moteur: Moteur): Promise<OrigineConnue[]> {
  const complete = await lireConfigurationComplete(moteur);
  const ajoutees = new Set(
    (await moteur.lire(originesAjoutees, {})).map(({ origine, agents }) => `${agents} ${origine}`),
  );
  const liste = (origines: readonly string[], pour: Public): OrigineConnue[] =>
    origines.map((origine) => ({
      origine,
      pour,
      ajoutee: ajoutees.has(`${pour === 'agents' ? 1 : 0} ${origine}`),
    }));
  return complete
    ? [...liste(complete.config.origines, 'habitants'), ...liste(complete.config.originesAgents, 'agents')]
    : [];
}

/** Adds an origin; again changes nothing. A running server notices within 2 s. */
export async function ajouterOrigine(
  moteur: Moteur,
  { origine, pour }: { origine: string; pour: Public },
  maintenant: number,
): Promise<void> {
  await moteur.commit([
    ecrire(insererOrigine, { origine, agents: pour === 'agents' ? 1 : 0, ajoutee_le: maintenant }),
    ecrire(avancerConfiguration, {}),
  ]);
}

/** Removes what a command added. What `commune.yaml` says stays. */
export async function oublierOrigine(
  moteur: Moteur,
  { origine, pour }: { origine: string; pour: Public },
): Promise<void> {
  await moteur.commit([
    ecrire(retirerOrigine, { origine, agents: pour === 'agents' ? 1 : 0 }),
    ecrire(avancerConfiguration, {}),
  ]);
}
