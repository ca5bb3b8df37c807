import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { Commune as CommuneVue } from '#contract/schemas/commune.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import type { EnvCommune } from './commune.ts';

const lire = createRoute({
  method: 'get',
  path: '/commune',
  tags: ['Commune'],
  summary: 'La commune, ses services et comment les joindre',
  responses: {
    200: {
      description: 'Ce que tout le monde peut lire',
      content: { 'application/json': { schema: CommuneVue } },
    },
  },
});

export function creerRoutesCommune(): OpenAPIHono<EnvCommune> {
  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise }).openapi(lire, (c) => {
    const { origines: _1, originesAgents: _2, agents: _3, ...vue } = c.var.commune.config;
    c.header('Cache-Control', 'public, max-age=60');
    return c.json(vue, 200);
  });
}
