import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Televersement } from '#contract/schemas/demande.ts';
import {
  AccesDocuments,
  Document,
  MesDocuments,
  ModificationDocument,
  NouveauDocument,
} from '#contract/schemas/document.ts';
import { exigerPreuveFraiche, porteUsagers, type EnvUsager } from '../identite/sessions/exiger.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { lireCorpsBrut } from '../televersements/corps-brut.ts';
import type { DepsTeleversements } from '../televersements/recevoir.ts';
import { lireAcces } from './acces.ts';
import { ajouterDocument } from './ajouter.ts';
import { effacerDocument, exigerDocument, listerDocuments, renommerDocument } from './gerer.ts';
import { copierDocument, servirArchive, servirContenu } from './servir.ts';

interface Deps extends DepsTeleversements {
  limiteur: Limiteur;
  adresse: (c: Context) => string;
}

const commun = { tags: ['Mes documents'], security: [{ dpop: [] }] };
const params = z.object({ id: z.uuid() });
const headers = z.object({ 'idempotency-key': z.string().max(200).optional() });
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const octets = { schema: z.string().meta({ format: 'binary' }) };

const lister = createRoute({
  ...commun,
  method: 'get',
  path: '/usager/documents',
  summary: 'Mes documents, et la place qu’ils prennent',
  responses: { 200: { description: 'Les documents', ...json(MesDocuments) }, ...problemes(401) },
});

const ajouter = createRoute({
  ...commun,
  method: 'post',
  path: '/usager/documents',
  summary: 'Ajouter un document',
  description:
    'Le corps est le fichier lui-même, des mêmes types qu’un téléversement. Il est chiffré avec la clé de l’usager. « a-verifier » : l’antivirus n’a pas répondu, le document est gardé mais pas servi.',
  request: {
    query: NouveauDocument,
    headers,
    body: { required: true, content: { 'application/octet-stream': octets } },
  },
  responses: {
    201: { description: 'Gardé', ...json(Document) },
    ...problemes(401, 409, 413, 415, 422, 429),
  },
});

const archive = createRoute({
  ...commun,
  method: 'get',
  path: '/usager/documents/archive',
  summary: 'Tous mes documents, en ZIP',
  responses: {
    200: { description: 'L’archive, en pièce jointe', content: { 'application/zip': octets } },
    ...problemes(401, 403),
  },
});

const acces = createRoute({
  ...commun,
  method: 'get',
  path: '/usager/documents/acces',
  summary: 'Le journal : qui a fait quoi de mes documents, et quand',
  request: { query: z.object({ apres: z.uuid().optional() }) },
  responses: {
    200: { description: 'Une page, la plus récente d’abord', ...json(AccesDocuments) },
    ...problemes(401, 422),
  },
});

const modifier = createRoute({
  ...commun,
  method: 'patch',
  path: '/usager/documents/{id}',
  summary: 'Changer le nom, le genre ou la date de validité',
  request: { params, body: { required: true, ...json(ModificationDocument) } },
  responses: { 200: { description: 'Le document', ...json(Document) }, ...problemes(401, 404, 415, 422) },
});

const effacer = createRoute({
  ...commun,
  method: 'delete',
  path: '/usager/documents/{id}',
  summary: 'Supprimer pour de bon',
  request: { params },
  responses: { 204: { description: 'Supprimé' }, ...problemes(401, 403, 404) },
});

const contenu = createRoute({
  ...commun,
  method: 'get',
  path: '/usager/documents/{id}/contenu',
  summary: 'Le document lui-même',
  request: { params },
  responses: {
    200: { description: 'Le fichier, en pièce jointe', content: { 'application/octet-stream': octets } },
    ...problemes(401, 404, 409),
  },
});

const copie = createRoute({
  ...commun,
  method: 'post',
  path: '/usager/documents/{id}/copie',
  summary: 'En faire un téléversement, à joindre à une demande',
  request: { params, headers, body: { required: true, ...json(z.strictObject({})) } },
  responses: {
    201: { description: 'La copie', ...json(Televersement) },
    ...problemes(401, 404, 409, 415, 422),
  },
});

/**
 * « Mes documents ». Everything is behind `porteUsagers`; another citizen's is not found. What cannot be undone, or takes
 * everything away at once, asks for a fresh proof besides.
 */
export function creerRoutesDocuments({ limiteur, adresse, ...deps }: Deps): OpenAPIHono<EnvUsager> {
  const routes = new OpenAPIHono<EnvUsager>({ defaultHook: validationFrancaise });
  for (const chemin of ['/usager/documents', '/usager/documents/*']) routes.use(chemin, porteUsagers);
  return routes
    .openapi(lister, async (c) => c.json(await listerDocuments(c.var.commune, c.var.usager), 200))
    .openapi(ajouter, async (c) => {
      const flux = lireCorpsBrut(c, deps.tailleMax);
      await limiteur.compter(adresse(c));
      const { nom, genre, valableJusquau } = c.req.valid('query');
      const cle = c.req.valid('header')['idempotency-key'];
      const ajout = { usager: c.var.usager, flux, nom, genre, valableJusquau, cle };
      return c.json(await ajouterDocument(c.var.commune, ajout, deps), 201);
    })
    .openapi(archive, (c) => {
      const { commune, session, usager } = c.var;
      exigerPreuveFraiche(commune, session);
      return servirArchive(c, commune, usager) as never;
    })
    .openapi(acces, async (c) =>
      c.json(await lireAcces(c.var.commune, c.var.usager, c.req.valid('query').apres), 200),
    )
    .openapi(modifier, async (c) => {
      const document = await exigerDocument(c.var.commune, c.var.usager, c.req.valid('param').id);
      return c.json(await renommerDocument(c.var.commune, document, c.req.valid('json')), 200);
    })
    .openapi(effacer, async (c) => {
      const { commune, session, usager } = c.var;
      const document = await exigerDocument(commune, usager, c.req.valid('param').id);
      exigerPreuveFraiche(commune, session);
      await effacerDocument(commune, document);
      return c.body(null, 204);
    })
    .openapi(contenu, async (c) => {
      const document = await exigerDocument(c.var.commune, c.var.usager, c.req.valid('param').id);
      return (await servirContenu(c, c.var.commune, document)) as never;
    })
    .openapi(copie, async (c) => {
      const document = await exigerDocument(c.var.commune, c.var.usager, c.req.valid('param').id);
      const cle = c.req.valid('header')['idempotency-key'];
      return c.json(await copierDocument(c.var.commune, document, cle), 201);
    });
}
