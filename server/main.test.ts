import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { lancerNode } from '../test/serveur/processus.ts';
import { lireEnvironnement } from './configuration.ts';

let dossier: string;
before(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'parvis-main-'));
});
after(() => rm(dossier, { recursive: true }));

const lancer = async (env: Record<string, string>) => {
  const { fini, sortie } = lancerNode([join('server', 'main.ts')], { PARVIS_DATA: dossier, ...env });
  return { code: await fini, dit: sortie().trim() };
};
const SMTP_URL = 'smtp://127.0.0.1:9';

describe('server/main.ts', () => {
  it('refuses to start without a way to send mail, in one sentence', async () => {
    assert.deepEqual(await lancer({ PORT: '0' }), {
      code: 1,
      dit: 'SMTP_URL is needed: without mail no receipt can be sent.',
    });
    assert.ok(!(await readdir(dossier)).includes('communes'), 'no data was made');
  });

  it('names every variable that is wrong', async () => {
    const { code, dit } = await lancer({ PORT: 'huit', PARVIS_URL: 'ici', LOG_LEVEL: 'fort', SMTP_URL });
    assert.equal(code, 1);
    assert.match(dit, /^Environment not valid\.\n/);
    for (const nom of ['PORT', 'PARVIS_URL', 'LOG_LEVEL']) assert.match(dit, new RegExp(`^${nom}: .+`, 'm'));
    assert.doesNotMatch(dit, /\n\s+at /, 'no stack');
  });

  it('says that its port is taken, and ends', async () => {
    const pris = createServer().listen(0, '127.0.0.1');
    await once(pris, 'listening');
    const { port } = pris.address() as AddressInfo;
    const { code, dit } = await lancer({ PORT: String(port), SMTP_URL, LOG_LEVEL: 'silent' });
    pris.close();
    assert.equal(code, 1);
    assert.match(dit, new RegExp(`Port ${port} is taken`));
  });
});

describe('the environment', () => {
  it('has defaults, takes an empty variable for none, cuts the final slash', () => {
    const lu = lireEnvironnement({ PORT: '', PARVIS_URL: 'https://guichet.example.fr/' });
    assert.equal(lu.PORT, 8787);
    assert.equal(lu.PARVIS_URL, 'https://guichet.example.fr');
    assert.equal(lu.PARVIS_PROXY, false);
    assert.throws(() => lireEnvironnement({ PORT: '70000' }), /PORT/);
    assert.throws(() => lireEnvironnement({ PARVIS_PROXY: 'oui' }), /PARVIS_PROXY/);
  });
});
