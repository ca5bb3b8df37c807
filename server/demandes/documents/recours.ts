import type { CommuneConfiguree } from '#contract/schemas/commune.ts';

/**
 * How to appeal against a refusal: 2 months, to the mayor or to the court (CRPA L410-1 and L411-2; CJA R421-1,
 * R421-2 and R421-5: without this text the delay cannot be held against the citizen).
 */
export function voiesDeRecours(config: CommuneConfiguree, refus: 'decision' | 'silence'): string[] {
  const depart =
    refus === 'decision' ? 'à partir du jour où vous recevez cette lettre' : 'à partir du jour de ce refus';
  const mairie = config.contact.adresse ? ` (${config.contact.adresse})` : '';
  return [
    `Vous avez 2 mois, ${depart}, pour agir :`,
    `soit demander au maire de changer d’avis, par lettre à la mairie${mairie} : c’est un recours gracieux. S’il ne répond pas en 2 mois, sa réponse est non, et vous avez de nouveau 2 mois pour saisir le tribunal ;`,
    `soit saisir directement ${tribunalDe(config)}, par lettre ou sur www.telerecours.fr.`,
  ];
}

/** The same in one text, as an event keeps it. */
export const texteDesRecours = (config: CommuneConfiguree): string =>
  voiesDeRecours(config, 'decision').join('\n– ');

/** « le tribunal administratif de … », with its address where the commune gives it. */
export function tribunalDe({ tribunal }: CommuneConfiguree): string {
  if (!tribunal) return 'le tribunal administratif dont dépend la commune';
  return /^tribunal/i.test(tribunal) ? `le ${tribunal[0]!.toLowerCase()}${tribunal.slice(1)}` : tribunal;
}
