import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connecterPar, CITOYENNE, AGENT, ouvrirBancFournisseur } from '../../../test/serveur/fournisseur.ts';
import { AIDANT } from '../../../test/serveur/entrer.ts';
import { Sortie } from '#contract/schemas/session.ts';
import { lire, URL_BANC } from '../../../test/serveur/banc.ts';
import { identitesDe, usagerParId } from '../store.ts';
import { sessionParId } from '../sessions/store.ts';

test('a citizen comes in with FranceConnect, and his civil status is in his profile, certified', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, fournisseur } = essai;
  const poste = await connecterPar(banc, 'usager', CITOYENNE);
  const { moteur } = await banc.commune();
  const session = (await moteur.lireUn(sessionParId, { id: poste.session!.id }))!;
  assert.equal(session.moyen, 'franceconnect');
  assert.equal(session.jkt, poste.jkt);
  const identites = await moteur.lire(identitesDe, { usager: session.sujet });
  assert.deepEqual(
    identites.map(({ moyen, valeur }) => [moyen, valeur]),
    [['franceconnect', `${fournisseur.emetteur} ${CITOYENNE}`]],
    'the address that the provider knows proves no mailbox',
  );
  const profil = JSON.parse((await moteur.lireUn(usagerParId, { id: session.sujet }))!.profil) as object;
  const source = 'franceconnect';
  assert.deepEqual(profil, {
    prenom: { valeur: 'Capucine', source },
    prenoms: { valeur: 'Capucine Rose', source },
    nom: { valeur: 'Vaguelette', source },
    naissanceDate: { valeur: '1991-05-17', source },
    naissanceLieu: { valeur: '13055', source },
  });

  const encore = await connecterPar(banc, 'usager', CITOYENNE);
  const suivante = (await moteur.lireUn(sessionParId, { id: encore.session!.id }))!;
  assert.equal(suivante.sujet, session.sujet, 'the same account, not a second one');
});

test('a birth date that nobody wrote down, abroad', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const poste = await connecterPar(banc, 'usager', 'fc-echati');
  const { moteur } = await banc.commune();
  const { sujet } = (await moteur.lireUn(sessionParId, { id: poste.session!.id }))!;
  const profil = JSON.parse((await moteur.lireUn(usagerParId, { id: sujet }))!.profil) as Record<
    string,
    unknown
  >;
  assert.deepEqual(profil['naissanceDate'], { valeur: '1963-01-01', source: 'franceconnect' });
  assert.equal(profil['naissanceLieu'], undefined);
});

for (const [role, personne] of [
  ['agent', AGENT],
  ['aidant', AIDANT],
] as const) {
  test(`${role}: known by the address that ProConnect certifies`, async () => {
    await using essai = await ouvrirBancFournisseur();
    const { banc } = essai;
    const poste = await connecterPar(banc, role, `pro-${personne}`);
    assert.equal(poste.session!.role, role);
    const { moteur } = await banc.commune();
    assert.equal((await moteur.lireUn(sessionParId, { id: poste.session!.id }))!.sujet, personne);
  });
}

test('signing out signs out of the provider too, when it can be reached', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, fournisseur, sabotage } = essai;
  const poste = await connecterPar(banc, 'usager', CITOYENNE);
  const { sortie } = await lire(Sortie, await banc.appel('DELETE', 'usager/sessions/courante', { poste }));
  const adresse = new URL(sortie);
  assert.equal(adresse.origin, fournisseur.emetteur);
  const retour = `${URL_BANC}/c/port-aubier/connexion/sortie`;
  assert.equal(adresse.searchParams.get('post_logout_redirect_uri'), retour);
  // The real provider takes the ID token and the address: it would not come back here otherwise.
  const page = await fetch(sortie);
  const champs = [...(await page.text()).matchAll(/name="(\w+)" value="(\w+)"/g)].map(([, nom, valeur]) => [
    nom!,
    valeur!,
  ]);
  const fini = await fetch(`${fournisseur.emetteur}/session/end/confirm`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Cookie: page.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    },
    body: new URLSearchParams(champs),
  });
  assert.ok(fini.headers.get('Location')?.startsWith(retour), await fini.text());

  const autre = await connecterPar(banc, 'usager', CITOYENNE);
  await banc.registre.fermer();
  sabotage.reponse = () => ({ statut: 500, corps: '' });
  assert.equal((await banc.appel('DELETE', 'usager/sessions/courante', { poste: autre })).status, 204);
  await assert.rejects(lire(Sortie, await banc.get('usager/sessions', { poste: autre })), /session-finie/);
});
