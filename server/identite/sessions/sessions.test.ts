import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoleSession } from '#contract/schemas/session.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import {
  lire,
  lireProbleme,
  ouvrirBanc,
  ouvrirSessionDe,
  URL_BANC,
  type Banc,
} from '../../../test/serveur/banc.ts';
import { Poste } from '../../../test/serveur/poste.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import { HEURE, MINUTE, SECONDE } from '../../socle/horloge/horloge.ts';
import { renouvelerSession } from './ouvrir.ts';

const SUJET = '0193d6a0-0000-7000-8000-000000000001';

const ouvrirPoste = (banc: Banc, role: RoleSession = 'usager', rester = false): Promise<Poste> =>
  ouvrirSessionDe(banc, { role, sujet: SUJET, rester });

async function dossierA(banc: Banc, poste: Poste): Promise<string> {
  const { numero } = await banc.deposer('acte-naissance', acte(), { poste });
  return `demandes/${numero}`;
}

test('a citizen sees his own file with his session, others only its public part', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirPoste(banc);
  const chemin = await dossierA(banc, poste);
  assert.ok((await lire(Suivi, await banc.get(chemin, { poste }))).dossier);
  assert.equal((await lire(Suivi, await banc.get(chemin))).dossier, null);
  const autre = await ouvrirPoste(banc, 'agent');
  await lireProbleme(await banc.get(chemin, { poste: autre }), 401, 'session-finie');
});

test('a proof serves once, for one request, with its own token and key', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirPoste(banc);
  const chemin = await dossierA(banc, poste);
  const url = `${URL_BANC}/c/port-aubier/api/v1/${chemin}`;
  const essayer = (entetes: Record<string, string>) => banc.get(chemin, { entetes });

  const entetes = await poste.entetes('GET', url);
  await lire(Suivi, await essayer(entetes));
  await lireProbleme(await essayer(entetes), 401, 'preuve-refusee');

  const { jeton } = poste.session!;
  const voleur = await Poste.nouveau(banc.horloge);
  voleur.session = poste.session;
  await lireProbleme(await essayer(await voleur.entetes('GET', url)), 401, 'session-finie');
  await lireProbleme(await essayer({ Authorization: `DPoP ${jeton}` }), 401, 'preuve-demandee');
  // A Bearer header is no session of this kind: the public part, no more.
  assert.equal((await lire(Suivi, await essayer({ Authorization: `Bearer ${jeton}` }))).dossier, null);

  const faux = {
    'another method': { htm: 'POST' },
    'another address': { htu: `${URL_BANC}/c/anse-vanille/api/v1/${chemin}` },
    'another token': { ath: 'x'.repeat(43) },
    'another type': { typ: 'JWT' },
    'a short jti': { jti: 'a' },
    'the key of another': { jwk: voleur.jwk },
  };
  for (const [quoi, dit] of Object.entries(faux)) {
    const reponse = await essayer(await poste.entetes('GET', url, dit));
    assert.equal((await lireProbleme(reponse, 401, 'preuve-refusee')).code, 'preuve-refusee', quoi);
  }
  const [tete, , sceau] = (await poste.preuve('GET', url)).split('.');
  const menteuse = Buffer.from(JSON.stringify({ htm: 'GET' })).toString('base64url');
  for (const preuve of ['', 'a.b.c', `${tete}.${menteuse}.${sceau}`, 'x'.repeat(5000)]) {
    const reponse = await essayer({ Authorization: `DPoP ${jeton}`, DPoP: preuve });
    assert.equal(reponse.status, 401, preuve.slice(0, 20));
  }
});

test('a clock two minutes wrong is believed; more, once it gives our nonce back', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirPoste(banc);
  const chemin = await dossierA(banc, poste);
  const url = `${URL_BANC}/c/port-aubier/api/v1/${chemin}`;
  const essayer = async (decalage: number, nonce?: string) => {
    const iat = Math.floor((banc.horloge.maintenant() + decalage) / 1000);
    return banc.get(chemin, { entetes: await poste.entetes('GET', url, { iat, ...(nonce && { nonce }) }) });
  };
  // Nothing dated before it began is believed by a server without its nonce.
  await lireProbleme(await essayer(-2 * MINUTE), 401, 'preuve-a-dater');
  banc.horloge.avancer(3 * MINUTE);
  for (const decalage of [2 * MINUTE, -2 * MINUTE]) await lire(Suivi, await essayer(decalage));
  for (const decalage of [3 * MINUTE, -30 * HEURE]) {
    const refus = await essayer(decalage);
    const nonce = refus.headers.get('DPoP-Nonce')!;
    await lireProbleme(refus, 401, 'preuve-a-dater');
    await lire(Suivi, await essayer(decalage, nonce));
    await lireProbleme(await essayer(decalage, 'x'.repeat(43)), 401, 'preuve-a-dater');
    banc.horloge.avancer(11 * MINUTE);
    poste.session = await renouvelerSession(
      await banc.commune(),
      'usager',
      poste.session!.rafraichissement,
      poste.jkt,
    );
    await lireProbleme(await essayer(decalage, nonce), 401, 'preuve-a-dater');
  }
});

test('the access token lives ten minutes; renewing turns it; a token used again ends the session', async () => {
  await using banc = await ouvrirBanc();
  const commune = await banc.commune();
  const poste = await ouvrirPoste(banc);
  const chemin = await dossierA(banc, poste);
  banc.horloge.avancer(10 * MINUTE);
  await lireProbleme(await banc.get(chemin, { poste }), 401, 'session-finie');

  const premier = poste.session!.rafraichissement;
  poste.session = await renouvelerSession(commune, 'usager', premier, poste.jkt);
  await lire(Suivi, await banc.get(chemin, { poste }));
  // The answer was lost, or another tab asked at once: the same next token.
  banc.horloge.avancer(20 * SECONDE);
  const encore = await renouvelerSession(commune, 'usager', premier, poste.jkt);
  assert.equal(encore.rafraichissement, poste.session.rafraichissement);
  const ensemble = await Promise.all(
    [1, 2, 3].map(() => renouvelerSession(commune, 'usager', encore.rafraichissement, poste.jkt)),
  );
  assert.equal(new Set(ensemble.map(({ rafraichissement }) => rafraichissement)).size, 1);

  const fini = { code: 'session-finie' };
  await assert.rejects(renouvelerSession(commune, 'usager', premier, poste.jkt), fini);
  await assert.rejects(
    renouvelerSession(commune, 'usager', ensemble[0]!.rafraichissement, poste.jkt),
    fini,
    'the whole family is over',
  );
  await lireProbleme(await banc.get(chemin, { poste }), 401, 'session-finie');
});

test('a refresh token without its key ends the session; limits without use and in all', async () => {
  await using banc = await ouvrirBanc();
  const commune = await banc.commune();
  const fini = { code: 'session-finie' };
  const volee = await ouvrirPoste(banc);
  const jeton = volee.session!.rafraichissement;
  await assert.rejects(renouvelerSession(commune, 'usager', jeton, 'x'.repeat(43)), fini);
  await assert.rejects(renouvelerSession(commune, 'usager', jeton, volee.jkt), fini);
  await assert.rejects(renouvelerSession(commune, 'usager', `${jeton}x`, volee.jkt), fini);

  const oubliee = await ouvrirPoste(banc);
  banc.horloge.avancer(61 * MINUTE);
  await assert.rejects(
    renouvelerSession(commune, 'usager', oubliee.session!.rafraichissement, oubliee.jkt),
    fini,
  );

  const longue = await ouvrirPoste(banc);
  for (let heure = 0; heure < 11; heure++) {
    banc.horloge.avancer(HEURE - SECONDE);
    longue.session = await renouvelerSession(commune, 'usager', longue.session!.rafraichissement, longue.jkt);
  }
  banc.horloge.avancer(59 * MINUTE + 30 * SECONDE);
  assert.ok(longue.session!.finLe <= new Date(banc.horloge.maintenant() + MINUTE).toISOString());
  banc.horloge.avancer(MINUTE);
  await assert.rejects(
    renouvelerSession(commune, 'usager', longue.session!.rafraichissement, longue.jkt),
    fini,
  );

  const aidant = await ouvrirPoste(banc, 'aidant', true);
  assert.equal(aidant.session!.rester, false, 'a shared desk never stays signed in');
});
