import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import type { Commune, EnvCommune } from '../communes/commune.ts';
import { composer, ATTRIBUTS, CMS, type Choix, type Lieu } from './integrer-extraits.ts';
import { pageIntegrer } from './integrer-page.ts';
import type { Options } from './integrer-vue.ts';
import { PAGES } from './modele.ts';
import type { VersionGardee } from './versions.ts';

interface Reglages {
  version: string;
  versions: readonly VersionGardee[];
  /** Public address of the server. */
  url: string;
}

const POLITIQUE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET integrer`: what a webmaster needs, drawn for the choices in the address. Unknown choices are those by default. */
export function creerRoutesIntegrer({ version, versions, url }: Reglages): Hono<EnvCommune> {
  return new Hono<EnvCommune>().get('/integrer', async (c) => {
    const { commune } = c.var;
    const composant = parmi(PAGES, c.req.query('composant'), 'mes-demarches');
    const options = await optionsDe(commune, composant);
    const choix: Choix = {
      composant,
      cms: parmi(CMS, c.req.query('cms'), 'html'),
      version: c.req.query('version') === 'fixe' ? 'fixe' : 'auto',
      attributs: lireAttributs(c, options),
      couleur: c.req.query('perso') ? lireCouleur(c.req.query('couleur')) : undefined,
    };
    const lieu: Lieu = {
      url,
      slug: commune.slug,
      contact: commune.config.contact,
      version: versions.find(({ numero }) => numero === version) ?? versions[0],
      majeure: version.split('.')[0]!,
    };
    c.header('Content-Security-Policy', POLITIQUE);
    c.header('X-Robots-Tag', 'noindex');
    c.header('Cache-Control', 'no-cache');
    return c.html(
      pageIntegrer({
        commune: commune.config,
        lieu,
        choix,
        extrait: composer(choix, lieu),
        options,
        versions: versions.map(({ numero }) => numero),
      }),
    );
  });
}

/** Words that a webmaster may type: a title in plain letters, an address of his site. */
const TEXTES: Readonly<Record<string, RegExp>> = {
  titre: /^[\p{L}\p{N} ’'.,:!?()-]{1,80}$/u,
  espace: /^(?:https?:\/)?\/[\w./~%?=#:+-]{0,200}$/,
};

/** What the commune has may be chosen; nothing else of the address is written in a snippet, but a few plain words. */
async function optionsDe(commune: Commune, composant: string): Promise<Record<string, Options>> {
  const offertes = [...(await commune.catalogue.offertes()).values()];
  const genre = composant === 'signaler-probleme' ? 'signalement' : 'demande';
  const possibles: Record<string, Options> = {
    theme: commune.config.themes.map(({ code, titre }) => ({ valeur: code, titre })),
    demarche: offertes
      .filter((demarche) => demarche.genre === genre)
      .map(({ code, titre }) => ({ valeur: code, titre })),
    direct: 'case',
    titre: 'texte',
    espace: 'texte',
    limite: [3, 5, 10].map((n) => ({ valeur: String(n), titre: `Les ${n} premières` })),
  };
  const noms = ATTRIBUTS[composant]!.filter((nom) => nom in possibles);
  return Object.fromEntries(noms.map((nom) => [nom, possibles[nom]!]));
}

function lireAttributs(c: Context, options: Readonly<Record<string, Options>>): Record<string, string> {
  const attributs: Record<string, string> = {};
  for (const [nom, possibles] of Object.entries(options)) {
    const voulu = c.req.query(nom)?.trim();
    if (!voulu) continue;
    if (possibles === 'case') attributs[nom] = '';
    else if (
      possibles === 'texte' ? TEXTES[nom]!.test(voulu) : possibles.some(({ valeur }) => valeur === voulu)
    )
      attributs[nom] = voulu;
  }
  return attributs;
}

const parmi = (table: object, voulu: string | undefined, defaut: string): string =>
  voulu !== undefined && Object.hasOwn(table, voulu) ? voulu : defaut;

const lireCouleur = (voulue: string | undefined): string | undefined =>
  /^#[0-9a-f]{6}$/i.test(voulue ?? '') ? voulue : undefined;

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Its script, from the build, and its style sheet. */
export function creerRoutesFichiersIntegrer(): Hono {
  const feuille = readFile(fileURLToPath(new URL('integrer.css', import.meta.url)), 'utf8');
  const court = { 'Cache-Control': 'public, max-age=300' };
  return new Hono()
    .get('/integrer.css', async (c) =>
      c.body(await feuille, 200, { ...court, 'Content-Type': 'text/css; charset=utf-8' }),
    )
    .get(
      '/integrer.js',
      serveStatic({ root: DIST, onFound: (_chemin, c) => c.header('Cache-Control', court['Cache-Control']) }),
    );
}
