import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import * as z from 'zod';
import { DemandeAgent, Incident } from '#contract/schemas/agent.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import type { Poste } from '../../../test/serveur/poste.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { MINUTE } from '../../socle/horloge/horloge.ts';
import { creerFacteurSmtp, type Facteur } from '../../socle/mail/mail.ts';
import { lirePdf } from '../../socle/pdf/lire.test-util.ts';

const AGENT = 'agent@port-aubier.example';
const FAUSSE = 'eloise.kermarrec@gmial.exemple.fr';
const JUSTE = 'eloise.kermarrec@exemple.fr';

let smtp: SMTPServer;
let facteur: Facteur;
let recus: ParsedMail[] = [];

/** A real mail server, which knows nobody at the wrong address. */
before(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, fini) {
      if (address !== FAUSSE) return fini();
      fini(Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 }));
    },
    onData(flux, _session, fini) {
      simpleParser(flux).then((mail) => (recus.push(mail), fini()), fini);
    },
  });
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const url = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  facteur = creerFacteurSmtp({ url, de: 'guichet@parvis.example', domaine: 'parvis.example' });
});
after(async () => {
  await facteur.fermer();
  await new Promise<void>((resoudre) => smtp.close(() => resoudre()));
});

async function incidents(banc: Banc, poste: Poste): Promise<Incident[]> {
  const lus = await lire(
    z.strictObject({ incidents: z.array(Incident) }),
    await banc.get('agent/incidents', { poste }),
  );
  return lus.incidents;
}

/** From now on the mails of this bench leave by the real server. */
function poster(banc: Banc): void {
  recus = [];
  banc.boite.envoyer = (courriel) => facteur.envoyer(courriel);
}

/** Text without the marks of either form, so that both can be compared word by word. */
const mots = (texte: string): string[] => texte.match(/[\p{L}\p{N}@.#=&:/-]+/gu) ?? [];
const sansBalises = (html: string): string =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(
      /&(amp|lt|gt|quot|#39);/g,
      (_, nom: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[nom] ?? "'",
    );

describe('the receipt by mail', () => {
  it('says the same as text, as HTML and as PDF, through a real server', async () => {
    await using banc = await ouvrirBanc();
    poster(banc);
    const mal = '<b>Éloïse</b> & "Cie" 🎉';
    const { numero, code } = await banc.deposer('acte-naissance', acte({ 'demandeur-prenom': mal }));
    await banc.jobs();
    assert.equal(recus.length, 1);
    const [mail] = recus as [ParsedMail];
    assert.equal(mail.subject, `Votre demande est bien reçue : ${numero}`);
    const html = sansBalises(mail.html as string);
    for (const dit of [
      numero,
      code,
      '22 novembre 2026',
      '22 janvier 2027',
      'Sa date de naissance',
      '9 mars 1984',
      mal,
    ]) {
      assert.ok(mail.text!.replaceAll(/\s+/g, ' ').includes(dit), `text: ${dit}`);
      assert.ok(html.replaceAll(/\s+/g, ' ').includes(dit), `html: ${dit}`);
    }
    const deux = new Set(mots(html));
    assert.deepEqual(
      [...new Set(mots(mail.text!))].filter((mot) => !deux.has(mot) && !/^[-=]+$/.test(mot)),
      [],
    );

    assert.equal(mail.attachments.length, 1);
    const [piece] = mail.attachments as [ParsedMail['attachments'][0]];
    assert.equal(piece.filename, `accuse-${numero}.pdf`);
    assert.equal(piece.contentType, 'application/pdf');
    const pdf = lirePdf(piece.content).pages.join(' ').replaceAll(/\s+/g, ' ');
    for (const dit of [numero, code, '22 janvier 2027', '9 mars 1984', '<b>Éloïse</b> & "Cie"'])
      assert.ok(pdf.includes(dit), dit);
  });

  it('leaves without its PDF when that fails; the PDF is an incident, and follows when it is tried again', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    poster(banc);
    const commune = (await banc.commune()) as { imprimer: (papier: never) => Promise<Uint8Array> };
    const { imprimer } = commune;
    commune.imprimer = () => Promise.reject(new Error('out of ink'));
    const { numero } = await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    assert.deepEqual(
      recus.map(({ attachments }) => attachments.length),
      [0],
    );
    assert.match(recus[0]!.text!, /dans\s+un\s+autre\s+courriel/);
    const [incident] = await incidents(banc, poste);
    assert.equal(incident!.numero, numero);
    assert.match(incident!.cause, /PDF/);

    commune.imprimer = imprimer;
    assert.equal((await banc.post(`agent/incidents/${incident!.id}/relance`, {}, { poste })).status, 202);
    await banc.jobs();
    assert.equal(recus.length, 2);
    assert.equal(recus[1]!.attachments[0]!.filename, `accuse-${numero}.pdf`);
    assert.deepEqual(await incidents(banc, poste), []);
  });
});

describe('a receipt that cannot be delivered', () => {
  it('is an incident at once; the right address is given, and it leaves for it, once', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    poster(banc);
    const { numero, code } = await banc.deposer('acte-naissance', acte({ 'demandeur-courriel': FAUSSE }));
    await banc.jobs();
    assert.equal(recus.length, 0);
    const [incident] = await incidents(banc, poste);
    assert.match(incident!.cause, /adresse du destinataire est refusée \(réponse 550\)/);
    assert.doesNotMatch(incident!.cause, /@/);

    const lue = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    assert.equal(lue.demandeur.courriel, FAUSSE);
    const corps = { version: lue.ligne.version, courriel: JUSTE };
    const apres = await lire(
      DemandeAgent,
      await banc.appel('PATCH', `agent/demandes/${numero}`, { poste, corps }),
    );
    assert.equal(apres.demandeur.courriel, JUSTE);
    const fait = apres.evenements.at(-1)!;
    assert.deepEqual([fait.type, fait.donnees], ['coordonnees', { champs: ['courriel'] }]);
    assert.doesNotMatch(JSON.stringify(fait), /@/);
    assert.deepEqual(await incidents(banc, poste), []);

    await banc.jobs();
    banc.horloge.avancer(24 * 60 * MINUTE);
    await banc.jobs();
    assert.deepEqual(
      recus.map(({ to }) => (Array.isArray(to) ? to[0]! : to!).text),
      [JUSTE],
    );
    assert.ok(recus[0]!.text!.includes(code));
  });

  it('who had no address and now gives one gets the receipt', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    poster(banc);
    const reponses = acte();
    delete reponses['demandeur-courriel'];
    const saisie = { demarche: 'acte-naissance', version: 1, reponses, canal: 'guichet' };
    const { numero } = (await (await banc.post('agent/demandes', saisie, { poste })).json()) as {
      numero: string;
    };
    const corps = { version: 1, courriel: JUSTE };
    assert.equal((await banc.appel('PATCH', `agent/demandes/${numero}`, { poste, corps })).status, 200);
    await banc.jobs();
    assert.deepEqual(
      recus.map(({ subject }) => subject),
      [`Votre demande est bien reçue : ${numero}`],
    );
  });

  it('an address that is none is refused', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const { numero } = await banc.deposer('acte-naissance', acte());
    const corps = { version: 1, courriel: 'a@b\nBcc: c@d.fr' };
    await lireProbleme(
      await banc.appel('PATCH', `agent/demandes/${numero}`, { poste, corps }),
      422,
      'saisie-invalide',
    );
  });
});
