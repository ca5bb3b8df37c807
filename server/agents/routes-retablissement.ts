import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { NouveauRetablissement, Retablissement, Retablissements } from '#contract/schemas/retablissement.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { annulerRetablissementDe } from '../identite/retablissement/annuler.ts';
import { listerRetablissements } from '../identite/retablissement/lister.ts';
import { retablirEspace } from '../identite/retablissement/retablir.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { acteurDe, agentDe, nomDe } from './agent.ts';
import { porteAgents, type EnvAgent } from './routes.ts';

const tags = ['Agents'];
const security = [{ dpop: [] }];
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

/** Those who receive people at a counter and check identities every day. */
const SERVICES = ['accueil', 'etat-civil'];

const retablir = createRoute({
  method: 'post',
  path: '/agent/usagers/retablissement',
  tags,
  security,
  summary: 'Donner une autre adresse à l’espace d’une personne présente, pièce d’identité vérifiée',
  description:
    'Pour qui a perdu sa boîte aux lettres. Réservé aux agents des services « accueil » et « etat-civil ». Le code part à la nouvelle adresse ; l’ancienne est prévenue.',
  request: { body: { required: true, ...json(NouveauRetablissement) } },
  responses: {
    201: { description: 'La personne peut entrer avec la nouvelle adresse', ...json(Retablissement) },
    ...problemes(401, 403, 404, 409, 415, 422, 429),
  },
});

const lister = createRoute({
  method: 'get',
  path: '/agent/usagers/retablissement',
  tags,
  security,
  summary: 'Les changements d’adresse faits au guichet, tant qu’ils peuvent être annulés',
  responses: {
    200: { description: 'Le plus récent d’abord', ...json(Retablissements) },
    ...problemes(401, 403),
  },
});

const annuler = createRoute({
  method: 'post',
  path: '/agent/usagers/retablissement/{id}/annulation',
  tags,
  security,
  summary: 'Rendre l’espace à son ancienne adresse, pendant 7 jours',
  request: {
    params: z.object({ id: z.uuid() }),
    body: { required: true, ...json(z.strictObject({})) },
  },
  responses: { 204: { description: 'Tout est comme avant' }, ...problemes(401, 403, 404, 409, 415) },
});

/** A space whose owner lost the mailbox: nobody is locked out. */
export function creerRoutesRetablissement({ limiteur }: { limiteur: Limiteur }): OpenAPIHono<EnvAgent> {
  const routes = new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise });
  routes.use('/agent/usagers/*', porteAgents);
  return routes
    .openapi(retablir, async (c) => {
      const { agent, commune } = c.var;
      const qui = exigerGuichet(agent);
      await limiteur.compter(`${commune.slug} ${agent.courriel}`);
      return c.json(await retablirEspace(commune, qui, c.req.valid('json')), 201);
    })
    .openapi(lister, async (c) => {
      exigerGuichet(c.var.agent);
      const { commune } = c.var;
      const nommer = (courriel: string): string => {
        const agent = agentDe(commune, courriel);
        return agent ? nomDe(agent) : courriel;
      };
      return c.json(await listerRetablissements(commune, nommer), 200);
    })
    .openapi(annuler, async (c) => {
      await annulerRetablissementDe(c.var.commune, exigerGuichet(c.var.agent), c.req.valid('param').id);
      return c.body(null, 204);
    });
}

/** @throws Probleme `acces-refuse` */
function exigerGuichet(agent: AgentConfigure): { courriel: string; nom: string } {
  if (!agent.services.some((service) => SERVICES.includes(service))) {
    throw new Probleme(
      'acces-refuse',
      'Réservé au guichet',
      'Seuls les agents de l’accueil et de l’état civil peuvent changer l’adresse d’un espace, en présence de la personne.',
    );
  }
  return { courriel: agent.courriel, nom: acteurDe(agent).nom! };
}
