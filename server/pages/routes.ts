import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import type { EnvCommune } from '../communes/commune.ts';
import { introuvable } from '../socle/http/problemes.ts';
import { ATTRIBUTS } from './integrer-extraits.ts';
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
    return c.html(
      pageWidget(
        config,
        tag,
        page,
        attributsDe(tag, (nom) => c.req.query(nom)),
      ),
    );
  });
}

/** The address holds the element's attributes, as the link that the loader turns into it does. */
function attributsDe(tag: string, lire: (nom: string) => string | undefined): Record<string, string> {
  if (tag === 'tri-demandes') return {};
  const lus = (ATTRIBUTS[tag] ?? []).flatMap((nom) => {
    const valeur = lire(nom);
    // Codes and numbers: what is none of them is no address of ours.
    return valeur !== undefined && /^[\w-]{1,64}$/.test(valeur) ? [[nom, valeur]] : [];
  });
  return Object.fromEntries(lus) as Record<string, string>;
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
