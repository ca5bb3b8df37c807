import { Hono, type Context } from 'hono';
import { entetesPieceJointe } from '../server/socle/fichiers/fichiers.ts';
import type { BoiteLocale } from '../server/socle/mail/mail.ts';
import { CSP_PAGE, pageAbsent, pageCourriel, pageListe } from './courriels-pages.ts';

/** The mail itself, in a frame of no origin: its inline styles and its links work, nothing else does. */
const CSP_MESSAGE =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/**
 * The mails that the demonstration keeps instead of sending. To be mounted at the root, in demo mode only:
 * whoever reads them can sign in as anybody.
 *
 * - `GET /demo/courriels`, newest first; `?a=` keeps those to one address
 * - `GET /demo/courriels.json` the same → `{courriels: CourrielGarde[]}`
 * - `GET /demo/courriels/:id` one mail, text and HTML; JSON (`CourrielGarde`) when asked by `Accept`
 * - `GET /demo/courriels/:id/html` the HTML part alone, for the frame
 * - `GET /demo/courriels/:id/pieces/:rang` a file that goes with it, to save
 */
export function creerRoutesCourriels(boite: BoiteLocale) {
  const lister = async (c: Context) => {
    const adresse = c.req.query('a');
    const courriels = await boite.lister();
    return adresse ? courriels.filter((courriel) => courriel.a === adresse) : courriels;
  };
  const enJson = async (c: Context) => c.json({ courriels: await lister(c) });

  return new Hono()
    .use('/demo/courriels/*', sansCache)
    .use('/demo/courriels.json', sansCache)
    .get('/demo/courriels.json', enJson)
    .get('/demo/courriels', async (c) => (veutJson(c) ? enJson(c) : c.html(pageListe(await lister(c)))))
    .get('/demo/courriels/:id', async (c) => {
      const courriel = await boite.lire(c.req.param('id'));
      if (veutJson(c)) return courriel ? c.json(courriel) : c.json({ title: 'Courriel introuvable' }, 404);
      return courriel ? c.html(pageCourriel(courriel)) : c.html(pageAbsent(), 404);
    })
    .get('/demo/courriels/:id/html', async (c) => {
      const courriel = await boite.lire(c.req.param('id'));
      if (!courriel) return c.html(pageAbsent(), 404);
      return c.html(courriel.html, 200, { 'Content-Security-Policy': CSP_MESSAGE });
    })
    .get('/demo/courriels/:id/pieces/:rang', async (c) => {
      const piece = await boite.lirePiece(c.req.param('id'), Number(c.req.param('rang')));
      if (!piece) return c.html(pageAbsent(), 404);
      const { nom, type, contenu } = piece;
      return c.body(
        new Uint8Array(contenu),
        200,
        entetesPieceJointe({ nom, type, taille: contenu.byteLength }),
      );
    });
}

async function sansCache(c: Context, suite: () => Promise<void>): Promise<void> {
  await suite();
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', CSP_PAGE);
}

function veutJson(c: Context): boolean {
  return /^application\/json\b/.test(c.req.header('Accept') ?? '');
}
