import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import type { VersionGardee } from './versions.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
/** Checked every five minutes: these addresses follow the server. */
const COURT = 'public, max-age=300';
const POUR_TOUJOURS = 'public, max-age=31536000, immutable';
const EXACTE = '\\d+\\.\\d+\\.\\d+[0-9A-Za-z.-]*';

export interface ReglagesAssets {
  /** The version of this build. */
  version: string;
  /** Every version that can be given, newest first. */
  versions?: readonly VersionGardee[];
  /** Public address of the server. */
  url: string;
  dossier?: string;
}

/**
 * The widgets. Any site may load them: what they may do is decided by the API's origins.
 *
 * - `/parvis.js`, `/v<major>/parvis.js`: the newest, or the newest of that major; checked every five minutes;
 * - `/v<exact>/parvis.js`: never changes; `/v<exact>/importmap.json` has the integrity of its chunks;
 * - `w/*` beside each: names change with the content, those of older versions stay for pages left open.
 */
export function creerRoutesAssets({ version, versions = [], url, dossier = DIST }: ReglagesAssets): Hono {
  const routes = new Hono();
  const compresser = compress();
  const exactes = new Map(versions.map((gardee) => [gardee.numero, gardee]));
  const chargeurs = new Map([dossier, ...versions.map((v) => v.dossier)].map((d) => [d, fichiersDe(d)]));
  const courant = chargeurs.get(dossier)!;

  for (const chemin of ['/parvis.js', '/:v{v\\d+}/parvis.js']) routes.use(chemin, ouvrir(COURT), compresser);
  for (const chemin of ['/w/*', '/:v{v\\d+}/w/*', `/:v{v${EXACTE}}/*`])
    routes.use(chemin, ouvrir(POUR_TOUJOURS), compresser);

  routes.get('/parvis.js', courant);
  routes.get('/:v{v\\d+}/parvis.js', async (c, next) => {
    const majeure = c.req.param('v').slice(1);
    if (version.startsWith(`${majeure}.`)) return courant(c, next);
    const derniere = versions.find(({ numero }) => numero.startsWith(`${majeure}.`));
    return derniere ? chargeurs.get(derniere.dossier)!(c, next) : absente(c, c.req.param('v'));
  });
  for (const chemin of ['/w/*', '/:v{v\\d+}/w/*'])
    for (const fichiers of chargeurs.values()) routes.get(chemin, fichiers);

  routes.get(`/:v{v${EXACTE}}/importmap.json`, async (c, next) => {
    const gardee = exactes.get(c.req.param('v').slice(1));
    return gardee ? c.json(carteImports(gardee, url)) : next();
  });
  routes.get(`/:v{v${EXACTE}}/*`, async (c, next) => {
    const gardee = exactes.get(c.req.param('v').slice(1));
    if (!gardee) return absente(c, c.req.param('v'));
    return chargeurs.get(gardee.dossier)!(c, next);
  });

  /** A script that says what happened to whoever looks for it: nobody sees the body of a 404, the console shows its address. */
  function absente(c: Context, v: string): Response {
    const presentes = versions.map(({ numero }) => `v${numero}`).join(', ') || 'aucune';
    const texte = `// Parvis : la version ${v} n’est pas sur ce serveur. Versions présentes : ${presentes}.\n// Remplacez l’adresse du script par ${url}/parvis.js, ou choisissez une version présente dans la page « Intégrer » de votre commune.\n`;
    return c.body(texte, 404, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  }
  return routes;
}

/** An import map with nothing but integrity: the loader's lazy chunks are checked as it is. */
export function carteImports({ numero, morceaux }: VersionGardee, url: string): { integrity: object } {
  return {
    integrity: Object.fromEntries(
      Object.entries(morceaux).map(([chemin, integrite]) => [`${url}/v${numero}/${chemin}`, integrite]),
    ),
  };
}

/** Files of a folder, whatever version the address starts with. Only scripts and what goes with them. */
function fichiersDe(root: string): MiddlewareHandler {
  const servir = serveStatic({ root, rewriteRequestPath: (chemin) => chemin.replace(/^\/v\d[^/]*\//, '/') });
  return async (c, next) =>
    /\/(parvis\.js|w\/[A-Za-z0-9_-]+\.js)(\.map)?$|\/w\/LICENCES\.txt$/.test(c.req.path)
      ? servir(c, next)
      : next();
}

function ouvrir(cache: string): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.res.status !== 200) return;
    c.header('Cache-Control', cache);
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  };
}
