import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ParsedMail } from 'mailparser';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import { lire, ouvrirBanc } from '../../../test/serveur/banc.ts';
import { ouvrirSmtp } from '../../../test/serveur/processus.ts';
import { acte, PERSONNE, voirie } from '../../../test/serveur/reponses.ts';
import { creerFacteurSmtp } from '../../socle/mail/mail.ts';

const CHEF = 'chef@port-aubier.example';
const LUI = PERSONNE['demandeur-courriel'];
const env = {
  PARVIS_COURRIEL_REPONSES: 'reponse@guichet.example.fr',
  PARVIS_JETON_COURRIELS: 'seize-lettres-au-moins',
};

const mots = (texte: string): Set<string> => new Set(texte.match(/[\p{L}\p{N}]+/gu) ?? []);
const enClair = (html: string): string =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/&(quot|#39|lt|gt);/g, ' ');

it('every mail of a life of two requests leaves by a real server and is read by a mail parser', async () => {
  await using banc = await ouvrirBanc({ env });
  const smtp = await ouvrirSmtp();
  const facteur = creerFacteurSmtp({
    url: smtp.url,
    de: 'ne-pas-repondre@guichet.example.fr',
    domaine: 'guichet.example.fr',
  });
  try {
    const poste = await banc.connecter(CHEF);
    const { envoyer } = banc.boite;
    banc.boite.envoyer = async (courriel) => {
      await facteur.envoyer(courriel);
      await envoyer(courriel);
    };
    const demande = await banc.deposer('acte-naissance', acte());
    const { numero, code } = demande;
    const signalement = await banc.deposer('signaler-voirie', voirie({ 'demandeur-courriel': LUI }));
    const chemin = (suite = '', n = numero): string => `agent/demandes/${n}${suite}`;
    const agir = async (suite: string, corps: object, n = numero) => {
      const { ligne } = await lire(DemandeAgent, await banc.get(chemin('', n), { poste }));
      const reponse = await banc.post(chemin(suite, n), { version: ligne.version, ...corps }, { poste });
      assert.ok(reponse.ok, await reponse.text());
    };
    assert.equal(
      (await banc.post(chemin('/messages'), { corps: 'Quel\u00a0est « ça » ?\n\n— Le chef' }, { poste }))
        .status,
      201,
    );
    await agir('/complements', {
      champs: [{ chemin: 'prenoms' }, { chemin: 'date-naissance' }],
      motif: 'Illisible & flou <ici>.',
      avantLe: '2026-12-10',
    });
    await banc.jobs();
    await agir('/complements/annulation', { chemins: ['date-naissance'] });
    await lire(
      Suivi,
      await banc.post(`demandes/${numero}/complements`, { reponses: { prenoms: 'Anne' } }, { code }),
    );
    await banc.jobs();
    await agir('/decisions', { sens: 'refus', texte: 'L’acte n’est pas ici.' });
    await agir('/decisions', { sens: 'acceptation', texte: 'Le trou est bouché.' }, signalement.numero);
    await banc.apresLaMinute();
    await banc.post('numeros-perdus', { courriel: LUI });
    await banc.jobs();

    const siens = smtp.recus.filter(({ to }) => [to].flat().some((a) => a?.text === LUI));
    const objets = siens.map(({ subject }) =>
      subject!.replaceAll(/PAB-\w{4}-\w{4}/g, 'N').replace(/\s+/g, ' '),
    );
    assert.deepEqual(
      objets.toSorted(),
      [
        'Il manque quelque chose à votre dossier : N',
        'La mairie n’a plus besoin de ce complément : N',
        'La mairie vous a écrit : N',
        'Réponse de la mairie : N',
        'Réponse de la mairie : N',
        'Votre complément est bien reçu : N',
        'Votre demande est bien reçue : N',
        'Votre signalement est bien reçu : N',
        objets.find((objet) => /numéro/i.test(objet))!,
      ].toSorted(),
    );

    const parFil = new Map<string, ParsedMail[]>();
    for (const mail of siens) {
      const { subject, text, html, headers, messageId, from } = mail;
      const [t, h] = [mots(text!), mots(enClair(html as string))];
      assert.deepEqual(
        [...t].filter((mot) => !h.has(mot)),
        [],
        `${subject}: only in the text`,
      );
      assert.deepEqual(
        [...h].filter((mot) => !t.has(mot)),
        [],
        `${subject}: only in the HTML`,
      );
      assert.equal(headers.get('auto-submitted'), 'auto-generated', subject);
      assert.match(messageId!, /^<[\w.-]+@guichet\.example\.fr>$/);
      assert.equal(from!.value[0]!.name, 'Port-Aubier');
      // What a locked screen shows: what it is about, nobody's name, no code.
      for (const secret of ['Kermarrec', 'Éloïse', code, signalement.code, LUI])
        assert.ok(!subject!.includes(secret));
      // Nothing is fetched when it is opened, so that nobody learns that it was.
      assert.doesNotMatch(html as string, /<(img|link|style|script|iframe)|url\(/i);
      if (/PAB-/.test(subject!)) {
        assert.match(mail.replyTo!.value[0]!.address!, /^reponse\+[a-z2-7]{46}@guichet\.example\.fr$/);
        const fil = String(mail.references);
        parFil.set(fil, [...(parFil.get(fil) ?? []), mail]);
      }
    }
    // Two conversations, each with its own address for answers.
    assert.deepEqual(
      [...parFil.values()].map((mails) => mails.length).toSorted((a, b) => a - b),
      [2, 6],
    );
    for (const mails of parFil.values())
      assert.equal(new Set(mails.map(({ replyTo }) => replyTo!.text)).size, 1);
    assert.equal(new Set(siens.map(({ messageId }) => messageId)).size, siens.length, 'each is one mail');
    const refus = siens.find(({ text }) => text!.includes('est refusée'))!;
    assert.match(refus.text!.replaceAll(/\s+/g, ' '), /2 mois.*tribunal administratif de Marseille/);
    assert.equal(refus.attachments[0]!.contentType, 'application/pdf');
  } finally {
    await facteur.fermer();
    await smtp.fermer();
  }
});
