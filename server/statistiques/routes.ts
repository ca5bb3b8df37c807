import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { FiltreStatistiques, Statistiques } from '#contract/schemas/statistiques.ts';
import { porteAgents, type EnvAgent } from '../agents/routes.ts';
import type { Commune, EnvCommune } from '../communes/commune.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { composerStatistiques } from './composer.ts';
import { enCsv } from './csv.ts';
import { composerPubliques } from './publier.ts';

const reponse = {
  description: 'Les chiffres ; « null » : masqué, ou rien à calculer',
  content: { 'application/json': { schema: Statistiques }, 'text/csv': { schema: z.string() } },
};

const publiques = createRoute({
  method: 'get',
  path: '/statistiques',
  tags: ['Commune'],
  summary: 'Les chiffres que la commune publie : un semestre, deux mois après sa fin, petits nombres masqués',
  request: { query: FiltreStatistiques.pick({ format: true }) },
  responses: { 200: reponse, ...problemes(404) },
});

const internes = createRoute({
  method: 'get',
  path: '/agent/statistiques',
  tags: ['Agents'],
  security: [{ dpop: [] }],
  summary: 'Les chiffres des services de l’agent',
  request: { query: FiltreStatistiques },
  responses: { 200: reponse, ...problemes(401, 422) },
});

export function creerRoutesStatistiques(): OpenAPIHono<EnvCommune> {
  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise }).openapi(publiques, async (c) => {
    const { commune } = c.var;
    if (!commune.config.statistiquesPubliques) {
      throw new Probleme(
        'chiffres-non-publies',
        'Chiffres non publiés',
        'La commune ne publie pas ces chiffres.',
      );
    }
    c.header('Cache-Control', 'public, max-age=3600');
    return repondre(c, await publiquesDe(commune), c.req.valid('query').format) as never;
  });
}

export function creerRoutesStatistiquesAgents(): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  routes.use('/agent/statistiques', porteAgents);
  return routes.openapi(internes, async (c) => {
    const { commune, agent } = c.var;
    const filtre = c.req.valid('query');
    c.header('Cache-Control', 'no-store');
    return repondre(c, await composerStatistiques(commune, agent.services, filtre), filtre.format) as never;
  });
}

/** Anybody may ask, hence nobody makes the server count more often than this. */
const FRAICHEUR = 10 * MINUTE;
const dernieres = new WeakMap<object, { le: number; statistiques: Promise<Statistiques> }>();

function publiquesDe(commune: Commune): Promise<Statistiques> {
  const maintenant = commune.horloge.maintenant();
  const derniere = dernieres.get(commune);
  if (derniere && maintenant - derniere.le < FRAICHEUR) return derniere.statistiques;
  const statistiques = composerPubliques(commune);
  dernieres.set(commune, { le: maintenant, statistiques });
  // A failure is not kept.
  statistiques.catch(() => dernieres.delete(commune));
  return statistiques;
}

function repondre(c: Context, statistiques: Statistiques, format: 'json' | 'csv'): Response {
  const nom = `chiffres-${statistiques.de}-${statistiques.a}.${format}`;
  if (format === 'json') {
    return c.json(statistiques, 200, { 'Content-Disposition': `attachment; filename="${nom}"` });
  }
  return c.body(enCsv(statistiques), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${nom}"`,
  });
}
