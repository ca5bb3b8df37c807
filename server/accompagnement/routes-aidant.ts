import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  Aidant,
  Consentement,
  Mandat,
  Mandats,
  NouveauMandat,
  type ConsentementPar,
} from '#contract/schemas/mandat.ts';
import { DemandesAidees } from '#contract/schemas/usager.ts';
import type { FreinsDeCode } from '../identite/freins.ts';
import { consentir, envoyerCode } from '../mandats/consentir.ts';
import { creerMandat } from '../mandats/creer.ts';
import { signatureDe } from '../mandats/droit.ts';
import { mettreFin } from '../mandats/finir.ts';
import { mandatsDeAidant } from '../mandats/store.ts';
import { exigerMandatDe, mandatFini } from '../mandats/trouver.ts';
import { etatDe, voirMandat } from '../mandats/voir.ts';
import { entetesPieceJointe } from '../socle/fichiers/fichiers.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { listerDemandesAidees } from './demandes.ts';
import { nomDeLaFeuille, papierMandat } from './feuille.ts';
import { porteAidants, type EnvAidant } from './porte.ts';

export interface DepsAidants {
  /** Mandates prepared, sheets drawn and codes tried, by helper. */
  mandats: Limiteur;
  /** Codes sent, by mandate and by telephone. */
  codes: Limiteur;
  /** Text messages to one telephone, over a day. */
  smsParJour: Limiteur;
  /** Codes by mail, as those of signing in. */
  freins: FreinsDeCode;
  adresse: (c: Context) => string;
  /** Can this server send text messages? */
  telephone: boolean;
}

const commun = { tags: ['Aidants'], security: [{ dpop: [] }] };
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const params = z.object({ id: z.uuid() });
const rien = z.strictObject({});

const moi = createRoute({
  ...commun,
  method: 'get',
  path: '/aidant/moi',
  summary: 'Qui je suis, et les façons de recueillir un accord',
  responses: { 200: { description: 'L’aidant', ...json(Aidant) }, ...problemes(401, 403) },
});

const lister = createRoute({
  ...commun,
  method: 'get',
  path: '/aidant/mandats',
  summary: 'Mes mandats, ceux qui ont fini depuis 90 jours compris',
  responses: { 200: { description: 'Les mandats', ...json(Mandats) }, ...problemes(401, 403) },
});

const creer = createRoute({
  ...commun,
  method: 'post',
  path: '/aidant/mandats',
  summary: 'Préparer un mandat',
  description: 'Rien ne peut être déposé avant l’accord de la personne.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().max(200).optional() }),
    body: { required: true, ...json(NouveauMandat) },
  },
  responses: {
    201: { description: 'Le mandat, en attente d’accord', ...json(Mandat) },
    ...problemes(401, 403, 415, 422, 429),
  },
});

const code = createRoute({
  ...commun,
  method: 'post',
  path: '/aidant/mandats/{id}/code',
  summary: 'Envoyer à la personne un code à taper',
  request: { params, body: { required: true, ...json(rien) } },
  responses: {
    202: { description: 'Le code part', ...json(rien) },
    ...problemes(401, 403, 404, 409, 415, 429),
  },
});

const consentement = createRoute({
  ...commun,
  method: 'post',
  path: '/aidant/mandats/{id}/consentement',
  summary: 'L’accord de la personne : le code reçu, ou le jour où la feuille est signée',
  request: { params, body: { required: true, ...json(Consentement) } },
  responses: {
    200: { description: 'Le mandat, actif', ...json(Mandat) },
    ...problemes(401, 403, 404, 409, 415, 422, 429),
  },
});

const feuille = createRoute({
  ...commun,
  method: 'get',
  path: '/aidant/mandats/{id}/feuille',
  summary: 'La feuille à signer, en PDF',
  request: { params },
  responses: {
    200: {
      description: 'Une page A4, en pièce jointe',
      content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problemes(401, 403, 404, 409, 429),
  },
});

const finir = createRoute({
  ...commun,
  method: 'delete',
  path: '/aidant/mandats/{id}',
  summary: 'Mettre fin à un mandat',
  request: { params },
  responses: { 204: { description: 'Il est fini' }, ...problemes(401, 403, 404) },
});

const demandes = createRoute({
  ...commun,
  method: 'get',
  path: '/aidant/demandes',
  summary: 'Ce qui a été déposé sous mes mandats valables',
  responses: {
    200: { description: 'Les demandes', ...json(DemandesAidees) },
    ...problemes(401, 403),
  },
});

/** What a helper does. Everything is behind `porteAidants`. */
export function creerRoutesAidants({
  mandats,
  codes,
  smsParJour,
  freins,
  adresse,
  telephone,
}: DepsAidants): OpenAPIHono<EnvAidant> {
  const offerts: ConsentementPar[] = ['feuille', 'courriel', ...(telephone ? (['telephone'] as const) : [])];
  const routes = new OpenAPIHono<EnvAidant>({ defaultHook: validationFrancaise });
  for (const chemin of ['/aidant/moi', '/aidant/mandats', '/aidant/mandats/*', '/aidant/demandes']) {
    routes.use(chemin, porteAidants);
  }
  return routes
    .openapi(moi, (c) => {
      const { courriel, prenom, nom, structure } = c.var.aidant;
      return c.json({ courriel, prenom, nom, structure, consentements: offerts }, 200);
    })
    .openapi(lister, async (c) => {
      const { commune, aidant } = c.var;
      const finisDepuis = commune.horloge.maintenant() - 90 * JOUR;
      const siens = await commune.moteur.lire(mandatsDeAidant, {
        aidant: aidant.courriel,
        finisDepuis,
        limite: 1000,
      });
      return c.json({ mandats: await Promise.all(siens.map((m) => voirMandat(commune, m, 'aidant'))) }, 200);
    })
    .openapi(creer, async (c) => {
      const { commune, aidant } = c.var;
      await mandats.compter(`${commune.slug} ${aidant.courriel} creation`);
      const cle = c.req.valid('header')['idempotency-key'];
      const mandat = await creerMandat(commune, aidant, c.req.valid('json'), { offerts, cle });
      return c.json(await voirMandat(commune, mandat, 'aidant'), 201);
    })
    .openapi(code, async (c) => {
      const { commune, aidant } = c.var;
      const mandat = await exigerMandatDe(commune, { ...c.req.valid('param'), aidant: aidant.courriel });
      await codes.compter(mandat.id);
      // Neither by preparing many mandates: nobody is drowned in codes.
      const { courriel, telephone: numero } = mandat;
      if (mandat.consentement === 'courriel') await freins.demander(adresse(c), courriel!);
      else if (mandat.consentement === 'telephone') {
        // `06…` and `+33 6…` ring at the same place.
        const poste = numero!.replaceAll(/\D/g, '').slice(-9);
        await codes.compter(poste);
        await smsParJour.compter(poste);
      }
      await envoyerCode(commune, mandat);
      return c.json({}, 202);
    })
    .openapi(consentement, async (c) => {
      const { commune, aidant } = c.var;
      const mandat = await exigerMandatDe(commune, { ...c.req.valid('param'), aidant: aidant.courriel });
      await mandats.compter(`${commune.slug} ${aidant.courriel} accord`);
      const apres = await consentir(commune, mandat, c.req.valid('json'));
      return c.json(await voirMandat(commune, apres, 'aidant'), 200);
    })
    .openapi(feuille, async (c) => {
      const { commune, aidant } = c.var;
      const mandat = await exigerMandatDe(commune, { ...c.req.valid('param'), aidant: aidant.courriel });
      if (etatDe(commune, mandat).etat === 'fini') throw mandatFini();
      await mandats.compter(`${commune.slug} ${aidant.courriel} feuille`);
      const octets = await commune.imprimer(await papierMandat(commune, mandat));
      const fichier = { nom: nomDeLaFeuille(mandat), type: 'application/pdf', taille: octets.byteLength };
      return c.body(new Uint8Array(octets), 200, entetesPieceJointe(fichier)) as never;
    })
    .openapi(finir, async (c) => {
      const { commune, aidant } = c.var;
      const mandat = await exigerMandatDe(commune, { ...c.req.valid('param'), aidant: aidant.courriel });
      const signe = { role: 'aidant', nom: signatureDe(mandat) } as const;
      await mettreFin(commune, mandat, { par: 'aidant', signe });
      return c.body(null, 204);
    })
    .openapi(demandes, async (c) =>
      c.json({ demandes: await listerDemandesAidees(c.var.commune, c.var.aidant) }, 200),
    );
}
