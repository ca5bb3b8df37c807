import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  Brouillon,
  BrouillonEntier,
  LigneUsager,
  MesBrouillons,
  MesDemandes,
} from '#contract/schemas/usager.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import { atelier } from '../socle/db/requete.ts';
import { ecrire } from '../socle/db/moteur.ts';
import type { TableIdentite, TableUsager } from '../identite/tables.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { lire, lireProbleme, ouvrirBanc, ouvrirSessionDe, type Banc } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';

const requete = atelier<{ usager: TableUsager; identite: TableIdentite }>();
const creerUsager = requete((k, p: { id: string; le: number }) =>
  k.insertInto('usager').values({ id: p.id, cree_le: p.le, vu_le: p.le, profil: '{}', averti_le: null }),
);
const prouverAdresse = requete((k, p: { id: string; usager: string; valeur: string; le: number }) =>
  k.insertInto('identite').values({
    id: p.id,
    usager: p.usager,
    moyen: 'courriel',
    valeur: p.valeur,
    verifiee_le: p.le,
    principale: 1,
  }),
);

/** A citizen with a proven address, signed in. */
async function usager(banc: Banc, adresse: string): Promise<Poste> {
  const commune = await banc.commune();
  const id = commune.identifiants();
  const le = banc.horloge.maintenant();
  await commune.moteur.commit([
    ecrire(creerUsager, { id, le }),
    ecrire(prouverAdresse, { id: commune.identifiants(), usager: id, valeur: adresse, le }),
  ]);
  return ouvrirSessionDe(banc, { role: 'usager', sujet: id });
}

const ELOISE = 'eloise.kermarrec@exemple.fr';
const AGENT = 'chef@port-aubier.example';

test('what presses first, then what is open, then what is closed; unread counted, read no more', async () => {
  await using banc = await ouvrirBanc({ env: { PARVIS_ANNULATION: '0' } });
  const poste = await usager(banc, ELOISE);
  const agent = await banc.connecter(AGENT);
  const deposer = async (demarche: string, reponses: object) =>
    (await banc.deposer(demarche, reponses, { poste })).numero;
  const close = await deposer('signaler-voirie', voirie());
  const ouverte = await deposer('acte-naissance', acte());
  const pressante = await deposer('acte-naissance', acte());
  const repondue = await deposer('acte-naissance', acte());
  const lignes = async () => (await lire(MesDemandes, await banc.get('usager/demandes', { poste }))).demandes;
  assert.deepEqual(
    (await lignes()).map(({ numero, nonLus, prochaine }) => [numero, nonLus, prochaine.acte]),
    [repondue, pressante, ouverte, close].map((numero) => [numero, 0, 'attendre']),
  );

  await banc.post(`agent/demandes/${repondue}/messages`, { corps: 'Bonjour.' }, { poste: agent });
  await banc.appel('PATCH', `agent/demandes/${close}`, {
    corps: { version: 1, statut: 'traitee' },
    poste: agent,
  });
  const champs = [{ chemin: 'prenoms' }];
  const demande = { version: 1, champs, motif: 'Il manque.', avantLe: '2026-12-10' };
  await lire(
    (await import('#contract/schemas/agent.ts')).DemandeAgent,
    await banc.post(`agent/demandes/${pressante}/complements`, demande, { poste: agent }),
  );
  const vues = await lignes();
  assert.deepEqual(
    vues.map(({ numero, prochaine }) => [numero, prochaine.acte]),
    [
      [pressante, 'completer'],
      [repondue, 'lire'],
      [close, 'lire'],
      [ouverte, 'attendre'],
    ],
  );
  assert.equal(vues[0]!.prochaine.avantLe, '2026-12-10');
  assert.match(vues[0]!.prochaine.phrase, /avant le 10 décembre 2026/);
  assert.match(vues[3]!.prochaine.phrase, /jusqu’au 22 janvier 2027/);
  assert.equal(vues[1]!.nonLus, 1);

  const { dossier, evenements } = await lire(Suivi, await banc.get(`demandes/${close}`, { poste }));
  assert.equal(dossier!.satisfactionAttendue, true);
  const jusqua = evenements.at(-1)!.rang!;
  assert.equal((await banc.post(`demandes/${close}/lecture`, { jusqua }, { poste })).status, 204);
  const apres = (await lignes()).find(({ numero }) => numero === close)!;
  assert.deepEqual([apres.nonLus, apres.prochaine.acte], [0, 'donner-avis']);
});

test('a decision that may still be taken back is not told', async () => {
  await using banc = await ouvrirBanc();
  const poste = await usager(banc, ELOISE);
  const agent = await banc.connecter(AGENT);
  const { numero } = await banc.deposer('signaler-voirie', voirie(), { poste });
  await banc.appel('PATCH', `agent/demandes/${numero}`, {
    corps: { version: 1, statut: 'traitee' },
    poste: agent,
  });
  const premiere = async () =>
    (await lire(MesDemandes, await banc.get('usager/demandes', { poste }))).demandes[0]!;
  assert.deepEqual([(await premiere()).statut, (await premiere()).nonLus], ['recue', 0]);
  await banc.apresLaMinute();
  assert.deepEqual([(await premiere()).statut, (await premiere()).nonLus], ['traitee', 1]);
});

test('requests of a guest are offered to the owner of their address, and claimed with the code otherwise', async () => {
  await using banc = await ouvrirBanc();
  const poste = await usager(banc, ELOISE);
  const autre = await usager(banc, 'autre@exemple.fr');
  const { numero, code } = await banc.deposer('acte-naissance', acte());
  const mienne = await lire(MesDemandes, await banc.get('usager/demandes', { poste }));
  assert.deepEqual([mienne.demandes.length, mienne.offertes.map((ligne) => ligne.numero)], [0, [numero]]);
  const sienne = await lire(MesDemandes, await banc.get('usager/demandes', { poste: autre }));
  assert.deepEqual([sienne.demandes.length, sienne.offertes.length], [0, 0]);
  await lireProbleme(
    await banc.post('usager/rattachements', { numero }, { poste: autre }),
    403,
    'acces-refuse',
  );
  await lireProbleme(
    await banc.post('usager/rattachements', { numero, code: 'AAAAAA' }, { poste: autre }),
    403,
    'code-faux',
  );
  assert.equal((await lire(Suivi, await banc.get(`demandes/${numero}`, { poste }))).dossier, null);

  for (const essai of [1, 2]) {
    const ligne = await lire(LigneUsager, await banc.post('usager/rattachements', { numero }, { poste }));
    assert.equal(ligne.numero, numero, `try ${essai}`);
  }
  const suivi = await lire(Suivi, await banc.get(`demandes/${numero}`, { poste }));
  assert.ok(suivi.dossier);
  assert.equal(suivi.evenements.length, 1, 'claiming is the agents’ business');
  // The code alone is not enough to take it away.
  await lireProbleme(
    await banc.post('usager/rattachements', { numero, code }, { poste: autre }),
    409,
    'conflit',
  );
  const seconde = await banc.deposer('signaler-voirie', voirie());
  const prise = await banc.post(
    'usager/rattachements',
    { numero: seconde.numero, code: seconde.code },
    { poste: autre },
  );
  assert.equal((await lire(LigneUsager, prise)).demarche, 'signaler-voirie');
  const chaines = verifierChaines(await banc.commune());
  assert.deepEqual((await chaines.next()).value, 2, 'the chain of events holds');
});

test('two spaces claim at once: one has it', async () => {
  await using banc = await ouvrirBanc();
  const postes = [await usager(banc, ELOISE), await usager(banc, 'autre@exemple.fr')];
  const { numero, code } = await banc.deposer('acte-naissance', acte());
  const reponses = await Promise.all(
    postes.map((poste) => banc.post('usager/rattachements', { numero, code }, { poste })),
  );
  assert.deepEqual(reponses.map(({ status }) => status).toSorted(), [200, 409]);
});

test('a draft is the same on any device; the slower of two is told, and loses nothing', async () => {
  await using banc = await ouvrirBanc();
  const poste = await usager(banc, ELOISE);
  const autre = await usager(banc, 'autre@exemple.fr');
  const id = randomUUID();
  const chemin = `usager/brouillons/${id}`;
  const garder = (revision: number, prenoms: string, a: { poste: Poste } = { poste }) =>
    banc.appel('PUT', chemin, {
      ...a,
      corps: { demarche: 'acte-naissance', version: 1, reponses: { prenoms }, etape: 'personne', revision },
    });
  assert.equal((await lire(Brouillon, await garder(0, 'Éloïse'))).revision, 1);
  assert.equal((await lire(Brouillon, await garder(0, 'Éloïse'))).revision, 1, 'sent twice');
  assert.equal((await lire(Brouillon, await garder(1, 'Éloïse Anne'))).revision, 2);
  const conflit = await lireProbleme(await garder(1, 'Marie'), 409, 'conflit');
  const garde = BrouillonEntier.parse((conflit as unknown as { brouillon: unknown }).brouillon);
  assert.deepEqual(garde.reponses, { prenoms: 'Éloïse Anne' });

  const { brouillons } = await lire(MesBrouillons, await banc.get('usager/brouillons', { poste }));
  assert.deepEqual(
    brouillons.map((brouillon) => [brouillon.id, brouillon.etape, brouillon.expireLe]),
    [[id, 'personne', '2026-12-22T09:30:00.000Z']],
  );
  await lireProbleme(await banc.get(chemin, { poste: autre }), 404, 'introuvable');
  await lireProbleme(await garder(2, 'Vol', { poste: autre }), 404, 'introuvable');
  await lireProbleme(await garder(0, 'Vol', { poste: autre }), 404, 'introuvable');
  assert.equal((await banc.appel('DELETE', chemin, { poste: autre })).status, 204);
  assert.equal((await lire(BrouillonEntier, await banc.get(chemin, { poste }))).revision, 2);
  assert.equal((await banc.appel('DELETE', chemin, { poste })).status, 204);
  await lireProbleme(await banc.get(chemin, { poste }), 404, 'introuvable');
});

test('a form filed here does not take away what was typed since on another device', async () => {
  await using banc = await ouvrirBanc();
  const poste = await usager(banc, ELOISE);
  const chemin = `usager/brouillons/${randomUUID()}`;
  const garder = (revision: number, prenoms: string) =>
    banc.appel('PUT', chemin, {
      poste,
      corps: { demarche: 'acte-naissance', version: 1, reponses: { prenoms }, etape: null, revision },
    });
  const effacer = (revision: number | string) =>
    banc.appel('DELETE', `${chemin}?revision=${revision}`, { poste });
  await garder(0, 'Éloïse');
  await garder(1, 'Éloïse Anne');
  const conflit = await lireProbleme(await effacer(1), 409, 'conflit');
  const garde = BrouillonEntier.parse((conflit as unknown as { brouillon: unknown }).brouillon);
  assert.deepEqual([garde.revision, garde.reponses], [2, { prenoms: 'Éloïse Anne' }]);
  await lireProbleme(await effacer('deux'), 422, 'saisie-invalide');
  assert.equal((await effacer(2)).status, 204);
  assert.equal((await effacer(2)).status, 204, 'erased twice');
  await lireProbleme(await banc.get(chemin, { poste }), 404, 'introuvable');
});

test('nothing of a space without its session', async () => {
  await using banc = await ouvrirBanc();
  const agent = await ouvrirSessionDe(banc, { role: 'agent', sujet: AGENT });
  for (const chemin of ['usager/demandes', 'usager/brouillons', `usager/brouillons/${randomUUID()}`]) {
    await lireProbleme(await banc.get(chemin), 401, 'session-requise');
    await lireProbleme(await banc.get(chemin, { poste: agent }), 401, 'session-finie');
  }
});
