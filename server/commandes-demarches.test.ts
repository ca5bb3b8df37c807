import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { lire, lireProbleme, ouvrirBanc, sourceDe, type Banc } from '../test/serveur/banc.ts';
import { voirie } from '../test/serveur/reponses.ts';
import { executer } from './commandes.ts';

const CODE = 'signaler-voirie';

async function commander(banc: Banc, ...arguments_: string[]): Promise<[number, string]> {
  const dit: string[] = [];
  const env = { PARVIS_DATA: banc.dossier };
  const code = await executer(['demarche', ...arguments_], env, (ligne) => dit.push(ligne));
  // A running server looks again after two seconds.
  banc.horloge.avancer(3_000);
  return [code, dit.join('\n')];
}

/** A copy of the demo town whose folder may be changed. */
async function copier(): Promise<
  { dossier: string; changer(de: string | RegExp, vers: string): Promise<void> } & AsyncDisposable
> {
  const dossier = await mkdtemp(join(tmpdir(), 'parvis-demarche-'));
  await cp(sourceDe('port-aubier'), dossier, { recursive: true });
  const fichier = join(dossier, 'demarches', `${CODE}.yaml`);
  return {
    dossier,
    changer: async (de, vers) => writeFile(fichier, (await readFile(fichier, 'utf8')).replace(de, vers)),
    [Symbol.asyncDispose]: () => rm(dossier, { recursive: true }),
  };
}

test('one démarche is compared, published, compared again and taken back while the server runs', async () => {
  await using banc = await ouvrirBanc();
  await using copie = await copier();
  const { dossier } = copie;
  const offerte = async () => lire(DemarchePubliee, await banc.get(`demarches/${CODE}`));

  assert.deepEqual(await commander(banc, 'publier', dossier, CODE), [
    0,
    `port-aubier ${CODE} v1 offered, unchanged`,
  ]);
  await copie.changer(/^resume: .*(\n {2}.*)*/m, 'resume: Un trou, une bosse, une marche cassée.');
  const [code, differences] = await commander(banc, 'comparer', dossier, CODE);
  assert.equal(code, 0);
  assert.match(
    differences,
    /v1 → the folder\n {2}Résumé\n {4}- .*\n {4}\+ Un trou, une bosse, une marche cassée\./,
  );
  assert.equal((await offerte()).version, 1, 'comparing publishes nothing');

  assert.deepEqual(await commander(banc, 'publier', dossier, CODE), [0, `port-aubier ${CODE} v2 published`]);
  const nouvelle = await offerte();
  assert.deepEqual([nouvelle.version, nouvelle.resume], [2, 'Un trou, une bosse, une marche cassée.']);
  const { demarches } = (await (await banc.get('demarches')).json()) as { demarches: unknown[] };
  assert.ok(demarches.length > 3, 'the others stay');
  assert.match((await commander(banc, 'comparer', 'port-aubier', CODE))[1], /v1 → v2\n {2}Résumé/);
  assert.match((await commander(banc, 'comparer', 'port-aubier', CODE, '2', '2'))[1], /no difference/);

  const deposee = await banc.deposer(CODE, voirie(), { version: 2 });
  assert.equal((await commander(banc, 'retirer', 'port-aubier', CODE))[0], 0);
  await lireProbleme(await banc.get(`demarches/${CODE}`), 404, 'demarche-inconnue');
  const depot = { demarche: CODE, version: 2, reponses: voirie() };
  await lireProbleme(await banc.post('demandes', depot), 404, 'demarche-inconnue');
  assert.equal((await banc.get(`demandes/${deposee.numero}`, { code: deposee.code })).status, 200);
});

test('what cannot be done is said in one line', async () => {
  await using banc = await ouvrirBanc();
  await using copie = await copier();
  const dire = async (...arguments_: string[]) => {
    const [code, texte] = await commander(banc, ...arguments_);
    return `${code} ${texte}`;
  };
  assert.equal(await dire('publier', 'port-aubier', CODE), '1 port-aubier: no commune.yaml there');
  assert.match(await dire('publier', copie.dossier, 'danser'), /^1 danser: not in /);
  assert.equal(await dire('retirer', 'port-aubier', 'danser'), '1 port-aubier danser: not offered');
  assert.match(await dire('retirer', 'ailleurs', CODE), /^1 ailleurs: no such commune/);
  assert.equal(await dire('comparer', 'port-aubier', 'danser'), '1 port-aubier danser: never published');
  assert.match(await dire('comparer', 'port-aubier', CODE, '9'), /^1 .*versions go from 1 to 1/);
  await copie.changer(/^titre:/m, 'titer:');
  assert.match(await dire('publier', copie.dossier, CODE), /^1 .*signaler-voirie\.yaml:\d+/);
});
