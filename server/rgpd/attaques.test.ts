/** Erasure that would leave something, take something of somebody else's, or be somebody else's act. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Effacement } from '#contract/schemas/usager.ts';
import { Retablissement } from '#contract/schemas/retablissement.ts';
import { Session } from '#contract/schemas/session.ts';
import { codeRecu, lire, lireProbleme, ouvrirBanc } from '../../test/serveur/banc.ts';
import { ouvrirEspace } from '../../test/serveur/effacer.ts';
import { demanderCodeA, entrer, LOU, lireBase } from '../../test/serveur/entrer.ts';
import { Poste } from '../../test/serveur/poste.ts';
import { noter } from '../documents/acces.ts';
import { sessionParId } from '../identite/sessions/store.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import { garderBrouillon } from '../usagers/brouillons.ts';
import { effacerEspace } from './effacer.ts';

test('erasing a space takes nothing of an address that ends like its own', async () => {
  await using banc = await ouvrirBanc();
  const courte = await entrer(banc, 'n@exemple.fr');
  const MARION = 'marion@exemple.fr';
  const code = await demanderCodeA(banc, MARION);
  await banc.post('usager/connexion', { courriel: 'jean@exemple.fr' });
  await lire(Effacement, await banc.post('usager/effacement', {}, { poste: courte }));
  assert.deepEqual(await lireBase(banc, `select cle from code_recu where cle like '% n@%'`), []);
  const poste = await Poste.nouveau(banc.horloge);
  await lire(Session, await banc.post('usager/sessions', { courriel: MARION, code }, { poste }), 201);
  await banc.jobs();
  codeRecu(banc.boite.recus.findLast(({ a }) => a === 'jean@exemple.fr'));
});

test('a provider’s answer that nobody fetched goes with the space, whatever address it has', async () => {
  await using banc = await ouvrirBanc();
  const { poste, ecrire } = await ouvrirEspace(banc);
  const laisser = (id: string, etat: string, resultat: string) =>
    ecrire(
      `insert into connexion_oidc (id, role, etat, defi, mode, but, origine, rester, secrets, resultat, expire_le) values (?, 'usager', ?, 'x', 'fenetre', 'connexion', 'https://x', 0, '{}', ?, ?)`,
      id,
      etat,
      resultat,
      banc.horloge.maintenant() + 1,
    );
  const reponse = (sub: string) =>
    JSON.stringify({ sub, revendications: { family_name: 'Quimerch', email: 'autre@ailleurs.example' } });
  laisser('c1', 'revenue', reponse('sub-quimerch'));
  laisser('c2', 'echouee', 'Vous n’avez pas continué.');
  laisser('c3', 'revenue', reponse('sub-autre'));
  assert.equal((await banc.post('usager/effacement', {}, { poste })).status, 200);
  assert.deepEqual(
    (await lireBase(banc, 'select id from connexion_oidc order by id')).map(({ id }) => id),
    ['c2', 'c3'],
  );
});

test('what was on its way while a space was erased writes nothing of it again', async () => {
  await using banc = await ouvrirBanc();
  const commune = await banc.commune();
  const poste = await entrer(banc);
  const { sujet: usager } = (await commune.moteur.lireUn(sessionParId, { id: poste.session!.id }))!;
  await effacerEspace(commune, usager, 'demande');
  const brouillon = { demarche: 'acte-naissance', version: 1, reponses: {}, etape: null, revision: 0 };
  await assert.rejects(garderBrouillon(commune, usager, randomUUID(), brouillon), { code: 'introuvable' });
  await commune.moteur.commit([noter(commune, { id: randomUUID(), usager, nom: 'acte-lou.pdf' }, 'lecture')]);
  for (const table of ['brouillon', 'acces_document']) {
    assert.deepEqual(await lireBase(banc, `select * from ${table}`), [], table);
  }
});

test('whoever got a space at the counter cannot erase it while the town hall may still give it back', async () => {
  await using banc = await ouvrirBanc();
  await entrer(banc);
  const agent = () => banc.connecter('agent@port-aubier.example');
  const NEUVE = 'neuve@exemple.fr';
  const retablir = async () =>
    lire(
      Retablissement,
      await banc.post(
        'agent/usagers/retablissement',
        { ancienne: LOU, nouvelle: NEUVE, piece: 'passeport' },
        { poste: await agent() },
      ),
      201,
    );
  const entrerNeuve = () => entrer(banc, NEUVE);
  const { id } = await retablir();
  const refus = await banc.post('usager/effacement', {}, { poste: await entrerNeuve() });
  const { detail } = await lireProbleme(refus, 409, 'transition-interdite');
  assert.match(detail, /qu’après le 29 novembre 2026/);
  const rendre = await banc.post(
    `agent/usagers/retablissement/${id}/annulation`,
    {},
    { poste: await agent() },
  );
  assert.equal(rendre.status, 204);
  // Its owner is at home again, and free.
  const { poste } = { poste: await entrer(banc) };
  await lire(Effacement, await banc.post('usager/effacement', {}, { poste }));

  await entrer(banc);
  await retablir();
  await entrerNeuve();
  banc.horloge.avancer(7 * JOUR);
  await lire(Effacement, await banc.post('usager/effacement', {}, { poste: await entrerNeuve() }));
});
