import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { it } from 'node:test';
import { sceau } from './sceau.ts';

it('seals as HMAC-SHA256 does, each secret its own way, as often as asked', () => {
  const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), new Uint8Array(32).fill(3)];
  const attendu = (secret: Uint8Array, texte: string) =>
    createHmac('sha256', secret).update(texte).digest('base64url');
  for (let fois = 0; fois < 2; fois++)
    for (const secret of secrets)
      for (const texte of ['', 'acces x 1', 'é’']) assert.equal(sceau(secret, texte), attendu(secret, texte));
  assert.notEqual(sceau(secrets[0]!, 'a'), sceau(secrets[1]!, 'a'));
});
