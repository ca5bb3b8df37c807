import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The widgets: `/parvis.js`, checked every five minutes, and `/w/*`, whose names change with their content. Any
 * site may load them: what they may do is decided by the API's origins.
 */
export function creerRoutesAssets(dossier = DIST): Hono {
  const routes = new Hono();
  routes.use('/parvis.js', ouvrir('public, max-age=300'), compress());
  routes.use('/w/*', ouvrir('public, max-age=31536000, immutable'), compress());
  routes.get('/parvis.js', serveStatic({ root: dossier }));
  routes.get('/w/*', serveStatic({ root: dossier }));
  return routes;
}

function ouvrir(cache: string) {
  return async (
    c: { res: Response; header: (nom: string, valeur: string) => void },
    next: () => Promise<void>,
  ) => {
    await next();
    if (c.res.status !== 200) return;
    c.header('Cache-Control', cache);
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  };
}
