import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Mandat } from '#contract/schemas/mandat.ts';
import { acteurDe } from '../agents/agent.ts';
import { porteAgents, type EnvAgent } from '../agents/routes.ts';
import { mettreFin } from '../mandats/finir.ts';
import { lireReference } from '../mandats/reference.ts';
import { mandatParReference } from '../mandats/store.ts';
import { mandatIntrouvable } from '../mandats/trouver.ts';
import { voirMandat } from '../mandats/voir.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const finir = createRoute({
  tags: ['Agents'],
  security: [{ jeton: [] }],
  method: 'post',
  path: '/agent/mandats/{reference}/fin',
  summary: 'Mettre fin à un mandat, à la demande de la personne, au guichet',
  request: {
    params: z.object({ reference: z.string().max(40) }),
    body: { required: true, ...json(z.strictObject({})) },
  },
  responses: {
    200: { description: 'Le mandat, fini', ...json(Mandat) },
    ...problemes(401, 404, 415, 429),
  },
});

/** @param references wrong ones, by agent: nobody finds a mandate by trying */
export function creerRoutesMandatsAgent({ references }: { references: Limiteur }): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  routes.use('/agent/mandats/*', porteAgents);
  return routes.openapi(finir, async (c) => {
    const { commune, agent } = c.var;
    const cle = `${commune.slug} ${agent.courriel} mandat`;
    await references.verifier(cle);
    const reference = lireReference(c.req.valid('param').reference);
    const mandat = reference && (await commune.moteur.lireUn(mandatParReference, { reference }));
    if (!mandat) {
      await references.compter(cle);
      throw mandatIntrouvable();
    }
    const apres = await mettreFin(commune, mandat, { par: 'agent', signe: acteurDe(agent) });
    return c.json(await voirMandat(commune, apres, 'agent'), 200);
  });
}
