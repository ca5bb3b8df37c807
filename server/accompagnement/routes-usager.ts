import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LimiteMandat, Mandat, Mandats } from '#contract/schemas/mandat.ts';
import { porteUsagers, type EnvUsager } from '../identite/sessions/exiger.ts';
import { limiterMandatDe, mettreFin } from '../mandats/finir.ts';
import { mandatsDeUsager } from '../mandats/store.ts';
import { exigerMandatDeUsager } from '../mandats/trouver.ts';
import { voirMandat } from '../mandats/voir.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';

const commun = { tags: ['Mon espace'], security: [{ dpop: [] }] };
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const params = z.object({ id: z.uuid() });

const lister = createRoute({
  ...commun,
  method: 'get',
  path: '/usager/mandats',
  summary: 'Qui peut faire des démarches en mon nom',
  description: 'Les mandats donnés avec une de mes adresses, ou dont une demande est dans mon espace.',
  responses: { 200: { description: 'Les mandats', ...json(Mandats) }, ...problemes(401) },
});

const limiter = createRoute({
  ...commun,
  method: 'patch',
  path: '/usager/mandats/{id}',
  summary: 'Limiter un mandat : moins de démarches, un jour plus tôt',
  request: { params, body: { required: true, ...json(LimiteMandat) } },
  responses: { 200: { description: 'Le mandat', ...json(Mandat) }, ...problemes(401, 404, 409, 415, 422) },
});

const finir = createRoute({
  ...commun,
  method: 'delete',
  path: '/usager/mandats/{id}',
  summary: 'Mettre fin à un mandat',
  request: { params },
  responses: { 204: { description: 'Il est fini' }, ...problemes(401, 404) },
});

/** What a citizen sees and does of the mandates that he gave. */
export function creerRoutesMandatsUsager(): OpenAPIHono<EnvUsager> {
  const routes = new OpenAPIHono<EnvUsager>({ defaultHook: validationFrancaise });
  for (const chemin of ['/usager/mandats', '/usager/mandats/*']) routes.use(chemin, porteUsagers);
  return routes
    .openapi(lister, async (c) => {
      const { commune, usager } = c.var;
      const siens = await commune.moteur.lire(mandatsDeUsager, { usager });
      return c.json({ mandats: await Promise.all(siens.map((m) => voirMandat(commune, m, 'usager'))) }, 200);
    })
    .openapi(limiter, async (c) => {
      const { commune, usager } = c.var;
      const mandat = await exigerMandatDeUsager(commune, { ...c.req.valid('param'), usager });
      const apres = await limiterMandatDe(commune, mandat, c.req.valid('json'));
      return c.json(await voirMandat(commune, apres, 'usager'), 200);
    })
    .openapi(finir, async (c) => {
      const { commune, usager } = c.var;
      const mandat = await exigerMandatDeUsager(commune, { ...c.req.valid('param'), usager });
      await mettreFin(commune, mandat, { par: 'usager', signe: { role: 'usager', nom: null } });
      return c.body(null, 204);
    });
}
