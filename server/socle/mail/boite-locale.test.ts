import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { creerBoiteLocale } from './boite-locale.ts';
import { ErreurEnvoi } from './courriel.ts';

const COURRIEL = { id: 'a1', a: 'lea@exemple.fr', objet: 'Été', texte: 'Bonjour', html: '<p>Bonjour</p>' };

describe('the mailbox in a folder', () => {
  let dossier: string;
  let secondes = 0;
  const maintenant = () => new Date(Date.UTC(2026, 10, 22, 9, 0, secondes++));
  before(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'boite-'));
  });
  after(() => rm(dossier, { recursive: true, force: true }));

  it('keeps a mail once however often it is sent, and shows the newest first', async () => {
    const boite = await creerBoiteLocale(join(dossier, 'b'), { maintenant });
    await boite.envoyer(COURRIEL);
    await boite.envoyer({ ...COURRIEL, objet: 'Encore' });
    await Promise.all(
      [1, 2, 3].map(() =>
        boite.envoyer({ ...COURRIEL, id: 'a2', expediteur: 'Maison', repondreA: 'v@exemple.fr' }),
      ),
    );
    const courriels = await boite.lister();
    assert.deepEqual(
      courriels.map((c) => c.id),
      ['a2', 'a1'],
    );
    assert.deepEqual(courriels[1], { ...COURRIEL, le: '2026-11-22T09:00:00.000Z' });
    assert.equal(courriels[0]?.expediteur, 'Maison');
    assert.equal(courriels[0]?.repondreA, 'v@exemple.fr');
    assert.deepEqual((await readdir(join(dossier, 'b'))).toSorted(), ['a1.json', 'a2.json']);
    // Another process, or the same after a restart, reads the same mails.
    const autre = await creerBoiteLocale(join(dossier, 'b'));
    assert.deepEqual(await autre.lire('a1'), courriels[1]);
  });

  it('is as strict as the real one, and reads no other file', async () => {
    const boite = await creerBoiteLocale(join(dossier, 'c', 'd'), { maintenant });
    await assert.rejects(boite.envoyer({ ...COURRIEL, objet: 'a\nb' }), ErreurEnvoi);
    await assert.rejects(boite.envoyer({ ...COURRIEL, id: '../x' }), ErreurEnvoi);
    for (const id of ['absent', '../../b/a1', '..', '']) assert.equal(await boite.lire(id), undefined);
    assert.deepEqual(await boite.lister(), []);
  });
});
