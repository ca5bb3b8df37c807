/** The master key, on real processes and a real disk. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { executer } from '../../server/commandes.ts';
import { maitresUtilises } from '../../server/documents/store-cles.ts';
import { pdf } from '../../server/socle/fichiers/exemples.test-util.ts';
import { tirerMaitre } from '../../server/socle/chiffrement/maitres.ts';
import { horlogeSysteme } from '../../server/socle/horloge/horloge.ts';
import { ouvrirBanc, type Banc } from './banc.ts';
import { ajouter, contenu, ouvrirEspace, pdfDe } from './espace.ts';
import { demarrerServeur, lancerNode } from './processus.ts';

const SMTP = 'smtp://127.0.0.1:9';
const COMMUNES = ['port-aubier', 'anse-vanille'] as const;

/** A folder of data as a stopped server leaves it, with a document of one citizen. */
async function preparer(): Promise<{ dossier: string; cle: string }> {
  const dossier = await mkdtemp(join(tmpdir(), 'parvis-cles-'));
  const banc = await ouvrirBanc({ communes: COMMUNES });
  const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
  await ajouter(banc, poste, 'a.pdf', pdfDe('marie'));
  await banc.fermer();
  await cp(banc.dossier, dossier, { recursive: true });
  await rm(banc.dossier, { recursive: true });
  return { dossier, cle: await readFile(join(dossier, 'cle-maitre'), 'utf8') };
}

/** Every file of the data, those of SQLite's own journal and of the compiler's cache apart. */
async function* fichiers(dossier: string): AsyncGenerator<{ chemin: string; octets: Buffer }> {
  for (const entree of await readdir(dossier, { recursive: true, withFileTypes: true })) {
    const chemin = join(entree.parentPath, entree.name);
    if (!entree.isFile() || /-(wal|shm)$/.test(entree.name) || chemin.startsWith(join(dossier, 'cache')))
      continue;
    yield { chemin, octets: await readFile(chemin) };
  }
}

async function photographier(dossier: string): Promise<Record<string, string>> {
  const vus: Record<string, string> = {};
  for await (const { chemin, octets } of fichiers(dossier)) {
    vus[chemin] = createHash('sha256').update(octets).digest('hex');
  }
  return vus;
}

/** Starts a server that must not start; returns what it says. */
async function refuser(env: Record<string, string>): Promise<string> {
  const { fini, sortie } = lancerNode([join('server', 'main.ts')], { PORT: '0', SMTP_URL: SMTP, ...env });
  assert.equal(await fini, 1, sortie());
  return sortie().trim();
}

describe('a master key that is missing or wrong, at the start of a real server', () => {
  let dossier: string;
  let cle: string;
  before(async () => ({ dossier, cle } = await preparer()));
  after(() => rm(dossier, { recursive: true }));

  it('is refused in one sentence, and nothing is changed', async () => {
    const chemin = join(dossier, 'cle-maitre');
    assert.equal((await stat(chemin)).mode & 0o777, 0o600);
    await rm(chemin);
    const avant = await photographier(dossier);
    const manque = await refuser({ PARVIS_DATA: dossier });
    assert.match(
      manque,
      /^The master key [0-9a-f]{16}, which opens the citizens’ documents of port-aubier, is missing: .*nothing was changed\.$/,
    );
    const fausse = await refuser({ PARVIS_DATA: dossier, PARVIS_CLE_MAITRE: tirerMaitre() });
    assert.match(fausse, /^The master key [0-9a-f]{16}.* is not among those of PARVIS_CLE_MAITRE\. .*$/);
    const courte = await refuser({ PARVIS_DATA: dossier, PARVIS_CLE_MAITRE: 'courte' });
    assert.match(courte, /^PARVIS_CLE_MAITRE: key 1 is not 32 bytes/);
    const absent = await refuser({ PARVIS_DATA: dossier, PARVIS_CLE_MAITRE_FICHIER: join(dossier, 'non') });
    assert.match(absent, /^PARVIS_CLE_MAITRE_FICHIER: there is no file/);
    for (const phrase of [manque, fausse, courte, absent]) assert.equal(phrase.split('\n').length, 1, phrase);
    assert.deepEqual(await photographier(dossier), avant);
    await writeFile(chemin, cle, { mode: 0o600 });
    for (const env of [{}, { PARVIS_CLE_MAITRE: cle.trim() }, { PARVIS_CLE_MAITRE_FICHIER: chemin }]) {
      const serveur = await demarrerServeur({ PARVIS_DATA: dossier, SMTP_URL: SMTP, ...env });
      serveur.enfant.kill('SIGTERM');
      assert.equal(await serveur.fini, 0);
    }
  });
});

it('a first start makes the folder of the data and its key', async () => {
  const dossier = join(await mkdtemp(join(tmpdir(), 'parvis-cles-')), 'neuf');
  const serveur = await demarrerServeur({ PARVIS_DATA: dossier, SMTP_URL: SMTP });
  serveur.enfant.kill('SIGTERM');
  assert.equal(await serveur.fini, 0);
  assert.equal((await stat(join(dossier, 'cle-maitre'))).mode & 0o777, 0o600);
  await rm(dossier, { recursive: true });
});

describe('turning the master key', () => {
  const dire = () => {
    const lignes: string[] = [];
    return { lignes, noter: (ligne: string) => void lignes.push(ligne) };
  };
  const maitres = async (banc: Banc): Promise<string[]> => {
    const tous = await Promise.all(
      COMMUNES.map(async (slug) => (await banc.commune(slug)).moteur.lire(maitresUtilises, {})),
    );
    return [...new Set(tous.flat().map(({ maitre }) => maitre))];
  };

  it('wraps every key of every commune again; what was kept opens, older backups too', async () => {
    const banc = await ouvrirBanc({ communes: COMMUNES });
    const chemin = join(banc.dossier, 'cle-maitre');
    const gens = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const { poste } = await ouvrirEspace(banc, `p${i}@example.fr`);
        return { poste, id: (await ajouter(banc, poste, 'a.pdf', pdfDe(`p${i}`))).id };
      }),
    );
    const [ancien] = await maitres(banc);
    await banc.fermer();
    const { lignes, noter } = dire();
    const env = { PARVIS_DATA: banc.dossier };
    assert.equal(await executer(['cle', 'tourner'], env, noter), 0, lignes.join('\n'));
    assert.ok(lignes.includes('port-aubier: 5 keys wrapped again'), lignes.join('\n'));
    const apres = (await readFile(chemin, 'utf8')).trim().split('\n');
    assert.equal(apres.length, 2);
    assert.equal((await stat(chemin)).mode & 0o777, 0o600);

    const suite = await ouvrirBanc({ dossier: banc.dossier, communes: [] });
    await using _ = suite;
    const [neuf, ...reste] = await maitres(suite);
    assert.ok(neuf !== ancien && reste.length === 0);
    for (const [i, { poste, id }] of gens.entries()) {
      assert.ok((await contenu(suite, poste, id)).equals(pdfDe(`p${i}`)));
    }
    // The new one alone is enough.
    await suite.fermer();
    await writeFile(chemin, `${apres[0]}\n`);
    const seule = await ouvrirBanc({ dossier: banc.dossier, communes: [] });
    assert.ok((await contenu(seule, gens[0]!.poste, gens[0]!.id)).equals(pdfDe('p0')));
    await seule.fermer();
  });

  it('killed at any moment, it is finished by the next one, and nothing is lost meanwhile', async () => {
    const banc = await ouvrirBanc({ communes: COMMUNES });
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const { id } = await ajouter(banc, poste, 'a.pdf', pdfDe('marie'));
    await banc.fermer();
    const chemin = join(banc.dossier, 'cle-maitre');
    // Killed between the new key and the first commit: the file has both, every row is under the old one.
    const ancienne = (await readFile(chemin, 'utf8')).trim();
    const neuve = tirerMaitre();
    await writeFile(chemin, `${neuve}\n${ancienne}\n`);
    const entre = await ouvrirBanc({ dossier: banc.dossier, communes: [] });
    assert.ok((await contenu(entre, poste, id)).equals(pdfDe('marie')));
    await entre.fermer();
    const { lignes, noter } = dire();
    const env = { PARVIS_DATA: banc.dossier };
    assert.equal(await executer(['cle', 'tourner'], env, noter), 0);
    assert.ok(!lignes.some((ligne) => ligne.startsWith('New master key')), 'the turn begun is finished');
    assert.equal((await readFile(chemin, 'utf8')).trim(), `${neuve}\n${ancienne}`);
    await writeFile(chemin, neuve);
    const apres = await ouvrirBanc({ dossier: banc.dossier, communes: [] });
    await using _ = apres;
    assert.ok((await contenu(apres, poste, id)).equals(pdfDe('marie')));
  });

  it('with the variable, the operator puts the new key first; a key is made, never over another', async () => {
    const banc = await ouvrirBanc({ communes: COMMUNES });
    await using _ = banc;
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    await ajouter(banc, poste, 'a.pdf', pdf());
    await banc.fermer();
    const { lignes, noter } = dire();
    await executer(['cle', 'creer'], {}, noter);
    const neuve = lignes.pop()!;
    assert.equal(Buffer.from(neuve, 'base64').length, 32);
    const ancienne = (await readFile(join(banc.dossier, 'cle-maitre'), 'utf8')).trim();
    const tourner = (cles: string) =>
      executer(['cle', 'tourner'], { PARVIS_DATA: banc.dossier, PARVIS_CLE_MAITRE: cles }, noter);
    assert.equal(await tourner(neuve), 1);
    assert.match(lignes.pop()!, /is not among those of PARVIS_CLE_MAITRE/);
    assert.equal(await tourner(ancienne), 0);
    assert.match(lignes.pop()!, /put a new one before it/);
    assert.equal(await tourner(`${neuve} ${ancienne}`), 0);
    assert.ok(lignes.includes('port-aubier: 1 keys wrapped again'));
    assert.equal(await executer(['cle', 'creer', join(banc.dossier, 'cle-maitre')], {}, noter), 1);
    assert.match(lignes.pop()!, /never replaced/);
    assert.equal((await readFile(join(banc.dossier, 'cle-maitre'), 'utf8')).trim(), ancienne);
  });
});

/** A citizen of the stopped server, with a session of today. */
async function inscrire(dossier: string, courriel: string) {
  const debut = new Date(horlogeSysteme.maintenant()).toISOString();
  const banc = await ouvrirBanc({ dossier, communes: [], debut });
  const espace = await ouvrirEspace(banc, courriel);
  await banc.fermer();
  // A server believes no proof dated before it began.
  const aLHeure = () => banc.horloge.avancer(horlogeSysteme.maintenant() - banc.horloge.maintenant());
  return { ...espace, aLHeure };
}

/** An upload that sends its bytes and never ends. */
async function envoyerSansFin(url: string, entetes: Record<string, string>, octets: Uint8Array) {
  const envoi = request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'Transfer-Encoding': 'chunked', ...entetes },
  });
  envoi.on('error', () => undefined);
  envoi.write(octets);
  return envoi;
}

it('killed in the middle of an upload, a server leaves no plain byte after its next start', async () => {
  const { dossier } = await preparer();
  const { poste, aLHeure } = await inscrire(dossier, 'paul@example.fr');
  const env = { PARVIS_DATA: dossier, SMTP_URL: SMTP };
  const serveur = await demarrerServeur(env);
  aLHeure();
  try {
    const secret = `SECRET-${randomBytes(8).toString('hex')}`;
    const url = `${serveur.url}/c/port-aubier/api/v1/usager/documents?nom=a.pdf`;
    await envoyerSansFin(url, await poste.entetes('POST', url), pdfDe(secret.repeat(20_000)));
    const temporaires = join(dossier, 'temporaires');
    const trouver = async () => {
      for (const nom of await readdir(temporaires)) {
        if ((await readFile(join(temporaires, nom))).includes(secret)) return true;
      }
      return false;
    };
    for (let essai = 0; !(await trouver()); essai++) {
      assert.ok(essai < 500, `nothing arrives: ${serveur.sortie()}`);
      await new Promise((resoudre) => setTimeout(resoudre, 10));
    }
    serveur.enfant.kill('SIGKILL');
    await serveur.fini;
    assert.ok(await trouver(), 'what a kill leaves until the next start');
    const suivant = await demarrerServeur(env);
    suivant.enfant.kill('SIGTERM');
    await suivant.fini;
    for await (const { chemin, octets } of fichiers(dossier)) assert.ok(!octets.includes(secret), chemin);
  } finally {
    serveur.enfant.kill('SIGKILL');
    await rm(dossier, { recursive: true, force: true });
  }
});

it(
  'a hundred megabytes go through and come back without being held in memory',
  { skip: process.platform === 'linux' ? false : 'reads /proc' },
  async () => {
    const TAILLE = 80 * 1024 * 1024;
    const { dossier } = await preparer();
    const { poste, aLHeure } = await inscrire(dossier, 'paul@example.fr');
    const env = { PARVIS_DATA: dossier, SMTP_URL: SMTP, PARVIS_FICHIER_MO: '100' };
    const serveur = await demarrerServeur(env);
    aLHeure();
    try {
      const url = `${serveur.url}/c/port-aubier/api/v1/usager/documents`;
      const passer = async (taille: number): Promise<void> => {
        const envoi = request(`${url}?nom=a.pdf`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/octet-stream', ...(await poste.entetes('POST', url)) },
        });
        const reponse = once(envoi, 'response');
        for (const morceau of grosPdf(taille)) if (!envoi.write(morceau)) await once(envoi, 'drain');
        envoi.end();
        const [entrante] = (await reponse) as [IncomingMessage];
        const texte = Buffer.concat(await entrante.toArray()).toString();
        assert.equal(entrante.statusCode, 201, texte);
        const { id } = JSON.parse(texte) as { id: string };
        const lu = await fetch(`${url}/${id}/contenu`, {
          headers: await poste.entetes('GET', `${url}/${id}/contenu`),
        });
        let recus = 0;
        for await (const morceau of lu.body!) recus += morceau.byteLength;
        assert.equal(recus, taille);
        // Within what one citizen may keep.
        const entetes = await poste.entetes('DELETE', `${url}/${id}`);
        assert.equal((await fetch(`${url}/${id}`, { method: 'DELETE', headers: entetes })).status, 204);
      };
      const memoire = async () => {
        const statut = await readFile(`/proc/${serveur.enfant.pid}/status`, 'utf8');
        // None once the process has ended.
        return Number(/^RssAnon:\s+(\d+)/m.exec(statut)?.[1] ?? 0) * 1024;
      };
      const sommet = async (taille: number): Promise<number> => {
        let plusHaut = 0;
        const relever = async () => (plusHaut = Math.max(plusHaut, await memoire()));
        const releve = setInterval(() => void relever(), 10);
        try {
          await passer(taille);
        } finally {
          clearInterval(releve);
        }
        await relever();
        return plusHaut / 1024 / 1024;
      };
      // What is thrown away and not collected yet is the same for a big file as for one of a quarter of it.
      let petit = 0;
      for (let i = 0; i < 3; i++) petit = Math.max(petit, await sommet(TAILLE / 4));
      const gros = await sommet(TAILLE);
      assert.ok(gros - petit < 40, `${gros} MB for a file of 80 MB, ${petit} MB for one of 20`);
    } finally {
      serveur.enfant.kill('SIGKILL');
      await serveur.fini;
      await rm(dossier, { recursive: true, force: true });
    }
  },
);

function* grosPdf(taille: number): Generator<Uint8Array> {
  const debut = pdf();
  const fin = Buffer.from('\n%%EOF\n');
  yield debut;
  const zone = Buffer.alloc(256 * 1024, '%');
  let reste = taille - debut.length - fin.length;
  for (; reste > 0; reste -= zone.length) yield zone.subarray(0, Math.min(zone.length, reste));
  yield fin;
}
