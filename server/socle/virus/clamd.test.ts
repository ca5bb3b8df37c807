import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, it, test } from 'node:test';
import { AntivirusMuet, creerClamd, lireAdresseClamd } from './clamd.ts';
import { EICAR, preparerClamd, SANS_CLAMD } from './clamd.test-util.ts';

const flux = (octets: Uint8Array) => new Blob([octets as Uint8Array<ArrayBuffer>]).stream();

test('where clamd is, as it is written', () => {
  assert.deepEqual(lireAdresseClamd('tcp://clamav:3311'), { host: 'clamav', port: 3311 });
  assert.deepEqual(lireAdresseClamd('tcp://127.0.0.1'), { host: '127.0.0.1', port: 3310 });
  assert.deepEqual(lireAdresseClamd('tcp://[::1]:3310'), { host: '::1', port: 3310 });
  assert.deepEqual(lireAdresseClamd('unix:/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
  for (const faux of ['clamav', 'http://clamav', 'unix:relative', 'tcp://']) {
    assert.equal(lireAdresseClamd(faux), undefined, faux);
  }
});

describe('a real clamd', { skip: SANS_CLAMD }, () => {
  it('lets good files through, names the test virus wherever it hides, and stays silent when it cannot say', async () => {
    await using clamd = await preparerClamd();
    await clamd.demarrer();
    const antivirus = creerClamd(lireAdresseClamd(clamd.adresse)!);
    assert.deepEqual(await antivirus.analyser(flux(Buffer.from('bonjour'))), { sain: true });
    assert.deepEqual(await antivirus.analyser(flux(new Uint8Array())), { sain: true });
    const cache = Buffer.concat([
      Buffer.alloc(3_000_000, 'x'),
      Buffer.from(EICAR),
      Buffer.alloc(1_000_000, 'y'),
    ]);
    const infecte = await antivirus.analyser(flux(cache));
    assert.ok(!infecte.sain && /Eicar/.test(infecte.virus));
    // Over its StreamMaxLength.
    await assert.rejects(antivirus.analyser(flux(Buffer.alloc(12_000_000))), AntivirusMuet);
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, i) => antivirus.analyser(flux(Buffer.from(i % 2 ? EICAR : `${i}`)))),
    );
    assert.deepEqual(
      verdicts.map(({ sain }) => sain),
      Array.from({ length: 20 }, (_, i) => i % 2 === 0),
    );
    await clamd.arreter();
    await assert.rejects(antivirus.analyser(flux(Buffer.from('bonjour'))), AntivirusMuet);
    await clamd.demarrer();
    assert.deepEqual(await antivirus.analyser(flux(Buffer.from('bonjour'))), { sain: true });
  });
});

describe('a daemon that misbehaves gives no verdict', () => {
  const cas: Record<string, (prise: Socket) => void> = {
    'says nothing': () => undefined,
    'hangs up': (prise) => prise.destroy(),
    'says something else': (prise) => prise.end('UNKNOWN COMMAND\0'),
    'says half of it': (prise) => prise.end('stream: O'),
    'says it of another': (prise) => prise.end('stream: OK, nearly\0'),
  };
  for (const [nom, agir] of Object.entries(cas)) {
    it(nom, async () => {
      const serveur = createServer(agir).listen(0, '127.0.0.1');
      await once(serveur, 'listening');
      const { port } = serveur.address() as AddressInfo;
      try {
        const antivirus = creerClamd({ host: '127.0.0.1', port }, { patience: 150 });
        await assert.rejects(antivirus.analyser(flux(Buffer.alloc(500_000))), AntivirusMuet);
      } finally {
        serveur.close();
      }
    });
  }
});
