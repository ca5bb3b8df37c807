import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { Agent } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Commune, EnvCommune } from '../communes/commune.ts';
import { exigerSession } from '../identite/sessions/exiger.ts';
import { sessionFinie } from '../identite/sessions/ouvrir.ts';
import type { TableSessionOuverte } from '../identite/tables.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { agentDe, voirAgent } from './agent.ts';

/** Hono's environment behind the door of the agents. */
export interface EnvAgent {
  Variables: { commune: Commune; agent: AgentConfigure; session: TableSessionOuverte };
}

const tags = ['Agents'];
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const moi = createRoute({
  method: 'get',
  path: '/agent/moi',
  tags,
  summary: 'Qui je suis, mes services, mes collègues',
  security: [{ dpop: [] }],
  responses: { 200: { description: 'L’agent', ...json(Agent) }, ...problemes(401) },
});

/** Lets only agents through, and tells the routes who it is. */
export const porteAgents: MiddlewareHandler<EnvAgent> = async (c, next) => {
  const session = await exigerSession(c as unknown as Context<EnvCommune>, 'agent');
  const agent = agentDe(c.var.commune, session.sujet);
  // Taken off the list since: his session is worth nothing.
  if (!agent) throw sessionFinie();
  c.set('agent', agent);
  c.set('session', session);
  c.header('Cache-Control', 'no-store');
  await next();
};

/** Who works here. Signing in and out is `identite`'s. */
export function creerRoutesAgents(): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  routes.use('/agent/moi', porteAgents);
  return routes.openapi(moi, (c) => c.json(voirAgent(c.var.commune, c.var.agent), 200));
}
