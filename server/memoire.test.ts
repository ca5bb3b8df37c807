import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lancerNode } from '../test/serveur/processus.ts';

/** Runs a module in a process of its own; what it says as JSON. */
async function dire(source: string): Promise<unknown> {
  const { fini, sortie } = lancerNode(['--input-type=module', '--eval', source], {});
  assert.equal(await fini, 0, sortie());
  return JSON.parse(sortie());
}

const url = (fichier: string): string => JSON.stringify(new URL(fichier, import.meta.url).href);

describe('the memory of a server that has just started', () => {
  it('holds nothing of what is rarely needed', async () => {
    const paquets = (await dire(`
      import { registerHooks } from 'node:module';
      const paquets = new Set();
      registerHooks({
        load(adresse, contexte, suivant) {
          const nom = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(adresse)?.[1];
          if (nom) paquets.add(nom);
          return suivant(adresse, contexte);
        },
      });
      await import(${url('./lancer.ts')});
      process.stdout.write(JSON.stringify([...paquets]), () => process.exit());
    `)) as string[];
    assert.ok(paquets.includes('hono'), 'packages are seen');
    // Mail in, mail out, files, photos, papers, catalogues; databases and metrics that are not ours.
    const rares = ['mailparser', 'nodemailer', 'file-type', 'sharp', 'pdfkit', 'yaml', '@opentelemetry/api'];
    assert.deepEqual(
      rares.filter((nom) => paquets.includes(nom)),
      [],
    );
  });

  it('gives back what only the start needed', async () => {
    const { avant, apres, porte } = (await dire(`
      const { rendreMemoire } = await import(${url('./memoire.ts')});
      let peine = Array.from({ length: 400_000 }, (_, i) => ({ i, texte: String(i) }));
      const avant = process.memoryUsage().heapTotal;
      peine = undefined;
      rendreMemoire();
      const apres = process.memoryUsage().heapTotal;
      console.log(JSON.stringify({ avant, apres, porte: typeof globalThis.gc }));
    `)) as { avant: number; apres: number; porte: string };
    assert.ok(apres < avant / 2, `${avant} then ${apres} bytes`);
    assert.equal(porte, 'undefined', 'nobody else is given the collector');
  });
});
