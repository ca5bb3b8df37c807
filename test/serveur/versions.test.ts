import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Hono } from 'hono';
import { creerRoutesAssets } from '../../server/pages/assets.ts';
import { garderVersions } from '../../server/pages/versions.ts';

const URL_SERVEUR = 'https://guichet.example.fr';
const sha384 = (texte: string): string => `sha384-${createHash('sha384').update(texte).digest('base64')}`;

/** A build as rollup writes it: the loader names its widgets, chunks name each other. */
interface Construction {
  parvis: string;
  w: Record<string, string>;
}
const UNE: Construction = {
  parvis: 'const w={"suivi-demande":"w/suivi-demande-aaa111.js"};',
  w: {
    'suivi-demande-aaa111.js': 'import"./socle-bbb222.js";import("./prive-ccc333.js");',
    'socle-bbb222.js': 'export const socle=1;',
    'prive-ccc333.js': 'import"./socle-bbb222.js";',
    'orphelin-ddd444.js': 'export {};',
  },
};
const DEUX: Construction = {
  parvis: 'const w={"suivi-demande":"w/suivi-demande-zzz999.js"};',
  w: { 'suivi-demande-zzz999.js': 'export {};' },
};

async function atelier() {
  const racine = await mkdtemp(join(tmpdir(), 'parvis-versions-'));
  const dist = join(racine, 'dist');
  const avertissements: string[] = [];
  return {
    dist,
    gardees: join(racine, 'versions'),
    avertissements,
    async construire({ parvis, w }: Construction): Promise<void> {
      await rm(dist, { recursive: true, force: true });
      await mkdir(join(dist, 'w'), { recursive: true });
      await writeFile(join(dist, 'parvis.js'), parvis);
      await Promise.all(Object.entries(w).map(([nom, code]) => writeFile(join(dist, 'w', nom), code)));
    },
    /** The assets of a server started with this build under this number. */
    async demarrer(version: string): Promise<Hono> {
      const versions = await garderVersions(dist, join(racine, 'versions'), version, (phrase) =>
        avertissements.push(phrase),
      );
      return creerRoutesAssets({ version, versions, url: URL_SERVEUR, dossier: dist });
    },
    [Symbol.asyncDispose]: () => rm(racine, { recursive: true, force: true }),
  };
}

async function lu(app: Hono, chemin: string) {
  const reponse = await app.request(chemin);
  return {
    statut: reponse.status,
    texte: await reponse.text(),
    cache: reponse.headers.get('Cache-Control'),
    croise: [
      reponse.headers.get('Access-Control-Allow-Origin'),
      reponse.headers.get('Cross-Origin-Resource-Policy'),
    ],
  };
}

describe('the widgets by version', () => {
  it('follows the server, or stays for ever, from any site', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    const app = await a.demarrer('1.4.2');
    for (const chemin of ['/parvis.js', '/v1/parvis.js', '/v1.4.2/parvis.js']) {
      const { statut, texte, cache, croise } = await lu(app, chemin);
      assert.deepEqual([statut, texte, croise], [200, UNE.parvis, ['*', 'cross-origin']], chemin);
      assert.equal(
        cache,
        chemin === '/v1.4.2/parvis.js' ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      );
    }
    for (const debut of ['', '/v1', '/v1.4.2']) {
      const { statut, cache } = await lu(app, `${debut}/w/prive-ccc333.js`);
      assert.deepEqual([statut, cache], [200, 'public, max-age=31536000, immutable'], debut);
    }
  });

  it('the import map has the integrity of every chunk that the loader leads to', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    const app = await a.demarrer('1.4.2');
    const carte = JSON.parse((await lu(app, '/v1.4.2/importmap.json')).texte);
    const noms = ['prive-ccc333.js', 'socle-bbb222.js', 'suivi-demande-aaa111.js'];
    assert.deepEqual(carte, {
      integrity: Object.fromEntries(
        noms.map((nom) => [`${URL_SERVEUR}/v1.4.2/w/${nom}`, sha384(UNE.w[nom]!)]),
      ),
    });
    const [gardee] = await garderVersions(a.dist, a.gardees, '1.4.2');
    assert.equal(gardee!.integrite, sha384(UNE.parvis));
  });

  it('after an upgrade, pinned pages and pages left open still find their files', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    await a.demarrer('1.4.2');
    await a.construire(DEUX);
    const app = await a.demarrer('2.0.0');
    assert.equal((await lu(app, '/v1.4.2/parvis.js')).texte, UNE.parvis);
    assert.equal((await lu(app, '/v1/parvis.js')).texte, UNE.parvis);
    assert.equal((await lu(app, '/v2/parvis.js')).texte, DEUX.parvis);
    assert.equal((await lu(app, '/parvis.js')).texte, DEUX.parvis);
    for (const debut of ['', '/v1', '/v1.4.2'])
      assert.equal((await lu(app, `${debut}/w/prive-ccc333.js`)).texte, UNE.w['prive-ccc333.js']);
  });

  it('v1 is the newest of the first major, and a pre-release comes before its release', async () => {
    await using a = await atelier();
    for (const version of ['1.10.0-rc.1', '1.9.0', '1.10.0', '2.0.0']) {
      await a.construire({ parvis: `"${version}"`, w: {} });
      await a.demarrer(version);
    }
    const versions = await garderVersions(a.dist, a.gardees, '2.0.0');
    assert.deepEqual(
      versions.map(({ numero }) => numero),
      ['2.0.0', '1.10.0', '1.10.0-rc.1', '1.9.0'],
    );
    assert.equal((await lu(await a.demarrer('2.0.0'), '/v1/parvis.js')).texte, '"1.10.0"');
  });

  it('a version that was built again keeps its first loader, says so, and adds its chunks', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    await a.demarrer('1.4.2');
    assert.deepEqual(a.avertissements, []);
    await a.construire(DEUX);
    const app = await a.demarrer('1.4.2');
    assert.match(a.avertissements.join(), /version 1\.4\.2 .*built again/);
    assert.equal((await lu(app, '/v1.4.2/parvis.js')).texte, UNE.parvis);
    assert.equal((await lu(app, '/parvis.js')).texte, DEUX.parvis);
    assert.equal((await lu(app, '/v1.4.2/w/suivi-demande-zzz999.js')).statut, 200);
  });

  it('a version that is not there: 404 with a comment that says what to do, cached nowhere', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    const app = await a.demarrer('1.4.2');
    for (const chemin of ['/v1.4.1/parvis.js', '/v9/parvis.js']) {
      const { statut, texte, cache, croise } = await lu(app, chemin);
      assert.deepEqual([statut, cache, croise], [404, 'no-store', ['*', 'cross-origin']]);
      assert.match(texte, /^\/\/ Parvis : la version v[\d.]+ n’est pas sur ce serveur.*v1\.4\.2/);
      assert.ok(texte.split('\n').every((ligne) => ligne === '' || ligne.startsWith('//')));
    }
  });

  it('gives nothing but the widgets', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    await writeFile(join(a.dist, 'graphe.json'), '{}');
    const app = await a.demarrer('1.4.2');
    for (const chemin of [
      '/v1.4.2/graphe.json',
      '/v1.4.2/w/',
      '/v1.4.2/w/..%2fgraphe.json',
      '/w/..%2f..%2fversions%2f1.4.2%2fparvis.js',
      '/v1.4.2/w/absent-eee555.js',
    ])
      assert.equal((await lu(app, chemin)).statut, 404, chemin);
  });

  it('without a build the server starts, and gives what it kept', async () => {
    await using a = await atelier();
    await a.construire(UNE);
    await a.demarrer('1.4.2');
    await rm(a.dist, { recursive: true });
    const app = await a.demarrer('1.5.0');
    assert.equal((await lu(app, '/v1.4.2/parvis.js')).statut, 200);
    assert.equal((await lu(app, '/v1.5.0/parvis.js')).statut, 404);
  });
});
