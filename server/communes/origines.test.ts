import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EtatOrigine } from '#contract/schemas/commune.ts';
import { lire, lireProbleme, ouvrirBanc, SITE, sourceDe, type Banc } from '../../test/serveur/banc.ts';
import { executer } from '../commandes.ts';
import { SECONDE } from '../socle/horloge/horloge.ts';
import { lireOrigine } from './origines.ts';

const VILLE = 'https://www.port-aubier.example';

/** The command, in a process of its own as far as the databases are concerned. */
async function commande(banc: Banc, ...arguments_: string[]) {
  const dit: string[] = [];
  const code = await executer(['commune', 'origine', ...arguments_], { PARVIS_DATA: banc.dossier }, (ligne) =>
    dit.push(ligne),
  );
  return { code, dit: dit.join('\n') };
}
const etat = async (banc: Banc, origine: string) =>
  lire(EtatOrigine, await banc.get(`origines?origine=${encodeURIComponent(origine)}`));
const depuis = (banc: Banc, origine: string, chemin = 'commune') =>
  banc.get(chemin, { entetes: { Origin: origine } });

describe('an origin added by command', () => {
  it('is welcome within 2 s on a running server, and an import does not forget it', async () => {
    await using banc = await ouvrirBanc();
    await lireProbleme(await depuis(banc, VILLE), 403, 'origine-refusee');
    const { code, dit } = await commande(banc, 'ajouter', 'port-aubier', `${VILLE}/`);
    assert.equal(code, 0, dit);
    assert.match(
      dit,
      /origines: https:\/\/www\.port-aubier\.example added.*Imports of commune\.yaml keep it/,
    );
    banc.horloge.avancer(2 * SECONDE + 1);
    const reponse = await depuis(banc, VILLE);
    assert.equal(reponse.status, 200);
    assert.equal(reponse.headers.get('Access-Control-Allow-Origin'), VILLE);
    assert.deepEqual(await etat(banc, VILLE), { origine: VILLE, habitants: true, agents: false });
    await lireProbleme(await depuis(banc, VILLE, 'agent/moi'), 403, 'origine-refusee');

    await banc.importer(sourceDe('port-aubier'));
    banc.horloge.avancer(2 * SECONDE + 1);
    assert.equal((await depuis(banc, VILLE)).status, 200);
  });

  it('--agents opens the agents’ list only, and their page may be framed there', async () => {
    await using banc = await ouvrirBanc();
    assert.equal((await commande(banc, 'ajouter', 'port-aubier', VILLE, '--agents')).code, 0);
    banc.horloge.avancer(2 * SECONDE + 1);
    assert.deepEqual(await etat(banc, VILLE), { origine: VILLE, habitants: false, agents: true });
    const page = await banc.app.request('http://localhost:8787/c/port-aubier/p/tri-demandes');
    assert.match(
      page.headers.get('Content-Security-Policy')!,
      new RegExp(`frame-ancestors [^;]*${VILLE}(;|$)`),
    );
  });

  it('is listed with where it comes from, and removed; what commune.yaml says is not', async () => {
    await using banc = await ouvrirBanc();
    await commande(banc, 'ajouter', 'port-aubier', VILLE);
    assert.match((await commande(banc, 'ajouter', 'port-aubier', VILLE)).dit, /was there already/);
    const { dit } = await commande(banc, 'lister', 'port-aubier');
    assert.deepEqual(
      dit.split('\n').filter((ligne) => ligne.startsWith('origines ')),
      [
        `origines        ${SITE}  (commune.yaml)`,
        'origines        http://127.0.0.1:8788  (commune.yaml)',
        `origines        ${VILLE}  (by command)`,
      ],
    );
    assert.equal((await commande(banc, 'retirer', 'port-aubier', VILLE)).code, 0);
    banc.horloge.avancer(2 * SECONDE + 1);
    await lireProbleme(await depuis(banc, VILLE), 403, 'origine-refusee');
    const ecrite = await commande(banc, 'retirer', 'port-aubier', SITE);
    assert.equal(ecrite.code, 1);
    assert.match(ecrite.dit, /comes from commune\.yaml/);
    assert.match((await commande(banc, 'retirer', 'port-aubier', VILLE)).dit, /is not there/);
  });

  it('needs no slug on a server with one commune, and needs it with two', async () => {
    await using un = await ouvrirBanc();
    assert.match((await commande(un, 'ajouter', VILLE)).dit, /^port-aubier origines: .* added/);
    await using deux = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    assert.equal((await commande(deux, 'ajouter', VILLE)).code, 2);
  });

  it('stays in its own commune', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    await commande(banc, 'ajouter', 'port-aubier', VILLE);
    banc.horloge.avancer(2 * SECONDE + 1);
    await lireProbleme(
      await banc.get('commune', { slug: 'anse-vanille', entetes: { Origin: VILLE } }),
      403,
      'origine-refusee',
    );
  });

  it('says what is wrong: no such commune, a path, no origin, no verb', async () => {
    await using banc = await ouvrirBanc();
    assert.deepEqual(await commande(banc, 'ajouter', 'atlantide', VILLE), {
      code: 1,
      dit: 'atlantide: no such commune',
    });
    const chemin = await commande(banc, 'ajouter', 'port-aubier', `${VILLE}/demarches`);
    assert.equal(chemin.code, 1);
    assert.match(chemin.dit, /did you mean https:\/\/www\.port-aubier\.example \?/);
    for (const faux of ['www.ville.fr', 'ftp://ville.fr', '*', 'null', 'javascript:alert(1)', 'https://*.fr'])
      assert.equal((await commande(banc, 'ajouter', 'port-aubier', faux)).code, 1, faux);
    for (const faux of [['ajouter', 'port-aubier'], ['offrir', 'port-aubier', VILLE], ['lister']])
      assert.equal((await commande(banc, ...faux)).code, 2, faux.join(' '));
    assert.doesNotMatch((await commande(banc, 'lister', 'port-aubier')).dit, /by command/);
  });

  it('warns about http, but not on this machine', async () => {
    await using banc = await ouvrirBanc();
    const { dit } = await commande(banc, 'ajouter', 'port-aubier', 'http://ville.fr');
    assert.match(dit, /Prefer https:/);
    const ici = await commande(banc, 'ajouter', 'port-aubier', 'http://localhost:3000');
    assert.doesNotMatch(ici.dit, /Prefer https:/);
  });
});

describe('reading an origin', () => {
  it('gives what a browser’s Origin header would', () => {
    for (const [ecrite, lue] of [
      ['https://www.ville.fr/', 'https://www.ville.fr'],
      ['HTTPS://WWW.Ville.FR:443', 'https://www.ville.fr'],
      ['http://localhost:8788', 'http://localhost:8788'],
      ['https://forêt.fr', 'https://xn--fort-ipa.fr'],
    ])
      assert.equal(lireOrigine(ecrite!), lue);
  });
});

describe('GET origines', () => {
  it('answers yes or no, and nothing else of the lists', async () => {
    await using banc = await ouvrirBanc();
    assert.deepEqual(await etat(banc, SITE), { origine: SITE, habitants: true, agents: true });
    assert.deepEqual(await etat(banc, 'https://pirate.example'), {
      origine: 'https://pirate.example',
      habitants: false,
      agents: false,
    });
    assert.equal((await etat(banc, 'http://localhost:8787')).habitants, true);
    const reponse = await banc.get(`origines?origine=${SITE}`);
    assert.equal(reponse.headers.get('Cache-Control'), 'no-store');
  });

  it('refuses what is no origin, and too many questions', async () => {
    await using banc = await ouvrirBanc({ limites: { origines: { points: 3, secondes: 600 } } });
    for (const faux of ['', '?origine=', '?origine=ville.fr', `?origine=${SITE}/chemin`])
      await lireProbleme(await banc.get(`origines${faux}`), 422, 'saisie-invalide');
    for (let fois = 0; fois < 3; fois += 1) await etat(banc, SITE);
    const trop = await banc.get(`origines?origine=${SITE}`);
    await lireProbleme(trop, 429, 'trop-de-tentatives');
    assert.ok(trop.headers.get('Retry-After'));
  });
});
