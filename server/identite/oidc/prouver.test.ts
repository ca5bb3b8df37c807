/** A provider's identity for a space that is open: joined to it, or as a fresh proof. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { EtatConnexion } from '#contract/schemas/session.ts';
import { lire, lireProbleme, SITE } from '../../../test/serveur/banc.ts';
import { entrer } from '../../../test/serveur/entrer.ts';
import {
  avecJetonIdentite,
  CITOYENNE,
  commencer,
  connecterPar,
  defiDe,
  etatDe,
  Fenetre,
  ouvrirBancFournisseur,
  resigner,
  secretDePage,
  suivre,
} from '../../../test/serveur/fournisseur.ts';
import type { Poste } from '../../../test/serveur/poste.ts';
import { MINUTE, SECONDE } from '../../socle/horloge/horloge.ts';
import { identitesDe, usagerParId } from '../store.ts';
import { renouvelerSession } from '../sessions/ouvrir.ts';
import { sessionParId } from '../sessions/store.ts';

test('joining and proving: only for the session that asked, only with its own identity', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const { moteur } = await banc.commune();
  const lou = await entrer(banc);
  const sujetDe = async (poste: Poste) =>
    (await moteur.lireUn(sessionParId, { id: poste.session!.id }))!.sujet;
  const faire = async (but: string, personne: string) => {
    const fenetre = new Fenetre(banc);
    const commencee = await commencer(banc, 'usager', { but }, { poste: lou });
    const retour = await fenetre.ouvrir(await fenetre.traverser(commencee.url, personne));
    await fenetre.confirmer({ id: commencee.id, page: secretDePage(await retour.text()), accord: 'oui' });
    return lire(EtatConnexion, await suivre(banc, commencee, lou));
  };
  const corps = { defi: defiDe('v'.repeat(43)), mode: 'fenetre', but: 'joindre' };
  const sansSession = await banc.post('usager/connexions', corps, { entetes: { Origin: SITE } });
  await lireProbleme(sansSession, 401, 'session-requise');

  const avant = await faire('prouver', CITOYENNE);
  assert.ok(avant.etat === 'echouee', 'not one of this space yet');
  assert.equal((await faire('joindre', CITOYENNE)).etat, 'faite');
  const identites = await moteur.lire(identitesDe, { usager: await sujetDe(lou) });
  assert.deepEqual(identites.map(({ moyen }) => moyen).toSorted(), ['courriel', 'franceconnect']);
  const parFC = await connecterPar(banc, 'usager', CITOYENNE);
  assert.equal(await sujetDe(parFC), await sujetDe(lou), 'both open the same space');

  const autre = await faire('joindre', 'fc-solange');
  assert.ok(autre.etat === 'echouee', 'two civil statuses are two people');

  banc.horloge.avancer(11 * MINUTE);
  const commune = await banc.commune();
  lou.session = await renouvelerSession(commune, 'usager', lou.session!.rafraichissement, lou.jkt);
  const perimee = await banc.post('usager/connexions', corps, { poste: lou, entetes: { Origin: SITE } });
  await lireProbleme(perimee, 403, 'preuve-fraiche');
});

test('a proof by the provider makes the session fresh again', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const poste = await connecterPar(banc, 'usager', CITOYENNE);
  const { moteur } = await banc.commune();
  const prouvee = async () => (await moteur.lireUn(sessionParId, { id: poste.session!.id }))!.prouvee_le;
  const avant = await prouvee();
  banc.horloge.avancer(9 * MINUTE + 50 * SECONDE);
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, 'usager', { but: 'prouver' }, { poste });
  const depart = await fenetre.ouvrir(commencee.url);
  const adresse = depart.headers.get('Location')!;
  assert.equal(new URL(adresse).searchParams.get('prompt'), 'login', 'a session left open there is no proof');
  const retour = await fenetre.ouvrir(await fenetre.chezFournisseur(adresse, CITOYENNE));
  await fenetre.confirmer({ id: commencee.id, page: secretDePage(await retour.text()), accord: 'oui' });
  assert.deepEqual(await etatDe(banc, commencee, poste), { etat: 'faite' });
  assert.ok((await prouvee()) > avant);
});

test('two spaces of one person become one; the mailbox of the space is told of each new way in', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const { moteur } = await banc.commune();
  const sujetDe = async (poste: Poste) =>
    (await moteur.lireUn(sessionParId, { id: poste.session!.id }))?.sujet;
  const parFC = await connecterPar(banc, 'usager', CITOYENNE);
  const ancien = await sujetDe(parFC);
  const lou = await entrer(banc);
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, 'usager', { but: 'joindre' }, { poste: lou });
  const retour = await fenetre.ouvrir(await fenetre.traverser(commencee.url, CITOYENNE));
  await fenetre.confirmer({ id: commencee.id, page: secretDePage(await retour.text()), accord: 'oui' });
  assert.deepEqual(await etatDe(banc, commencee, lou), { etat: 'faite' });
  const garde = (await sujetDe(lou))!;
  assert.notEqual(garde, ancien);
  assert.equal(await moteur.lireUn(usagerParId, { id: ancien! }), undefined);
  assert.equal(await sujetDe(parFC), undefined, 'the sessions of the space that went are over');
  const profil = JSON.parse((await moteur.lireUn(usagerParId, { id: garde }))!.profil) as Record<
    string,
    unknown
  >;
  assert.deepEqual(profil['nom'], { valeur: 'Vaguelette', source: 'franceconnect' });
  await banc.jobs();
  assert.match(banc.boite.recus.at(-1)!.texte, /FranceConnect permet maintenant d’entrer/);
  assert.equal(await sujetDe(await connecterPar(banc, 'usager', CITOYENNE)), garde);
});

test('a proof that the provider did not ask of the person is none: stale, unsaid, or silent', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, fournisseur, sabotage } = essai;
  const { moteur } = await banc.commune();
  const poste = await connecterPar(banc, 'usager', CITOYENNE);
  const prouvee = async () => (await moteur.lireUn(sessionParId, { id: poste.session!.id }))!.prouvee_le;
  const avant = await prouvee();
  banc.horloge.avancer(9 * MINUTE);
  const revenu = async (but: string, adresser = (adresse: string) => adresse) => {
    const fenetre = new Fenetre(banc);
    // The provider keeps its session in this browser.
    await fenetre.traverser((await commencer(banc, 'usager')).url, CITOYENNE);
    const commencee = await commencer(banc, 'usager', { but }, { poste });
    const depart = (await fenetre.ouvrir(commencee.url)).headers.get('Location')!;
    const retour = await fenetre.ouvrir(await fenetre.chezFournisseur(adresser(depart), CITOYENNE));
    const etat = await etatDe(banc, commencee, poste);
    assert.equal(retour.status, etat.etat === 'echouee' ? 400 : 200);
    return etat.etat === 'echouee' ? etat.message : etat.etat;
  };
  const dater = (age: number | undefined) =>
    avecJetonIdentite((jeton) => {
      const { iat } = decodeJwt(jeton);
      return resigner(jeton, fournisseur.cle(), { auth_time: age === undefined ? undefined : iat! - age });
    });
  for (const but of ['prouver', 'joindre']) {
    sabotage.reponse = dater(3600);
    assert.match(await revenu(but), /^FranceConnect ne vous a pas demandé qui vous êtes/);
    sabotage.reponse = dater(undefined);
    assert.match(await revenu(but), /ne vous a pas demandé qui vous êtes/);
    sabotage.reponse = undefined as never;
    // What a script of the browser may take out of the address: the provider answers without a word.
    const silencieux = (adresse: string) => {
      const url = new URL(adresse);
      for (const nom of ['prompt', 'claims', 'max_age']) url.searchParams.delete(nom);
      return url.href;
    };
    assert.match(await revenu(but, silencieux), /ne vous a pas demandé qui vous êtes/);
    assert.equal(await revenu(but), 'attente', 'asked and answered: to be confirmed');
  }
  assert.equal(await prouvee(), avant);
});

test('a session opened on one that was left open at the provider does nothing that cannot be undone', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, fournisseur, sabotage } = essai;
  for (const age of [1500, undefined]) {
    sabotage.reponse = avecJetonIdentite((jeton) =>
      resigner(jeton, fournisseur.cle(), {
        auth_time: age === undefined ? undefined : decodeJwt(jeton).iat! - age,
      }),
    );
    const poste = await connecterPar(banc, 'usager', CITOYENNE);
    assert.equal((await banc.get('usager/moi', { poste })).status, 200);
    await lireProbleme(await banc.post('usager/effacement', {}, { poste }), 403, 'preuve-fraiche');
    await lireProbleme(await banc.get('usager/export', { poste }), 403, 'preuve-fraiche');
  }
  sabotage.reponse = undefined as never;
  const poste = await connecterPar(banc, 'usager', CITOYENNE);
  assert.equal((await banc.get('usager/export', { poste })).status, 200, 'who has just shown who he is may');
});
