import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggererCourriel } from './suggerer-courriel.ts';

describe('a slip in a well-known mail domain', () => {
  it('is asked about', () => {
    for (const [tape, voulu] of [
      ['lea@gmial.com', 'lea@gmail.com'],
      ['lea@gmail.con', 'lea@gmail.com'],
      ['lea@gmai.com', 'lea@gmail.com'],
      ['Lea.Roy+x@GMAIL.CMO', 'Lea.Roy+x@gmail.com'],
      [' lea@orang.fr ', 'lea@orange.fr'],
      ['lea@ornage.fr', 'lea@orange.fr'],
      ['lea@wanado.fr', 'lea@wanadoo.fr'],
      ['lea@wandoo.f', 'lea@wanadoo.fr'],
      ['lea@fre.fr', 'lea@free.fr'],
      ['lea@hotmial.fr', 'lea@hotmail.fr'],
      ['lea@outllok.fr', 'lea@outlook.fr'],
      ['lea@yaho.fr', 'lea@yahoo.fr'],
      ['lea@iclou.com', 'lea@icloud.com'],
      ['lea@sfr.f', 'lea@sfr.fr'],
    ] as const)
      assert.equal(suggererCourriel(tape), voulu, tape);
  });

  it('is not seen in a right address, whoever it is with', () => {
    for (const domaine of [
      'gmail.com',
      'orange.fr',
      'yahoo.fr',
      'yahoo.com',
      'hotmail.com',
      'hotmail.fr',
      'outlook.com',
      'gmx.com',
      'live.com',
      'msn.com',
      'mail.com',
      'ymail.com',
      'me.com',
      'exemple.fr',
      'ville-port-aubier.fr',
      'ac-nantes.fr',
      'gouv.fr',
      'edf.fr',
      'sncf.fr',
      'free-mobile.fr',
      'etu.univ-lyon1.fr',
    ])
      assert.equal(suggererCourriel(`lea@${domaine}`), undefined, domaine);
  });

  it('is not looked for in what is no address', () => {
    for (const texte of ['', '@', 'gmail.com', '@gmial.com', 'lea@', 'lea@x', 'a'.repeat(5000)]) {
      assert.equal(suggererCourriel(texte), undefined);
    }
    assert.equal(suggererCourriel(`lea@${'gmial.com'.repeat(600)}`), undefined);
  });
});
