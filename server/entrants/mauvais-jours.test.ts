import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { sourceDe } from '../../test/serveur/banc.ts';
import { LUI, mail, ouvrirEchange } from '../../test/serveur/echange.ts';
import { acte } from '../../test/serveur/reponses.ts';
import { EICAR, preparerClamd, SANS_CLAMD } from '../socle/virus/clamd.test-util.ts';

/** A whole mail as a program makes it: parts, encodings, attachments. */
const composer = (a: string, mail_: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> =>
  new MailComposer({ from: LUI, to: a, subject: 'Re', ...mail_ }).compile().build();
const lignes = (...toutes: string[]): string => toutes.join('\r\n');

describe('answers as mail programs really write them', () => {
  it('in HTML only: the words without what they quote', async () => {
    await using d = await ouvrirEchange();
    const brut = await composer(d.adresse, {
      html: '<div dir="ltr"><p>Oui, le <b>second</b> prénom est Anne&nbsp;&amp; c’est tout.</p></div><br><div class="gmail_quote"><div class="gmail_attr">Le mar. 24 nov. 2026 à 10:12, Port-Aubier &lt;x@y.fr&gt; a écrit&nbsp;:<br></div><blockquote><p>Quel est le second prénom&nbsp;?</p></blockquote></div><img src="https://pisteur.example/1.gif"><script>alert(1)</script>',
    });
    assert.equal((await d.remettre(brut)).status, 202);
    const { corps } = (await d.messages()).at(-1)!.donnees;
    assert.equal(corps, 'Oui, le second prénom est Anne & c’est tout.');
  });

  it('in any alphabet, well declared, badly or not at all', async () => {
    await using d = await ouvrirEchange();
    const latin = Buffer.from('Déjà reçu, à côté.', 'latin1');
    const cas: [string, string, Buffer, string][] = [
      ['text/plain; charset=iso-8859-1', '8bit', latin, 'Déjà reçu, à côté.'],
      [
        'text/plain; charset=windows-1252',
        'quoted-printable',
        Buffer.from('Co=FBt : 3 =80, l=92=E9t=E9.'),
        'Coût : 3 €, l’été.',
      ],
      [
        'text/plain; charset="UTF-8"',
        'base64',
        Buffer.from(Buffer.from('Mamoudzou 🎉 مايوت').toString('base64')),
        'Mamoudzou 🎉 مايوت',
      ],
      [
        'text/plain; charset=utf-16le',
        'base64',
        Buffer.from(Buffer.from('Été', 'utf16le').toString('base64')),
        'Été',
      ],
    ];
    for (const [i, [type, encodage, octets, attendu]] of cas.entries()) {
      const tete = lignes(
        `From: ${LUI}`,
        `To: ${d.adresse}`,
        'Subject: =?iso-8859-1?Q?R=E9ponse?=',
        `Message-ID: <c${i}@x>`,
        `Content-Type: ${type}`,
        `Content-Transfer-Encoding: ${encodage}`,
        '',
        '',
      );
      assert.equal((await d.remettre(Buffer.concat([Buffer.from(tete), octets]))).status, 202, type);
      assert.equal((await d.messages()).at(-1)!.donnees.corps, attendu, type);
    }
    // A name that no table knows: the words that can be read are kept, and nothing fails.
    const inconnu = lignes(
      `From: ${LUI}`,
      `To: ${d.adresse}`,
      'Message-ID: <inconnu@x>',
      'Content-Type: text/plain; charset=x-martien',
      '',
      'Bonjour tout simplement',
    );
    assert.equal((await d.remettre(inconnu)).status, 202);
    assert.match((await d.messages()).at(-1)!.donnees.corps, /Bonjour tout simplement/);
  });

  it('with a file too heavy: the words and the other files are kept, the citizen is told of that one', async () => {
    await using d = await ouvrirEchange();
    const brut = await composer(d.adresse, {
      text: 'Voici mes pièces.',
      attachments: [
        {
          filename: 'énorme.pdf',
          content: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(11e6, 'a')]),
        },
        { filename: 'petite.pdf', content: '%PDF-1.4\n%%EOF\n' },
      ],
    });
    assert.equal((await d.remettre(brut)).status, 202);
    const { corps, pieces } = (await d.messages()).at(-1)!.donnees;
    assert.match(corps, /^Voici mes pièces\.[\s\S]*– énorme\.pdf : /);
    assert.deepEqual(
      pieces.map(({ nom }) => nom),
      ['petite.pdf'],
    );
    await d.banc.jobs();
    const avis = d.banc.boite.recus.at(-1)!;
    assert.match(avis.objet, /^Un fichier n’a pas pu être gardé/);
    assert.match(avis.texte, /énorme\.pdf/);
  });

  it('with a virus: the file is refused by its name, the words stay', { skip: SANS_CLAMD }, async () => {
    await using clamd = await preparerClamd();
    await clamd.demarrer();
    await using d = await ouvrirEchange({ env: { PARVIS_CLAMD: clamd.adresse } });
    const brut = await composer(d.adresse, {
      text: 'Voici.',
      attachments: [{ filename: 'facture.pdf', content: `%PDF-1.4\n${EICAR}\n%%EOF\n` }],
    });
    assert.equal((await d.remettre(brut)).status, 202);
    const { corps, pieces } = (await d.messages()).at(-1)!.donnees;
    assert.deepEqual(pieces, []);
    assert.match(corps, /facture\.pdf : .*virus/);
  });
});

describe('an address that is signed', () => {
  it('opens the file of its own commune and of no other', async () => {
    await using d = await ouvrirEchange();
    const slug = 'anse-vanille';
    await d.banc.importer(sourceDe(slug));
    const autre = await d.banc.deposer('acte-naissance', acte(), { slug });
    await d.banc.jobs(slug);
    const ailleurs = d.banc.boite.recus.find(({ objet }) => objet.includes(autre.numero))!.repondreA!;
    const jeton = (adresse: string): string => /\+(.*)@/.exec(adresse)![1]!;
    // The mark of a commune (4 letters) before what was signed for a demande of the other.
    for (const [marque, signe] of [
      [d.adresse, ailleurs],
      [ailleurs, d.adresse],
    ] as const) {
      const croisee = `reponse+${jeton(marque).slice(0, 4)}${jeton(signe).slice(4)}@guichet.example.fr`;
      const brut = mail(croisee, 'Chez qui ?', { 'Message-ID': `<${jeton(croisee)}@x>` });
      assert.equal((await d.remettre(brut)).status, 202);
    }
    assert.equal((await d.messages()).length, 0);
    assert.equal((await d.remettre(mail(ailleurs, 'Pour Anse-Vanille'))).status, 202);
    assert.equal((await d.messages()).length, 0);
    const suivi = await d.banc.get(`demandes/${autre.numero}`, { slug, code: autre.code });
    assert.match(await suivi.text(), /Pour Anse-Vanille/);
    assert.doesNotMatch(await (await d.banc.get(`demandes/${autre.numero}`, { slug })).text(), /Chez qui/);
  });
});

describe('the post that tells a failure in its own words', () => {
  const tetes = (a: string, autres: Record<string, string>): string =>
    lignes(
      ...Object.entries({ 'Return-Path': '<>', To: a, 'Content-Type': 'text/plain', ...autres }).map(
        ([nom, valeur]) => `${nom}: ${valeur}`,
      ),
      '',
      '',
    );

  it('is an incident all the same; a delay or an absence is not', async () => {
    await using d = await ouvrirEchange();
    const accuse = d.banc.boite.recus.find(({ a }) => a === LUI)!;
    const copie = lignes('', `Message-ID: <${accuse.id}@guichet.example.fr>`, 'Subject: Votre demande', '');
    const rien = [
      tetes(accuse.retour!, { From: 'MAILER-DAEMON@exemple.fr', 'Message-ID': '<r1@x>' }) +
        `Your message could not be delivered for 4 hours (4.4.1 timeout). It will be tried again.${copie}`,
      tetes(accuse.retour!, { From: LUI, 'Message-ID': '<r2@x>', 'Auto-Submitted': 'auto-replied' }) +
        'Je suis absent jusqu’au 3. En cas d’urgence, composez le 550 12 12.',
    ];
    for (const brut of rien) assert.equal((await d.remettre(brut)).status, 202);
    assert.deepEqual(await d.incidents(), []);
    const exim =
      tetes(accuse.retour!, {
        From: 'Mail Delivery System <Mailer-Daemon@exemple.fr>',
        'X-Failed-Recipients': LUI,
        'Auto-Submitted': 'auto-replied',
        'Message-ID': '<e1@x>',
      }) + `A message that you sent could not be delivered.${copie}`;
    const qmail =
      tetes(accuse.retour!, { From: 'MAILER-DAEMON@exemple.fr', 'Message-ID': '<q1@x>' }) +
      `Hi. This is the qmail-send program.\r\n<${LUI}>:\r\n550 5.1.1 No such mailbox${copie}`;
    for (const brut of [exim, exim]) assert.equal((await d.remettre(brut)).status, 202);
    assert.equal((await d.incidents()).length, 1);
    assert.equal((await d.remettre(qmail)).status, 202);
    assert.equal((await d.incidents()).length, 2);
    assert.equal((await d.messages()).length, 0, 'none of them is a message');
  });
});
