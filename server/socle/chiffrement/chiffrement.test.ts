import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { creerBlobsDisque } from '../blobs/disque.ts';
import { ErreurFichier } from '../blobs/erreur-fichier.ts';
import { blobsChiffres } from './blobs-chiffres.ts';
import { chiffrer, ContenuAltere, dechiffrer, MORCEAU, tailleChiffree } from './contenu.ts';
import { lireMaitres, MaitreAbsent, Maitres, tirerMaitre } from './maitres.ts';

const CLE = randomBytes(32);
const SCELLE = MORCEAU + 16;
const DEBUT = 33;

async function* couper(octets: Uint8Array, pas = octets.length || 1): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < octets.length; i += pas) yield octets.subarray(i, i + pas);
}
async function tout(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const morceaux: Uint8Array[] = [];
  for await (const morceau of source) morceaux.push(morceau);
  return Buffer.concat(morceaux);
}
const fermer = (clair: Uint8Array, contexte = 'a', pas?: number) =>
  tout(chiffrer(couper(clair, pas), CLE, contexte));
const ouvrir = (chiffre: Uint8Array, contexte = 'a', cle: Uint8Array = CLE) =>
  tout(dechiffrer(couper(chiffre), cle, contexte));

const tailles = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom(...[1, 2, 3].flatMap((n) => [-17, -16, -1, 0, 1, 16].map((d) => n * MORCEAU + d))),
);

describe('an encrypted content', () => {
  it('comes back whole, whatever its size and the pieces it came in', async () => {
    await fc.assert(
      fc.asyncProperty(tailles, fc.integer({ min: 1, max: 2 * MORCEAU }), async (taille, pas) => {
        const clair = randomBytes(taille);
        const chiffre = await fermer(clair, 'a', Math.max(pas, Math.ceil(taille / 500)));
        assert.equal(chiffre.length, tailleChiffree(taille));
        const lu = await tout(dechiffrer(couper(chiffre, Math.max(pas, Math.ceil(taille / 500))), CLE, 'a'));
        assert.ok(lu.equals(clair));
      }),
      { numRuns: 60 },
    );
  });

  it('never looks twice the same, nor like what it holds', async () => {
    const clair = Buffer.alloc(3 * MORCEAU, 'Marie Dupont');
    const [un, deux] = [await fermer(clair), await fermer(clair)];
    assert.ok(!un.includes('Dupont'));
    assert.ok(!un.subarray(DEBUT, DEBUT + 64).equals(deux.subarray(DEBUT, DEBUT + 64)));
  });

  it('is refused with one bit changed, anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(tailles, fc.nat(), fc.nat({ max: 7 }), async (taille, ou, bit) => {
        const chiffre = await fermer(randomBytes(taille));
        chiffre[ou % chiffre.length]! ^= 1 << bit;
        await assert.rejects(ouvrir(chiffre), ContenuAltere);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused when cut or made longer, and gives out nothing that is not true before', async () => {
    await fc.assert(
      fc.asyncProperty(tailles, fc.nat(), fc.boolean(), async (taille, ou, allonger) => {
        const clair = randomBytes(taille);
        const chiffre = await fermer(clair);
        const faux = allonger
          ? Buffer.concat([chiffre, randomBytes(1 + (ou % SCELLE))])
          : chiffre.subarray(0, ou % chiffre.length);
        const recus: Uint8Array[] = [];
        await assert.rejects(async () => {
          for await (const morceau of dechiffrer(couper(faux), CLE, 'a')) recus.push(morceau);
        }, ContenuAltere);
        const recu = Buffer.concat(recus);
        assert.ok(recu.equals(clair.subarray(0, recu.length)));
      }),
      { numRuns: 60 },
    );
  });

  it('is refused when cut at the border of a chunk, when chunks are swapped, doubled or left out', async () => {
    const chiffre = await fermer(randomBytes(3 * MORCEAU + 5));
    const morceau = (n: number) => chiffre.subarray(DEBUT + n * SCELLE, DEBUT + (n + 1) * SCELLE);
    const tete = chiffre.subarray(0, DEBUT);
    const melanges = [
      [0],
      [0, 1, 2],
      [1, 0, 2, 3],
      [0, 0, 1, 2, 3],
      [0, 2, 3],
      [3],
      [3, 0, 1, 2],
      [0, 1, 2, 3, 3],
    ];
    for (const ordre of melanges) {
      await assert.rejects(
        ouvrir(Buffer.concat([tete, ...ordre.map(morceau)])),
        ContenuAltere,
        String(ordre),
      );
    }
    const autre = await fermer(randomBytes(3 * MORCEAU + 5));
    const croise = Buffer.concat([chiffre.subarray(0, DEBUT + SCELLE), autre.subarray(DEBUT + SCELLE)]);
    await assert.rejects(ouvrir(croise), ContenuAltere);
    assert.equal((await ouvrir(chiffre)).length, 3 * MORCEAU + 5);
  });

  it('opens for its owner and its name only', async () => {
    const chiffre = await fermer(randomBytes(100), 'marie 1');
    await assert.rejects(ouvrir(chiffre, 'marie 1', randomBytes(32)), ContenuAltere);
    await assert.rejects(ouvrir(chiffre, 'marie 2'), ContenuAltere);
    await assert.rejects(ouvrir(chiffre, 'paul 1'), ContenuAltere);
    await ouvrir(chiffre, 'marie 1');
  });
});

it('encrypted blobs say the size and hash of what they hold, keep to the limit, and leave nothing else', async () => {
  const dossier = await mkdtemp(join(tmpdir(), 'chiffre-'));
  try {
    const disque = await creerBlobsDisque(dossier);
    const blobs = blobsChiffres(disque, CLE, 'a');
    const ecrit = await blobs.ecrire(couper(Buffer.from('bonjour')), { max: 7 });
    assert.equal(ecrit.taille, 7);
    assert.equal(await new Response((await blobs.lire(ecrit.cle)).flux as BodyInit).text(), 'bonjour');
    assert.ok(
      !(await new Response((await disque.lire(ecrit.cle)).flux as BodyInit).text()).includes('bonjour'),
    );
    await assert.rejects(
      blobs.ecrire(couper(Buffer.from('bonjour !')), { max: 7 }),
      (erreur) => erreur instanceof ErreurFichier && erreur.code === 'fichier-trop-gros',
    );
    let nombre = 0;
    for await (const _ of disque.lister()) nombre++;
    assert.equal(nombre, 1);
  } finally {
    await rm(dossier, { recursive: true });
  }
});

describe('master keys', () => {
  it('wrap with the first, open with any, and for the right owner only', () => {
    const [ancienne, neuve] = [tirerMaitre(), tirerMaitre()];
    const avant = new Maitres(lireMaitres(ancienne, 'x'));
    const apres = new Maitres(lireMaitres(`${neuve} # today\n\n${ancienne}\n`, 'x'));
    const enveloppe = avant.envelopper(CLE, 'marie');
    assert.deepEqual(Buffer.from(apres.ouvrir(enveloppe, 'marie')), CLE);
    assert.notEqual(apres.envelopper(CLE, 'marie').maitre, enveloppe.maitre);
    assert.throws(() => apres.ouvrir(enveloppe, 'paul'));
    assert.throws(() => new Maitres(lireMaitres(neuve, 'x')).ouvrir(enveloppe, 'marie'), MaitreAbsent);
    assert.throws(() => avant.ouvrir({ ...enveloppe, enveloppe: enveloppe.enveloppe.slice(0, 20) }, 'marie'));
  });

  it('are read in base64 and hex; anything else is refused without showing it', () => {
    const octets = randomBytes(32);
    for (const ecriture of ['hex', 'base64', 'base64url'] as const) {
      assert.deepEqual(lireMaitres(octets.toString(ecriture), 'x'), [octets]);
    }
    assert.throws(() => lireMaitres(' \n# none', 'PARVIS_CLE_MAITRE'), /PARVIS_CLE_MAITRE holds no key/);
    const courte = randomBytes(16).toString('base64');
    assert.throws(
      () => lireMaitres(`${tirerMaitre()},${courte}`, 'x'),
      (erreur: Error) => /key 2/.test(erreur.message) && !erreur.message.includes(courte),
    );
  });
});
