import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as tour } from 'node:timers/promises';
import { lancerNode } from '../../../test/serveur/processus.ts';
import { parTour } from './journal.ts';

const MODULE = JSON.stringify(new URL('./journal.ts', import.meta.url).href);

describe('the log, a turn at a time', () => {
  it('writes the lines of one turn together, in order, each once', async () => {
    const ecrits: string[] = [];
    const sortie = parTour({ write: (lignes: string) => void ecrits.push(lignes) });
    sortie.write('a\n');
    sortie.write('b\n');
    assert.deepEqual(ecrits, []);
    await tour();
    assert.deepEqual(ecrits, ['a\nb\n']);
    sortie.write('c\n');
    await tour();
    assert.deepEqual(ecrits, ['a\nb\n', 'c\n']);
  });

  for (const [fin, code] of [
    ['process.exit(3)', 3],
    ['throw new Error("panne")', 1],
  ] as const) {
    it(`loses nothing of a process that ends with « ${fin} »`, async () => {
      const source = `
        const { creerJournal } = await import(${MODULE});
        creerJournal('info').info('derniers mots');
        ${fin};`;
      const { fini, sortie } = lancerNode(['--input-type=module', '--eval', source], {});
      assert.equal(await fini, code, sortie());
      assert.match(sortie(), /"msg":"derniers mots"/);
    });
  }
});
