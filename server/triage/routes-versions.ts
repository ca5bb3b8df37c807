import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Code } from '#contract/schemas/commun.ts';
import { ComparaisonDemarche } from '#contract/schemas/demarche.ts';
import { porteAgents, type EnvAgent } from '../agents/routes.ts';
import { comparerDemarches } from '../demarches/comparer.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';

const version = z.coerce.number().int().min(1);

const comparer = createRoute({
  tags: ['Agents'],
  security: [{ dpop: [] }],
  method: 'get',
  path: '/agent/demarches/{code}/comparaison',
  summary: 'Ce qui a changé entre deux versions d’une démarche',
  request: {
    params: z.object({ code: Code }),
    query: z.object({
      de: version,
      a: version.optional().describe('Par défaut, la version proposée aujourd’hui.'),
    }),
  },
  responses: {
    200: {
      description: 'Les différences, en mots',
      content: { 'application/json': { schema: ComparaisonDemarche } },
    },
    ...problemes(401, 404, 422),
  },
});

/** A demande is read with the version it was filed under; this tells an agent what changed since. */
export function creerRoutesVersions(): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  routes.use('/agent/demarches/*', porteAgents);
  return routes.openapi(comparer, async (c) => {
    const { catalogue } = c.var.commune;
    const { code } = c.req.valid('param');
    const { de, a } = c.req.valid('query');
    const [avant, apres] = await Promise.all([
      catalogue.version(code, de),
      a ? catalogue.version(code, a) : catalogue.offerte(code),
    ]);
    return c.json(comparerDemarches(avant, apres), 200);
  });
}
