import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { Commune as CommuneVue, EtatOrigine, Origine } from '#contract/schemas/commune.ts';
import { marqueLisible } from '#contract/marque.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
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

const verifierOrigine = createRoute({
  method: 'get',
  path: '/origines',
  tags: ['Commune'],
  summary: 'Ce site peut-il montrer les composants de la commune ?',
  request: { query: z.object({ origine: Origine }) },
  responses: {
    200: { description: 'Oui ou non', content: { 'application/json': { schema: EtatOrigine } } },
    ...problemes(422, 429),
  },
});

/** Drops whatever anybody may not read: what is not named is not shown. */
const Vue = z.object(CommuneVue.shape);

interface Deps {
  adresse: (c: Context) => string;
  /** Questions about origins: the list cannot be drawn out by guessing. */
  questions: Limiteur;
  /** The server's own origin, always welcome. */
  propre: string;
}

export function creerRoutesCommune({ adresse, questions, propre }: Deps): OpenAPIHono<EnvCommune> {
  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise })
    .openapi(lire, (c) => {
      const vue = Vue.parse(c.var.commune.config);
      c.header('Cache-Control', 'public, max-age=60');
      return c.json({ ...vue, theme: marqueLisible(vue.theme) }, 200);
    })
    .openapi(verifierOrigine, async (c) => {
      await questions.compter(adresse(c));
      const { origine } = c.req.valid('query');
      const { origines, originesAgents } = c.var.commune.config;
      const dans = (liste: readonly string[]): boolean => origine === propre || liste.includes(origine);
      c.header('Cache-Control', 'no-store');
      return c.json({ origine, habitants: dans(origines), agents: dans(originesAgents) }, 200);
    });
}
