import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Suivi } from '#contract/schemas/demande.ts';
import { composerNumero } from '#contract/numero.ts';
import { chemins, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import { acte, cantine, terrasse, voirie } from '../../test/serveur/reponses.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { JOUR, MINUTE } from '../socle/horloge/horloge.ts';

const depot = (reponses: unknown, autres: object = {}) => ({
  demarche: 'acte-naissance',
  version: 1,
  reponses,
  ...autres,
});
const sans = (reponses: object, cle: string) =>
  Object.fromEntries(Object.entries(reponses).filter(([nom]) => nom !== cle));

describe('a request that cannot be filed', () => {
  it('unknown démarche, old or future version', async () => {
    await using banc = await ouvrirBanc();
    const inconnue = await banc.post('demandes', depot(acte(), { demarche: 'permis-de-voler' }));
    await lireProbleme(inconnue, 404, 'demarche-inconnue');
    await lireProbleme(await banc.get('demarches/permis-de-voler'), 404, 'demarche-inconnue');
    await lireProbleme(await banc.get('demarches/acte-naissance?version=9'), 404, 'demarche-inconnue');
    for (const version of [2, 99]) {
      const perimee = await lireProbleme(
        await banc.post('demandes', depot(acte(), { version })),
        409,
        'version-perimee',
      );
      assert.equal(perimee['version'], 1);
    }
  });

  it('a required answer that is missing is named by its path, in a group too', async () => {
    await using banc = await ouvrirBanc();
    const probleme = await lireProbleme(
      await banc.post('demandes', depot(sans(acte(), 'nom-naissance'))),
      422,
      'saisie-invalide',
    );
    assert.deepEqual(chemins(probleme), ['nom-naissance']);
    assert.ok(probleme.erreurs![0]!.message.length > 5);

    const [enfant] = cantine()['enfants'] as object[];
    const reponses = { ...cantine(), enfants: [enfant, sans(enfant!, 'ecole')] };
    const groupe = await banc.post('demandes', depot(reponses, { demarche: 'cantine' }));
    assert.deepEqual(chemins(await lireProbleme(groupe, 422, 'saisie-invalide')), ['enfants.1.ecole']);
  });

  it('everything wrong is told at once', async () => {
    await using banc = await ouvrirBanc();
    const reponses = acte({ exemplaires: 99, 'demandeur-courriel': 'pas une adresse', 'nee-ici': false });
    const probleme = await lireProbleme(await banc.post('demandes', depot(reponses)), 422, 'saisie-invalide');
    assert.deepEqual(chemins(probleme), ['demandeur-courriel', 'exemplaires', 'nee-ici']);
  });

  it('50,000 characters in a field name the field', async () => {
    await using banc = await ouvrirBanc();
    const long = 'é'.repeat(50_000);
    const court = await banc.post('demandes', depot(acte({ prenoms: long })));
    assert.deepEqual(chemins(await lireProbleme(court, 422, 'saisie-invalide')), ['prenoms']);
    const texte = depot(voirie({ description: long }), { demarche: 'signaler-voirie' });
    assert.deepEqual(
      chemins(await lireProbleme(await banc.post('demandes', texte), 422, 'saisie-invalide')),
      ['description'],
    );
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const message = await banc.post(`demandes/${numero}/messages`, { corps: long }, { code });
    assert.deepEqual(chemins(await lireProbleme(message, 422, 'saisie-invalide')), ['corps']);
  });

  it('answers that are no answers', async () => {
    await using banc = await ouvrirBanc();
    for (const reponses of [null, [], 'x', 4, { nature: { $gt: '' } }, { enfants: 'x' }, { __proto__: 1 }]) {
      const probleme = await lireProbleme(
        await banc.post('demandes', depot(reponses)),
        422,
        'saisie-invalide',
      );
      assert.ok(chemins(probleme).length > 0);
    }
    const inconnue = await banc.post('demandes', depot(acte(), { statut: 'traitee' }));
    await lireProbleme(inconnue, 422, 'saisie-invalide');
  });

  it('too many requests from one address', async () => {
    await using banc = await ouvrirBanc({ limites: { depots: { points: 2, secondes: 600 } } });
    await banc.deposer('acte-naissance', acte());
    await banc.deposer('acte-naissance', acte());
    const refus = await banc.post('demandes', depot(acte()));
    assert.match(refus.headers.get('Retry-After') ?? '', /^[1-9]\d*$/);
    await lireProbleme(refus, 429, 'trop-de-tentatives');
  });
});

describe('HTML in a text field', () => {
  it('stays text: kept as typed, escaped in mails', async () => {
    await using banc = await ouvrirBanc();
    const pirate = '<img src=x onerror=alert(1)>';
    const { numero, code } = await banc.deposer('acte-naissance', acte({ prenoms: pirate }));
    const suivi = await lire(Suivi, await banc.get(`demandes/${numero}`, { code }));
    assert.equal(suivi.dossier?.reponses['prenoms'], pirate);
    const poste = await banc.connecter('agent@port-aubier.example');
    await banc.post(`agent/demandes/${numero}/messages`, { corps: `Bonjour ${pirate}` }, { poste });
    await banc.jobs();
    const courriel = banc.boite.recus.at(-1)!;
    assert.ok(!courriel.html.includes('<img'));
    assert.ok(courriel.html.includes('&lt;img src=x onerror=alert(1)&gt;'));
  });
});

describe('numbers and codes', () => {
  it('a typing error, a number too short and a number that is nobody’s are told apart', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const faute = numero.slice(0, -1) + (numero.endsWith('7') ? '8' : '7');
    const mal = await lireProbleme(await banc.get(`demandes/${faute}`), 400, 'numero-mal-tape');
    assert.deepEqual(
      mal.erreurs?.map(({ chemin, code }) => [chemin, code]),
      [['numero', 'faute']],
    );
    const court = await lireProbleme(await banc.get('demandes/PAB-7K4F'), 400, 'numero-mal-tape');
    assert.equal(court.erreurs?.[0]?.code, 'incomplet');
    const bon = composerNumero('PAB', new Uint8Array(7).fill(3));
    await lireProbleme(await banc.get(`demandes/${bon}`), 404, 'numero-inconnu');
  });

  const faux = (code: string) => (code === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA');
  const proxy = { PARVIS_PROXY: '1' };
  const de = (ip: string) => ({ entetes: { 'X-Forwarded-For': `198.51.100.99, ${ip}` } });

  it('ten wrong codes on a number close it, from wherever they come, even to the right one', async () => {
    await using banc = await ouvrirBanc({ env: proxy });
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const essayer = (ip: string, essai: string) => banc.get(`demandes/${numero}`, { code: essai, ...de(ip) });
    for (let i = 0; i < 10; i++) {
      const probleme = await lireProbleme(await essayer(`192.0.2.${i}`, faux(code)), 403, 'code-faux');
      assert.deepEqual(chemins(probleme), ['code']);
    }
    const ferme = await essayer('192.0.2.200', code);
    assert.match(ferme.headers.get('Retry-After') ?? '', /^[1-9]\d*$/);
    const probleme = await lireProbleme(ferme, 429, 'trop-de-tentatives');
    assert.match(probleme.detail, /Réessayez dans/);
    assert.equal(
      (await banc.get(`demandes/${numero}`, de('192.0.2.201'))).status,
      200,
      'the public part stays',
    );
    const autre = await banc.deposer('acte-naissance', acte());
    assert.equal((await banc.get(`demandes/${autre.numero}`, { code: autre.code })).status, 200);
  });

  it('an address that guesses is stopped on every number, and no other address is', async () => {
    await using banc = await ouvrirBanc({
      env: proxy,
      limites: { erreursParAdresse: { points: 10, secondes: 900 } },
    });
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    for (let i = 0; i < 10; i++) {
      const bon = composerNumero('PAB', new Uint8Array(7).fill(i + 1));
      await lireProbleme(await banc.get(`demandes/${bon}`, de('192.0.2.7')), 404, 'numero-inconnu');
    }
    const refus = await banc.get(`demandes/${numero}`, { code, ...de('192.0.2.7') });
    assert.ok(refus.headers.get('Retry-After'));
    await lireProbleme(refus, 429, 'trop-de-tentatives');
    assert.equal((await banc.get(`demandes/${numero}`, { code, ...de('192.0.2.8') })).status, 200);
  });

  it('brakes every door that takes a code', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const portes = [
      () => banc.post(`demandes/${numero}/messages`, { corps: 'x' }, { code: faux(code) }),
      () => banc.post(`demandes/${numero}/retrait`, {}, { code: faux(code) }),
      () => banc.get(`demandes/${numero}/pieces/01890000-0000-7000-8000-000000000000`, { code: faux(code) }),
    ];
    for (let i = 0; i < 10; i++) await lireProbleme(await portes[i % 3]!(), 403, 'code-faux');
    for (const porte of portes) await lireProbleme(await porte(), 429, 'trop-de-tentatives');
  });

  it('the code of one demande does not open another', async () => {
    await using banc = await ouvrirBanc();
    const un = await banc.deposer('acte-naissance', acte());
    const deux = await banc.deposer('acte-naissance', acte());
    await lireProbleme(await banc.get(`demandes/${un.numero}`, { code: deux.code }), 403, 'code-faux');
  });
});

describe('files that a request names', () => {
  const deposerTerrasse = async (banc: Banc, plan: { id: string }, assurance: { id: string }) => {
    const complet = (id: string) => ({ id, nom: 'a.pdf', taille: 10, type: 'application/pdf' });
    const reponses = terrasse(complet(plan.id), complet(assurance.id));
    return banc.post('demandes', { demarche: 'terrasse', version: 1, reponses });
  };

  it('that belong to another demande, or to nobody, are refused by the name of the field', async () => {
    await using banc = await ouvrirBanc();
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => banc.televerser('a.pdf', pdf())));
    assert.equal((await deposerTerrasse(banc, a!, b!)).status, 201);
    const pris = await lireProbleme(await deposerTerrasse(banc, c!, a!), 422, 'saisie-invalide');
    assert.deepEqual(chemins(pris), ['assurance']);
    const inconnu = { id: '01890000-0000-7000-8000-000000000000' };
    const absent = await lireProbleme(await deposerTerrasse(banc, inconnu, c!), 422, 'saisie-invalide');
    assert.deepEqual(chemins(absent), ['plan']);

    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const message = await banc.post(`demandes/${numero}/messages`, { corps: 'x', pieces: [a!.id] }, { code });
    assert.deepEqual(chemins(await lireProbleme(message, 422, 'saisie-invalide')), ['pieces']);
    assert.equal((await deposerTerrasse(banc, c!, await banc.televerser('d.pdf', pdf()))).status, 201);
  });

  it('named twice in one request', async () => {
    await using banc = await ouvrirBanc();
    const a = await banc.televerser('a.pdf', pdf());
    const deux = await lireProbleme(await deposerTerrasse(banc, a, a), 422, 'saisie-invalide');
    assert.deepEqual(chemins(deux), ['assurance']);
  });

  it('named by two requests at once: one gets it, the other is told', async () => {
    await using banc = await ouvrirBanc();
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => banc.televerser('a.pdf', pdf())));
    const reponses = await Promise.all([deposerTerrasse(banc, a!, b!), deposerTerrasse(banc, c!, a!)]);
    assert.deepEqual(
      reponses.map(({ status }) => status),
      [201, 422],
    );
    assert.deepEqual(chemins(await lireProbleme(reponses[1]!, 422, 'saisie-invalide')), ['assurance']);
  });

  it('an upload that nobody filed goes after a day, a filed one stays', async () => {
    await using banc = await ouvrirBanc();
    const libre = await banc.televerser('libre.pdf', pdf('seul'));
    const jointe = await banc.televerser('jointe.pdf', pdf('jointe'));
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    await banc.post(`demandes/${numero}/messages`, { corps: 'x', pieces: [jointe.id] }, { code });
    const gardes = async () => {
      let nombre = 0;
      for await (const _ of (await banc.commune()).blobs.lister()) nombre += 1;
      return nombre;
    };
    banc.horloge.avancer(JOUR - MINUTE);
    await banc.jobs();
    assert.equal(await gardes(), 2);
    banc.horloge.avancer(2 * MINUTE);
    await banc.jobs();
    assert.equal(await gardes(), 1);
    assert.equal((await banc.get(`demandes/${numero}/pieces/${jointe.id}`, { code })).status, 200);
    const tard = await banc.post(`demandes/${numero}/messages`, { corps: 'x', pieces: [libre.id] }, { code });
    await lireProbleme(tard, 422, 'saisie-invalide');
  });
});
