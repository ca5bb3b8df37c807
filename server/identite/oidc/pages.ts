import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { EnvCommune } from '../../communes/commune.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { Limiteur } from '../../socle/http/limites.ts';
import { confirmer } from './confirmer.ts';
import { allerChezFournisseur, revenir, type SignalerEchec, type Suite } from './revenir.ts';
import { pageConnexion } from './vue.ts';

const POLITIQUE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

interface Deps {
  /** Pages asked for, by the caller's address. */
  frein: Limiteur;
  adresse: (c: Context) => string;
  signaler: SignalerEchec;
}

/** The pages that a sign-in with a provider goes through, in a popup or in the whole page. */
export function creerPagesConnexion({ frein, adresse, signaler }: Deps): Hono<EnvCommune> {
  const routes = new Hono<EnvCommune>();
  routes.use('/connexion/*', async (c, next) => {
    c.header('Content-Security-Policy', POLITIQUE);
    c.header('Cache-Control', 'no-store');
    c.header('X-Robots-Tag', 'noindex');
    await next();
  });
  return routes
    .get('/connexion/retour', async (c) => {
      if (estApercu(c)) return c.body(null, 204);
      await frein.compter(adresse(c));
      return montrer(c, await revenir(c.var.commune, new URL(c.req.url), appelantDe(c, adresse), signaler));
    })
    .get('/connexion/sortie', (c) => c.html(pageConnexion(c.var.commune.config, '', { genre: 'sortie' })))
    .post('/connexion/confirmer', bodyLimit({ maxSize: 4096 }), async (c) => {
      await frein.compter(adresse(c));
      exigerNotrePage(c);
      const corps = await c.req.parseBody();
      const champ = (nom: string): string | undefined =>
        typeof corps[nom] === 'string' ? corps[nom] : undefined;
      const accord = champ('accord');
      try {
        return montrer(
          c,
          await confirmer(c.var.commune, {
            id: champ('id') ?? '',
            page: champ('page') ?? '',
            temoin: champ('temoin'),
            accord: accord === 'oui' || accord === 'non' ? accord : undefined,
          }),
        );
      } catch (erreur) {
        // Our script reads the problem; a form without it shows a page.
        if (!(erreur instanceof Probleme) || champ('temoin') !== undefined) throw erreur;
        return montrer(c, { genre: 'echec', message: erreur.message });
      }
    })
    .get('/connexion/:id', async (c) => {
      if (estApercu(c)) return c.body(null, 204);
      await frein.compter(adresse(c));
      return montrer(c, await allerChezFournisseur(c.var.commune, c.req.param('id'), signaler));
    });
}

function montrer(c: Context<EnvCommune>, suite: Suite): Response | Promise<Response> {
  if (suite.genre === 'aller') return c.redirect(suite.url, 303);
  const { commune } = c.var;
  const statut = suite.genre === 'echec' ? 400 : 200;
  return c.html(
    pageConnexion(commune.config, new URL(`${commune.url}/connexion/confirmer`).pathname, suite),
    statut,
  );
}

/** Who calls, as far as a server can tell. */
export const appelantDe = (c: Context, adresse: (c: Context) => string): string =>
  `${adresse(c)} ${c.req.header('User-Agent') ?? ''}`;

/** A browser or a mail scanner that only looks must not use what serves once. */
const estApercu = (c: Context): boolean =>
  c.req.raw.method === 'HEAD' || /prefetch|prerender/.test(c.req.header('Sec-Purpose') ?? '');

/** Only the page that we served may confirm. */
function exigerNotrePage(c: Context<EnvCommune>): void {
  const origine = c.req.header('Origin');
  const ici = [new URL(c.var.commune.url).origin, new URL(c.req.url).origin];
  const site = c.req.header('Sec-Fetch-Site');
  if (origine !== undefined && ici.includes(origine) && (site === undefined || site === 'same-origin'))
    return;
  throw new Probleme('origine-refusee', 'Site non autorisé', 'Répondez dans la page de connexion elle-même.');
}

/** The script and the style sheet of these pages. */
export function creerFichiersConnexion(): Hono {
  const lire = (nom: string) => readFile(fileURLToPath(new URL(nom, import.meta.url)), 'utf8');
  const [feuille, script] = [lire('connexion.css'), lire('connexion.js')];
  const court = { 'Cache-Control': 'public, max-age=300' };
  return new Hono()
    .get('/connexion.css', async (c) =>
      c.body(await feuille, 200, { ...court, 'Content-Type': 'text/css; charset=utf-8' }),
    )
    .get('/connexion.js', async (c) =>
      c.body(await script, 200, { ...court, 'Content-Type': 'text/javascript; charset=utf-8' }),
    );
}
