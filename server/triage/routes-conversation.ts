import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  Annulation,
  AnnulationComplement,
  DemandeAgent,
  DemandeComplement,
  NouvelleDecision,
  ReponseType,
} from '#contract/schemas/agent.ts';
import type { EnvAgent } from '../agents/routes.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { annulerDecision } from './annuler.ts';
import { demanderComplement, renoncerComplement } from './completer.ts';
import { apercevoirDecision, prendreDecision } from './decisions.ts';
import { exigerDemandeDe } from './ouvrir.ts';
import { remplirReponsesTypes } from './reponses-types.ts';

const commun = { tags: ['Agents'], security: [{ dpop: [] }] };
const params = z.object({ numero: z.string().max(40) });
const headers = z.object({ 'idempotency-key': z.string().max(200).optional() });
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const acte = <S extends z.ZodType>(chemin: string, summary: string, description: string, corps: S) =>
  createRoute({
    ...commun,
    method: 'post',
    path: `/agent/demandes/{numero}/${chemin}`,
    summary,
    description,
    request: { params, headers, body: { required: true, ...json(corps) } },
    responses: {
      200: { description: 'Le dossier', ...json(DemandeAgent) },
      ...problemes(400, 401, 403, 404, 409, 415, 422),
    },
  });

const completer = acte(
  'complements',
  'Demander des réponses ou des pièces, champ par champ',
  'S’ajoute à ce qui est déjà attendu. Le courriel au demandeur part tout de suite ; l’échéance suit (CRPA L114-5).',
  DemandeComplement,
);
const renoncer = acte(
  'complements/annulation',
  'Ne plus attendre certains champs',
  'Le demandeur est prévenu. Quand plus rien n’est attendu, le dossier est « en cours ».',
  AnnulationComplement,
);
const decider = acte(
  'decisions',
  'Décider : accepter, refuser, transmettre',
  'La lettre et le courriel partent après une minute, si la décision n’a pas été annulée ; d’ici là le demandeur ne voit rien.',
  NouvelleDecision,
);
const annuler = acte(
  'annulation',
  'Annuler sa dernière décision ou son dernier changement d’état',
  'Dans la minute (« annulableJusqua »), par son auteur, si rien n’a suivi. Le dossier revient où il en était ; rien ne part.',
  Annulation,
);

const apercevoir = createRoute({
  ...commun,
  method: 'post',
  path: '/agent/demandes/{numero}/decisions/apercu',
  summary: 'La lettre d’une décision, sans rien décider',
  request: { params, body: { required: true, ...json(NouvelleDecision) } },
  responses: {
    200: {
      description: 'La lettre, en PDF',
      content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problemes(400, 401, 404, 409, 415, 422),
  },
});

const types = createRoute({
  ...commun,
  method: 'get',
  path: '/agent/demandes/{numero}/reponses-types',
  summary: 'Les réponses types de ce dossier, déjà remplies',
  description: 'Un texte à relire : ce que le dossier ne dit pas est entre crochets.',
  request: { params },
  responses: {
    200: { description: 'Les réponses', ...json(z.strictObject({ reponses: z.array(ReponseType) })) },
    ...problemes(400, 401, 404),
  },
});

/** What an agent asks, decides and takes back. Mounted behind `porteAgents`. */
export function creerRoutesConversationAgents(): OpenAPIHono<EnvAgent> {
  return new OpenAPIHono<EnvAgent>({ defaultHook: validationFrancaise })
    .openapi(completer, async (c) => {
      const cle = c.req.valid('header')['idempotency-key'];
      const { commune, agent } = c.var;
      return c.json(
        await demanderComplement(commune, agent, c.req.valid('param').numero, c.req.valid('json'), cle),
        200,
      );
    })
    .openapi(renoncer, async (c) => {
      const cle = c.req.valid('header')['idempotency-key'];
      const { commune, agent } = c.var;
      return c.json(
        await renoncerComplement(commune, agent, c.req.valid('param').numero, c.req.valid('json'), cle),
        200,
      );
    })
    .openapi(decider, async (c) => {
      const cle = c.req.valid('header')['idempotency-key'];
      const { commune, agent } = c.var;
      return c.json(
        await prendreDecision(commune, agent, c.req.valid('param').numero, c.req.valid('json'), cle),
        200,
      );
    })
    .openapi(annuler, async (c) => {
      const cle = c.req.valid('header')['idempotency-key'];
      const { commune, agent } = c.var;
      const { version } = c.req.valid('json');
      return c.json(await annulerDecision(commune, agent, c.req.valid('param').numero, version, cle), 200);
    })
    .openapi(apercevoir, async (c) => {
      const { commune, agent } = c.var;
      const { numero } = c.req.valid('param');
      const pdf = await apercevoirDecision(commune, agent, numero, c.req.valid('json'));
      return c.body(pdf as Uint8Array<ArrayBuffer>, 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="apercu-${numero.replaceAll(/[^\w-]/g, '')}.pdf"`,
        'Cache-Control': 'private, no-store',
      }) as never;
    })
    .openapi(types, async (c) => {
      const { commune, agent } = c.var;
      const demande = await exigerDemandeDe(commune, agent, c.req.valid('param').numero);
      return c.json({ reponses: await remplirReponsesTypes(commune, agent, demande) }, 200);
    });
}
