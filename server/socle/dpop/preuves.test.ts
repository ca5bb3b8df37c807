import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Poste } from '../../../test/serveur/poste.ts';
import { Probleme } from '../erreurs/probleme.ts';
import { HorlogeReglable, SECONDE } from '../horloge/horloge.ts';
import { Preuves } from './preuves.ts';

const URL_ICI = 'https://guichet.example/c/port-aubier/api/v1/usager/moi';

test('a proof seen by the process before is refused by the next one; who made it dates another, and goes on', async () => {
  const horloge = new HorlogeReglable('2026-11-22T09:30:00Z');
  const poste = await Poste.nouveau(horloge);
  const verifier = (preuves: Preuves, preuve: string) =>
    preuves.verifier({ preuve, methode: 'GET', urls: [URL_ICI] });
  const preuve = await poste.preuve('GET', URL_ICI);
  const avant = new Preuves(horloge);
  await verifier(avant, preuve);
  await assert.rejects(verifier(avant, preuve), { code: 'preuve-refusee' });

  horloge.avancer(20 * SECONDE);
  const apres = new Preuves(horloge);
  const refus = await verifier(apres, preuve).catch((erreur: unknown) => erreur);
  assert.ok(refus instanceof Probleme && refus.code === 'preuve-a-dater');
  const nonce = refus.entetes['DPoP-Nonce']!;
  // A clock that is late sends the nonce back; one that is right has nothing to do.
  const iat = Math.floor(horloge.maintenant() / SECONDE) - 100;
  const datee = await poste.preuve('GET', URL_ICI, { iat, nonce });
  assert.equal(await verifier(apres, datee), poste.jkt);
  await assert.rejects(verifier(apres, datee), { code: 'preuve-refusee' });
  assert.equal(await verifier(apres, await poste.preuve('GET', URL_ICI)), poste.jkt);
});
