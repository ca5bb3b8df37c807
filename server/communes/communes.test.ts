import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { DemandeAgent, PageFile } from '#contract/schemas/agent.ts';
import { Commune } from '#contract/schemas/commune.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { lire, lireProbleme, ouvrirBanc, sourceDe } from '../../test/serveur/banc.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { executer } from '../commandes.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { MINUTE, SECONDE } from '../socle/horloge/horloge.ts';
import type { DossierCommune } from './importer.ts';

/** A copy of Port-Aubier's folder, with some files changed, given to the command. */
async function importerModifie(changements: Record<string, (texte: string) => string>) {
  const dossier = await mkdtemp(join(tmpdir(), 'parvis-import-'));
  const source = join(dossier, 'source');
  await cp(sourceDe('port-aubier'), source, { recursive: true });
  for (const [nom, changer] of Object.entries(changements)) {
    const avant = await readFile(join(source, nom), 'utf8').catch(() => '');
    const apres = changer(avant);
    assert.notEqual(apres, avant, `${nom} was not changed`);
    await writeFile(join(source, nom), apres);
  }
  const dit: string[] = [];
  const importer = () =>
    executer(['commune', 'importer', source], { PARVIS_DATA: join(dossier, 'donnees') }, (ligne) =>
      dit.push(ligne),
    );
  const code = await importer();
  return { dit, code, importer, source, [Symbol.asyncDispose]: () => rm(dossier, { recursive: true }) };
}
const ligneDe = (texte: string, motif: string) => texte.slice(0, texte.indexOf(motif)).split('\n').length;
const changerTitre =
  (titre: string) =>
  (lu: DossierCommune): DossierCommune => ({
    ...lu,
    demarches: lu.demarches.map((d) => (d.code === 'acte-naissance' ? { ...d, titre } : d)),
  });

describe('importing a commune', () => {
  it('publishes each démarche once: the same again changes nothing', async () => {
    await using bac = await importerModifie({});
    assert.equal(bac.code, 0);
    assert.equal(bac.dit.length, 27);
    for (const ligne of bac.dit) assert.match(ligne, /^port-aubier [a-z-]+ v1 published$/);
    bac.dit.length = 0;
    assert.equal(await bac.importer(), 0);
    for (const ligne of bac.dit) assert.match(ligne, / v1 unchanged$/);
    bac.dit.length = 0;
    const chemin = join(bac.source, 'demarches/cantine.yaml');
    await writeFile(chemin, (await readFile(chemin, 'utf8')).replace('Environ 10 jours', 'Environ 12 jours'));
    await bac.importer();
    assert.deepEqual(
      bac.dit.filter((ligne) => !ligne.endsWith('unchanged')),
      ['port-aubier cantine v2 published'],
    );
  });

  it('tells everything wrong at once, by file and line, and publishes nothing', async () => {
    await using bac = await importerModifie({
      'commune.yaml': (t) =>
        t.replace('prefixe: PAB', 'prefixe: pab').replace('agent@port-aubier.example', 'agent'),
      'demarches/signaler-voirie.yaml': (t) => t.replace('genre: signalement', 'genre: demarche'),
      'demarches/signaler-autre.yaml': (t) => t.replace('etapes:', 'etape:'),
    });
    assert.equal(bac.code, 1);
    const commune = await readFile(join(bac.source, 'commune.yaml'), 'utf8');
    const voirieYaml = await readFile(join(bac.source, 'demarches/signaler-voirie.yaml'), 'utf8');
    const attendus = [
      `commune.yaml:${ligneDe(commune, 'prefixe: pab')} prefixe `,
      `commune.yaml:${ligneDe(commune, 'courriel: agent\n')} agents.0.courriel `,
      `signaler-voirie.yaml:${ligneDe(voirieYaml, 'genre: demarche')} genre `,
      'signaler-autre.yaml:',
    ];
    for (const attendu of attendus) {
      assert.ok(
        bac.dit.some((ligne) => ligne.includes(attendu)),
        `${attendu} in\n${bac.dit.join('\n')}`,
      );
    }
    assert.ok(!bac.dit.some((ligne) => /published/.test(ligne)));
  });

  it('checks files against each other, and conditions against fields', async () => {
    await using bac = await importerModifie({
      'commune.yaml': (t) =>
        t.replace('services: [etat-civil, education, accueil]', 'services: [etat-civil, piscine]'),
      'demarches/signaler-voirie.yaml': (t) =>
        t.replace('service: voirie', 'service: cuisine').replace('theme: cadre-de-vie', 'theme: loisirs'),
      'demarches/signaler-autre.yaml': (t) =>
        t.replace('        max: 2000\n', '        max: 2000\n        si: { champ: motife, vide: true }\n'),
      'demarches/copie.yaml': () => '{}\n',
    });
    const tout = bac.dit.join('\n');
    assert.equal(bac.code, 1);
    assert.match(tout, /copie\.yaml:1 /);
    await writeFile(
      join(bac.source, 'demarches/copie.yaml'),
      await readFile(join(bac.source, 'demarches/signaler-autre.yaml'), 'utf8'),
    );
    bac.dit.length = 0;
    await bac.importer();
    const ensemble = bac.dit.join('\n');
    assert.match(ensemble, /commune\.yaml:\d+ agents\.0\.services\.1 unknown service piscine/);
    assert.match(ensemble, /signaler-voirie\.yaml:\d+ service unknown service cuisine/);
    assert.match(ensemble, /signaler-voirie\.yaml:\d+ theme unknown theme loisirs/);
    assert.match(ensemble, /signaler-autre\.yaml:\d+ .*motife/);
    assert.match(ensemble, /signaler-autre\.yaml:\d+ code signaler-autre is there twice/);
  });

  it('wants exactly one delay with a regime of silence, and none without', async () => {
    await using bac = await importerModifie({
      'demarches/cantine.yaml': (t) => `${t}silence: { regime: acceptation, mois: 2, jours: 10 }\n`,
      'demarches/terrasse.yaml': () => 'modele: terrasse\nsilence: { regime: refus }\n',
      'demarches/acte-naissance.yaml': () =>
        'modele: acte-naissance\nsilence: { regime: acceptation, joursOuvres: 10 }\n',
      'demarches/signaler-autre.yaml': (t) => t.replace('{ regime: aucun }', '{ regime: aucun, mois: 1 }'),
    });
    assert.equal(bac.code, 1);
    const tout = bac.dit.join('\n');
    assert.match(tout, /cantine\.yaml:\d+ silence Le régime « acceptation » a un seul délai/);
    assert.match(tout, /terrasse\.yaml:\d+ silence Le régime « refus » a un seul délai/);
    assert.match(tout, /signaler-autre\.yaml:\d+ silence Le régime « aucun » n’a pas de délai/);
    assert.doesNotMatch(tout, /acte-naissance/);
  });

  it('tells YAML that is none by its line', async () => {
    await using bac = await importerModifie({
      'commune.yaml': (t) => t.replace('nom: Port-Aubier', 'nom: [Port-Aubier'),
    });
    assert.equal(bac.code, 1);
    assert.match(bac.dit[0]!, /commune\.yaml:\d+ /);
  });

  it('of a folder that is not there says so', async () => {
    const dossier = await mkdtemp(join(tmpdir(), 'parvis-import-'));
    try {
      const essai = executer(
        ['commune', 'importer', join(dossier, 'rien')],
        { PARVIS_DATA: dossier },
        () => {},
      );
      await assert.rejects(essai, /ENOENT.*rien/);
      assert.equal(await executer(['danser'], { PARVIS_DATA: dossier }, () => {}), 2);
    } finally {
      await rm(dossier, { recursive: true });
    }
  });
});

describe('a running server and a new import', () => {
  it('notices it: new version offered, old ones still read by what was filed under them', async () => {
    await using banc = await ouvrirBanc();
    const ancienne = await banc.deposer('acte-naissance', acte());
    banc.horloge.avancer(MINUTE);
    assert.deepEqual(
      (await banc.importer(sourceDe('port-aubier'), changerTitre('Un acte tout neuf'))).filter(
        (p) => p.nouvelle,
      ),
      [{ code: 'acte-naissance', version: 2, nouvelle: true }],
    );
    banc.horloge.avancer(3 * SECONDE);
    const offerte = await lire(DemarchePubliee, await banc.get('demarches/acte-naissance'));
    assert.deepEqual([offerte.version, offerte.titre], [2, 'Un acte tout neuf']);
    const premiere = await lire(DemarchePubliee, await banc.get('demarches/acte-naissance?version=1'));
    assert.equal(premiere.titre, 'Demander un acte de naissance');

    const depot = { demarche: 'acte-naissance', version: 1, reponses: acte() };
    const perimee = await lireProbleme(await banc.post('demandes', depot), 409, 'version-perimee');
    assert.equal(perimee['version'], 2);
    await banc.deposer('acte-naissance', acte(), { version: 2 });
    const { code, numero } = ancienne;
    const suivi = await lire(Suivi, await banc.get(`demandes/${numero}`, { code }));
    assert.deepEqual([suivi.titre, suivi.dossier?.demarche.version], ['Demander un acte de naissance', 1]);
    const poste = await banc.connecter('agent@port-aubier.example');
    const dossier = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    assert.equal(dossier.definition.version, 1);
  });

  it('stops offering what the folder no longer has, and keeps what was filed', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    banc.horloge.avancer(MINUTE);
    await banc.importer(sourceDe('port-aubier'), (lu) => ({
      ...lu,
      demarches: lu.demarches.filter((d) => d.code !== 'acte-naissance'),
    }));
    banc.horloge.avancer(3 * SECONDE);
    await lireProbleme(await banc.get('demarches/acte-naissance'), 404, 'demarche-inconnue');
    assert.ok((await lire(Suivi, await banc.get(`demandes/${numero}`, { code }))).dossier);
    await banc.jobs();
    assert.equal(banc.boite.recus.length, 1, 'its receipt still goes');
  });

  it('sees a commune that is new', async () => {
    await using banc = await ouvrirBanc();
    await lireProbleme(await banc.get('commune', { slug: 'anse-vanille' }), 404, 'commune-inconnue');
    await banc.importer(sourceDe('anse-vanille'));
    assert.equal((await lire(Commune, await banc.get('commune', { slug: 'anse-vanille' }))).prefixe, 'ANV');
  });
});

describe('two communes', () => {
  it('share nothing: numbers, codes, files, queues', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const autre = { slug: 'anse-vanille' } as const;
    const ici = await banc.deposer('signaler-voirie', voirie());
    const labas = await banc.deposer('signaler-voirie', voirie(), autre);
    assert.match(ici.numero, /^PAB/);
    assert.match(labas.numero, /^ANV/);
    await lireProbleme(
      await banc.get(`demandes/${ici.numero}`, { ...autre, code: ici.code }),
      404,
      'numero-inconnu',
    );

    const { id } = await banc.televerser('a.pdf', pdf());
    const message = { corps: 'x', pieces: [id] };
    const vol = await banc.post(`demandes/${labas.numero}/messages`, message, { ...autre, code: labas.code });
    await lireProbleme(vol, 422, 'saisie-invalide');
    assert.equal(
      (await banc.post(`demandes/${ici.numero}/messages`, message, { code: ici.code })).status,
      201,
    );
    await lireProbleme(
      await banc.get(`demandes/${labas.numero}/pieces/${id}`, { ...autre, code: labas.code }),
      404,
      'introuvable',
    );

    const poste = await banc.connecter('chef@anse-vanille.example', 'anse-vanille');
    const { demandes } = await lire(PageFile, await banc.get('agent/demandes', { ...autre, poste }));
    assert.deepEqual(
      demandes.map(({ numero }) => numero),
      [labas.numero],
    );
    const [un, deux] = [await banc.commune(), await banc.commune('anse-vanille')];
    assert.notDeepEqual(un.secret, deux.secret);
  });

  it('fall alone: a database that cannot be opened stops neither the other, nor its own once repaired', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const autre = { slug: 'anse-vanille' } as const;
    const db = new Database(join(banc.dossier, 'communes/anse-vanille/commune.db'));
    const version = db.pragma('user_version', { simple: true });
    db.pragma('user_version = 99');
    await lireProbleme(await banc.get('commune', autre), 500, 'incident-interne');
    assert.match(banc.lignes.join(''), /step 99/);
    await lire(Commune, await banc.get('commune'));
    db.pragma(`user_version = ${String(version)}`);
    db.close();
    await lire(Commune, await banc.get('commune', autre));
  });
});
