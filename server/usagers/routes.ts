import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  Brouillon,
  BrouillonEntier,
  LigneUsager,
  MesBrouillons,
  MesDemandes,
  Rattachement,
  SauvegardeBrouillon,
} from '#contract/schemas/usager.ts';
import type { EnvCommune } from '../communes/commune.ts';
import { ouvrirDemande, type Freins } from '../demandes/acces.ts';
import { porteUsagers, type EnvUsager } from '../identite/sessions/exiger.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { garderBrouillon, lireBrouillon, listerBrouillons, oublierBrouillon } from './brouillons.ts';
import { listerDemandes } from './lister.ts';
import { rattacherDemande } from './rattacher.ts';

interface Deps {
  freins: Freins;
  /** Drafts saved and requests claimed, by citizen. */
  sauvegardes: Limiteur;
  adresse: (c: Context) => string;
}

const tags = ['Mon espace'];
const security = [{ dpop: [] }];
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const params = z.object({ id: z.uuid() });

const demandes = createRoute({
  method: 'get',
  path: '/usager/demandes',
  tags,
  security,
  summary: 'Mes demandes, par tous les canaux',
  request: { query: z.object({ apres: z.string().max(40).optional() }) },
  responses: { 200: { description: 'Une page', ...json(MesDemandes) }, ...problemes(401) },
});

const rattachement = createRoute({
  method: 'post',
  path: '/usager/rattachements',
  tags,
  security,
  summary: 'Ranger une demande dans mon espace',
  description: 'Avec son code ; sans, si elle a été faite avec une de mes adresses vérifiées.',
  request: { body: { required: true, ...json(Rattachement) } },
  responses: {
    200: { description: 'Rangée', ...json(LigneUsager) },
    ...problemes(400, 401, 403, 404, 409, 415, 422, 429),
  },
});

const brouillons = createRoute({
  method: 'get',
  path: '/usager/brouillons',
  tags,
  security,
  summary: 'Mes démarches commencées',
  responses: { 200: { description: 'Les brouillons', ...json(MesBrouillons) }, ...problemes(401) },
});

const brouillon = createRoute({
  method: 'get',
  path: '/usager/brouillons/{id}',
  tags,
  security,
  summary: 'Un brouillon, avec ses réponses',
  request: { params },
  responses: { 200: { description: 'Le brouillon', ...json(BrouillonEntier) }, ...problemes(401, 404) },
});

const garder = createRoute({
  method: 'put',
  path: '/usager/brouillons/{id}',
  tags,
  security,
  summary: 'Garder une démarche commencée',
  description: '« revision » est celle qui a été lue, 0 pour un nouveau brouillon.',
  request: { params, body: { required: true, ...json(SauvegardeBrouillon) } },
  responses: {
    200: { description: 'Gardé', ...json(Brouillon) },
    ...problemes(401, 404, 409, 413, 415, 422, 429),
  },
});

const oublier = createRoute({
  method: 'delete',
  path: '/usager/brouillons/{id}',
  tags,
  security,
  summary: 'Effacer un brouillon',
  description: 'Avec « revision », seulement s’il n’a pas changé depuis.',
  request: { params, query: z.object({ revision: z.coerce.number().int().min(0).optional() }) },
  responses: { 204: { description: 'Effacé' }, ...problemes(401, 409, 422) },
});

/** One's own space: requests and drafts. */
export function creerRoutesUsagers({ freins, sauvegardes, adresse }: Deps): OpenAPIHono<EnvUsager> {
  const routes = new OpenAPIHono<EnvUsager>({ defaultHook: validationFrancaise });
  for (const chemin of [
    '/usager/demandes',
    '/usager/rattachements',
    '/usager/brouillons',
    '/usager/brouillons/*',
  ]) {
    routes.use(chemin, porteUsagers);
  }
  return routes
    .openapi(demandes, async (c) =>
      c.json(await listerDemandes(c.var.commune, c.var.usager, c.req.valid('query').apres), 200),
    )
    .openapi(rattachement, async (c) => {
      await sauvegardes.compter(c.var.usager);
      const { numero, code } = c.req.valid('json');
      const { demande, entiere } = await ouvrirDemande(
        c as unknown as Context<EnvCommune>,
        { numero, code, adresse: adresse(c) },
        freins,
      );
      return c.json(await rattacherDemande(c.var.commune, c.var.usager, demande, entiere), 200);
    })
    .openapi(brouillons, async (c) =>
      c.json({ brouillons: await listerBrouillons(c.var.commune, c.var.usager) }, 200),
    )
    .openapi(brouillon, async (c) =>
      c.json(await lireBrouillon(c.var.commune, c.var.usager, c.req.valid('param').id), 200),
    )
    .openapi(garder, async (c) => {
      await sauvegardes.compter(c.var.usager);
      const { id } = c.req.valid('param');
      return c.json(await garderBrouillon(c.var.commune, c.var.usager, id, c.req.valid('json')), 200);
    })
    .openapi(oublier, async (c) => {
      const { revision } = c.req.valid('query');
      await oublierBrouillon(c.var.commune, c.var.usager, c.req.valid('param').id, revision);
      return c.body(null, 204);
    });
}
