import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { ErreurEnvoi, type Courriel, type Facteur } from './courriel.ts';
import { creerFacteurSmtp } from './smtp.ts';

const COURRIEL: Courriel = {
  id: '0190-recu',
  a: 'lea@exemple.fr',
  expediteur: 'Maison de l’Étang, "comptoir"',
  repondreA: 'accueil@etang.example',
  objet:
    'Votre commande AAA-1234 est arrivée : reçue à 9 h 30, réponse sous deux mois à compter d’aujourd’hui',
  texte: 'Bonjour Léa,\n\nC’est noté.\n',
  html: '<p>Bonjour Léa, c’est noté.</p>',
};

let fermer: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const f of fermer.reverse()) await f();
  fermer = [];
});

async function serveur(options: SMTPServerOptions = {}) {
  const recus: ParsedMail[] = [];
  const bruts: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(flux, _session, fini) {
      const morceaux: Buffer[] = [];
      flux.on('data', (m: Buffer) => morceaux.push(m));
      flux.on('end', () => {
        const brut = Buffer.concat(morceaux);
        bruts.push(brut.toString());
        void simpleParser(brut).then((mail) => (recus.push(mail), fini()));
      });
    },
    ...options,
  });
  smtp.on('error', () => {});
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  fermer.push(() => new Promise((resolve) => smtp.close(() => resolve())));
  return { recus, bruts, port: (smtp.server.address() as AddressInfo).port };
}

function facteur(url: string): Facteur {
  const f = creerFacteurSmtp({
    url,
    de: 'comptoir@etang.example',
    domaine: 'etang.example',
    maintenant: () => new Date('2026-11-22T09:30:00Z'),
  });
  fermer.push(() => f.fermer());
  return f;
}

const erreur = (code: number) => Object.assign(new Error('non'), { responseCode: code });
async function echec(promesse: Promise<void>): Promise<ErreurEnvoi> {
  const [resultat] = await Promise.allSettled([promesse]);
  assert.ok(resultat.status === 'rejected' && resultat.reason instanceof ErreurEnvoi);
  assert.doesNotMatch(resultat.reason.message, /lea|@/, 'no personal data in the message');
  return resultat.reason;
}

describe('mail by SMTP', () => {
  it('carries accents, both parts, names and addresses', async () => {
    const { recus, port } = await serveur();
    await facteur(`smtp://127.0.0.1:${port}`).envoyer(COURRIEL);
    const [mail] = recus;
    assert.ok(mail);
    assert.equal(mail.subject, COURRIEL.objet);
    assert.equal(mail.text, COURRIEL.texte);
    assert.equal(mail.html, COURRIEL.html);
    assert.deepEqual(mail.from?.value, [{ name: COURRIEL.expediteur, address: 'comptoir@etang.example' }]);
    assert.deepEqual(
      [mail.to].flat().map((a) => a?.text),
      ['lea@exemple.fr'],
    );
    assert.equal(mail.replyTo?.text, 'accueil@etang.example');
    assert.equal(mail.messageId, '<0190-recu@etang.example>');
    assert.equal(mail.date?.toISOString(), '2026-11-22T09:30:00.000Z');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(mail.attachments.length, 0);
    assert.equal(mail.references, undefined);
    await facteur(`smtp://127.0.0.1:${port}`).envoyer({ ...COURRIEL, id: '0191-suite', fil: '0190-affaire' });
    assert.equal(recus[1]!.references, '<0190-affaire@etang.example>');
  });

  it('gives a second sending the same Message-ID, over the same connection', async () => {
    let connexions = 0;
    const { recus, port } = await serveur({
      onConnect: (_session, suite) => (connexions++, suite()),
    });
    const f = facteur(`smtp://127.0.0.1:${port}`);
    await f.envoyer(COURRIEL);
    await f.envoyer(COURRIEL);
    assert.deepEqual(
      recus.map((m) => m.messageId),
      Array(2).fill('<0190-recu@etang.example>'),
    );
    assert.equal(connexions, 1);
  });

  it('tells a refused address from a full mailbox', async () => {
    for (const [code, definitif] of [
      [550, true],
      [452, false],
    ] as const) {
      const { port } = await serveur({ onRcptTo: (_a, _s, suite) => suite(erreur(code)) });
      const e = await echec(facteur(`smtp://127.0.0.1:${port}`).envoyer(COURRIEL));
      assert.deepEqual([e.definitif, e.codeSmtp], [definitif, code]);
    }
  });

  it('tells a refused message from a server that asks to wait', async () => {
    for (const [code, definitif] of [
      [554, true],
      [451, false],
    ] as const) {
      const { port } = await serveur({
        onData: (flux, _s, suite) => flux.on('end', () => suite(erreur(code))).resume(),
      });
      const e = await echec(facteur(`smtp://127.0.0.1:${port}`).envoyer(COURRIEL));
      assert.deepEqual([e.definitif, e.codeSmtp], [definitif, code]);
    }
  });

  it('tries again later when the server is down, or refuses our account or our connection', async () => {
    const { port } = await serveur({
      onAuth: (_a, _s, suite) => suite(erreur(535)),
      authMethods: ['PLAIN'],
      allowInsecureAuth: true,
    });
    const compte = await echec(facteur(`smtp://moi:mauvais@127.0.0.1:${port}`).envoyer(COURRIEL));
    assert.deepEqual([compte.definitif, compte.codeSmtp], [false, 535]);
    assert.match(compte.message, /compte d’envoi/);

    const porte = await serveur({ onConnect: (_s, suite) => suite(erreur(554)) });
    assert.equal((await echec(facteur(`smtp://127.0.0.1:${porte.port}`).envoyer(COURRIEL))).definitif, false);

    const f = facteur(`smtp://127.0.0.1:${await portLibre()}`);
    const eteint = await echec(f.envoyer(COURRIEL));
    assert.equal(eteint.definitif, false);
    assert.match(eteint.message, /ne répond pas/);
  });

  it('sends nothing in clear where TLS is required and STARTTLS absent', async () => {
    const { recus, port } = await serveur();
    const e = await echec(facteur(`smtp://127.0.0.1:${port}?requireTLS=true`).envoyer(COURRIEL));
    assert.equal(e.definitif, false);
    assert.equal(recus.length, 0);
  });

  it('gives a password in clear to this machine only', async () => {
    let mots = 0;
    const { port } = await serveur({
      onAuth: (_a, _s, suite) => (mots++, suite(null, { user: 'moi' })),
      authMethods: ['PLAIN'],
      allowInsecureAuth: true,
    });
    // The same machine by a name that the rule does not know as such.
    const ailleurs = `smtp://moi:secret@[::ffff:127.0.0.1]:${port}`;
    await echec(facteur(ailleurs).envoyer(COURRIEL));
    assert.equal(mots, 0);
    await facteur(`${ailleurs}?requireTLS=false`).envoyer(COURRIEL);
    await facteur(`smtp://moi:secret@127.0.0.1:${port}`).envoyer(COURRIEL);
    assert.equal(mots, 2);
  });

  it('refuses a second header or recipient before any connection', async () => {
    const { bruts, port } = await serveur();
    const f = facteur(`smtp://127.0.0.1:${port}`);
    for (const mal of [
      { objet: 'Bonjour\r\nBcc: x@exemple.fr' },
      { objet: 'Bonjour\nX: y' },
      { objet: 'a\u2028b' },
      { a: 'lea@exemple.fr\r\nBcc: x@exemple.fr' },
      { a: 'lea@exemple.fr, x@exemple.fr' },
      { a: 'Léa <lea@exemple.fr>' },
      { a: 'lea' },
      { a: '' },
      { repondreA: 'x@exemple.fr\nX: y' },
      { expediteur: 'Maison\r\nX: y' },
      { id: 'a>\r\nX: y' },
      { id: '' },
    ])
      assert.equal((await echec(f.envoyer({ ...COURRIEL, ...mal }))).definitif, true, JSON.stringify(mal));
    assert.deepEqual(bruts, []);
  });

  it('refuses to start with a sender or a domain that cannot work', () => {
    assert.throws(
      () => creerFacteurSmtp({ url: 'smtp://127.0.0.1', de: 'comptoir', domaine: 'a.fr' }),
      /sender/,
    );
    assert.throws(
      () => creerFacteurSmtp({ url: 'smtp://127.0.0.1', de: 'a@a.fr', domaine: 'a>\r\n' }),
      /domain/,
    );
  });
});

/** A port where nobody listens: just given back. */
async function portLibre(): Promise<number> {
  const { port } = await serveur();
  await fermer.pop()!();
  return port;
}
