import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Suivi } from '#contract/schemas/demande.ts';
import type { Commune, EnvCommune } from '../communes/commune.ts';
import { exigerEntiere, ouvrirDemande, type Freins } from '../demandes/acces.ts';
import { composerSuivi } from '../demandes/suivre.ts';
import type { Acteur } from '../demandes/evenements.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { exigerDemande } from '../demandes/trouver.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { demanderAttestation, demanderMotifs } from './demander.ts';

interface Deps {
  freins: Freins;
  depots: Limiteur;
  adresse: (c: Context) => string;
}

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const request = {
  params: z.object({ numero: z.string().max(40) }),
  headers: z.object({
    'parvis-code': z.string().max(40).optional(),
    'idempotency-key': z.string().max(200).optional(),
  }),
  body: { required: true, ...json(z.strictObject({})) },
};
const responses = {
  200: { description: 'Le suivi, à jour', ...json(Suivi) },
  ...problemes(400, 401, 403, 404, 409, 415, 422, 429),
};

const attestation = createRoute({
  method: 'post',
  path: '/demandes/{numero}/attestation',
  tags: ['Demandes'],
  summary: 'Demander l’attestation d’une acceptation par silence',
  description: 'CRPA L232-3. Un PDF dans le dossier, fait une seule fois.',
  request,
  responses,
});

const motifs = createRoute({
  method: 'post',
  path: '/demandes/{numero}/motifs',
  tags: ['Demandes'],
  summary: 'Demander les raisons d’un refus par silence',
  description: 'CRPA L232-4. Un message au nom de la personne, une seule fois.',
  request,
  responses,
});

/** What a citizen may ask once silence has decided. */
export function creerRoutesEcheances({ freins, depots, adresse }: Deps): OpenAPIHono<EnvCommune> {
  const agir = async (
    c: Context<EnvCommune>,
    numero: string,
    code: string | undefined,
    acte: (commune: Commune, demande: TableDemande, acteur: Acteur) => Promise<void>,
  ): Promise<Suivi> => {
    const { commune } = c.var;
    const ouverte = await ouvrirDemande(c, { numero, code, adresse: adresse(c) }, freins);
    const demande = exigerEntiere(ouverte);
    await depots.compter(adresse(c));
    await acte(commune, demande, ouverte.acteur);
    return composerSuivi(commune, await exigerDemande(commune, demande.numero), true, ouverte.acteur.role);
  };
  return new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise })
    .openapi(attestation, async (c) => {
      const code = c.req.valid('header')['parvis-code'];
      return c.json(await agir(c, c.req.valid('param').numero, code, demanderAttestation), 200);
    })
    .openapi(motifs, async (c) => {
      const { 'parvis-code': code, 'idempotency-key': cle } = c.req.valid('header');
      const demander = (commune: Commune, demande: TableDemande, acteur: Acteur) =>
        demanderMotifs(commune, { demande, acteur }, cle);
      return c.json(await agir(c, c.req.valid('param').numero, code, demander), 200);
    });
}
