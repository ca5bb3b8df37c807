import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Televersement } from '#contract/schemas/demande.ts';
import type { EnvCommune } from '../communes/commune.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import type { Context } from 'hono';
import { lireCorpsBrut } from './corps-brut.ts';
import { recevoirFichier, type DepsTeleversements } from './recevoir.ts';

interface Deps extends DepsTeleversements {
  limiteur: Limiteur;
  adresse: (c: Context) => string;
}

const recevoir = createRoute({
  method: 'post',
  path: '/televersements',
  tags: ['Fichiers'],
  summary: 'Envoyer un fichier, à joindre ensuite à une demande ou à un message',
  description:
    'Le corps est le fichier lui-même. PDF, JPEG, PNG, ODT ou DOCX, reconnus à leur contenu. Les photos sont refaites sans leurs métadonnées. Un fichier qui n’est joint à rien est effacé après un jour.',
  request: {
    query: z.object({ nom: z.string().min(1).max(255) }),
    headers: z.object({ 'idempotency-key': z.string().max(200).optional() }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
  },
  responses: {
    201: {
      description: 'Le fichier est gardé',
      content: { 'application/json': { schema: Televersement } },
    },
    ...problemes(413, 415, 422, 429),
  },
});

export function creerRoutesTeleversements(deps: Deps): OpenAPIHono<EnvCommune> {
  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise }).openapi(recevoir, async (c) => {
    const flux = lireCorpsBrut(c, deps.tailleMax);
    await deps.limiteur.compter(deps.adresse(c));
    const { nom } = c.req.valid('query');
    const cle = c.req.valid('header')['idempotency-key'];
    return c.json(await recevoirFichier(c.var.commune, { flux, nom, cle }, deps), 201);
  });
}
