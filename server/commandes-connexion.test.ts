import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { connecterPar, CITOYENNE, ouvrirBancFournisseur } from '../test/serveur/fournisseur.ts';
import { commanderSecretConnexion } from './commandes-connexion.ts';

test('parvis connexion secret: kept for its owner alone, and serves at once', async () => {
  await using essai = await ouvrirBancFournisseur({ secrets: false });
  const { banc } = essai;
  const dites: string[] = [];
  const poser = (texte: string, slug = 'port-aubier', pour = 'usagers') => {
    const demande = { slug, pour, entree: Readable.from([Buffer.from(texte)]) };
    return commanderSecretConnexion(banc.registre, demande, (ligne) => dites.push(ligne));
  };
  await assert.rejects(connecterPar(banc, 'usager', CITOYENNE), /connexion-refusee/);
  assert.equal(await poser('x', 'nulle-part'), 1);
  assert.equal(await poser('x', 'port-aubier', 'maires'), undefined);
  assert.equal(await poser('  \n'), 1);
  assert.equal(await poser('deux mots'), 1);
  assert.equal(await poser('un-secret-faux'), 0);
  // The provider does not take it: said at the return, not a crash.
  await assert.rejects(connecterPar(banc, 'usager', CITOYENNE), /n’a pas pu être vérifiée/);
  assert.equal(await poser('secret-usagers\n'), 0);
  await connecterPar(banc, 'usager', CITOYENNE);
  const chemin = join((await banc.commune()).dossier, 'connexion-usagers.secret');
  assert.equal((await stat(chemin)).mode & 0o777, 0o600);
  assert.equal(await readFile(chemin, 'utf8'), 'secret-usagers\n');
  assert.match(dites.join('\n'), /\/c\/port-aubier\/connexion\/retour/);
  assert.doesNotMatch(dites.join('\n') + banc.lignes.join('\n'), /secret-usagers|un-secret-faux/);
});
