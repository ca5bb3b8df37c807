import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { ouvrirBanc } from '../test/serveur/banc.ts';
import { acte } from '../test/serveur/reponses.ts';
import { recevoirParTuyau } from './commandes-courriel.ts';

const env = {
  PARVIS_COURRIEL_REPONSES: 'reponse@guichet.example.fr',
  PARVIS_JETON_COURRIELS: 'un-jeton-de-seize-lettres',
};

describe('parvis courriel recevoir', () => {
  it('hands a mail to the server that runs, and tells the mail server when to try again', async () => {
    await using banc = await ouvrirBanc({ env });
    await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    const a = banc.boite.recus[0]!.repondreA!;
    const serveur = serve({ fetch: banc.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((pret) => serveur.once('listening', pret));
    const PORT = String((serveur.address() as AddressInfo).port);
    const recevoir = (autres: Record<string, string> = {}) => {
      const brut = `From: x@y.fr\r\nTo: ${a}\r\nMessage-ID: <1@y.fr>\r\n\r\nPar le tuyau.\r\n`;
      return recevoirParTuyau(
        Readable.from([Buffer.from(brut)]),
        { ...env, PORT, ...autres },
        () => undefined,
      );
    };
    assert.equal(await recevoir(), 0);
    assert.equal(await recevoir({ PARVIS_JETON_COURRIELS: 'un-autre-jeton-de-seize' }), 75);
    assert.equal(await recevoir({ PARVIS_JETON_COURRIELS: '' }), 75);
    await new Promise<void>((ferme) => serveur.close(() => ferme()));
    assert.equal(await recevoir(), 75);
    const { moteur } = await banc.commune();
    const [ligne] = await moteur.lire(
      {
        construire: (k) =>
          (k as never as import('kysely').Kysely<{ evenement: { type: string; donnees: string } }>)
            .selectFrom('evenement')
            .select('donnees')
            .where('type', '=', 'message'),
      } as import('./socle/db/requete.ts').Requete<object, { donnees: string }>,
      {},
    );
    assert.match(ligne!.donnees, /Par le tuyau\./);
  });
});
