import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { composerCourriel, creerBoiteLocale } from '../server/socle/mail/mail.ts';
import { creerRoutesCourriels } from './courriels.ts';

describe('the mails of the demonstration', () => {
  let dossier: string;
  let app: ReturnType<typeof creerRoutesCourriels>;
  const mal = '<script>alert("x")</script>';

  before(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'courriels-'));
    let secondes = 0;
    const boite = await creerBoiteLocale(dossier, {
      maintenant: () => new Date(Date.UTC(2026, 10, 22, 9, 30, secondes++)),
    });
    app = creerRoutesCourriels(boite);
    assert.match(await (await app.request('/demo/courriels')).text(), /Aucun courriel/);
    await boite.envoyer({
      id: 'un',
      a: 'lea@exemple.fr',
      objet: `Reçu ${mal}`,
      expediteur: mal,
      ...composerCourriel({ entete: 'Ville', blocs: [{ genre: 'paragraphe', texte: `Bonjour ${mal}` }] }),
    });
    await boite.envoyer({ id: 'deux', a: 'ali@exemple.fr', objet: 'Deux', texte: 't', html: '<p>t</p>' });
  });
  after(() => rm(dossier, { recursive: true, force: true }));

  const json = async (chemin: string, init?: RequestInit) =>
    (await (await app.request(chemin, init)).json()) as { courriels: { id: string }[] };

  it('lists them, newest first, escaped, under a policy that allows its own sheet only', async () => {
    const reponse = await app.request('/demo/courriels');
    const page = await reponse.text();
    assert.ok(page.indexOf('Deux') < page.indexOf('Reçu'));
    assert.ok(page.includes('Reçu &lt;script&gt;') && !page.includes('<script'));
    assert.match(page, /dimanche 22 novembre 2026/);
    const [, feuille] = /<style>(.*)<\/style>/s.exec(page) ?? [];
    const empreinte = createHash('sha256')
      .update(feuille ?? '')
      .digest('base64');
    assert.ok(reponse.headers.get('Content-Security-Policy')?.includes(`style-src 'sha256-${empreinte}';`));
    assert.equal(reponse.headers.get('Cache-Control'), 'no-store');
  });

  it('shows one, its HTML only in a frame without origin', async () => {
    const page = await (await app.request('/demo/courriels/un')).text();
    assert.ok(!page.includes('<script'));
    assert.match(page, /<iframe\s+src="\/demo\/courriels\/un\/html"[^>]* sandbox="allow-popups[^"]*"/);
    const cadre = await app.request('/demo/courriels/un/html');
    assert.match(await cadre.text(), /Bonjour &lt;script&gt;/);
    const csp = cadre.headers.get('Content-Security-Policy') ?? '';
    assert.match(csp, /default-src 'none'.*sandbox allow-popups/);
    assert.doesNotMatch(csp, /allow-scripts|allow-same-origin/);
  });

  it('gives JSON to tests, filtered by address', async () => {
    assert.deepEqual(
      (await json('/demo/courriels.json')).courriels.map((c) => c.id),
      ['deux', 'un'],
    );
    const accept = { headers: { Accept: 'application/json' } };
    const pour = await json('/demo/courriels?a=lea@exemple.fr', accept);
    assert.deepEqual(
      pour.courriels.map((c) => c.id),
      ['un'],
    );
    const un: unknown = await json('/demo/courriels/un', accept);
    assert.equal((un as { a: string }).a, 'lea@exemple.fr');
  });

  it('says when there is none', async () => {
    for (const chemin of [
      '/demo/courriels/absent',
      '/demo/courriels/absent/html',
      '/demo/courriels/..%2fun',
    ]) {
      const reponse = await app.request(chemin);
      assert.equal(reponse.status, 404);
      assert.match(await reponse.text(), /introuvable/);
    }
  });
});
