import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  DemandeDeposee,
  DepotDemande,
  Evenement,
  NouveauMessage,
  NumerosPerdus,
  Suivi,
} from '#contract/schemas/demande.ts';
import type { EnvCommune } from '../communes/commune.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { servirAccuse } from './documents/servir.ts';
import { exigerEntiere, ouvrirDemande, type Freins } from './acces.ts';
import { deposerDemande } from './deposer.ts';
import { ecrireMessage } from './ecrire-message.ts';
import { deposantDe } from './deposant.ts';
import { servirPiece } from './pieces.ts';
import { retirerDemande } from './retirer.ts';
import { composerSuivi } from './suivre.ts';
import { exigerDemande } from './trouver.ts';

interface Deps {
  freins: Freins;
  depots: Limiteur;
  /** Papers drawn on demand: each takes a moment of a processor. */
  papiers: Limiteur;
  /** « J’ai perdu mon numéro », by caller and by address written to. */
  pertes: { parAdresse: Limiteur; parCourriel: Limiteur };
  adresse: (c: Context) => string;
}

const tags = ['Demandes'];
const cleIdempotence = z.object({ 'idempotency-key': z.string().max(200).optional() });
const params = z.object({ numero: z.string().max(40) });
const avecCode = z.object({ 'parvis-code': z.string().max(40).optional() });
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

const deposer = createRoute({
  method: 'post',
  path: '/demandes',
  tags,
  summary: 'Déposer une demande ou un signalement',
  request: { headers: cleIdempotence, body: { required: true, ...json(DepotDemande) } },
  responses: {
    201: { description: 'Déposée : numéro, code et accusé de réception', ...json(DemandeDeposee) },
    ...problemes(400, 404, 409, 413, 415, 422, 429),
  },
});

const suivre = createRoute({
  method: 'get',
  path: '/demandes/{numero}',
  tags,
  summary: 'Où en est une demande',
  description:
    'Avec le numéro seul : l’état, le service et les dates. Avec le code, dans l’en-tête « Parvis-Code » : tout le dossier.',
  request: { params, headers: avecCode },
  responses: { 200: { description: 'Le suivi', ...json(Suivi) }, ...problemes(400, 403, 404, 429) },
});

const ecrire = createRoute({
  method: 'post',
  path: '/demandes/{numero}/messages',
  tags,
  summary: 'Écrire au service',
  request: {
    params,
    headers: avecCode.extend(cleIdempotence.shape),
    body: { required: true, ...json(NouveauMessage) },
  },
  responses: {
    201: { description: 'Le message est dans le dossier', ...json(Evenement) },
    ...problemes(400, 401, 403, 404, 415, 422, 429),
  },
});

const retirer = createRoute({
  method: 'post',
  path: '/demandes/{numero}/retrait',
  tags,
  summary: 'Retirer sa demande',
  request: { params, headers: avecCode, body: { required: true, ...json(z.strictObject({})) } },
  responses: {
    200: { description: 'La demande est retirée', ...json(Suivi) },
    ...problemes(400, 401, 403, 404, 409, 429),
  },
});

const piece = createRoute({
  method: 'get',
  path: '/demandes/{numero}/pieces/{id}',
  tags,
  summary: 'Un fichier du dossier',
  request: { params: params.extend({ id: z.uuid() }), headers: avecCode },
  responses: {
    200: {
      description: 'Le fichier, en pièce jointe',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problemes(400, 401, 403, 404, 429),
  },
});

const accuse = createRoute({
  method: 'get',
  path: '/demandes/{numero}/accuse',
  tags,
  summary: 'L’accusé de réception, en PDF',
  request: { params, headers: avecCode },
  responses: {
    200: {
      description: 'L’accusé de réception (CRPA, article R112-11-1), en pièce jointe',
      content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problemes(400, 401, 403, 404, 429),
  },
});

const perdus = createRoute({
  method: 'post',
  path: '/numeros-perdus',
  tags,
  summary: 'J’ai perdu mon numéro',
  description:
    'Envoie à cette adresse la liste des demandes faites avec elle. La réponse est la même qu’il y en ait ou non.',
  request: { headers: cleIdempotence, body: { required: true, ...json(NumerosPerdus) } },
  responses: { 202: { description: 'Entendu', ...json(z.strictObject({})) }, ...problemes(415, 422, 429) },
});

/** What a citizen does with a request, without an account. */
export function creerRoutesDemandes({
  freins,
  depots,
  papiers,
  pertes,
  adresse,
}: Deps): OpenAPIHono<EnvCommune> {
  const ouvrir = (c: Context<EnvCommune>, numero: string, code: string | undefined) =>
    ouvrirDemande(c, { numero, code, adresse: adresse(c) }, freins);

  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise })
    .openapi(deposer, async (c) => {
      await depots.compter(adresse(c));
      const depot = c.req.valid('json');
      const cle = c.req.valid('header')['idempotency-key'];
      return c.json(
        await deposerDemande(c.var.commune, {
          ...depot,
          ...(await deposantDe(c, depot)),
          canal: 'web',
          cle,
        }),
        201,
      );
    })
    .openapi(suivre, async (c) => {
      const { numero } = c.req.valid('param');
      const ouverte = await ouvrir(c, numero, c.req.valid('header')['parvis-code']);
      // A helper without a mandate is told so, not shown what anybody may see.
      if (ouverte.refus) throw ouverte.refus;
      const { demande, entiere, acteur } = ouverte;
      c.header('Cache-Control', 'no-store');
      return c.json(await composerSuivi(c.var.commune, demande, entiere, acteur.role), 200);
    })
    .openapi(ecrire, async (c) => {
      const entetes = c.req.valid('header');
      const ouverte = await ouvrir(c, c.req.valid('param').numero, entetes['parvis-code']);
      const demande = exigerEntiere(ouverte);
      await depots.compter(adresse(c));
      const ecriture = { demande, acteur: ouverte.acteur, cle: entetes['idempotency-key'] };
      return c.json(await ecrireMessage(c.var.commune, ecriture, c.req.valid('json')), 201);
    })
    .openapi(retirer, async (c) => {
      const ouverte = await ouvrir(c, c.req.valid('param').numero, c.req.valid('header')['parvis-code']);
      const { numero } = exigerEntiere(ouverte);
      await retirerDemande(c.var.commune, ouverte.demande, ouverte.acteur);
      return c.json(
        await composerSuivi(
          c.var.commune,
          await exigerDemande(c.var.commune, numero),
          true,
          ouverte.acteur.role,
        ),
        200,
      );
    })
    .openapi(accuse, async (c) => {
      const ouverte = await ouvrir(c, c.req.valid('param').numero, c.req.valid('header')['parvis-code']);
      const demande = exigerEntiere(ouverte);
      await papiers.compter(adresse(c));
      return (await servirAccuse(c, c.var.commune, demande, ouverte.acteur)) as never;
    })
    .openapi(perdus, async (c) => {
      await pertes.parAdresse.compter(adresse(c));
      const { commune } = c.var;
      const { courriel } = c.req.valid('json');
      // Once for an address in a while, and nobody is told: the answer never says whether it is known.
      const deja = await pertes.parCourriel.compter(`${commune.slug} ${courriel.toLowerCase()}`).then(
        () => false,
        () => true,
      );
      // Whether it is known is found out later, by the job: the time to answer says nothing either.
      if (!deja) {
        await commune.moteur.commit([commune.jobs.planifier('numeros-perdus', { courriel })]);
        commune.jobs.reveiller();
      }
      return c.json({}, 202);
    })
    .openapi(piece, async (c) => {
      const { numero, id } = c.req.valid('param');
      const ouverte = await ouvrir(c, numero, c.req.valid('header')['parvis-code']);
      return (await servirPiece(c, c.var.commune, exigerEntiere(ouverte), id, false)) as never;
    });
}
