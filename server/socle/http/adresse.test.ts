import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reseauDe } from './adresse.ts';

test('whoever has a network is counted by it; a port or a form of writing makes nobody else', () => {
  const memes: string[][] = [
    [
      '203.0.113.9',
      '203.0.113.9:4711',
      '::ffff:203.0.113.9',
      '[::ffff:203.0.113.9]:4711',
      '::ffff:cb00:7109',
    ],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '[2001:DB8:1:2::7]:443', '2001:0db8:0001:0002::'],
    ['::1', '0:0:0:0:0:0:0:2'],
    ['fe80::1%eth0', 'fe80::2'],
  ];
  const vues = memes.map((ecritures) => [...new Set(ecritures.map(reseauDe))]);
  for (const vue of vues) assert.equal(vue.length, 1, vue.join(' '));
  assert.deepEqual(vues.flat(), ['203.0.113.9', '2001:db8:1:2::/64', '0:0:0:0::/64', 'fe80:0:0:0::/64']);
  assert.notEqual(reseauDe('2001:db8:1:3::1'), reseauDe('2001:db8:1:2::1'));
  for (const autre of ['inconnue', 'locale', '', '1:2', 'x:y::z']) assert.equal(reseauDe(autre), autre);
});
