import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod';
import { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { lire, ouvrirBanc, URL_BANC, type Banc } from '../../test/serveur/banc.ts';

const ouvrir = async (banc: Banc, page: string): Promise<string> => {
  const reponse = await banc.app.request(`${URL_BANC}/c/port-aubier/${page}`);
  assert.equal(reponse.status, 200, page);
  return reponse.text();
};
const texte = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('pages of information', () => {
  it('stand under one heading, run nothing, and lead to each other', async () => {
    await using banc = await ouvrirBanc();
    for (const page of ['donnees', 'accessibilite', 'registre']) {
      const html = await ouvrir(banc, page);
      assert.match(html, /<html lang="fr">/);
      assert.equal(html.match(/<h1>/g)?.length, 1);
      assert.doesNotMatch(html, /<script|<style|style="| on\w+="/);
      for (const autre of ['donnees', 'accessibilite', 'registre']) {
        if (autre !== page) assert.ok(html.includes(`href="/c/port-aubier/${autre}"`), `${page} to ${autre}`);
      }
      const { headers } = await banc.app.request(`${URL_BANC}/c/port-aubier/${page}`);
      assert.match(headers.get('Content-Security-Policy')!, /default-src 'none'.*frame-ancestors 'none'/);
      // A server with one commune answers at its root.
      assert.equal((await banc.app.request(`${URL_BANC}/${page}`)).status, 200);
    }
    const hebergee = await (await banc.app.request(`${URL_BANC}/c/port-aubier/p/mes-demarches`)).text();
    assert.match(hebergee, /href="\/c\/port-aubier\/donnees"[^]*href="\/c\/port-aubier\/accessibilite"/);
  });

  it('tell of each démarche why, who, what and how long, as the town configured it', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({
        ...lu,
        commune: {
          ...lu.commune,
          donnees: { responsable: 'La maire <Odette>', contact: 'dpo@port-aubier.example' },
          conservation: {
            ...lu.commune.conservation,
            dossierClosMois: 4,
            archiveMois: 8,
            brouillonJours: 21,
          },
        },
      }),
    });
    const html = await ouvrir(banc, 'donnees');
    assert.ok(!html.includes('<Odette>'), 'escaped');
    assert.match(texte(html), /La maire &lt;Odette&gt;/);
    assert.match(html, /href="mailto:dpo@port-aubier.example"/);
    assert.match(texte(html), /Un formulaire commencé.: 21 jours/);
    const acte = /<section id="acte-naissance">[^]*?<\/section>/.exec(html)![0];
    assert.match(texte(acte), /4.mois à l’écran après la fin, puis en archive jusqu’à 1.an après la fin/);
    assert.match(texte(acte), /État civil/);
    assert.match(texte(acte), /article 6\.1\.e/);
    // Its own delay is longer than the town's.
    const terrasse = /<section id="terrasse">[^]*?<\/section>/.exec(html)![0];
    assert.match(texte(terrasse), /en archive jusqu’à 5.ans/);
    assert.match(texte(terrasse), /SIRET/i);
    assert.match(texte(html), /cnil\.fr/);
  });

  it('never claim conformity, and name the Défenseur des droits', async () => {
    await using banc = await ouvrirBanc();
    const dit = texte(await ouvrir(banc, 'accessibilite'));
    assert.doesNotMatch(dit, /conforme/i);
    assert.match(dit, /Défenseur des droits, Libre réponse 71120/);
    assert.match(dit, /04 65 71 00 10/);
  });

  it('give the register as JSON and as a table', async () => {
    await using banc = await ouvrirBanc();
    const lignes = z.array(z.looseObject({ code: z.string(), duree: z.string().min(1) }));
    const registre = z
      .looseObject({ demarches: lignes, communs: lignes })
      .parse(JSON.parse(await ouvrir(banc, 'registre.json')));
    const csv = (await ouvrir(banc, 'registre.csv')).trim().split('\r\n');
    assert.equal(csv.length, 1 + registre.demarches.length + registre.communs.length);
    const offertes = z
      .object({ demarches: z.array(z.looseObject({ code: z.string(), depot: z.string() })) })
      .parse(await (await banc.get('demarches')).json());
    const enLigne = offertes.demarches.filter(({ depot }) => depot === 'en-ligne').map(({ code }) => code);
    assert.deepEqual(registre.demarches.map(({ code }) => code).toSorted(), enLigne.toSorted());
  });

  it('are where the notice of each form leads', async () => {
    await using banc = await ouvrirBanc();
    const { mention } = await lire(DemarchePubliee, await banc.get('demarches/signaler-voirie'));
    assert.ok(mention);
    assert.match(mention.texte, /^Pourquoi ces informations.\? Votre signalement sert/);
    assert.match(mention.texte, /gardées 2.ans et 3.mois après la fin de votre signalement/);
    assert.match(
      mention.texte,
      /Service chargé.: Voirie et éclairage\. Responsable.: Le maire de Port-Aubier\./,
    );
    const { pathname, hash } = new URL(mention.lien);
    const html = await (await banc.app.request(`${URL_BANC}${pathname}`)).text();
    assert.ok(html.includes(`<section id="${hash.slice(1)}">`));
  });
});
