import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { creerSites } from './sites.ts';

const SERVEUR = 'http://localhost:9999';
const app = creerSites({ serveur: SERVEUR });
const VILLES = ['port-aubier', 'anse-vanille'];
const WIDGETS: Record<string, string> = {
  'demarches.html': 'mes-demarches',
  'suivi.html': 'suivi-demande',
  'mon-espace.html': 'mes-demandes',
  'signaler.html': 'signaler-probleme',
  'agents.html': 'tri-demandes',
  'aidants.html': 'espace-aidant',
};
/** Pages of one town only. */
const PROPRES: Record<string, Record<string, string>> = {
  'port-aubier': { 'chiffres.html': 'statistiques-demandes' },
};

test('the index names both towns and the address of the server', async () => {
  const reponse = await app.request('/');
  assert.equal(reponse.status, 200);
  const page = await reponse.text();
  for (const ville of VILLES) assert.match(page, new RegExp(`href="${ville}/demarches.html"`));
  assert.ok(page.includes(`${SERVEUR}/demo/courriels`));
});

for (const ville of VILLES) {
  for (const [page, tag] of Object.entries({ ...WIDGETS, ...PROPRES[ville] })) {
    test(`${ville}/${page} pastes the loader and <${tag}> with a fallback that works`, async () => {
      const reponse = await app.request(`/${ville}/${page}`);
      assert.equal(reponse.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(reponse.headers.get('cache-control'), 'no-store');
      const html = await reponse.text();
      assert.ok(html.includes(`<script type="module" src="${SERVEUR}/parvis.js"></script>`));
      assert.match(html, new RegExp(`<${tag} commune="${ville}">.+</${tag}>`));
      assert.ok(html.includes(`href="${SERVEUR}/c/${ville}/p/${tag}"`));
      assert.ok(!html.includes('{{'));
    });
  }

  test(`${ville}: every local link and image exists, and nothing is asked from elsewhere`, async () => {
    const pages = readdirSync(new URL(`./sites/${ville}/`, import.meta.url)).filter((nom) =>
      nom.endsWith('.html'),
    );
    for (const page of pages) {
      const html = await (await app.request(`/${ville}/${page}`)).text();
      const cibles = [...html.matchAll(/(?:href|src)="([^"#]+)"/g)].map((trouve) => trouve[1]!);
      for (const cible of cibles) {
        const url = new URL(cible, `http://site.test/${ville}/${page}`);
        if (!url.protocol.startsWith('http') || url.origin === SERVEUR) continue;
        assert.equal(url.origin, 'http://site.test', `${page} → ${cible}`);
        assert.equal((await app.request(url.pathname)).status, 200, `${page} → ${cible}`);
      }
    }
  });

  test(`${ville}: style sheets load nothing from elsewhere`, () => {
    const dossier = new URL(`./sites/${ville}/`, import.meta.url);
    const feuilles = readdirSync(dossier).filter((nom) => nom.endsWith('.css'));
    assert.equal(feuilles.length, 1);
    for (const nom of feuilles) {
      const css = readFileSync(new URL(nom, dossier), 'utf8');
      assert.doesNotMatch(css, /@import|https?:|url\(['"]?\/\//);
    }
  });
}

test('a town without its slash leads to its home page', async () => {
  const reponse = await app.request('/port-aubier');
  assert.equal(reponse.status, 302);
  assert.equal(reponse.headers.get('location'), '/port-aubier/');
  const accueil = await app.request('/port-aubier/');
  assert.match(await accueil.text(), /Bienvenue à .*Port-Aubier/);
});

test('images and style sheets have their own type', async () => {
  const image = await app.request('/anse-vanille/images/baie.svg');
  assert.equal(image.headers.get('content-type'), 'image/svg+xml');
  const style = await app.request('/anse-vanille/style.css');
  assert.equal(style.headers.get('content-type'), 'text/css; charset=utf-8');
});

for (const chemin of [
  '/%2e%2e/sites.ts',
  '/..%2fsites.test.ts',
  '/port-aubier/..%2f..%2fcommunes/port-aubier/commune.yaml',
  '/port-aubier/%00.html',
  '/%E0%A4%A',
  '/port-aubier/absente.html',
  // A page that exists, but outside the towns.
  '/..%2f..%2fnode_modules/swagger-ui-dist/index.html',
]) {
  test(`nothing is given for ${chemin}`, async () => {
    assert.equal((await app.request(chemin)).status, 404);
  });
}
