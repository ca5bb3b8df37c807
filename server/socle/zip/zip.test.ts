import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { creerZip, NomsUniques, type EntreeZip } from './zip.ts';

const LE = Date.parse('2026-11-22T09:30:00Z');
const entree = (nom: string, contenu: Uint8Array): EntreeZip => ({
  nom,
  le: LE,
  ouvrir: async () => contenu,
});

test('an archive is opened by the unzip of everybody, each file whole under its own name', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    const gros = randomBytes(3_000_000);
    const zip = creerZip([
      entree('acte.pdf', Buffer.from('un')),
      entree('Acte.pdf', Buffer.from('deux')),
      entree('sous/été.txt', Buffer.from('trois')),
      { nom: '../../etc/passwd', le: LE, ouvrir: async () => new Blob([gros]).stream() },
      entree('vide', new Uint8Array()),
    ]);
    const chemin = join(dossier, 'a.zip');
    writeFileSync(chemin, new Uint8Array(await new Response(zip as BodyInit).arrayBuffer()));
    const python = `import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2]); print("\\n".join(z.namelist()))`;
    const noms = execFileSync('python3', ['-c', python, chemin, dossier], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    });
    assert.deepEqual(noms.trim().split('\n'), [
      'acte.pdf',
      'Acte (2).pdf',
      'sous/été.txt',
      'etc/passwd',
      'vide',
    ]);
    assert.ok(readFileSync(join(dossier, 'etc/passwd')).equals(gros));
    assert.equal(readFileSync(join(dossier, 'Acte (2).pdf'), 'utf8'), 'deux');
  } finally {
    rmSync(dossier, { recursive: true });
  }
});

test('a file that fails breaks the archive; a reader who leaves stops it', async () => {
  const echec = creerZip([
    entree('a', Buffer.from('x')),
    { nom: 'b', le: LE, ouvrir: () => Promise.reject(new Error('altered')) },
  ]);
  await assert.rejects(new Response(echec as BodyInit).arrayBuffer());
  const enRoute = creerZip([
    {
      nom: 'b',
      le: LE,
      ouvrir: async () =>
        new ReadableStream<Uint8Array>({
          pull(c) {
            c.error(new Error('altered'));
          },
        }),
    },
  ]);
  await assert.rejects(new Response(enRoute as BodyInit).arrayBuffer());

  let demandes = 0;
  let annule = false;
  const sansFin = async function* (): AsyncGenerator<EntreeZip> {
    for (;;) {
      demandes++;
      const ouvrir = async () =>
        new ReadableStream<Uint8Array>({
          pull: (c) => c.enqueue(randomBytes(65_536)),
          cancel: () => void (annule = true),
        });
      yield { nom: 'a', le: LE, ouvrir };
    }
  };
  const lecteur = creerZip(sansFin()).getReader();
  await lecteur.read();
  await lecteur.cancel();
  await new Promise((resoudre) => setImmediate(resoudre));
  assert.equal(demandes, 1);
  assert.ok(annule);
});

test('names stay apart on any system, and inside the archive', () => {
  const noms = new NomsUniques();
  const pris = ['a.pdf', 'A.PDF', 'á.pdf', 'a (2).pdf', '/x/../y', 'con:tenu?.pdf', '...', 'a.'].map((nom) =>
    noms.prendre(nom),
  );
  assert.deepEqual(pris, [
    'a.pdf',
    'A (2).PDF',
    'á (3).pdf',
    'a (2) (2).pdf',
    'x/y',
    'con_tenu_.pdf',
    'fichier',
    'a',
  ]);
});

test('a name that no disk holds is cut between two characters; a device of Windows is a file', () => {
  const noms = new NomsUniques();
  for (const signe of ['é', '漢', '👩‍👧']) {
    const nom = noms.prendre(`sous/${signe.repeat(200)}.pdf`);
    const [, dernier] = nom.split('/') as [string, string];
    assert.ok(Buffer.byteLength(dernier) <= 255 && dernier.endsWith('.pdf'), dernier);
    assert.equal(dernier.toWellFormed(), dernier);
  }
  assert.equal(noms.prendre('con.pdf'), 'con_.pdf');
  assert.equal(noms.prendre('COM1'), 'COM1_');
  assert.equal(noms.prendre('console.pdf'), 'console.pdf');
});
