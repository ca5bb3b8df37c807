import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import Registry from 'prom-client/lib/registry.js';
import { creerRoutesMandatsAgent } from './accompagnement/routes-agent.ts';
import { creerRoutesAidants } from './accompagnement/routes-aidant.ts';
import { creerRoutesMandatsUsager } from './accompagnement/routes-usager.ts';
import { creerRoutesAgents } from './agents/routes.ts';
import { creerRoutesRetablissement } from './agents/routes-retablissement.ts';
import type { EnvCommune } from './communes/commune.ts';
import type { Registre } from './communes/registre.ts';
import { mesurerFiles } from './communes/mesures.ts';
import { creerRoutesCommune } from './communes/routes.ts';
import { creerRoutesConversation } from './conversation/routes.ts';
import { creerRoutesDemandes } from './demandes/routes.ts';
import { creerRoutesDemarches } from './demarches/routes.ts';
import { creerRoutesDocuments } from './documents/routes.ts';
import { creerRoutesEcheances } from './silence/routes.ts';
import { FUSIONNEURS } from './fusionneurs.ts';
import { FreinsDeCode, type LimitesDeCode } from './identite/freins.ts';
import { creerFichiersConnexion, creerPagesConnexion } from './identite/oidc/pages.ts';
import { creerRoutesFournisseur } from './identite/oidc/routes.ts';
import { creerRoutesCompte } from './identite/routes-compte.ts';
import { creerRoutesSessions } from './identite/routes-sessions.ts';
import { creerRoutesAssets } from './pages/assets.ts';
import { creerRoutesFichiersIntegrer, creerRoutesIntegrer } from './pages/integrer.ts';
import { creerRoutesInformation, PAGES_INFORMATION } from './pages/information.ts';
import { creerRoutesFichiersReference, creerRoutesReference } from './pages/reference.ts';
import { creerRoutesPages, creerRoutesStyle } from './pages/routes.ts';
import type { VersionGardee } from './pages/versions.ts';
import { Probleme } from './socle/erreurs/probleme.ts';
import type { Photos } from './socle/fichiers/fichiers.ts';
import type { Temporaires } from './socle/blobs/temporaires.ts';
import type { Antivirus } from './socle/virus/clamd.ts';
import { adresseDe } from './socle/http/adresse.ts';
import { corpsJson } from './socle/http/corps.ts';
import { creerMesures, journaliser } from './socle/http/journal.ts';
import type { Compteurs } from './socle/http/compteurs.ts';
import { Limiteur, type Limite } from './socle/http/limites.ts';
import { controlerOrigine } from './socle/http/origines.ts';
import { introuvable, repondreErreur } from './socle/http/problemes.ts';
import { creerRoutesRgpd } from './rgpd/routes.ts';
import { creerRoutesTeleversements } from './televersements/routes.ts';
import { creerRoutesStatistiques, creerRoutesStatistiquesAgents } from './statistiques/routes.ts';
import { creerRoutesConversationAgents } from './triage/routes-conversation.ts';
import { nonLusDe } from './usagers/lister.ts';
import { creerRoutesUsagers } from './usagers/routes.ts';
import { creerRoutesTriage } from './triage/routes.ts';
import { creerRoutesVersions } from './triage/routes-versions.ts';

/** What a caller may do in a time, by address unless said otherwise. */
export interface Limites extends LimitesDeCode {
  depots: Limite;
  televersements: Limite;
  /** Spaces given another address at the counter, by agent. */
  retablissements: Limite;
  /** Wrong numbers and codes, by caller's address. */
  erreursParAdresse: Limite;
  /** Wrong codes, by number. */
  erreursParNumero: Limite;
  /** « J’ai perdu mon numéro ». */
  pertes: Limite;
  /** The same, by the address written to. */
  pertesParCourriel: Limite;
  /** Archives of one's data, by citizen. */
  exports: Limite;
  /** Papers drawn on demand. */
  papiers: Limite;
  /** Drafts saved and requests claimed, by citizen. */
  sauvegardes: Limite;
  /** Mandates prepared, sheets drawn, codes of consent tried: of each, by helper. */
  mandats: Limite;
  /** Codes of consent sent, by mandate and by telephone. */
  codesDeMandat: Limite;
  /** Text messages to one telephone over a day. */
  smsParJour: Limite;
  /** « Is this origin in the list? » */
  origines: Limite;
  /** Sign-ins begun with a provider. */
  fournisseurs: Limite;
  /** « Is it done? », by sign-in: once a second for as long as it may last. */
  suitesFournisseur: Limite;
  /** Pages that a sign-in with a provider goes through. */
  pagesFournisseur: Limite;
}

export const LIMITES: Limites = {
  depots: { points: 60, secondes: 600 },
  televersements: { points: 120, secondes: 600 },
  // A whole town hall comes in from one address, at the same hour.
  connexions: { points: 60, secondes: 600 },
  // A code has a million values: some tries a day, of one caller and whatever mailbox, are worth nothing.
  codesFauxParJour: { points: 150, secondes: 86_400 },
  codesParCourriel: { points: 3, secondes: 900 },
  codesParJour: { points: 24, secondes: 86_400 },
  codesParAppelant: { points: 12, secondes: 86_400 },
  retablissements: { points: 20, secondes: 3600 },
  erreursParAdresse: { points: 20, secondes: 900 },
  erreursParNumero: { points: 10, secondes: 3600 },
  papiers: { points: 60, secondes: 600 },
  pertes: { points: 10, secondes: 900 },
  pertesParCourriel: { points: 1, secondes: 900 },
  mandats: { points: 60, secondes: 3600 },
  codesDeMandat: { points: 5, secondes: 900 },
  smsParJour: { points: 10, secondes: 86_400 },
  origines: { points: 60, secondes: 600 },
  fournisseurs: { points: 60, secondes: 600 },
  suitesFournisseur: { points: 1200, secondes: 900 },
  pagesFournisseur: { points: 120, secondes: 600 },
  sauvegardes: { points: 600, secondes: 600 },
  exports: { points: 5, secondes: 3600 },
};

export interface Deps {
  registre: Registre;
  journal: Logger;
  photos: Photos;
  temporaires: Temporaires;
  /** Looks at every upload; without one, nothing is looked for. */
  antivirus?: Antivirus | undefined;
  /** Public address of the server, e.g. `https://guichet.example.fr`. */
  url: string;
  /** Milliseconds since the epoch. */
  maintenant: () => number;
  /** Counts that outlive the process; default: none does. */
  compteurs?: Compteurs | undefined;
  version: string;
  /** Versions of the widgets that pages may name, newest first. */
  versions?: readonly VersionGardee[];
  /** Aborted when the server stops: live streams end. */
  arret: AbortSignal;
  /** Those that differ from `LIMITES`. */
  limites?: Partial<Limites>;
  /** Bytes of one file; default 10 MB. */
  tailleMax?: number;
  derriereProxy?: boolean;
  /** Can it send text messages? */
  sms?: boolean;
  /** Further routes at the root, e.g. the demonstration's mailbox. */
  annexes?: readonly Hono[];
}

/** The whole HTTP server of Parvis, without a socket: `app.request()` is enough to use it. */
export function createApp(deps: Deps): Hono {
  const { registre, journal, arret } = deps;
  const metriques = new Registry();
  mesurerFiles(metriques, registre);
  const app = new Hono();
  app.onError((erreur, c) =>
    repondreErreur(c, erreur, (cause) => journal.error({ err: cause }, 'unexpected error')),
  );
  app.notFound((c) => repondreErreur(c, introuvable(), () => undefined));
  app.use(journaliser(journal, creerMesures(metriques)));
  app.use(
    secureHeaders({
      crossOriginResourcePolicy: false,
      crossOriginOpenerPolicy: false,
      xFrameOptions: false,
      // Of browsers and plugins that are gone.
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xDnsPrefetchControl: false,
      xXssProtection: false,
      originAgentCluster: false,
      // Never set here.
      removePoweredBy: false,
    }),
  );

  app.get('/sante', async (c) =>
    c.json({ etat: 'bon', version: deps.version, communes: await registre.slugs() }),
  );
  app.get('/metrics', async (c) =>
    c.body(await metriques.metrics(), 200, { 'Content-Type': metriques.contentType }),
  );
  app.route('/', creerRoutesAssets({ version: deps.version, versions: deps.versions ?? [], url: deps.url }));
  app.route('/', creerRoutesStyle());
  app.route('/', creerRoutesFichiersReference());
  app.route('/', creerRoutesFichiersIntegrer());
  app.route('/', creerFichiersConnexion());
  for (const annexe of deps.annexes ?? []) app.route('/', annexe);

  const commune = creerCommune(deps, arret);
  app.use(
    '/c/:slug/*',
    ouvrirCommune(registre, (c) => c.req.param('slug')!),
  );
  app.route('/c/:slug', commune);
  // A server with one commune also answers at its root.
  const seule = ouvrirCommune(registre, async () => {
    const slugs = await registre.slugs();
    return slugs.length === 1 ? slugs[0] : undefined;
  });
  for (const chemin of ['/api/*', '/p/*', '/integrer', '/connexion/*', ...PAGES_INFORMATION])
    app.use(chemin, seule);
  app.route('/', commune);
  return app;
}

/** Everything below `/c/<slug>`. */
function creerCommune(deps: Deps, arret: AbortSignal): Hono<EnvCommune> {
  const { photos, temporaires, antivirus } = deps;
  const fichiers = { photos, temporaires, antivirus, tailleMax: deps.tailleMax ?? 10 * 1024 * 1024 };
  const limites = { ...LIMITES, ...deps.limites };
  const adresse = (c: Context): string => adresseDe(c, deps.derriereProxy ?? false);
  const origine = new URL(deps.url).origin;

  const api = new OpenAPIHono<EnvCommune>();
  api.use(
    controlerOrigine(
      (c) => (/\/api\/v1\/agent(\/|$)/.test(c.req.path) ? config(c).originesAgents : config(c).origines),
      () => origine,
    ),
  );
  api.get('*', compresser);
  api.use(saufFichiers(corpsJson));
  const depots = new Limiteur(limites.depots);
  const televersements = new Limiteur(limites.televersements);
  const freins = {
    parAdresse: new Limiteur(limites.erreursParAdresse),
    parNumero: new Limiteur(limites.erreursParNumero),
  };
  const freinsDeCode = new FreinsDeCode(limites, deps.maintenant, deps.compteurs);
  const fournisseur = {
    adresse,
    fusionneurs: FUSIONNEURS,
    freins: {
      debuts: new Limiteur(limites.fournisseurs),
      suites: new Limiteur(limites.suitesFournisseur),
    },
  };
  api
    .route(
      '/',
      creerRoutesCommune({ adresse, questions: new Limiteur(limites.origines), propre: origine }) as never,
    )
    .route('/', creerRoutesDemarches() as never)
    .route(
      '/',
      creerRoutesTeleversements({
        ...fichiers,
        adresse,
        limiteur: televersements,
      }),
    )
    .route('/', creerRoutesDocuments({ ...fichiers, adresse, limiteur: televersements }) as never)
    .route(
      '/',
      creerRoutesDemandes({
        adresse,
        depots,
        papiers: new Limiteur(limites.papiers),
        pertes: {
          parAdresse: new Limiteur(limites.pertes),
          parCourriel: new Limiteur(limites.pertesParCourriel),
        },
        freins,
      }),
    )
    .route('/', creerRoutesConversation({ adresse, depots, freins }))
    .route('/', creerRoutesEcheances({ adresse, depots, freins }) as never)
    .route(
      '/',
      creerRoutesUsagers({ adresse, freins, sauvegardes: new Limiteur(limites.sauvegardes) }) as never,
    )
    .route('/', creerRoutesSessions({ role: 'usager', adresse, freins: freinsDeCode }) as never)
    .route('/', creerRoutesSessions({ role: 'aidant', adresse, freins: freinsDeCode }) as never)
    .route('/', creerRoutesFournisseur({ role: 'usager', ...fournisseur }) as never)
    .route('/', creerRoutesFournisseur({ role: 'aidant', ...fournisseur }) as never)
    .route('/', creerRoutesFournisseur({ role: 'agent', ...fournisseur }) as never)
    .route(
      '/',
      creerRoutesCompte({
        adresse,
        freins: freinsDeCode,
        fusionneurs: FUSIONNEURS,
        nonLus: nonLusDe,
      }) as never,
    )
    .route('/', creerRoutesRgpd({ exports: new Limiteur(limites.exports) }) as never)
    .route('/', creerRoutesSessions({ role: 'agent', adresse, freins: freinsDeCode }) as never)
    .route('/', creerRoutesAgents() as never)
    .route(
      '/',
      creerRoutesAidants({
        mandats: new Limiteur(limites.mandats),
        codes: new Limiteur(limites.codesDeMandat),
        smsParJour: new Limiteur(limites.smsParJour),
        freins: freinsDeCode,
        adresse,
        telephone: deps.sms ?? false,
      }) as never,
    )
    .route('/', creerRoutesMandatsUsager() as never)
    .route('/', creerRoutesMandatsAgent({ references: new Limiteur(limites.erreursParAdresse) }) as never)
    .route('/', creerRoutesRetablissement({ limiteur: new Limiteur(limites.retablissements) }) as never)
    .route('/', creerRoutesTriage({ arret }) as never)
    .route('/', creerRoutesConversationAgents() as never)
    .route('/', creerRoutesVersions() as never)
    .route('/', creerRoutesStatistiques() as never)
    .route('/', creerRoutesStatistiquesAgents() as never);
  api.openAPIRegistry.registerComponent('securitySchemes', 'dpop', { type: 'http', scheme: 'DPoP' });
  api.get('/openapi.json', (c) =>
    c.json(
      api.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Parvis', version: deps.version, description: 'Le guichet en ligne d’une commune.' },
        servers: [{ url: c.req.path.replace(/\/openapi\.json$/, '') }],
      }),
    ),
  );

  return new Hono<EnvCommune>()
    .route('/api/v1', api)
    .route('/', creerRoutesReference())
    .route('/', creerRoutesIntegrer({ version: deps.version, versions: deps.versions ?? [], url: deps.url }))
    .route(
      '/',
      creerPagesConnexion({
        adresse,
        frein: new Limiteur(limites.pagesFournisseur),
        signaler: (slug, cause) =>
          deps.journal.warn({ commune: slug, cause }, 'sign-in with the provider failed'),
      }),
    )
    .route('/', creerRoutesInformation())
    .route('/', creerRoutesPages());
}

const config = (c: Context) => (c as Context<EnvCommune>).var.commune.config;

function ouvrirCommune(
  registre: Registre,
  slug: (c: Context) => string | undefined | Promise<string | undefined>,
): MiddlewareHandler<EnvCommune> {
  return async (c, next) => {
    if (c.var.commune) return next();
    const voulu = await slug(c);
    const commune = voulu === undefined ? undefined : await registre.commune(voulu);
    if (!commune) {
      throw new Probleme(
        'commune-inconnue',
        'Commune inconnue',
        'Cette commune n’est pas sur ce serveur. Vérifiez l’adresse.',
      );
    }
    c.set('commune', commune);
    return next();
  };
}

const compression = compress();

/** Only for a caller who asks; the header is set first, for setting it afterwards builds the answer twice. */
const compresser: MiddlewareHandler = (c, next) => {
  c.header('Vary', 'Accept-Encoding', { append: true });
  return c.req.header('Accept-Encoding') === undefined ? next() : compression(c, next);
};

/** Where the body is a file. */
const FICHIERS = /\/(televersements|usager\/documents)$/;

/** Uploads are streams with their own limit. */
function saufFichiers(middleware: MiddlewareHandler): MiddlewareHandler {
  return (c, next) => (FICHIERS.test(c.req.path) && c.req.method === 'POST' ? next() : middleware(c, next));
}
