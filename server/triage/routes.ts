import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import {
  DemandeAgent,
  FiltreFile,
  Incident,
  ModificationDemande,
  NouvelleNote,
  PageFile,
  SaisieDemande,
} from '#contract/schemas/agent.ts';
import { DemandeDeposee, Evenement, NouveauMessage } from '#contract/schemas/demande.ts';
import { acteurDe } from '../agents/agent.ts';
import { porteAgents, type EnvAgent } from '../agents/routes.ts';
import { ecrireMessage, ecrireNote } from '../demandes/ecrire-message.ts';
import { servirPiece } from '../demandes/pieces.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { diffuser } from './flux.ts';
import { listerIncidents, relancerIncident } from './incidents.ts';
import { listerFile } from './lister.ts';
import { modifierDemande } from './modifier.ts';
import { exigerDemandeDe, voirDemande } from './ouvrir.ts';
import { saisirDemande } from './saisir.ts';

const commun = { tags: ['Agents'], security: [{ dpop: [] }] };
const params = z.object({ numero: z.string().max(40) });
const headers = z.object({ 'idempotency-key': z.string().max(200).optional() });
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const lister = createRoute({
  ...commun,
  method: 'get',
  path: '/agent/demandes',
  summary: 'La file des services de l’agent',
  request: { query: FiltreFile },
  responses: { 200: { description: 'Une page', ...json(PageFile) }, ...problemes(401, 403, 422) },
});

const lire = createRoute({
  ...commun,
  method: 'get',
  path: '/agent/demandes/{numero}',
  summary: 'Un dossier entier',
  request: { params },
  responses: { 200: { description: 'Le dossier', ...json(DemandeAgent) }, ...problemes(400, 401, 404) },
});

const modifier = createRoute({
  ...commun,
  method: 'patch',
  path: '/agent/demandes/{numero}',
  summary: 'Changer l’état, l’agent ou le service',
  description:
    '« version » est celle qui a été lue. Si le dossier a changé depuis, 409 « conflit » donne « actuelle » et « changements ».',
  request: { params, body: { required: true, ...json(ModificationDemande) } },
  responses: {
    200: { description: 'Le dossier', ...json(DemandeAgent) },
    ...problemes(400, 401, 404, 409, 415, 422),
  },
});

const ecrire = createRoute({
  ...commun,
  method: 'post',
  path: '/agent/demandes/{numero}/messages',
  summary: 'Répondre au demandeur',
  request: { params, headers, body: { required: true, ...json(NouveauMessage) } },
  responses: { 201: { description: 'Écrit', ...json(Evenement) }, ...problemes(400, 401, 404, 415, 422) },
});

const noter = createRoute({
  ...commun,
  method: 'post',
  path: '/agent/demandes/{numero}/notes',
  summary: 'Écrire une note interne',
  request: { params, headers, body: { required: true, ...json(NouvelleNote) } },
  responses: { 201: { description: 'Écrite', ...json(Evenement) }, ...problemes(400, 401, 404, 415, 422) },
});

const saisir = createRoute({
  ...commun,
  method: 'post',
  path: '/agent/demandes',
  summary: 'Saisir une demande reçue par un autre canal',
  request: { headers, body: { required: true, ...json(SaisieDemande) } },
  responses: {
    201: { description: 'Déposée', ...json(DemandeDeposee) },
    ...problemes(400, 401, 404, 409, 415, 422),
  },
});

const piece = createRoute({
  ...commun,
  method: 'get',
  path: '/agent/demandes/{numero}/pieces/{id}',
  summary: 'Un fichier du dossier',
  request: { params: params.extend({ id: z.uuid() }) },
  responses: {
    200: {
      description: 'Le fichier, en pièce jointe',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problemes(400, 401, 404),
  },
});

const incidents = createRoute({
  ...commun,
  method: 'get',
  path: '/agent/incidents',
  summary: 'Ce que le serveur n’a pas pu faire',
  responses: {
    200: { description: 'Les incidents', ...json(z.strictObject({ incidents: z.array(Incident) })) },
    ...problemes(401),
  },
});

const relancer = createRoute({
  ...commun,
  method: 'post',
  path: '/agent/incidents/{id}/relance',
  summary: 'Essayer encore',
  request: { params: z.object({ id: z.uuid() }), body: { required: true, ...json(z.strictObject({})) } },
  responses: { 202: { description: 'Relancé', ...json(z.strictObject({})) }, ...problemes(401, 404) },
});

const flux = createRoute({
  ...commun,
  method: 'get',
  path: '/agent/flux',
  summary: 'Ce qui se passe dans la file, en direct (SSE)',
  request: { headers: z.object({ 'last-event-id': z.union([z.uuid(), z.literal('')]).optional() }) },
  responses: {
    200: {
      description: 'Des événements « demande » : { numero, type }',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemes(401),
  },
});

/** What an agent does with the queue. Everything is behind `porteAgents`. */
export function creerRoutesTriage({ arret }: { arret: AbortSignal }): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  for (const chemin of [
    '/agent/demandes',
    '/agent/demandes/*',
    '/agent/incidents',
    '/agent/incidents/*',
    '/agent/flux',
  ]) {
    routes.use(chemin, porteAgents);
  }
  return routes
    .openapi(lister, async (c) =>
      c.json(await listerFile(c.var.commune, c.var.agent, c.req.valid('query')), 200),
    )
    .openapi(lire, async (c) => {
      const demande = await exigerDemandeDe(c.var.commune, c.var.agent, c.req.valid('param').numero);
      return c.json(await voirDemande(c.var.commune, c.var.agent, demande), 200);
    })
    .openapi(modifier, async (c) => {
      const { numero } = c.req.valid('param');
      return c.json(await modifierDemande(c.var.commune, c.var.agent, numero, c.req.valid('json')), 200);
    })
    .openapi(ecrire, async (c) => {
      const { commune, agent } = c.var;
      const demande = await exigerDemandeDe(commune, agent, c.req.valid('param').numero);
      const ecriture = { demande, acteur: acteurDe(agent), cle: c.req.valid('header')['idempotency-key'] };
      return c.json(await ecrireMessage(commune, ecriture, c.req.valid('json')), 201);
    })
    .openapi(noter, async (c) => {
      const { commune, agent } = c.var;
      const demande = await exigerDemandeDe(commune, agent, c.req.valid('param').numero);
      const ecriture = { demande, acteur: acteurDe(agent), cle: c.req.valid('header')['idempotency-key'] };
      return c.json(await ecrireNote(commune, ecriture, c.req.valid('json').corps), 201);
    })
    .openapi(saisir, async (c) => {
      const cle = c.req.valid('header')['idempotency-key'];
      return c.json(await saisirDemande(c.var.commune, c.var.agent, c.req.valid('json'), cle), 201);
    })
    .openapi(piece, async (c) => {
      const { numero, id } = c.req.valid('param');
      const demande = await exigerDemandeDe(c.var.commune, c.var.agent, numero);
      return (await servirPiece(c, c.var.commune, demande, id, true)) as never;
    })
    .openapi(incidents, async (c) =>
      c.json({ incidents: await listerIncidents(c.var.commune, c.var.agent) }, 200),
    )
    .openapi(relancer, async (c) => {
      await relancerIncident(c.var.commune, c.var.agent, c.req.valid('param').id);
      return c.json({}, 202);
    })
    .openapi(flux, (c) => {
      const depuis = c.req.valid('header')['last-event-id'] || undefined;
      const { commune, session } = c.var;
      return streamSSE(c, (sortie) => diffuser(commune, session.id, depuis, sortie, arret)) as never;
    });
}
