/** Who may touch the folder of the data, and who may read it: on real processes and a real disk. */
import assert from 'node:assert/strict';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, test } from 'node:test';
import { executer } from '../../server/commandes.ts';
import { ecrireSecret, lireSecret } from '../../server/identite/oidc/secret.ts';
import { prendreDonnees } from '../../server/socle/db/verrou.ts';
import { ouvrirBanc, sourceDe } from './banc.ts';
import { connexionsDe } from './fournisseur.ts';
import { demarrerServeur, lancerNode } from './processus.ts';

const SMTP = 'smtp://127.0.0.1:9';

async function commander(dossier: string, ...mots: string[]): Promise<{ code: number; dit: string }> {
  const dit: string[] = [];
  const code = await executer(mots, { PARVIS_DATA: dossier }, (ligne) => void dit.push(ligne));
  return { code, dit: dit.join('\n') };
}

describe('a folder of data', () => {
  let dossier: string;
  before(async () => {
    dossier = join(await mkdtemp(join(tmpdir(), 'parvis-donnees-')), 'donnees');
    const importer = lancerNode(
      [join('server', 'parvis.ts'), 'commune', 'importer', sourceDe('port-aubier')],
      { PARVIS_DATA: dossier },
    );
    assert.equal(await importer.fini, 0, importer.sortie());
  });
  after(() => rm(join(dossier, '..'), { recursive: true }));

  it('is nobody else’s to read, whatever the machine’s habit', async () => {
    process.umask(0o022);
    const serveur = await demarrerServeur({ PARVIS_DATA: dossier, SMTP_URL: SMTP });
    serveur.enfant.kill('SIGTERM');
    assert.equal(await serveur.fini, 0);
    assert.equal((await commander(dossier, 'sauvegarder')).code, 0);
    for (const chemin of [dossier, join(dossier, 'communes/port-aubier'), join(dossier, 'sauvegardes')]) {
      assert.equal((await lstat(chemin)).mode & 0o077, 0, chemin);
    }
    for (const nom of await readdir(join(dossier, 'communes'), { recursive: true })) {
      const chemin = join(dossier, 'communes', nom);
      assert.equal((await lstat(chemin)).mode & 0o077, 0, chemin);
    }
  });

  it('in use by a server lets in only the commands that bear it; a killed one holds nothing', async () => {
    const env = { PARVIS_DATA: dossier, SMTP_URL: SMTP };
    const serveur = await demarrerServeur(env);
    try {
      const avant = await readFile(join(dossier, 'cle-maitre'), 'utf8');
      for (const mots of [
        ['cle', 'tourner'],
        ['restaurer', 'port-aubier', 'ailleurs'],
      ]) {
        const refus = await commander(dossier, ...mots);
        assert.equal(refus.code, 1);
        assert.match(refus.dit, /^[^\n]* is in use[^\n]*stop the server first[^\n]*$/);
      }
      assert.equal(await readFile(join(dossier, 'cle-maitre'), 'utf8'), avant);
      for (const mots of [['verifier'], ['sauvegarder'], ['commune', 'origine', 'lister', 'port-aubier']]) {
        assert.equal((await commander(dossier, ...mots)).code, 0, mots.join(' '));
      }
    } finally {
      serveur.enfant.kill('SIGKILL');
      await serveur.fini;
    }
    assert.equal((await commander(dossier, 'cle', 'tourner')).code, 0, 'nobody is there');
  });

  it('that a command has for itself starts no server, and no other command', async () => {
    const donnees = prendreDonnees(dossier, 'seul');
    try {
      const tot = lancerNode([join('server', 'main.ts')], {
        PORT: '0',
        SMTP_URL: SMTP,
        PARVIS_DATA: dossier,
      });
      assert.equal(await tot.fini, 1, tot.sortie());
      assert.match(tot.sortie().trim(), /^A command has [^\n]* start again\.$/);
      assert.equal((await commander(dossier, 'sauvegarder')).code, 1);
      assert.equal((await commander(dossier, 'cle', 'tourner')).code, 1);
    } finally {
      donnees.lacher();
    }
    assert.equal((await commander(dossier, 'verifier')).code, 0);
  });
});

test('files being checked: a folder of their own where others have theirs, closed, and never somebody else’s', async () => {
  const partage = await mkdtemp(join(tmpdir(), 'parvis-partage-'));
  const voisin = join(partage, 'voisin.txt');
  await writeFile(voisin, 'not ours');
  await utimes(voisin, 0, 0);
  const env = { PARVIS_TEMPORAIRES: partage };
  const banc = await ouvrirBanc({ env });
  try {
    assert.equal(await readFile(voisin, 'utf8'), 'not ours', 'what is not ours stays');
    const noms = (await readdir(partage)).filter((nom) => nom !== 'voisin.txt');
    assert.equal(noms.length, 1);
    const sien = join(partage, noms[0]!);
    assert.equal((await lstat(sien)).mode & 0o777, 0o700);
    await banc.fermer();

    await chmod(sien, 0o755);
    await writeFile(join(sien, 'reste'), 'left by a crash');
    const encore = await ouvrirBanc({ env, dossier: banc.dossier, communes: [] });
    assert.equal((await lstat(sien)).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(sien), []);
    await encore.fermer();

    await rm(sien, { recursive: true });
    const piege = join(partage, 'piege');
    await mkdir(piege);
    await symlink(piege, sien);
    await assert.rejects(
      ouvrirBanc({ env, dossier: banc.dossier, communes: [] }),
      /is not a folder of this user: files in clear must not be put there/,
    );
  } finally {
    await rm(partage, { recursive: true });
    await rm(banc.dossier, { recursive: true, force: true });
  }
});

test('the secrets of providers are in no backup; a restored town keeps those it has, and says which it lacks', async () => {
  const banc = await ouvrirBanc({
    adapter: (lu) => ({
      ...lu,
      commune: { ...lu.commune, connexions: connexionsDe({ emetteur: 'https://fc.example' }) },
    }),
  });
  try {
    const { dossier } = await banc.commune();
    await ecrireSecret(dossier, 'usagers', 'mot-tres-secret');
    const { dit } = await commander(banc.dossier, 'sauvegarder');
    assert.match(dit, /not in the copy: the client secrets of connexions\.usagers\./);
    const copie = /: (\S+) \(/.exec(dit)![1]!;
    await banc.fermer();
    const restauree = await commander(banc.dossier, 'restaurer', 'port-aubier', copie);
    assert.equal(restauree.code, 0, restauree.dit);
    assert.equal(await lireSecret(dossier, 'usagers'), 'mot-tres-secret');
    assert.match(
      restauree.dit,
      /connexions\.agents has no client secret here.*connexion secret port-aubier agents/,
    );
    assert.doesNotMatch(restauree.dit, /connexions\.usagers has no/);
    for (const nom of await readdir(join(banc.dossier, 'sauvegardes'), { recursive: true })) {
      assert.doesNotMatch(nom, /connexion-/, 'what was put away neither');
    }
  } finally {
    await rm(banc.dossier, { recursive: true, force: true });
  }
});
