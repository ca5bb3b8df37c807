import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { Mandat, Mandats } from '#contract/schemas/mandat.ts';
import { DemandeDeposee, Suivi } from '#contract/schemas/demande.ts';
import { DemandesAidees, LigneUsager } from '#contract/schemas/usager.ts';
import {
  AUTRE_AIDANT,
  avecDeuxAidants,
  codeDeMarie,
  donnerAccord,
  MARIE,
  mandatActif,
  ouvrirAidant,
  preparerMandat,
  REPONSES_MARIE,
  sansAidant,
} from '../../test/serveur/aidants.ts';
import {
  chemins,
  lire,
  lireProbleme,
  ouvrirBanc,
  ouvrirSessionDe,
  sourceDe,
  type Banc,
} from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { trouverOuCreer } from '../identite/comptes.ts';
import { MINUTE, SECONDE } from '../socle/horloge/horloge.ts';
import { evenementsDeMandat } from '../mandats/store.ts';

const corpsActe = (mandat: string | undefined, reponses: object = {}) => ({
  demarche: 'acte-naissance',
  version: 1,
  reponses: acte({ ...REPONSES_MARIE, ...reponses }),
  ...(mandat && { mandat }),
});
const deposer = (banc: Banc, poste: Poste | undefined, mandat: string | undefined, reponses?: object) =>
  banc.post('demandes', corpsActe(mandat, reponses), poste ? { poste } : {});
const deposee = async (banc: Banc, poste: Poste, mandat: string) =>
  (await lire(DemandeDeposee, await deposer(banc, poste, mandat), 201)).numero;
const demandesAidees = async (banc: Banc, poste: Poste) =>
  (await lire(DemandesAidees, await banc.get('aidant/demandes', { poste }))).demandes;

/** A citizen with a proven address. */
async function usager(banc: Banc, valeur: string): Promise<Poste> {
  const commune = await banc.commune();
  const prepare = await trouverOuCreer(commune, { moyen: 'courriel', valeur });
  await commune.moteur.commit(prepare.instructions);
  return ouvrirSessionDe(banc, { role: 'usager', sujet: prepare.usager });
}

test('nothing is filed before consent, without a mandate, for another démarche, or after the end', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const refus = async (reponse: Response) => lireProbleme(reponse, 403, 'mandat-requis');
  const mandat = await preparerMandat(banc, poste);
  await refus(await deposer(banc, poste, mandat.id));
  await refus(await deposer(banc, poste, undefined));
  await refus(await deposer(banc, poste, '0193d6a0-0000-7000-8000-000000000001'));
  await donnerAccord(banc, poste, mandat);
  const voirieSousMandat = { demarche: 'signaler-voirie', version: 1, reponses: voirie(), mandat: mandat.id };
  await refus(await banc.post('demandes', voirieSousMandat, { poste }));
  const numero = await deposee(banc, poste, mandat.id);
  assert.equal((await banc.appel('DELETE', `aidant/mandats/${mandat.id}`, { poste })).status, 204);
  await refus(await deposer(banc, poste, mandat.id));
  assert.deepEqual(await demandesAidees(banc, poste), []);
  await refus(await banc.get(`demandes/${numero}`, { poste }));
  for (const [methode, chemin, corps] of [
    ['POST', 'messages', { corps: 'Encore moi' }],
    ['POST', 'retrait', {}],
    ['GET', 'accuse', undefined],
  ] as const) {
    const reponse = await banc.appel(methode, `demandes/${numero}/${chemin}`, {
      poste,
      ...(corps && { corps }),
    });
    await refus(reponse);
  }
});

test('a mandate named by somebody else is worth nothing: guest, citizen, agent, another helper', async () => {
  await using banc = await ouvrirBanc({ adapter: avecDeuxAidants });
  const poste = await ouvrirAidant(banc);
  const { id, reference } = await mandatActif(banc, poste);
  const refus = async (reponse: Response) => lireProbleme(reponse, 403, 'mandat-requis');
  await refus(await deposer(banc, undefined, id));
  const citoyen = await usager(banc, 'autre@exemple.fr');
  await refus(await deposer(banc, citoyen, id));
  const autre = await ouvrirAidant(banc, AUTRE_AIDANT);
  await refus(await deposer(banc, autre, id));

  // What an agent types at the counter never enters the helper's list.
  const agent = await banc.connecter('agent@port-aubier.example');
  const saisie = await banc.post('agent/demandes', { ...corpsActe(id), canal: 'guichet' }, { poste: agent });
  assert.ok([201, 422].includes(saisie.status), String(saisie.status));
  assert.deepEqual(await demandesAidees(banc, poste), []);

  // Another helper: neither seen, nor agreed, nor ended, nor printed.
  const numero = await deposee(banc, poste, id);
  assert.deepEqual((await lire(Mandats, await banc.get('aidant/mandats', { poste: autre }))).mandats, []);
  assert.deepEqual(await demandesAidees(banc, autre), []);
  await refus(await banc.get(`demandes/${numero}`, { poste: autre }));
  for (const [methode, suite, corps] of [
    ['POST', '/code', {}],
    ['POST', '/consentement', { code: '123456' }],
    ['GET', '/feuille', undefined],
    ['DELETE', '', undefined],
  ] as const) {
    const reponse = await banc.appel(methode, `aidant/mandats/${id}${suite}`, {
      poste: autre,
      ...(corps && { corps }),
    });
    await lireProbleme(reponse, 404, 'introuvable');
  }
  // Another citizen: neither seen, nor limited, nor ended.
  assert.deepEqual((await lire(Mandats, await banc.get('usager/mandats', { poste: citoyen }))).mandats, []);
  for (const [methode, corps] of [
    ['PATCH', { jusquau: '2026-12-01' }],
    ['DELETE', undefined],
  ] as const) {
    const reponse = await banc.appel(methode, `usager/mandats/${id}`, {
      poste: citoyen,
      ...(corps && { corps }),
    });
    await lireProbleme(reponse, 404, 'introuvable');
  }
  assert.equal((await lire(Mandats, await banc.get('aidant/mandats', { poste }))).mandats[0]?.etat, 'actif');
  await lireProbleme(await banc.post(`agent/mandats/${reference}/fin`, {}, { poste }), 401, 'session-finie');
});

test('doors: no session, a session of another role, a helper of another commune', async () => {
  await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
  const citoyen = await usager(banc, MARIE.courriel);
  const ailleurs = await ouvrirSessionDe(banc, {
    role: 'aidant',
    sujet: 'aidant@anse-vanille.example',
    slug: 'anse-vanille',
  });
  for (const chemin of ['aidant/moi', 'aidant/mandats', 'aidant/demandes']) {
    await lireProbleme(await banc.get(chemin), 401, 'session-requise');
    await lireProbleme(await banc.get(chemin, { poste: citoyen }), 401, 'session-finie');
    await lireProbleme(await banc.get(chemin, { poste: ailleurs }), 401, 'session-finie');
  }
  const aidant = await ouvrirAidant(banc);
  await lireProbleme(await banc.get('usager/mandats', { poste: aidant }), 401, 'session-finie');
});

test('a helper taken off the list may do nothing, at once; the person is told in the night', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const { id } = await mandatActif(banc, poste);
  const numero = await deposee(banc, poste, id);
  const citoyen = await usager(banc, MARIE.courriel);
  banc.horloge.avancer(3 * SECONDE);
  await banc.importer(sourceDe('port-aubier'), sansAidant);
  assert.ok([401, 403].includes((await deposer(banc, poste, id)).status));
  for (const chemin of ['aidant/moi', 'aidant/mandats', 'aidant/demandes']) {
    const { status } = await banc.get(chemin, { poste });
    assert.ok([401, 403].includes(status), `${chemin}: ${status}`);
  }
  const suivi = await banc.get(`demandes/${numero}`, { poste });
  assert.ok(suivi.status === 401 || (await lire(Suivi, suivi)).dossier === null);
  const [vu] = (await lire(Mandats, await banc.get('usager/mandats', { poste: citoyen }))).mandats;
  assert.deepEqual([vu?.etat, vu?.finiPar], ['fini', 'La mairie']);
  banc.horloge.avancer(24 * 60 * MINUTE);
  await banc.jobs();
  assert.match(
    banc.boite.recus.findLast(({ a }) => a === MARIE.courriel)!.texte,
    /plus dans la\s+liste des aidants/,
  );
  // Back in the list, he starts anew.
  banc.horloge.avancer(3 * SECONDE);
  await banc.importer(sourceDe('port-aubier'));
  await lireProbleme(await deposer(banc, await ouvrirAidant(banc), id), 403, 'mandat-requis');
});

test('codes: wrong, of another mandate, expired, tried too often, used twice', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const mandat = await preparerMandat(banc, poste);
  const autre = await preparerMandat(banc, poste);
  const envoyer = async ({ id }: Mandat): Promise<string> => {
    assert.equal((await banc.post(`aidant/mandats/${id}/code`, {}, { poste })).status, 202);
    await banc.jobs();
    return codeDeMarie(banc);
  };
  const essayer = ({ id }: Mandat, code: string) =>
    banc.post(`aidant/mandats/${id}/consentement`, { code }, { poste });
  const faux = async (reponse: Response) => lireProbleme(reponse, 403, 'code-faux');

  await faux(await essayer(mandat, '000000'));
  const bon = await envoyer(mandat);
  await faux(await essayer(autre, bon));
  banc.horloge.avancer(9 * MINUTE + 59 * SECONDE);
  await faux(await essayer(mandat, bon === '111111' ? '222222' : '111111'));
  banc.horloge.avancer(SECONDE);
  const frais = await ouvrirAidant(banc);
  await faux(await banc.post(`aidant/mandats/${mandat.id}/consentement`, { code: bon }, { poste: frais }));

  const second = await envoyerAvec(frais);
  for (let n = 0; n < 5; n++) {
    const mauvais = String((Number(second) + 1 + n) % 1_000_000).padStart(6, '0');
    await faux(
      await banc.post(`aidant/mandats/${mandat.id}/consentement`, { code: mauvais }, { poste: frais }),
    );
  }
  await faux(await banc.post(`aidant/mandats/${mandat.id}/consentement`, { code: second }, { poste: frais }));
  const troisieme = await envoyerAvec(frais);
  const deux = await Promise.all(
    [1, 2].map(async () =>
      banc.post(`aidant/mandats/${mandat.id}/consentement`, { code: troisieme }, { poste: frais }),
    ),
  );
  assert.deepEqual(deux.map(({ status }) => status).toSorted()[0], 200);
  assert.ok(deux.some(({ status }) => [403, 409].includes(status)));
  await lireProbleme(
    await banc.post(`aidant/mandats/${mandat.id}/consentement`, { code: troisieme }, { poste: frais }),
    409,
    'conflit',
  );
  const accords = await (await banc.commune()).moteur.lire(evenementsDeMandat, { mandat: mandat.id });
  assert.equal(accords.filter(({ type }) => type === 'accord').length, 1);

  async function envoyerAvec(celui: Poste): Promise<string> {
    assert.equal((await banc.post(`aidant/mandats/${mandat.id}/code`, {}, { poste: celui })).status, 202);
    await banc.jobs();
    return codeDeMarie(banc);
  }
});

test('the person is not drowned in codes, nor do guesses go on', async () => {
  await using banc = await ouvrirBanc({
    limites: { codesDeMandat: { points: 3, secondes: 900 }, mandats: { points: 8, secondes: 3600 } },
  });
  const poste = await ouvrirAidant(banc);
  const { id } = await preparerMandat(banc, poste);
  const demander = async () => (await banc.post(`aidant/mandats/${id}/code`, {}, { poste })).status;
  assert.deepEqual(
    [await demander(), await demander(), await demander(), await demander()],
    [202, 202, 202, 429],
  );
  const statuts = new Set<number>();
  for (let n = 0; n < 9; n++) {
    statuts.add((await banc.post(`aidant/mandats/${id}/consentement`, { code: '000000' }, { poste })).status);
  }
  assert.deepEqual([...statuts], [403, 429]);
});

test('a helper is not his own witness: his address, sheets signed too early or tomorrow, the wrong way', async () => {
  await using banc = await ouvrirBanc({ adapter: avecDeuxAidants });
  const poste = await ouvrirAidant(banc);
  const base = { pour: MARIE, demarches: [], jusquau: '2027-02-28', consentement: 'courriel' };
  const refuse = async (voulu: object, attendus: string[]) => {
    const reponse = await banc.post('aidant/mandats', { ...base, ...voulu }, { poste });
    assert.deepEqual(chemins(await lireProbleme(reponse, 422, 'saisie-invalide')), attendus);
  };
  await refuse({ pour: { ...MARIE, courriel: 'Aidant@Port-Aubier.example' } }, ['pour.courriel']);
  await refuse({ pour: { ...MARIE, courriel: AUTRE_AIDANT } }, ['pour.courriel']);
  await refuse({ pour: { prenom: 'Marie', nom: 'Dupont' } }, ['pour.courriel']);
  await refuse({ pour: { ...MARIE, prenom: '\u200b' } }, ['pour.prenom']);
  await refuse({ consentement: 'telephone' }, ['consentement']);
  await refuse({ jusquau: '2026-11-21' }, ['jusquau']);
  await refuse({ jusquau: '2027-11-23' }, ['jusquau']);
  await refuse({ demarches: ['n-existe-pas', 'acte-naissance'] }, ['demarches.0']);
  await refuse({ demarches: ['liste-electorale'] }, ['demarches.0']);

  const feuille = await preparerMandat(banc, poste, { consentement: 'feuille', jusquau: '2027-11-22' });
  const accord = (corps: object) => banc.post(`aidant/mandats/${feuille.id}/consentement`, corps, { poste });
  for (const corps of [{}, { code: '123456' }, { signeeLe: '2026-11-21' }, { signeeLe: '2026-11-23' }]) {
    await lireProbleme(await accord(corps), 422, 'saisie-invalide');
  }
  await lireProbleme(await banc.post(`aidant/mandats/${feuille.id}/code`, {}, { poste }), 409, 'conflit');
  await lire(Mandat, await accord({ signeeLe: '2026-11-22' }));
  const parCode = await preparerMandat(banc, poste);
  await lireProbleme(
    await banc.post(`aidant/mandats/${parCode.id}/consentement`, { signeeLe: '2026-11-22' }, { poste }),
    422,
    'saisie-invalide',
  );
});

test('filed for another person, or with the helper’s own address, is refused by the field', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const { id } = await mandatActif(banc, poste);
  const refuse = async (reponses: object, attendus: string[]) => {
    const reponse = await deposer(banc, poste, id, reponses);
    assert.deepEqual(chemins(await lireProbleme(reponse, 422, 'saisie-invalide')), attendus);
  };
  await refuse({ 'demandeur-nom': 'Martin' }, ['demandeur-nom']);
  await refuse({ 'demandeur-prenom': 'Paul', 'demandeur-nom': 'Martin' }, [
    'demandeur-nom',
    'demandeur-prenom',
  ]);
  await refuse({ 'demandeur-courriel': 'AIDANT@port-aubier.example' }, ['demandeur-courriel']);
  assert.equal(
    (await deposer(banc, poste, id, { 'demandeur-nom': 'DUPONT', 'demandeur-prenom': 'marie' })).status,
    201,
  );
});

test('the person sees, narrows and ends it; it never widens; her space holds what was filed', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const marie = await usager(banc, MARIE.courriel);
  const { id } = await mandatActif(banc, poste, { demarches: ['acte-naissance', 'acte-deces'] });
  const numero = await deposee(banc, poste, id);
  assert.ok((await lire(Suivi, await banc.get(`demandes/${numero}`, { poste: marie }))).dossier);
  const limiter = (corps: object) => banc.appel('PATCH', `usager/mandats/${id}`, { poste: marie, corps });
  for (const corps of [
    { jusquau: '2027-03-01' },
    { demarches: [] },
    { demarches: ['terrasse'] },
    { demarches: ['acte-naissance', 'terrasse'] },
    { jusquau: '2026-11-21' },
  ]) {
    await lireProbleme(await limiter(corps), 422, 'saisie-invalide');
  }
  const limite = await lire(Mandat, await limiter({ demarches: ['acte-deces'], jusquau: '2026-12-31' }));
  assert.deepEqual(
    [limite.demarches.map(({ code }) => code), limite.jusquau],
    [['acte-deces'], '2026-12-31'],
  );
  await lireProbleme(await deposer(banc, poste, id), 403, 'mandat-requis');
  assert.deepEqual(await demandesAidees(banc, poste), [], 'what is no longer agreed is no longer seen');
  assert.equal((await banc.appel('DELETE', `usager/mandats/${id}`, { poste: marie })).status, 204);
  assert.equal((await banc.appel('DELETE', `usager/mandats/${id}`, { poste: marie })).status, 204);
  await lireProbleme(await limiter({ jusquau: '2026-12-01' }), 409, 'conflit');
  await banc.jobs();
  const fins = banc.boite.recus.filter(({ objet }) => /ne peut plus agir/.test(objet));
  assert.equal(fins.length, 1, 'told once');
  assert.ok(
    (await lire(Suivi, await banc.get(`demandes/${numero}`, { poste: marie }))).dossier,
    'hers for good',
  );
});

test('claimed later: without an address, whoever claims the request sees its mandate', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const { id } = await mandatActif(banc, poste, {
    pour: { prenom: 'Marie', nom: 'Dupont' },
    consentement: 'feuille',
  });
  const depot = await lire(
    DemandeDeposee,
    await deposer(banc, poste, id, { 'demandeur-courriel': undefined }),
    201,
  );
  const marie = await usager(banc, 'marie@ailleurs.fr');
  const siens = async () => (await lire(Mandats, await banc.get('usager/mandats', { poste: marie }))).mandats;
  assert.deepEqual(await siens(), []);
  await lire(
    LigneUsager,
    await banc.post('usager/rattachements', { ...depot, accuse: undefined }, { poste: marie }),
  );
  assert.equal((await siens())[0]?.id, id);
  assert.equal((await banc.appel('DELETE', `usager/mandats/${id}`, { poste: marie })).status, 204);
  await lireProbleme(await deposer(banc, poste, id), 403, 'mandat-requis');
});

test('at the counter, by its reference, with an event; wrong references are counted', async () => {
  await using banc = await ouvrirBanc({ limites: { erreursParAdresse: { points: 3, secondes: 900 } } });
  const poste = await ouvrirAidant(banc);
  const { id, reference } = await mandatActif(banc, poste);
  const agent = await banc.connecter('agent@port-aubier.example');
  const finir = (r: string) => banc.post(`agent/mandats/${encodeURIComponent(r)}/fin`, {}, { poste: agent });
  await lireProbleme(await finir('M-0000-00'), 404, 'introuvable');
  await lireProbleme(await finir(id), 404, 'introuvable');
  const fini = await lire(Mandat, await finir(` ${reference.toLowerCase().replaceAll('-', ' ')}`));
  assert.deepEqual([fini.etat, fini.finiPar], ['fini', 'La mairie']);
  assert.equal((await lire(Mandat, await finir(reference))).finiLe, fini.finiLe, 'twice is once');
  await lireProbleme(await finir('M-0000-01'), 404, 'introuvable');
  await lireProbleme(await finir(reference), 429, 'trop-de-tentatives');
  const evenements = await (await banc.commune()).moteur.lire(evenementsDeMandat, { mandat: id });
  const dernier = evenements.at(-1)!;
  assert.deepEqual(
    [dernier.type, dernier.role, dernier.auteur],
    ['fin', 'agent', 'Mireille Vasselin, officière d’état civil'],
  );
  await lireProbleme(await deposer(banc, poste, id), 403, 'mandat-requis');
});

test('by text message, through a real gateway: its token, one message, what it refuses', async () => {
  const recus: { autorisation: string | undefined; corps: { a: string; texte: string } }[] = [];
  let statut = 202;
  const lireCorps = async (requete: IncomingMessage) => {
    let texte = '';
    for await (const bout of requete) texte += bout;
    return JSON.parse(texte);
  };
  const passerelle = createServer((requete, reponse) => {
    void lireCorps(requete).then((corps) => {
      recus.push({ autorisation: requete.headers.authorization, corps });
      if (statut === 302) reponse.setHeader('Location', 'http://127.0.0.1:1/vole');
      reponse.writeHead(statut).end();
    });
  });
  await new Promise<void>((pret) => passerelle.listen(0, '127.0.0.1', pret));
  const { port } = passerelle.address() as AddressInfo;
  try {
    await using banc = await ouvrirBanc({
      env: { PARVIS_SMS_URL: `http://127.0.0.1:${port}/envois`, PARVIS_SMS_JETON: 'jeton-sms' },
    });
    const poste = await ouvrirAidant(banc);
    const pour = { prenom: 'Marie', nom: 'Dupont', telephone: '06 39 98 12 34' };
    const fixe = await banc.post(
      'aidant/mandats',
      { pour: { ...pour, telephone: '04 65 71 00 10' }, jusquau: '2027-01-01', consentement: 'telephone' },
      { poste },
    );
    assert.deepEqual(chemins(await lireProbleme(fixe, 422, 'saisie-invalide')), ['pour.telephone']);
    const mandat = await preparerMandat(banc, poste, { pour, consentement: 'telephone' });
    const chemin = `aidant/mandats/${mandat.id}`;

    for (statut of [302, 503]) {
      await banc.post(`${chemin}/code`, {}, { poste });
      await banc.jobs();
    }
    assert.equal(recus.length, 2, 'tried again later, not at once; a redirection is not followed');
    statut = 202;
    await banc.post(`${chemin}/code`, {}, { poste });
    await banc.jobs();
    const { autorisation, corps } = recus.at(-1)!;
    assert.equal(autorisation, 'Bearer jeton-sms');
    assert.equal(corps.a, '0639981234');
    const code = /\b(\d{6})\b/.exec(corps.texte)![1]!;
    assert.match(corps.texte, /Léa Roy/);
    assert.equal(banc.boite.recus.length, 0);
    const journal = banc.lignes.join('\n');
    assert.ok(!journal.includes(code) && !journal.includes('0639981234') && !journal.includes('jeton-sms'));
    const actif = await lire(Mandat, await banc.post(`${chemin}/consentement`, { code }, { poste }));
    assert.equal(actif.etat, 'actif');
    assert.equal(await deposer(banc, poste, actif.id).then(({ status }) => status), 201);
  } finally {
    passerelle.close();
  }
});

test('nobody’s telephone is drowned, however many mandates are prepared for it', async () => {
  await using banc = await ouvrirBanc({
    env: { PARVIS_SMS_URL: 'http://127.0.0.1:9/envois' },
    limites: { codesDeMandat: { points: 1000, secondes: 900 }, smsParJour: { points: 2, secondes: 86_400 } },
  });
  const poste = await ouvrirAidant(banc);
  const statuts = [];
  for (const telephone of ['06 39 98 12 34', '0639981234', '+33 (0)6 39 98 12 34', '06.39.98.12.34']) {
    const pour = { prenom: 'Marie', nom: 'Dupont', telephone };
    const mandat = await preparerMandat(banc, poste, { pour, consentement: 'telephone' });
    statuts.push((await banc.post(`aidant/mandats/${mandat.id}/code`, {}, { poste })).status);
  }
  assert.deepEqual(statuts, [202, 202, 429, 429]);
});
