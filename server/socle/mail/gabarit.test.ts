import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { composerCourriel } from './gabarit.ts';
import type { Gabarit } from './gabarit-blocs.ts';

const LIEN =
  'https://boutique.exemple.fr/p/suivi#numero=AAA-1234-5678&code=ABC123&une=longue-adresse-qui-depasse';
const EXEMPLE: Gabarit = {
  entete: 'Maison de l’Exemple',
  blocs: [
    { genre: 'titre', texte: 'Votre commande est bien arrivée' },
    {
      genre: 'paragraphe',
      texte:
        'Nous l’avons reçue le 22 novembre 2026 à 9\u00a0h\u00a030\u00a0; le service vous répondra avant le 22 janvier 2027, par courriel.\nMerci\u00a0!',
    },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Numéro', valeur: 'AAA-1234-5678', aCopier: true },
        { libelle: 'Adresse', valeur: '1 place du Marché\n13999 Exemple' },
      ],
    },
    { genre: 'liste', elements: ['un ticket de caisse', `un justificatif ${'très '.repeat(30)}long`] },
    { genre: 'bouton', libelle: 'Suivre ma commande', lien: LIEN },
    { genre: 'citation', auteur: 'Mme Durand, accueil', texte: `Bonjour,\n${'mot '.repeat(60)}` },
  ],
  pied: 'Une question\u00a0? 04 00 00 00 00',
};

const mots = (texte: string) => texte.match(/[\p{L}\p{N}]+/gu) ?? [];
const enClair = (html: string) =>
  html
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/&(quot|#39|lt|gt);/g, ' ');

describe('a mail from blocks', () => {
  it('says the same in both parts, word for word', () => {
    const { texte, html } = composerCourriel(EXEMPLE);
    assert.deepEqual(mots(enClair(html)), mots(texte));
    assert.ok(mots(texte).length > 100);
  });

  it('wraps the text at 76 columns, links and non-breaking spaces kept whole', () => {
    const { texte } = composerCourriel(EXEMPLE);
    for (const ligne of texte.split('\n')) assert.ok(ligne.length <= 76 || ligne === LIEN, ligne);
    assert.ok(texte.includes(`Suivre ma commande\u00a0:\n${LIEN}\n`));
    assert.ok(texte.includes('9\u00a0h\u00a030\u00a0;'));
    assert.match(texte, /\nMerci\u00a0!\n/);
    assert.match(texte, /\nAdresse\u00a0: 1 place du Marché\n {2}13999 Exemple\n/);
    assert.match(texte, /\nMme Durand, accueil\u00a0:\n> Bonjour,\n(> mot[ mot]*\n){3,}/);
    assert.match(texte, /\n- un justificatif très .*\n {2}très/);
  });

  it('is French HTML with nothing to load, and no style sheet', () => {
    const { html } = composerCourriel(EXEMPLE);
    assert.match(html, /^<!doctype html>\s*<html lang="fr">/i);
    assert.doesNotMatch(html, /<(img|link|style|script|iframe|object|video)|url\(|@import/i);
    assert.ok(html.includes(`href="${LIEN.replaceAll('&', '&amp;')}"`));
  });

  it('shows markup in any field as text', () => {
    const mal = '</p><img src=x onerror=alert(1)>"\'&lt;';
    const { html, texte } = composerCourriel({
      entete: mal,
      blocs: [
        { genre: 'titre', texte: mal },
        { genre: 'paragraphe', texte: `${mal}\n${mal}` },
        { genre: 'liste', elements: [mal] },
        { genre: 'faits', faits: [{ libelle: mal, valeur: mal }] },
        { genre: 'bouton', libelle: mal, lien: 'https://exemple.fr/"><img src=x>' },
        { genre: 'citation', texte: mal, auteur: mal },
      ],
      pied: mal,
    });
    assert.doesNotMatch(html, /<img/);
    assert.equal(
      html.split('&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;lt;').length - 1,
      12,
    );
    assert.ok(texte.includes(mal));
  });

  it('drops control characters, keeps line breaks whatever their kind', () => {
    const { texte } = composerCourriel({
      entete: 'V',
      blocs: [{ genre: 'paragraphe', texte: 'a\u0000\u001b[31mb\r\nc\rd\u2028\ud800' }],
    });
    assert.equal(texte, 'V\n\na[31mb\nc\nd\ufffd\n');
  });

  it('refuses a button that is not a web link', () => {
    for (const lien of ['javascript:alert(1)', 'data:text/html,x', '/relatif', 'mailto:a@b.fr'])
      assert.throws(
        () => composerCourriel({ entete: 'V', blocs: [{ genre: 'bouton', libelle: 'b', lien }] }),
        TypeError,
      );
  });
});
