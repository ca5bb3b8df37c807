import { Probleme as ProblemeSchema } from '#contract/schemas/commun.ts';

const DESCRIPTIONS = {
  400: 'Requête illisible',
  401: 'Session requise',
  403: 'Accès refusé',
  404: 'Introuvable',
  409: 'Conflit avec ce qui existe',
  413: 'Trop gros',
  415: 'Format non accepté',
  422: 'Saisie à corriger',
  429: 'Trop de tentatives',
} as const;

/** The problem answers of a route, for its OpenAPI description. */
export function problemes<S extends keyof typeof DESCRIPTIONS>(...statuts: S[]) {
  const content = { 'application/problem+json': { schema: ProblemeSchema } };
  const reponses = statuts.map((statut) => [
    statut,
    { description: DESCRIPTIONS[statut] as string, content },
  ]);
  return Object.fromEntries(reponses) as Record<S, { description: string; content: typeof content }>;
}
