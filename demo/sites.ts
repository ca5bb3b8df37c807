import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';

const RACINE = fileURLToPath(new URL('./sites/', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The web sites of the demo towns, as each town's own server would give them.
 * `serveur` is the Parvis server's origin, without a final slash; it replaces `{{serveur}}` in the pages.
 */
export function creerSites({ serveur }: { serveur: string }): Hono {
  const racine = realpath(RACINE);
  const app = new Hono();
  app.get('*', async (c) => {
    const { pathname } = new URL(c.req.url);
    const chemin = decoder(pathname);
    if (chemin === undefined) return c.text('Page introuvable', 404);
    // A folder's relative links need its final slash.
    if (/^\/[a-z-]+$/.test(chemin)) return c.redirect(`${chemin}/`, 302);
    const type = TYPES[extname(chemin.endsWith('/') ? 'index.html' : chemin)];
    const fichier = type && (await trouver(await racine, chemin));
    if (!type || !fichier) return c.text('Page introuvable', 404);
    const contenu = await readFile(fichier, 'utf8');
    return c.body(contenu.replaceAll('{{serveur}}', serveur), 200, {
      'Content-Type': type,
      // A page edited during the demo is the page shown.
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
  });
  return app;
}

function decoder(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** The real file under `racine`, or `undefined`: `..`, links that lead out and missing files alike. */
async function trouver(racine: string, chemin: string): Promise<string | undefined> {
  if (chemin.includes('\0')) return undefined;
  try {
    const fichier = await realpath(join(racine, chemin.endsWith('/') ? `${chemin}index.html` : chemin));
    return fichier.startsWith(racine + sep) ? fichier : undefined;
  } catch {
    return undefined;
  }
}
