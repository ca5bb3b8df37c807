import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  ConnexionCommencee,
  Connexions,
  EtatConnexion,
  NouvelleConnexion,
  SuiteConnexion,
  type RoleSession,
} from '#contract/schemas/session.ts';
import type { Commune, EnvCommune } from '../../communes/commune.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { Limiteur } from '../../socle/http/limites.ts';
import { problemes } from '../../socle/http/openapi.ts';
import { validationFrancaise } from '../../socle/http/validation.ts';
import type { Fusionneur } from '../joindre-comptes.ts';
import { nommerAppareil } from '../sessions/appareil.ts';
import { exigerPreuve, exigerPreuveFraiche, exigerSession } from '../sessions/exiger.ts';
import { suivre } from './conclure.ts';
import { appelantDe } from './pages.ts';
import { lireSecret, publicDe } from './secret.ts';
import { commencer } from './transactions.ts';

export interface FreinsFournisseur {
  /** Sign-ins begun, by the caller's address. */
  debuts: Limiteur;
  /** Questions about one sign-in, by its id. */
  suites: Limiteur;
}

interface Deps {
  role: RoleSession;
  freins: FreinsFournisseur;
  adresse: (c: Context) => string;
  fusionneurs: readonly Fusionneur[];
}

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

function decrire(role: RoleSession) {
  const tags = ['Connexion'];
  return {
    connaitre: createRoute({
      method: 'get',
      path: `/${role}/connexions`,
      tags,
      summary: 'Le fournisseur d’identité, s’il y en a un',
      responses: { 200: { description: 'Ce que dit le bouton', ...json(Connexions) } },
    }),
    commencer: createRoute({
      method: 'post',
      path: `/${role}/connexions`,
      tags,
      summary: 'Commencer une connexion avec le fournisseur',
      description: 'Depuis une page de la commune : l’en-tête « Origin » est demandé.',
      request: { body: { required: true, ...json(NouvelleConnexion) } },
      responses: {
        201: { description: 'Où aller, une fois', ...json(ConnexionCommencee) },
        ...problemes(401, 403, 404, 415, 422, 429),
      },
    }),
    suivre: createRoute({
      method: 'post',
      path: `/${role}/connexions/{id}`,
      tags,
      summary: 'Où en est la connexion',
      description: 'Avec une preuve « DPoP » (RFC 9449), à la clé de laquelle la session sera liée.',
      request: { params: z.object({ id: z.uuid() }), body: { required: true, ...json(SuiteConnexion) } },
      responses: {
        200: { description: 'La session, quand c’est fait', ...json(EtatConnexion) },
        ...problemes(401, 403, 404, 415, 422, 429),
      },
    }),
  };
}

/** Signing in with a provider, below `usager/`, `aidant/` or `agent/`. */
export function creerRoutesFournisseur({
  role,
  freins,
  adresse,
  fusionneurs,
}: Deps): OpenAPIHono<EnvCommune> {
  const routes = new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise });
  const decrites = decrire(role);
  const pour = publicDe(role);
  routes.use(`/${role}/connexions/*`, async (c, next) => {
    c.header('Cache-Control', 'no-store');
    await next();
  });
  return routes
    .openapi(decrites.connaitre, (c) => {
      const reglages = c.var.commune.config.connexions[pour];
      const { nom, explication = null, lien = null } = reglages ?? {};
      return c.json({ fournisseur: nom === undefined ? null : { nom, explication, lien } }, 200);
    })
    .openapi(decrites.commencer, async (c) => {
      const { commune } = c.var;
      const { but, ...demande } = c.req.valid('json');
      await freins.debuts.compter(adresse(c));
      const origine = c.req.header('Origin');
      if (origine === undefined || !estConnue(commune, role, origine)) throw sansOrigine();
      const reglages = commune.config.connexions[pour];
      if (!reglages) throw sansFournisseur();
      if ((await lireSecret(commune.dossier, pour)) === undefined) throw sansSecret(reglages.nom);
      const session = but === 'connexion' ? undefined : await exigerSession(c, role);
      if (but === 'joindre') {
        if (role !== 'usager') throw sansCompte();
        // A script of the page must not be able to give the account one more owner.
        exigerPreuveFraiche(commune, session!);
      }
      return c.json(
        await commencer(commune, {
          ...demande,
          but,
          role,
          origine,
          retour: demande.retour,
          session: session?.id,
          appelant: appelantDe(c, adresse),
        }),
        201,
      );
    })
    .openapi(decrites.suivre, async (c) => {
      const { id } = c.req.valid('param');
      const { verifieur, relais } = c.req.valid('json');
      await freins.suites.compter(`${c.var.commune.slug} ${id}`);
      const jkt = await exigerPreuve(c);
      const appareil = nommerAppareil(c.req.header('User-Agent'));
      return c.json(
        await suivre(c.var.commune, { id, role, verifieur, relais, jkt, appareil, fusionneurs }),
        200,
      );
    });
}

/**
 * The popup believes the page of this origin, and a whole page goes back there: it must be one that the commune knows.
 * That the request names the same host, as the API at large is content with, is no proof when no browser sends it.
 */
const estConnue = ({ config, url }: Commune, role: RoleSession, origine: string): boolean =>
  origine === new URL(url).origin ||
  (role === 'agent' ? config.originesAgents : config.origines).includes(origine);

const sansOrigine = () =>
  new Probleme(
    'origine-refusee',
    'Site non autorisé',
    'La connexion se commence depuis une page de la commune, dans un navigateur.',
  );

const sansFournisseur = () =>
  new Probleme(
    'connexion-inconnue',
    'Pas de fournisseur d’identité',
    'Cette commune n’a pas réglé de fournisseur d’identité. Connectez-vous avec un code reçu par courriel.',
  );

const sansSecret = (nom: string) =>
  new Probleme(
    'connexion-refusee',
    'Connexion pas encore prête',
    `La connexion avec ${nom} n’est pas prête : il manque un réglage à la mairie. Connectez-vous avec un code reçu par courriel.`,
  );

const sansCompte = () =>
  new Probleme(
    'acces-refuse',
    'Accès refusé',
    'Seul un espace d’habitant peut avoir plusieurs façons d’entrer.',
  );
