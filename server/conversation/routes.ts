import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AvisSatisfaction, Lecture, ReponseComplement, Suivi } from '#contract/schemas/demande.ts';
import type { EnvCommune } from '../communes/commune.ts';
import { ecrire } from '../socle/db/moteur.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { exigerEntiere, ouvrirDemande, type Freins } from '../demandes/acces.ts';
import { repondreComplement } from './repondre-complement.ts';
import { donnerAvis } from './donner-avis.ts';
import { marquerLu, marquerLuAidant } from '../demandes/store.ts';
import { composerSuivi } from '../demandes/suivre.ts';
import { exigerDemande } from '../demandes/trouver.ts';
import type { Acteur } from '../demandes/evenements.ts';
import type { TableDemande } from '../demandes/tables.ts';

interface Deps {
  freins: Freins;
  depots: Limiteur;
  adresse: (c: Context) => string;
}

const params = z.object({ numero: z.string().max(40) });
const headers = z.object({
  'parvis-code': z.string().max(40).optional(),
  'idempotency-key': z.string().max(200).optional(),
});
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const completer = createRoute({
  method: 'post',
  path: '/demandes/{numero}/complements',
  tags: ['Demandes'],
  summary: 'Répondre à ce que la mairie a demandé',
  description:
    'Les clés de « reponses » sont les chemins demandés (« identite », « enfants.0.prenom »), et eux seuls. Un fichier est un objet avec l’« id » de son téléversement ; ceux qui y étaient déjà peuvent rester. Ce qui manque encore reste demandé.',
  request: { params, headers, body: { required: true, ...json(ReponseComplement) } },
  responses: {
    200: { description: 'Le suivi, à jour', ...json(Suivi) },
    ...problemes(400, 401, 403, 404, 409, 413, 415, 422, 429),
  },
});

const avis = createRoute({
  method: 'post',
  path: '/demandes/{numero}/satisfaction',
  tags: ['Demandes'],
  summary: 'Dire si le problème signalé est réglé',
  description:
    'Une fois par clôture, pour un signalement traité. « pas-regle » rend le signalement au service, « en cours ».',
  request: { params, headers, body: { required: true, ...json(AvisSatisfaction) } },
  responses: {
    200: { description: 'Le suivi, à jour', ...json(Suivi) },
    ...problemes(400, 401, 403, 404, 409, 415, 422, 429),
  },
});

const lireJusqua = createRoute({
  method: 'post',
  path: '/demandes/{numero}/lecture',
  tags: ['Demandes'],
  summary: 'Dire jusqu’où le suivi a été lu',
  description: '« jusqua » est le « rang » du dernier événement montré. Ne revient jamais en arrière.',
  request: { params, headers, body: { required: true, ...json(Lecture) } },
  responses: { 204: { description: 'Noté' }, ...problemes(400, 401, 403, 404, 415, 422, 429) },
});

/** What a citizen does in answer to the town, with the number and its code. */
export function creerRoutesConversation({ freins, depots, adresse }: Deps): OpenAPIHono<EnvCommune> {
  const ouvrir = async (
    c: Context<EnvCommune>,
    numero: string,
    code: string | undefined,
  ): Promise<{ demande: TableDemande; acteur: Acteur }> => {
    const ouverte = await ouvrirDemande(c, { numero, code, adresse: adresse(c) }, freins);
    return { demande: exigerEntiere(ouverte), acteur: ouverte.acteur };
  };
  const suivi = async (c: Context<EnvCommune>, { numero }: TableDemande, { role }: Acteur): Promise<Suivi> =>
    composerSuivi(c.var.commune, await exigerDemande(c.var.commune, numero), true, role);

  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise })
    .openapi(completer, async (c) => {
      const entetes = c.req.valid('header');
      const { demande, acteur } = await ouvrir(c, c.req.valid('param').numero, entetes['parvis-code']);
      await depots.compter(adresse(c));
      const { reponses } = c.req.valid('json');
      await repondreComplement(c.var.commune, { demande, acteur }, reponses, entetes['idempotency-key']);
      return c.json(await suivi(c, demande, acteur), 200);
    })
    .openapi(avis, async (c) => {
      const entetes = c.req.valid('header');
      const { demande, acteur } = await ouvrir(c, c.req.valid('param').numero, entetes['parvis-code']);
      await depots.compter(adresse(c));
      await donnerAvis(c.var.commune, { demande, acteur }, c.req.valid('json'), entetes['idempotency-key']);
      return c.json(await suivi(c, demande, acteur), 200);
    })
    .openapi(lireJusqua, async (c) => {
      const { demande, acteur } = await ouvrir(
        c,
        c.req.valid('param').numero,
        c.req.valid('header')['parvis-code'],
      );
      const jusqua = Math.min(c.req.valid('json').jusqua, demande.rang);
      // What a helper has read is not read by the citizen.
      const marquer = acteur.role === 'aidant' ? marquerLuAidant : marquerLu;
      await c.var.commune.moteur.commit([ecrire(marquer, { id: demande.id, jusqua })]);
      return c.body(null, 204);
    });
}
