import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Code } from '#contract/schemas/commun.ts';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import {
  DemarchePubliee,
  DemarcheResume,
  type DemarcheResume as Resume,
} from '#contract/schemas/demarche.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import type { Horloge } from '../socle/horloge/horloge.ts';
import { auJour } from './au-jour.ts';
import type { Catalogue } from './catalogue.ts';
import { composerMention } from './mention.ts';

interface CommuneOuverte {
  catalogue: Catalogue;
  horloge: Horloge;
  config: CommuneConfiguree;
  url: string;
}

interface Env {
  Variables: { commune: CommuneOuverte };
}

const lister = createRoute({
  method: 'get',
  path: '/demarches',
  tags: ['Démarches'],
  summary: 'Les démarches que la commune propose',
  responses: {
    200: {
      description: 'Le catalogue, sans les formulaires',
      content: { 'application/json': { schema: z.object({ demarches: z.array(DemarcheResume) }) } },
    },
  },
});

const lire = createRoute({
  method: 'get',
  path: '/demarches/{code}',
  tags: ['Démarches'],
  summary: 'Une démarche, sa fiche et son formulaire',
  request: {
    params: z.object({ code: Code }),
    query: z.object({
      version: z.coerce.number().int().min(1).optional().describe('Par défaut, celle proposée aujourd’hui.'),
    }),
  },
  responses: {
    200: {
      description: 'La version demandée',
      content: { 'application/json': { schema: DemarchePubliee } },
    },
    ...problemes(404),
  },
});

export function creerRoutesDemarches(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({ defaultHook: validationFrancaise })
    .openapi(lister, async (c) => {
      const { catalogue, horloge, config } = c.var.commune;
      const offertes = await catalogue.offertes();
      c.header('Cache-Control', 'public, max-age=60');
      const maintenant = horloge.maintenant();
      const demarches = [...offertes.values()].map((demarche) =>
        resumer(auJour(demarche, maintenant, config.fuseau)),
      );
      return c.json({ demarches }, 200);
    })
    .openapi(lire, async (c) => {
      const { catalogue, horloge, config, url } = c.var.commune;
      const { code } = c.req.valid('param');
      const { version } = c.req.valid('query');
      c.header('Cache-Control', 'public, max-age=60');
      const demarche = version ? await catalogue.version(code, version) : await catalogue.offerte(code);
      const mention = composerMention(config, url, demarche);
      return c.json({ ...auJour(demarche, horloge.maintenant(), config.fuseau), mention }, 200);
    });
}

function resumer(demarche: DemarchePubliee): Resume {
  const { code, version, titre, resume, genre, theme, depot, motsCles, icone } = demarche;
  return { code, version, titre, resume, genre, theme, depot, motsCles, ...(icone && { icone }) };
}
