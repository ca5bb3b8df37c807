import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { lireProbleme, ouvrirBanc, URL_BANC } from '../../test/serveur/banc.ts';
import { creerRoutesAssets } from './assets.ts';
import { PAGES } from './modele.ts';

const page = `${URL_BANC}/c/port-aubier/p/`;
const politique = (reponse: Response) =>
  new Map(
    (reponse.headers.get('Content-Security-Policy') ?? '').split('; ').map((regle) => {
      const [nom, ...valeurs] = regle.split(' ');
      return [nom!, valeurs.join(' ')];
    }),
  );

describe('hosted pages', () => {
  it('hold their element, and how to reach a human before or without JavaScript', async () => {
    await using banc = await ouvrirBanc();
    for (const tag of Object.keys(PAGES)) {
      const reponse = await banc.app.request(page + tag);
      assert.equal(reponse.status, 200);
      assert.match(reponse.headers.get('Content-Type') ?? '', /^text\/html/);
      const html = await reponse.text();
      assert.match(html, new RegExp(`<${tag} commune="port-aubier"[^]*04 65 71 00 10[^]*</${tag}>`));
      assert.match(html, /<html lang="fr">/);
      assert.match(html, /href="tel:0465710010"/);
      assert.match(html, /<script type="module" src="\/parvis\.js"><\/script>/);
      assert.doesNotMatch(html, /<style|style="| on\w+="|<script(?! type="module" src="\/parvis)/);
      assert.equal(/noindex/.test(html), ['tri-demandes', 'espace-aidant'].includes(tag));
    }
  });

  it('take the attributes of their element from their address, as the pasted link does, and nothing else', async () => {
    await using banc = await ouvrirBanc();
    const lire = async (suite: string) => (await banc.app.request(page + suite)).text();
    assert.match(
      await lire('mes-demarches?demarche=acte-naissance&theme=x'),
      /<mes-demarches commune="port-aubier" theme="x" demarche="acte-naissance">/,
    );
    assert.match(await lire('suivi-demande?numero=PAB-7K4F-92QX'), / numero="PAB-7K4F-92QX">/);
    const hostile = await lire(
      `suivi-demande?numero=${encodeURIComponent('"><script>alert(1)</script>')}&onload=x`,
    );
    assert.match(hostile, /<suivi-demande commune="port-aubier">/);
    assert.doesNotMatch(hostile, /alert|onload/);
    assert.match(await lire('tri-demandes?direct=non'), /<tri-demandes commune="port-aubier" direct>/);
  });

  it('run nothing but our own files, and no site may frame them but the agents’ own', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({
        ...lu,
        commune: { ...lu.commune, originesAgents: ['https://intranet.example'] },
      }),
    });
    for (const tag of Object.keys(PAGES)) {
      const csp = politique(await banc.app.request(page + tag));
      assert.equal(csp.get('default-src'), "'none'");
      assert.equal(csp.get('script-src'), "'self'");
      assert.equal(csp.get('style-src'), "'self'");
      assert.equal(csp.get('base-uri'), "'none'");
      const cadres = tag === 'tri-demandes' ? "'self' https://intranet.example" : "'none'";
      assert.equal(csp.get('frame-ancestors'), cadres);
    }
    const reference = await banc.app.request(`${URL_BANC}/c/port-aubier/api/docs`);
    assert.equal(reference.status, 200);
    assert.equal(politique(reference).get('frame-ancestors'), "'none'");
    assert.match(await reference.text(), /data-url="\/c\/port-aubier\/api\/v1\/openapi\.json"/);
    for (const fichier of ['swagger-ui.css', 'swagger-ui-bundle.js', 'ouvrir.js']) {
      assert.equal((await banc.app.request(`${URL_BANC}/reference/${fichier}`)).status, 200);
    }
    assert.equal((await banc.app.request(`${URL_BANC}/reference/package.json`)).status, 404);
  });

  it('write what the commune’s file says as text', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({
        ...lu,
        commune: {
          ...lu.commune,
          nom: '<script>alert(1)</script>',
          contact: { ...lu.commune.contact, adresse: '"><img src=x>' },
        },
      }),
    });
    const html = await (await banc.app.request(`${page}suivi-demande`)).text();
    assert.doesNotMatch(html, /<script>alert|<img/);
    assert.match(html, /&lt;script&gt;alert/);
  });

  it('of an unknown tag are 404', async () => {
    await using banc = await ouvrirBanc();
    for (const tag of ['carte-bleue', 'constructor', 'mes-demarches%3Cb%3E']) {
      await lireProbleme(await banc.app.request(page + tag), 404, 'introuvable');
    }
  });

  it('have one style sheet', async () => {
    await using banc = await ouvrirBanc();
    const reponse = await banc.app.request(`${URL_BANC}/pages.css`);
    assert.match(reponse.headers.get('Content-Type') ?? '', /^text\/css/);
    assert.ok((await reponse.text()).length > 100);
  });
});

describe('the widgets’ files', () => {
  it('may be loaded by any site; the loader is checked again, its chunks never', async () => {
    const dossier = await mkdtemp(join(tmpdir(), 'parvis-dist-'));
    try {
      await mkdir(join(dossier, 'w'));
      await writeFile(join(dossier, 'parvis.js'), '// loader');
      await writeFile(join(dossier, 'w/a-12345678.js'), '// chunk');
      await writeFile(join(dossier, 'secret.txt'), 'secret');
      const app = creerRoutesAssets({ version: '0.1.0', url: URL_BANC, dossier });
      for (const [chemin, cache] of [
        ['/parvis.js', 'public, max-age=300'],
        ['/v0/parvis.js', 'public, max-age=300'],
        ['/w/a-12345678.js', 'public, max-age=31536000, immutable'],
        ['/v0/w/a-12345678.js', 'public, max-age=31536000, immutable'],
      ] as const) {
        const reponse = await app.request(chemin);
        assert.equal(reponse.status, 200);
        assert.match(reponse.headers.get('Content-Type') ?? '', /javascript/);
        assert.equal(reponse.headers.get('Access-Control-Allow-Origin'), '*');
        assert.equal(reponse.headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
        assert.equal(reponse.headers.get('Cache-Control'), cache);
      }
      const absent = await app.request('/w/b.js');
      assert.equal(absent.status, 404);
      assert.equal(absent.headers.get('Cache-Control'), null, 'an absence is not kept for a year');
      for (const chemin of [
        '/secret.txt',
        '/w/../secret.txt',
        '/w/..%2Fsecret.txt',
        '/w/%2e%2e/secret.txt',
      ]) {
        assert.equal((await app.request(chemin)).status, 404, chemin);
      }
      const perdue = await app.request('/v9.9.9/parvis.js');
      assert.equal(perdue.status, 404);
      assert.match(await perdue.text(), /^\/\/ Parvis/);
    } finally {
      await rm(dossier, { recursive: true });
    }
  });
});
