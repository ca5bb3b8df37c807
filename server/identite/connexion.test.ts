import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Session } from '#contract/schemas/session.ts';
import {
  codeRecu,
  lire,
  lireProbleme,
  ouvrirBanc,
  sourceDe,
  URL_BANC,
  type Banc,
} from '../../test/serveur/banc.ts';
import {
  AIDANT,
  autreCode,
  avecAidant,
  demanderCodeA,
  entrer,
  lireBase,
  LOU,
} from '../../test/serveur/entrer.ts';
import { Poste } from '../../test/serveur/poste.ts';
import { LIMITES } from '../app.ts';
import { lireEnvironnement } from '../configuration.ts';
import { assembler } from '../lancer.ts';
import { DejaPris } from '../socle/db/moteur.ts';
import { JOUR, MINUTE, SECONDE } from '../socle/horloge/horloge.ts';
import { ErreurEnvoi } from '../socle/mail/mail.ts';
import { FreinsDeCode } from './freins.ts';
import { trouverOuCreer } from './comptes.ts';

const demander = (banc: Banc, courriel: string, role = 'usager') =>
  banc.post(`${role}/connexion`, { courriel });
async function essayer(banc: Banc, code: string, { courriel = LOU, role = 'usager' } = {}) {
  return banc.post(`${role}/sessions`, { courriel, code }, { poste: await Poste.nouveau(banc.horloge) });
}
const refuser = async (banc: Banc, code: string, cible = {}) =>
  lireProbleme(await essayer(banc, code, cible), 403, 'code-faux');

describe('a citizen comes in with a mailed code', () => {
  it('into a space of his own, the same the next time, whatever the case of the address', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc, LOU);
    assert.equal(poste.session!.role, 'usager');
    await entrer(banc, LOU);
    const code = await demanderCodeA(banc, LOU);
    await lire(Session, await essayer(banc, code, { courriel: 'Lou@Exemple.FR' }), 201);
    assert.equal((await lireBase(banc, 'select * from usager')).length, 1);
    const identites = await lireBase(banc, 'select moyen, valeur, principale from identite');
    assert.deepEqual(identites, [{ moyen: 'courriel', valeur: LOU, principale: 1 }]);
    assert.equal((await lireBase(banc, 'select * from session_ouverte')).length, 3);
  });

  it('never into the space of a provider that says the same address', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    const profil = { nom: { valeur: 'Kermarrec', source: 'franceconnect' as const } };
    const fc = { moyen: 'franceconnect', valeur: 'https://fc.example abc', profil } as const;
    const prepares = [await trouverOuCreer(commune, fc), await trouverOuCreer(commune, fc)];
    await commune.moteur.commit(prepares[0]!.instructions);
    // The second came in at the same moment: it fails whole, and asking again finds the first.
    await assert.rejects(commune.moteur.commit(prepares[1]!.instructions), DejaPris);
    assert.equal((await trouverOuCreer(commune, fc)).usager, prepares[0]!.usager);
    await entrer(banc, LOU);
    assert.equal((await lireBase(banc, 'select * from usager')).length, 2);
  });

  it('with a key: no proof, no session, and no try taken', async () => {
    await using banc = await ouvrirBanc();
    const code = await demanderCodeA(banc, LOU);
    for (let i = 0; i < 7; i++) {
      await lireProbleme(
        await banc.post('usager/sessions', { courriel: LOU, code: autreCode(code) }),
        401,
        'preuve-demandee',
      );
    }
    const poste = await Poste.nouveau(banc.horloge);
    const url = `${URL_BANC}/c/port-aubier/api/v1/usager/sessions`;
    const iat = Math.floor((banc.horloge.maintenant() - JOUR) / 1000);
    const entetes = await poste.entetes('POST', url, { iat });
    await lireProbleme(
      await banc.post('usager/sessions', { courriel: LOU, code }, { entetes }),
      401,
      'preuve-a-dater',
    );
    await lire(Session, await essayer(banc, code), 201);
  });

  it('even when the server restarts between the mail and the code', async () => {
    const banc = await ouvrirBanc();
    try {
      await demander(banc, LOU);
      await banc.fermer();
      const configuration = lireEnvironnement({ PARVIS_DATA: banc.dossier });
      const ajouts = { facteur: banc.boite, horloge: banc.horloge, jobsAutomatiques: false };
      const avant = await assembler(configuration, URL_BANC, ajouts);
      await (await avant.registre.commune('port-aubier'))!.jobs.runUntilEmpty();
      const code = codeRecu(banc.boite.recus.at(-1));
      await avant.fermer();
      const apres = await assembler(configuration, URL_BANC, ajouts);
      const url = `${URL_BANC}/c/port-aubier/api/v1/usager/sessions`;
      const ouvrir = async () => {
        const poste = await Poste.nouveau(banc.horloge);
        return apres.app.request(url, {
          method: 'POST',
          body: JSON.stringify({ courriel: LOU, code }),
          headers: { ...(await poste.entetes('POST', url)), 'Content-Type': 'application/json' },
        });
      };
      await lire(Session, await ouvrir(), 201);
      await lireProbleme(await ouvrir(), 403, 'code-faux');
      await apres.fermer();
    } finally {
      await rm(banc.dossier, { recursive: true, force: true });
    }
  });
});

describe('a code', () => {
  it('wrong five times is worth nothing any more, and the fifth try may be the right one', async () => {
    await using banc = await ouvrirBanc();
    const code = await demanderCodeA(banc, LOU);
    for (let essai = 1; essai <= 5; essai++) await refuser(banc, autreCode(code));
    await refuser(banc, code);
    const suivant = await demanderCodeA(banc, LOU);
    for (let essai = 1; essai <= 4; essai++) await refuser(banc, autreCode(suivant));
    await lire(Session, await essayer(banc, suivant), 201);
  });

  it('tried by six at once takes five tries in all', async () => {
    await using banc = await ouvrirBanc();
    const code = await demanderCodeA(banc, LOU);
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => essayer(banc, autreCode(code))));
    await refuser(banc, code);
  });

  it('lives ten minutes, and is not mailed once too old', async () => {
    await using banc = await ouvrirBanc();
    const code = await demanderCodeA(banc, LOU);
    banc.horloge.avancer(10 * MINUTE);
    await refuser(banc, code);
    const autre = await demanderCodeA(banc, LOU);
    banc.horloge.avancer(10 * MINUTE - SECONDE);
    await lire(Session, await essayer(banc, autre), 201);
    const avant = banc.boite.recus.length;
    await demander(banc, LOU);
    banc.horloge.avancer(11 * MINUTE);
    await banc.jobs();
    assert.equal(banc.boite.recus.length, avant);
  });

  it('serves once, even twice at once; a newer one replaces it', async () => {
    await using banc = await ouvrirBanc();
    // The space is there: that it is made once is not what keeps the second out.
    await entrer(banc, LOU);
    const code = await demanderCodeA(banc, LOU);
    const deux = await Promise.all([essayer(banc, code), essayer(banc, code)]);
    assert.deepEqual(deux.map(({ status }) => status).toSorted(), [201, 403]);
    await refuser(banc, code);
    const ancien = await demanderCodeA(banc, LOU);
    const nouveau = await demanderCodeA(banc, LOU);
    if (ancien !== nouveau) await refuser(banc, ancien);
    await lire(Session, await essayer(banc, nouveau), 201);
    assert.equal((await lireBase(banc, 'select * from usager')).length, 1);
  });

  it('whose answer was lost gives the same session again, to the same key, for a moment', async () => {
    await using banc = await ouvrirBanc();
    const code = await demanderCodeA(banc, LOU);
    const poste = await Poste.nouveau(banc.horloge);
    const encore = (cle = poste, autre = code) =>
      banc.post('usager/sessions', { courriel: LOU, code: autre }, { poste: cle });
    const premiere = await lire(Session, await encore(), 201);
    const seconde = await lire(Session, await encore(), 201);
    assert.deepEqual([seconde.id, seconde.rafraichissement], [premiere.id, premiere.rafraichissement]);
    assert.equal((await lireBase(banc, 'select * from session_ouverte')).length, 1);
    await lireProbleme(await encore(poste, autreCode(code)), 403, 'code-faux');
    await lireProbleme(await encore(await Poste.nouveau(banc.horloge)), 403, 'code-faux');
    // Once it goes on, nobody has lost its answer.
    poste.session = seconde;
    assert.equal((await banc.get('usager/moi', { poste })).status, 200);
    await banc.renouveler(poste);
    poste.session = undefined;
    await lireProbleme(await encore(), 403, 'code-faux');

    const plusTard = await demanderCodeA(banc, LOU);
    await lire(Session, await encore(poste, plusTard), 201);
    banc.horloge.avancer(2 * MINUTE);
    await lireProbleme(await encore(poste, plusTard), 403, 'code-faux');
  });

  it('of one role, one address, one commune opens no other', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'], adapter: avecAidant });
    const code = await demanderCodeA(banc, AIDANT, 'aidant');
    await refuser(banc, code, { courriel: AIDANT });
    await refuser(banc, code);
    const poste = await Poste.nouveau(banc.horloge);
    const ailleurs = { poste, slug: 'anse-vanille' as const };
    await lireProbleme(
      await banc.post('aidant/sessions', { courriel: AIDANT, code }, ailleurs),
      403,
      'code-faux',
    );
    await lire(Session, await essayer(banc, code, { courriel: AIDANT, role: 'aidant' }), 201);
  });

  it('is never in the database in clear', async () => {
    await using banc = await ouvrirBanc();
    const code = await demanderCodeA(banc, LOU);
    const contenu = JSON.stringify([
      await lireBase(banc, 'select * from code_recu'),
      await lireBase(banc, 'select * from job'),
    ]);
    assert.ok(contenu.includes(LOU) && !contenu.includes(code));
  });

  it('that is over is forgotten at night, sessions too', async () => {
    await using banc = await ouvrirBanc();
    await entrer(banc, LOU);
    await demanderCodeA(banc, LOU);
    banc.horloge.avancer(JOUR);
    await banc.jobs();
    assert.deepEqual(await lireBase(banc, 'select * from code_recu'), []);
    assert.deepEqual(await lireBase(banc, 'select * from session_ouverte'), []);
  });
});

describe('nobody', () => {
  it('learns who is a helper: same answer, same work, no mail', async () => {
    await using banc = await ouvrirBanc({ adapter: avecAidant });
    const { moteur } = await banc.commune();
    const commit = moteur.commit.bind(moteur);
    const listes: number[] = [];
    moteur.commit = (liste) => (listes.push(liste.length), commit(liste));
    const reponses = [await demander(banc, AIDANT, 'aidant'), await demander(banc, LOU, 'aidant')];
    const [connu, inconnu] = await Promise.all(
      reponses.map(async (r) => [r.status, await r.text(), [...r.headers].toSorted()]),
    );
    assert.equal(connu![0], 202);
    assert.deepEqual(connu, inconnu);
    assert.deepEqual(listes, [1, 1]);
    await banc.jobs();
    assert.deepEqual(
      banc.boite.recus.map(({ a }) => a),
      [AIDANT],
    );
    listes.length = 0;
    const faux = autreCode(codeRecu(banc.boite.recus[0]));
    const deux = [
      await refuser(banc, faux, { courriel: AIDANT, role: 'aidant' }),
      await refuser(banc, faux, { role: 'aidant' }),
    ];
    assert.deepEqual(deux[0], deux[1]);
    assert.deepEqual(listes, [1, 1]);
  });

  it('learns who has a space: same answer, same work', async () => {
    await using banc = await ouvrirBanc();
    await entrer(banc, LOU);
    const { moteur } = await banc.commune();
    const commit = moteur.commit.bind(moteur);
    const listes: number[] = [];
    moteur.commit = (liste) => (listes.push(liste.length), commit(liste));
    const corps = [];
    for (const courriel of [LOU, 'inconnu@exemple.fr']) {
      corps.push(await (await demander(banc, courriel)).text());
      await refuser(banc, '000000', { courriel });
    }
    assert.equal(corps[0], corps[1]);
    assert.deepEqual(listes, [1, 1, 1, 1]);
  });

  it('fills a mailbox: three mails in a quarter of an hour, eight a day, by all its names', async () => {
    const limites = {
      codesParCourriel: { points: 3, secondes: 900 },
      codesParJour: { points: 8, secondes: 86_400 },
    };
    await using banc = await ouvrirBanc({ limites, communes: ['port-aubier', 'anse-vanille'] });
    const noms = [LOU, 'LOU@exemple.fr', 'lou+a@exemple.fr', 'lou+b@exemple.fr'];
    const statuts = [];
    for (let i = 0; i < 10; i++) statuts.push((await demander(banc, noms[i % 4]!)).status);
    assert.deepEqual(statuts, [202, 202, 202, ...Array.from({ length: 7 }, () => 429)]);
    const refus = await demander(banc, LOU, 'aidant');
    assert.ok(Number(refus.headers.get('Retry-After')) > 0);
    await lireProbleme(refus, 429, 'trop-de-tentatives');
    const ailleurs = await banc.post('usager/connexion', { courriel: LOU }, { slug: 'anse-vanille' });
    assert.equal(ailleurs.status, 429);
    await banc.jobs();
    assert.equal(banc.boite.recus.length, 3);
    assert.equal((await demander(banc, 'autre@exemple.fr')).status, 202);
  });

  it('fills it over a day either, nor uses up alone what its owner needs to come in', async () => {
    const limites = {
      codesParJour: { points: 5, secondes: 86_400 },
      codesParAppelant: { points: 3, secondes: 86_400 },
    };
    await using banc = await ouvrirBanc({ limites, env: { PARVIS_PROXY: '1' } });
    const demanderDe = (ip: string, role = 'usager') =>
      banc.post(`${role}/connexion`, { courriel: LOU }, { entetes: { 'X-Forwarded-For': ip } });
    const statuts = [];
    for (let i = 0; i < 6; i++) statuts.push((await demanderDe('203.0.113.9')).status);
    assert.deepEqual(statuts, [202, 202, 202, 429, 429, 429]);
    assert.equal((await demanderDe('198.51.100.1')).status, 202);
    assert.equal((await demanderDe('198.51.100.1')).status, 202);
    await lireProbleme(await demanderDe('198.51.100.1'), 429, 'trop-de-tentatives');
    await lireProbleme(await demanderDe('198.51.100.2', 'aidant'), 429, 'trop-de-tentatives');
    // Whoever types a code reads the mailbox: he may ask again.
    await banc.jobs();
    const code = codeRecu(banc.boite.recus.at(-1));
    const poste = await Poste.nouveau(banc.horloge);
    const entetes = { 'X-Forwarded-For': '198.51.100.1' };
    await lire(Session, await banc.post('usager/sessions', { courriel: LOU, code }, { poste, entetes }), 201);
    assert.equal((await demanderDe('198.51.100.1')).status, 202);
    await lireProbleme(await demanderDe('203.0.113.9'), 429, 'trop-de-tentatives');
  });

  it('fills a mailbox by waiting for a restart; what is counted names nobody', async () => {
    const limites = { codesParCourriel: { points: 2, secondes: 900 } };
    const banc = await ouvrirBanc({ limites });
    try {
      for (const attendu of [202, 202, 429]) assert.equal((await demander(banc, LOU)).status, attendu);
      await banc.fermer();
      for (const nom of await readdir(banc.dossier)) {
        if (!nom.startsWith('compteurs.db')) continue;
        assert.ok(!(await readFile(join(banc.dossier, nom))).includes('lou'), nom);
      }
      await using apres = await ouvrirBanc({ limites, dossier: banc.dossier, communes: [] });
      await lireProbleme(await demander(apres, LOU), 429, 'trop-de-tentatives');
    } finally {
      await rm(banc.dossier, { recursive: true, force: true });
    }
  });

  it('keeps out, from however many networks, who came in before from his own', async () => {
    const limites = { ...LIMITES, codesParCourriel: { points: 2, secondes: 900 } };
    await using banc = await ouvrirBanc({ limites, env: { PARVIS_PROXY: '1' } });
    const de = (ip: string) => ({ entetes: { 'X-Forwarded-For': ip } });
    const demanderDe = async (ip: string) =>
      (await banc.post('usager/connexion', { courriel: LOU }, de(ip))).status;
    const entrerDe = async (ip: string, code: string) =>
      banc.post(
        'usager/sessions',
        { courriel: LOU, code },
        { ...de(ip), poste: await Poste.nouveau(banc.horloge) },
      );
    const CHEZ_LOU = '198.51.100.1';
    assert.equal(await demanderDe(CHEZ_LOU), 202);
    await banc.jobs();
    assert.equal((await entrerDe(CHEZ_LOU, codeRecu(banc.boite.recus.at(-1)))).status, 201);
    for (const attendu of [202, 202, 429])
      assert.equal(await demanderDe(`203.0.113.${attendu % 7}`), attendu);
    assert.equal(await demanderDe(CHEZ_LOU), 202, 'strangers cannot use up his own');
    await banc.jobs();
    const sien = codeRecu(banc.boite.recus.at(-1));
    // Nor kill his code: by guessing at it, from as many places as they like.
    for (let i = 0; i < 10; i++) {
      await lireProbleme(await entrerDe(`203.0.113.${100 + i}`, autreCode(sien)), 403, 'code-faux');
    }
    assert.equal((await entrerDe(CHEZ_LOU, sien)).status, 201);
    // His own has an end too: nobody fills his mailbox from his place.
    for (const attendu of [202, 202, 429]) assert.equal(await demanderDe(CHEZ_LOU), attendu);
  });

  it('kills a code that another asked for, by asking; it is still good on the next network', async () => {
    await using banc = await ouvrirBanc({ env: { PARVIS_PROXY: '1' } });
    const demanderDe = async (ip: string) => {
      await banc.post('usager/connexion', { courriel: LOU }, { entetes: { 'X-Forwarded-For': ip } });
      await banc.jobs();
      return codeRecu(banc.boite.recus.at(-1));
    };
    const entrerDe = async (ip: string, code: string) => {
      const poste = await Poste.nouveau(banc.horloge);
      const entetes = { 'X-Forwarded-For': ip };
      return banc.post('usager/sessions', { courriel: LOU, code }, { poste, entetes });
    };
    const sien = await demanderDe('198.51.100.1');
    const autre = await demanderDe('203.0.113.9');
    assert.equal((await entrerDe('198.51.100.1', sien)).status, 201);
    if (autre !== sien) await lireProbleme(await entrerDe('203.0.113.9', autre), 403, 'code-faux');
    const deplace = await demanderDe('198.51.100.1');
    for (let i = 0; i < 2; i++) await entrerDe(`203.0.113.${i}`, autreCode(deplace));
    assert.equal((await entrerDe('198.51.100.77', deplace)).status, 201);
    // Five tries in all, whoever makes them.
    const tente = await demanderDe('198.51.100.1');
    for (let i = 0; i < 4; i++) await entrerDe(`203.0.113.${i}`, autreCode(tente));
    for (let i = 0; i < 2; i++) await entrerDe('198.51.100.1', autreCode(tente));
    await lireProbleme(await entrerDe('198.51.100.1', tente), 403, 'code-faux');
  });

  it('guesses on and on over the mailboxes of a whole town', async () => {
    await using banc = await ouvrirBanc({ limites: { codesFauxParJour: { points: 4, secondes: 86_400 } } });
    for (let i = 0; i < 4; i++) await refuser(banc, '000000', { courriel: `h${i}@exemple.fr` });
    await lireProbleme(
      await essayer(banc, '000000', { courriel: 'h9@exemple.fr' }),
      429,
      'trop-de-tentatives',
    );
  });

  it('keeps the owner waiting by asking on and on', async () => {
    const codesParAppelant = { points: 2, secondes: 86_400 };
    const freins = new FreinsDeCode({ ...LIMITES, codesParAppelant }, () => 0);
    for (let i = 0; i < 2; i++) await freins.demander('pirate', LOU);
    for (let i = 0; i < 5; i++) await assert.rejects(freins.demander('pirate', LOU));
    await freins.demander('lou', LOU);
    await assert.rejects(freins.demander('lou', LOU));
  });

  it('asks or guesses without end from one place; a right code costs nothing', async () => {
    await using banc = await ouvrirBanc({ limites: { connexions: { points: 3, secondes: 600 } } });
    const code = await demanderCodeA(banc, LOU);
    await lire(Session, await essayer(banc, code), 201);
    for (let i = 0; i < 3; i++) await refuser(banc, '000000', { courriel: `a${i}@exemple.fr` });
    await lireProbleme(await essayer(banc, '000000'), 429, 'trop-de-tentatives');
    for (let i = 0; i < 2; i++) assert.equal((await demander(banc, `a${i}@exemple.fr`)).status, 202);
    await lireProbleme(await demander(banc, 'b@exemple.fr'), 429, 'trop-de-tentatives');
  });

  it('makes an incident of a wrong address, save of a helper’s, which the town wrote', async () => {
    await using banc = await ouvrirBanc({ adapter: avecAidant });
    const poste = await banc.connecter('chef@port-aubier.example');
    banc.boite.panne = () => new ErreurEnvoi('Refusé.', { definitif: true });
    await demander(banc, LOU);
    await demander(banc, AIDANT, 'aidant');
    await banc.jobs();
    const reponse = await banc.get('agent/incidents', { poste });
    const { incidents } = (await reponse.json()) as { incidents: object[] };
    assert.equal(incidents.length, 1);
    assert.match(JSON.stringify(incidents), /"type":"code".*Refusé\./);
  });

  it('stays in who is taken off the list of helpers', async () => {
    await using banc = await ouvrirBanc({ adapter: avecAidant });
    const poste = await entrer(banc, AIDANT, { role: 'aidant', rester: true });
    assert.equal(poste.session!.rester, false);
    const code = await demanderCodeA(banc, AIDANT, 'aidant');
    banc.horloge.avancer(MINUTE);
    await banc.importer(sourceDe('port-aubier'));
    banc.horloge.avancer(3 * SECONDE);
    await lireProbleme(await banc.get('aidant/sessions', { poste }), 401, 'session-finie');
    const corps = { rafraichissement: poste.session!.rafraichissement };
    await lireProbleme(
      await banc.post('aidant/sessions/renouvellement', corps, { poste }),
      401,
      'session-finie',
    );
    await refuser(banc, code, { courriel: AIDANT, role: 'aidant' });
  });
});
