import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { Suivi } from '#contract/schemas/demande.ts';
import { lire, lireProbleme } from '../../test/serveur/banc.ts';
import { LUI, mail, ouvrirEchange } from '../../test/serveur/echange.ts';
import { ouvrirSmtp } from '../../test/serveur/processus.ts';
import { demandeParNumero } from '../demandes/store.ts';
import { creerFacteurSmtp } from '../socle/mail/mail.ts';
import { texteDeLaReponse } from './texte.ts';

describe('an answer by mail', () => {
  it('goes through two real mail servers into the file', async () => {
    await using d = await ouvrirEchange();
    const poste = await ouvrirSmtp();
    const facteur = creerFacteurSmtp({
      url: poste.url,
      de: 'ne-pas-repondre@guichet.example.fr',
      domaine: 'guichet.example.fr',
    });
    d.banc.boite.envoyer = (courriel) => facteur.envoyer(courriel);
    const reponses: number[] = [];
    const entrant = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(flux, session, fini) {
        void buffer(flux).then(async (brut) => {
          const a = session.envelope.rcptTo[0]!.address;
          const entier = Buffer.concat([Buffer.from(`Delivered-To: ${a}\r\n`), brut]);
          reponses.push((await d.remettre(entier)).status);
          fini();
        });
      },
    });
    entrant.listen(0, '127.0.0.1');
    await once(entrant.server, 'listening');
    try {
      await d.banc.post(
        `agent/demandes/${d.numero}/messages`,
        { corps: 'Quel est le second prénom ?' },
        { poste: d.poste },
      );
      await d.banc.jobs();
      const [recu] = poste.recus;
      const repondreA = recu!.replyTo!.value[0]!.address!;
      assert.match(repondreA, /^reponse\+[a-z2-7]{46}@guichet\.example\.fr$/);
      assert.match(recu!.text!, /^> Quel est le second prénom/m);
      assert.equal(recu!.headers.get('auto-submitted'), 'auto-generated');
      // One conversation for the whole file, and nobody's name in what a locked screen shows.
      const { id } = (await (await d.banc.commune()).moteur.lireUn(demandeParNumero, { numero: d.numero }))!;
      assert.equal(recu!.references, `<${id}@guichet.example.fr>`);
      assert.ok(
        d.banc.boite.recus.some(({ a, fil }) => a === LUI && fil === id),
        'the receipt too',
      );
      assert.equal(recu!.subject, `La mairie vous a écrit : ${d.numero}`);
      const usager = createTransport({
        port: (entrant.server.address() as AddressInfo).port,
        host: '127.0.0.1',
        ignoreTLS: true,
      });
      await usager.sendMail({
        from: `Éloïse <${LUI}>`,
        to: repondreA.toUpperCase(),
        subject: `Re: ${recu!.subject}`,
        inReplyTo: recu!.messageId!,
        text: `Anne, avec un e.\n\nLe mar. 24 nov. 2026 à 10:12, Port-Aubier <${repondreA}> a écrit :\n${recu!.text!.replaceAll(/^/gm, '> ')}`,
        attachments: [
          { filename: 'note.pdf', content: '%PDF-1.4\n%%EOF\n' },
          { filename: 'outil.exe', content: Buffer.from('MZ\u0000\u0001') },
        ],
      });
      usager.close();
      assert.deepEqual(reponses, [202]);
      const recue = (await d.messages()).at(-1)!;
      assert.equal(recue.auteur.role, 'usager');
      assert.match(
        recue.donnees.corps,
        /^Anne, avec un e\.\n\nFichiers reçus par courriel mais non gardés :\n– outil\.exe : /,
      );
      assert.deepEqual(
        recue.donnees.pieces.map(({ nom }) => nom),
        ['note.pdf'],
      );
      assert.equal((await d.voir()).ligne.reponseAttendue, true);
      await d.banc.jobs();
      assert.match(poste.recus.at(-1)!.text!, /outil\.exe/);
      assert.equal(poste.recus.length, 2);
    } finally {
      await facteur.fermer();
      await poste.fermer();
      await new Promise<void>((resoudre) => entrant.close(() => resoudre()));
    }
  });

  it('brought twice is one message; from another address agents are told', async () => {
    await using d = await ouvrirEchange();
    const brut = mail(d.adresse, 'Bonjour', { From: 'voisin@exemple.org' });
    for (let fois = 0; fois < 2; fois++) assert.equal((await d.remettre(brut)).status, 202);
    assert.equal((await d.messages()).length, 1);
    const { evenements } = await d.voir();
    assert.ok(evenements.some((e) => e.type === 'note' && e.donnees.corps.includes('voisin@exemple.org')));
    const suivi = await lire(Suivi, await d.banc.get(`demandes/${d.numero}`, { code: d.code }));
    assert.ok(!JSON.stringify(suivi).includes('voisin@'));
  });

  it('to no known token is accepted and forgotten, without a word of it in the log', async () => {
    await using d = await ouvrirEchange();
    const faux = d.adresse.replace(/.@/, (fin) => (fin === 'a@' ? 'b@' : 'a@'));
    for (const a of [faux, 'reponse@guichet.example.fr', 'autre@exemple.fr']) {
      assert.equal((await d.remettre(mail(a, 'SECRET-DU-MESSAGE'))).status, 202);
    }
    assert.equal((await d.messages()).length, 0);
    const journal = d.banc.lignes.join('');
    assert.match(journal, /jeton-inconnu/);
    assert.doesNotMatch(journal, /SECRET-DU|kermarrec|reponse\+/i);
  });

  it('of a machine is no message: automatic answers, lists, bounces, our own mails', async () => {
    await using d = await ouvrirEchange();
    const tetes = [
      { 'Auto-Submitted': 'auto-replied' },
      { 'Auto-Submitted': 'auto-generated' },
      { 'Return-Path': '<>' },
      { Precedence: 'bulk' },
      { 'List-Id': '<l.exemple.fr>' },
    ];
    for (const [i, tete] of tetes.entries()) {
      const brut = mail(d.adresse, 'Je suis absent.', {
        ...(tete as Record<string, string>),
        'Message-ID': `<a${i}@x>`,
      });
      assert.equal((await d.remettre(brut)).status, 202);
    }
    assert.equal((await d.messages()).length, 0);
    const humain = mail(d.adresse, 'Je suis là.', { 'Auto-Submitted': 'no' });
    assert.equal((await d.remettre(humain)).status, 202);
    assert.equal((await d.messages()).length, 1);
  });

  it('of the post that says a receipt was not delivered is an incident, once, and can be sent again', async () => {
    await using d = await ouvrirEchange();
    const accuse = d.banc.boite.recus.find(({ a }) => a === LUI)!;
    assert.equal(accuse.retour, d.adresse);
    const dsn = [
      'Return-Path: <>',
      'From: MAILER-DAEMON@exemple.fr',
      `To: ${accuse.retour}`,
      'Message-ID: <dsn1@exemple.fr>',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'No such user.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; exemple.fr',
      '',
      `Final-Recipient: rfc822; ${LUI}`,
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${accuse.id}@guichet.example.fr>`,
      '--b--',
      '',
    ].join('\r\n');
    for (let fois = 0; fois < 2; fois++) assert.equal((await d.remettre(dsn)).status, 202);
    const [incident, ...autres] = await d.incidents();
    assert.deepEqual(autres, []);
    assert.match(incident!.cause, /^Courriel non remis/);
    assert.equal(incident!.numero, d.numero);
    assert.equal((await d.messages()).length, 0);
    const avant = d.banc.boite.recus.length;
    await d.banc.post(`agent/incidents/${incident!.id}/relance`, {}, { poste: d.poste });
    await d.banc.jobs();
    assert.equal(d.banc.boite.recus.length, avant + 1);
    assert.match(d.banc.boite.recus.at(-1)!.objet, /bien reçue/);
  });

  it('needs the token, and to be a whole mail of 25 MB at most', async () => {
    await using d = await ouvrirEchange();
    const brut = mail(d.adresse, 'x');
    await lireProbleme(await d.remettre(brut, { Authorization: 'Bearer autre' }), 401, 'session-requise');
    await lireProbleme(await d.remettre(brut, { Authorization: '' }), 401, 'session-requise');
    await lireProbleme(await d.remettre(brut, { 'Content-Type': 'text/plain' }), 415, 'type-non-accepte');
    const gros = Buffer.alloc(25 * 1024 * 1024 + 1, 'a');
    await lireProbleme(
      await d.remettre(gros, { 'Content-Length': String(gros.length) }),
      413,
      'requete-trop-grosse',
    );
    assert.equal((await d.messages()).length, 0);
  });

  it('that floods is put off, not lost', async () => {
    await using d = await ouvrirEchange();
    const envoyer = (i: number) => d.remettre(mail(d.adresse, `Mot ${i}`, { 'Message-ID': `<${i}@x>` }));
    for (let i = 0; i < 30; i++) assert.equal((await envoyer(i)).status, 202);
    await lireProbleme(await envoyer(30), 429, 'trop-de-tentatives');
  });
});

describe('the words of an answer', () => {
  const cas: [string, string, string][] = [
    ['nothing quoted', 'Bonjour\n\nMerci', 'Bonjour\n\nMerci'],
    ['French attribution', 'Oui.\n\nLe 24 nov. 2026, X <x@y> a écrit :\n> Bonjour\n> Merci', 'Oui.'],
    [
      'attribution on two lines',
      'Oui.\nLe 24 nov. 2026 à 10:00, Mairie\n<x@y.fr> a écrit :\n\n> Bonjour',
      'Oui.',
    ],
    ['English attribution', 'Yes.\n\nOn Tue, X wrote:\n> Hi', 'Yes.'],
    ['Outlook', 'Oui.\n\nDe : Mairie <x@y>\nEnvoyé : mardi\nObjet : z\n\nBonjour', 'Oui.'],
    ['original message', 'Oui.\n-----Message d’origine-----\nBonjour', 'Oui.'],
    ['signature', 'Oui.\n-- \nÉloïse\n06', 'Oui.'],
    [
      'answers between the lines stay',
      'Le 24, X a écrit :\n> Un ?\nOui.\n> Deux ?\nNon.',
      'Le 24, X a écrit :\n> Un ?\nOui.\n> Deux ?\nNon.',
    ],
    ['words that look like an attribution', 'Le maire a écrit :\nnon.', 'Le maire a écrit :\nnon.'],
    ['only a quotation stays', '> Bonjour', '> Bonjour'],
  ];
  for (const [nom, brut, attendu] of cas) {
    it(nom, () => assert.equal(texteDeLaReponse(brut), attendu));
  }
});
