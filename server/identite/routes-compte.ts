import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { DemandeIdentite, Moi, NouvelleIdentite, Preuve, ProfilSaisi } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { demanderCode } from './codes.ts';
import { adresseDePreuve, changerProfil, demanderPreuve, libelleDe, prouver, voirMoi } from './compte.ts';
import type { FreinsDeCode } from './freins.ts';
import { joindreAdresse, retirerIdentite } from './identites.ts';
import type { Fusionneur } from './joindre-comptes.ts';
import { exigerPreuveFraiche, porteUsagers, type EnvUsager } from './sessions/exiger.ts';

interface Deps {
  freins: FreinsDeCode;
  adresse: (c: Context) => string;
  fusionneurs: readonly Fusionneur[];
  /** Unread messages of all the requests of a citizen. */
  nonLus: (commune: Commune, usager: string) => Promise<number>;
}

const tags = ['Mon espace'];
const security = [{ dpop: [] }];
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const vide = z.strictObject({});
const moiVu = { 200: { description: 'Moi', ...json(Moi) } };

const moi = createRoute({
  method: 'get',
  path: '/usager/moi',
  tags,
  security,
  summary: 'Mes moyens d’entrer, mon profil',
  responses: { ...moiVu, ...problemes(401) },
});

const profil = createRoute({
  method: 'put',
  path: '/usager/profil',
  tags,
  security,
  summary: 'Changer mon profil',
  description: 'Ce qui n’est pas donné est oublié ; ce qui est certifié reste.',
  request: { body: { required: true, ...json(ProfilSaisi) } },
  responses: { ...moiVu, ...problemes(401, 415, 422) },
});

const codePreuve = createRoute({
  method: 'post',
  path: '/usager/preuves/code',
  tags,
  security,
  summary: 'Recevoir un code pour confirmer que c’est moi',
  request: { body: { required: true, ...json(vide) } },
  responses: {
    202: { description: 'Un code part à l’adresse principale', ...json(vide) },
    ...problemes(401, 409, 415, 429),
  },
});

const preuve = createRoute({
  method: 'post',
  path: '/usager/preuves',
  tags,
  security,
  summary: 'Confirmer que c’est moi',
  request: { body: { required: true, ...json(Preuve) } },
  responses: {
    204: { description: 'Les actes sans retour sont permis, 10 minutes' },
    ...problemes(401, 403, 409, 415, 422, 429),
  },
});

const codeIdentite = createRoute({
  method: 'post',
  path: '/usager/identites/code',
  tags,
  security,
  summary: 'Recevoir un code à une adresse à ajouter',
  request: { body: { required: true, ...json(DemandeIdentite) } },
  responses: { 202: { description: 'Un code part', ...json(vide) }, ...problemes(401, 403, 415, 422, 429) },
});

const joindre = createRoute({
  method: 'post',
  path: '/usager/identites',
  tags,
  security,
  summary: 'Ajouter une adresse, et l’espace qu’elle ouvrait',
  description: 'Demande une session confirmée depuis moins de 10 minutes, et le code reçu à cette adresse.',
  request: { body: { required: true, ...json(NouvelleIdentite) } },
  responses: { ...moiVu, ...problemes(401, 403, 409, 415, 422, 429) },
});

const retirer = createRoute({
  method: 'delete',
  path: '/usager/identites/{id}',
  tags,
  security,
  summary: 'Retirer un moyen d’entrer',
  request: { params: z.object({ id: z.uuid() }) },
  responses: { ...moiVu, ...problemes(401, 403, 404, 409) },
});

/** Who I am, how I come in, the proof that it is still me. */
export function creerRoutesCompte({ freins, adresse, fusionneurs, nonLus }: Deps): OpenAPIHono<EnvUsager> {
  const routes = new OpenAPIHono<EnvUsager>({ defaultHook: validationFrancaise });
  for (const chemin of ['/usager/moi', '/usager/profil', '/usager/preuves/*', '/usager/identites/*']) {
    // A star stands for nothing too: `/usager/preuves/*` is also `/usager/preuves`.
    routes.use(chemin, porteUsagers);
  }
  const montrer = async ({ var: { commune, session, usager } }: Context<EnvUsager>) =>
    voirMoi(commune, session, await nonLus(commune, usager));
  return routes
    .openapi(moi, async (c) => c.json(await montrer(c), 200))
    .openapi(profil, async (c) => {
      await changerProfil(c.var.commune, c.var.usager, c.req.valid('json'));
      return c.json(await montrer(c), 200);
    })
    .openapi(codePreuve, async (c) => {
      const courriel = await adresseDePreuve(c.var.commune, c.var.session);
      await freins.demander(adresse(c), courriel);
      await demanderPreuve(c.var.commune, c.var.session, courriel);
      return c.json({}, 202);
    })
    .openapi(preuve, async (c) => {
      const { code } = c.req.valid('json');
      const courriel = await adresseDePreuve(c.var.commune, c.var.session);
      await freins.essayer(adresse(c), courriel, () => prouver(c.var.commune, c.var.session, courriel, code));
      return c.body(null, 204);
    })
    .openapi(codeIdentite, async (c) => {
      const { commune, session } = c.var;
      const { courriel } = c.req.valid('json');
      exigerPreuveFraiche(commune, session);
      await freins.demander(adresse(c), courriel);
      await demanderCode(commune, { role: 'usager', but: 'identite', courriel, pour: session.id });
      return c.json({}, 202);
    })
    .openapi(joindre, async (c) => {
      const { commune, session } = c.var;
      // Before the code: what lacks must not cost a try.
      exigerPreuveFraiche(commune, session);
      const jonction = c.req.valid('json');
      await freins.essayer(adresse(c), jonction.courriel, () =>
        joindreAdresse(commune, { session, ...jonction }, fusionneurs),
      );
      return c.json(await montrer(c), 200);
    })
    .openapi(retirer, async (c) => {
      const { commune, session } = c.var;
      exigerPreuveFraiche(commune, session);
      await retirerIdentite(commune, session, c.req.valid('param').id, (identite) =>
        libelleDe(commune, identite),
      );
      return c.json(await montrer(c), 200);
    });
}
