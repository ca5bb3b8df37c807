import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { Agent, SessionAgent } from '#contract/schemas/agent.ts';
import { DemandeDeCode, OuvertureSession } from '#contract/schemas/session.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Commune } from '../communes/commune.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { demanderCode, exigerAgent, finirSession, ouvrirSession } from './connexion.ts';
import { voirAgent } from './agent.ts';

/** Hono's environment behind the door of the agents. */
export interface EnvAgent {
  Variables: { commune: Commune; agent: AgentConfigure };
}

interface Deps {
  connexions: Limiteur;
  adresse: (c: Context) => string;
}

const tags = ['Agents'];
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const connexion = createRoute({
  method: 'post',
  path: '/agent/connexion',
  tags,
  summary: 'Recevoir un code par courriel',
  request: { body: { required: true, ...json(DemandeDeCode) } },
  responses: {
    202: { description: 'Si l’adresse est celle d’un agent, un code part', ...json(z.strictObject({})) },
    ...problemes(415, 422, 429),
  },
});

const ouvrir = createRoute({
  method: 'post',
  path: '/agent/sessions',
  tags,
  summary: 'Entrer avec le code',
  request: { body: { required: true, ...json(OuvertureSession) } },
  responses: { 201: { description: 'La session', ...json(SessionAgent) }, ...problemes(403, 415, 422, 429) },
});

const fermer = createRoute({
  method: 'delete',
  path: '/agent/sessions/courante',
  tags,
  summary: 'Sortir',
  security: [{ jeton: [] }],
  responses: { 204: { description: 'La session est finie' }, ...problemes(401) },
});

const moi = createRoute({
  method: 'get',
  path: '/agent/moi',
  tags,
  summary: 'Qui je suis, mes services, mes collègues',
  security: [{ jeton: [] }],
  responses: { 200: { description: 'L’agent', ...json(Agent) }, ...problemes(401) },
});

/** Lets only agents through, and tells the routes who it is. */
export const porteAgents: MiddlewareHandler<EnvAgent> = async (c, next) => {
  c.set('agent', await exigerAgent(c.var.commune, c.req.header('Authorization')));
  c.header('Cache-Control', 'no-store');
  await next();
};

/** Signing in and out. The doors to `connexion` and `sessions` are open; the others are behind `porteAgents`. */
export function creerRoutesAgents({ connexions, adresse }: Deps): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  routes.use('/agent/moi', porteAgents);
  routes.use('/agent/sessions/courante', porteAgents);
  return routes
    .openapi(connexion, async (c) => {
      const { courriel } = c.req.valid('json');
      await connexions.compter(`${adresse(c)} demande`);
      await connexions.compter(`${c.var.commune.slug} ${courriel.toLowerCase()}`);
      await demanderCode(c.var.commune, courriel);
      return c.json({}, 202);
    })
    .openapi(ouvrir, async (c) => {
      const { courriel, code } = c.req.valid('json');
      await connexions.compter(`${adresse(c)} essai`);
      c.header('Cache-Control', 'no-store');
      return c.json(await ouvrirSession(c.var.commune, courriel, code), 201);
    })
    .openapi(fermer, async (c) => {
      await finirSession(c.var.commune, c.req.header('Authorization')!);
      return c.body(null, 204);
    })
    .openapi(moi, (c) => c.json(voirAgent(c.var.commune, c.var.agent), 200));
}
