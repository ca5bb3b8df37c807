import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { EnvCommune } from '../communes/commune.ts';

const SWAGGER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FICHIERS = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** `GET api/docs`: the reference of the API, to read and to try. */
export function creerRoutesReference(): Hono<EnvCommune> {
  return new Hono<EnvCommune>().get('/api/docs', (c) => {
    // Swagger UI styles its elements inline; nothing else of the server does.
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    );
    return c.html(
      html`<!doctype html>
        <html lang="fr">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>API · ${c.var.commune.config.nom}</title>
            <link rel="stylesheet" href="/reference/swagger-ui.css" />
            <script defer src="/reference/swagger-ui-bundle.js"></script>
            <script defer src="/reference/ouvrir.js"></script>
          </head>
          <body>
            <main id="reference" data-url="/c/${c.var.commune.slug}/api/v1/openapi.json"></main>
          </body>
        </html>`,
    );
  });
}

const OUVRIR = `const noeud = document.getElementById('reference');
SwaggerUIBundle({ url: noeud.dataset.url, domNode: noeud, deepLinking: true });
`;

/** The files of the reference page, from the package: nothing is fetched elsewhere. */
export function creerRoutesFichiersReference(): Hono {
  const routes = new Hono();
  routes.get('/reference/ouvrir.js', (c) =>
    c.body(OUVRIR, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  for (const fichier of FICHIERS) {
    routes.get(
      `/reference/${fichier}`,
      serveStatic({ root: SWAGGER, rewriteRequestPath: () => `/${fichier}` }),
    );
  }
  return routes;
}
