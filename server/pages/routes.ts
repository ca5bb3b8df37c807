import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import type { EnvCommune } from '../communes/commune.ts';
import { introuvable } from '../socle/http/problemes.ts';
import { PAGES, pageWidget } from './modele.ts';

/** `GET p/{tag}`: the hosted page of a widget. That of the agents may be framed, by their own pages only. */
export function creerRoutesPages(): Hono<EnvCommune> {
  return new Hono<EnvCommune>().get('/p/:tag', (c) => {
    const tag = c.req.param('tag');
    const page = Object.hasOwn(PAGES, tag) ? PAGES[tag] : undefined;
    if (!page) throw introuvable();
    const { config } = c.var.commune;
    const cadres = tag === 'tri-demandes' ? ["'self'", ...config.originesAgents] : ["'none'"];
    c.header(
      'Content-Security-Policy',
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' blob: data:",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        `frame-ancestors ${cadres.join(' ')}`,
      ].join('; '),
    );
    c.header('Cache-Control', 'no-cache');
    return c.html(pageWidget(config, tag, page));
  });
}

/** The one style sheet of the hosted pages. */
export function creerRoutesStyle(): Hono {
  const feuille = readFile(fileURLToPath(new URL('pages.css', import.meta.url)), 'utf8');
  return new Hono().get('/pages.css', async (c) =>
    c.body(await feuille, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    }),
  );
}
