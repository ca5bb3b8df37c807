import { Hono, type Context } from 'hono';
import type { EnvCommune } from '../communes/commune.ts';
import { composerRegistre } from '../rgpd/registre.ts';
import { pageAccessibilite } from './accessibilite.ts';
import { pageDonnees } from './donnees.ts';
import { csvRegistre, pageRegistre } from './registre.ts';

const POLITIQUE = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Their paths below a commune. */
export const PAGES_INFORMATION = [
  '/donnees',
  '/accessibilite',
  '/registre',
  '/registre.json',
  '/registre.csv',
];

/** `GET donnees`, `accessibilite`, `registre`: what a town must tell, made from what it does. */
export function creerRoutesInformation(): Hono<EnvCommune> {
  const entetes = (c: Context): void => {
    c.header('Content-Security-Policy', POLITIQUE);
    c.header('Cache-Control', 'public, max-age=300');
  };
  const registreDe = async ({ var: { commune } }: Context<EnvCommune>) =>
    composerRegistre(commune.config, [...(await commune.catalogue.offertes()).values()]);
  return new Hono<EnvCommune>()
    .get('/donnees', async (c) => {
      entetes(c);
      return c.html(pageDonnees(c.var.commune.config, await registreDe(c)));
    })
    .get('/accessibilite', (c) => {
      entetes(c);
      return c.html(pageAccessibilite(c.var.commune.config));
    })
    .get('/registre', async (c) => {
      entetes(c);
      return c.html(pageRegistre(c.var.commune.config, await registreDe(c)));
    })
    .get('/registre.json', async (c) => {
      entetes(c);
      return c.json(await registreDe(c));
    })
    .get('/registre.csv', async (c) => {
      entetes(c);
      return c.body(csvRegistre(await registreDe(c)), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="registre-${c.var.commune.slug}.csv"`,
      });
    });
}
