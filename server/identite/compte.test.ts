import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Moi } from '#contract/schemas/usager.ts';
import { codeRecu, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import { autreCode, entrer, LOU, lireBase } from '../../test/serveur/entrer.ts';
import { ajouter, contenu, mesDocuments, pdfDe } from '../../test/serveur/espace.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte } from '../../test/serveur/reponses.ts';
import { MINUTE, SECONDE } from '../socle/horloge/horloge.ts';
import { trouverOuCreer } from './comptes.ts';

const NEUVE = 'lou.neuve@exemple.fr';
const voir = async (banc: Banc, poste: Poste) => lire(Moi, await banc.get('usager/moi', { poste }));
const adresses = (moi: { identites: { libelle: string; principale: boolean }[] }) =>
  moi.identites.map(({ libelle, principale }) => (principale ? `${libelle} *` : libelle)).toSorted();
const dernierA = (banc: Banc, adresse: string) => banc.boite.recus.findLast(({ a }) => a === adresse);
const evenements = async (banc: Banc) =>
  (await lireBase(banc, 'select type from evenement_usager order by id')).map(({ type }) => type);

/** Asks for the code that joins an address, and reads it in its mailbox. */
async function codePour(banc: Banc, poste: Poste, courriel: string): Promise<string> {
  const reponse = await banc.post('usager/identites/code', { courriel }, { poste });
  assert.equal(reponse.status, 202, await reponse.text());
  await banc.jobs();
  return codeRecu(dernierA(banc, courriel));
}

async function joindre(banc: Banc, poste: Poste, courriel: string, principale = false) {
  const code = await codePour(banc, poste, courriel);
  return lire(Moi, await banc.post('usager/identites', { courriel, code, principale }, { poste }));
}

async function prouver(banc: Banc, poste: Poste, a = LOU): Promise<Response> {
  assert.equal((await banc.post('usager/preuves/code', {}, { poste })).status, 202);
  await banc.jobs();
  return banc.post('usager/preuves', { code: codeRecu(dernierA(banc, a)) }, { poste });
}

describe('my space', () => {
  it('says how I come in, since when, and until when a proof serves', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    const moi = await voir(banc, poste);
    assert.deepEqual(adresses(moi), [`${LOU} *`]);
    assert.deepEqual([moi.profil, moi.nonLus], [{}, 0]);
    assert.equal(moi.depuis, '2026-11-22T09:30:00.000Z');
    assert.equal(moi.preuveJusquau, '2026-11-22T09:40:00.000Z');
    banc.horloge.avancer(10 * MINUTE - SECONDE);
    assert.ok((await voir(banc, poste)).preuveJusquau);
  });

  it('is behind a citizen’s session only', async () => {
    await using banc = await ouvrirBanc();
    const chemins = [
      ['GET', 'usager/moi'],
      ['PUT', 'usager/profil'],
      ['POST', 'usager/preuves'],
      ['POST', 'usager/preuves/code'],
      ['POST', 'usager/identites'],
      ['POST', 'usager/identites/code'],
      ['DELETE', 'usager/identites/01890000-0000-7000-8000-000000000000'],
    ] as const;
    for (const [methode, chemin] of chemins) {
      const corps = methode === 'GET' || methode === 'DELETE' ? {} : { corps: {} };
      await lireProbleme(await banc.appel(methode, chemin, corps), 401, 'session-requise');
    }
  });

  it('keeps what I type, forgets what I leave out, and nobody types over what is certified', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    const poste = await entrer(banc);
    const ecrire = (corps: object) => banc.appel('PUT', 'usager/profil', { corps, poste });
    await lire(Moi, await ecrire({ nom: 'Kermarrec', telephone: '06 00 00 00 00' }));
    const { profil } = await lire(Moi, await ecrire({ nom: 'Le Gall' }));
    assert.deepEqual(profil, { nom: { valeur: 'Le Gall', source: 'declare' } });
    // FranceConnect certifies, for the same space.
    const certifie = { nom: { valeur: 'KERMARREC', source: 'franceconnect' as const } };
    const prouvee = { moyen: 'courriel', valeur: LOU, profil: certifie } as const;
    await commune.moteur.commit((await trouverOuCreer(commune, prouvee)).instructions);
    const refus = await lireProbleme(await ecrire({ nom: 'Autre' }), 422, 'saisie-invalide');
    assert.equal(refus.erreurs![0]!.chemin, 'nom');
    const apres = await lire(Moi, await ecrire({ nom: 'KERMARREC', prenom: 'Lou' }));
    assert.deepEqual(apres.profil, { ...certifie, prenom: { valeur: 'Lou', source: 'declare' } });
    assert.deepEqual((await lire(Moi, await ecrire({}))).profil, certifie);
    await lireProbleme(await ecrire({ nom: 'x'.repeat(101) }), 422, 'saisie-invalide');
  });
});

describe('a fresh proof', () => {
  it('is wanted after ten minutes, and given by a code to the main address', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    banc.horloge.avancer(9 * MINUTE);
    const corps = { rafraichissement: poste.session!.rafraichissement };
    poste.session = (await (
      await banc.post('usager/sessions/renouvellement', corps, { poste })
    ).json()) as NonNullable<Poste['session']>;
    banc.horloge.avancer(MINUTE + SECONDE);
    assert.equal((await voir(banc, poste)).preuveJusquau, null);
    const essai = { courriel: NEUVE, code: '123456' };
    await lireProbleme(await banc.post('usager/identites', essai, { poste }), 403, 'preuve-fraiche');
    await lireProbleme(
      await banc.post('usager/identites/code', { courriel: NEUVE }, { poste }),
      403,
      'preuve-fraiche',
    );
    const { identites } = await voir(banc, poste);
    await lireProbleme(
      await banc.appel('DELETE', `usager/identites/${identites[0]!.id}`, { poste }),
      403,
      'preuve-fraiche',
    );
    assert.equal((await prouver(banc, poste)).status, 204);
    assert.ok((await voir(banc, poste)).preuveJusquau);
    await joindre(banc, poste, NEUVE);
  });

  it('of one session serves no other, and no other end', async () => {
    await using banc = await ouvrirBanc();
    const [un, deux] = [await entrer(banc), await entrer(banc)];
    await banc.post('usager/preuves/code', {}, { poste: un });
    await banc.jobs();
    const code = codeRecu(dernierA(banc, LOU));
    await lireProbleme(await banc.post('usager/preuves', { code }, { poste: deux }), 403, 'code-faux');
    const corps = { courriel: LOU, code };
    await lireProbleme(await banc.post('usager/identites', corps, { poste: un }), 403, 'code-faux');
    await lireProbleme(
      await banc.post('usager/preuves', { code: autreCode(code) }, { poste: un }),
      403,
      'code-faux',
    );
    assert.equal((await banc.post('usager/preuves', { code }, { poste: un })).status, 204);
    await lireProbleme(await banc.post('usager/preuves', { code }, { poste: un }), 403, 'code-faux');
  });
});

describe('an address', () => {
  it('is joined with its own code; the main one is told, by a masked name', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    assert.deepEqual(adresses(await joindre(banc, poste, NEUVE)), [NEUVE, `${LOU} *`]);
    await banc.jobs();
    const avis = dernierA(banc, LOU)!;
    assert.match(avis.objet, /Une adresse ouvre maintenant votre espace/);
    assert.ok(avis.texte.includes('l•••@exemple.fr') && !avis.texte.includes(NEUVE));
    const autre = await entrer(banc, NEUVE);
    assert.deepEqual(adresses(await voir(banc, autre)), [NEUVE, `${LOU} *`]);
    assert.deepEqual(await evenements(banc), ['espace-ouvert', 'identite-ajoutee']);
  });

  it('wrong, of another session, or of another purpose: the code joins nothing', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    const voleur = await entrer(banc, 'voleur@exemple.fr');
    const code = await codePour(banc, poste, NEUVE);
    const essayer = (corps: object, p = poste) => banc.post('usager/identites', corps, { poste: p });
    await lireProbleme(await essayer({ courriel: NEUVE, code: autreCode(code) }), 403, 'code-faux');
    await lireProbleme(await essayer({ courriel: NEUVE, code }, voleur), 403, 'code-faux');
    await lireProbleme(await essayer({ courriel: 'x@exemple.fr', code }), 403, 'code-faux');
    await lireProbleme(
      await banc.post('usager/sessions', { courriel: NEUVE, code }, { poste }),
      403,
      'code-faux',
    );
    assert.deepEqual(adresses(await voir(banc, poste)), [`${LOU} *`]);
    // The code of a sign-in mail, asked by the owner of the address, is no consent to be joined.
    await banc.post('usager/connexion', { courriel: NEUVE });
    await banc.jobs();
    const deConnexion = codeRecu(dernierA(banc, NEUVE));
    await lireProbleme(await essayer({ courriel: NEUVE, code: deConnexion }, voleur), 403, 'code-faux');
    await lire(Moi, await essayer({ courriel: NEUVE, code }));
  });

  it('is changed with proof of both; the old one is told, and can go', async () => {
    await using banc = await ouvrirBanc();
    const [poste, autre] = [await entrer(banc), await entrer(banc)];
    const moi = await joindre(banc, poste, NEUVE, true);
    assert.deepEqual(adresses(moi), [`${NEUVE} *`, LOU]);
    await banc.jobs();
    assert.match(dernierA(banc, LOU)!.objet, /Votre adresse a changé/);
    const ancienne = moi.identites.find(({ libelle }) => libelle === LOU)!;
    const retirer = `usager/identites/${ancienne.id}`;
    assert.deepEqual(adresses(await lire(Moi, await banc.appel('DELETE', retirer, { poste }))), [
      `${NEUVE} *`,
    ]);
    await banc.jobs();
    assert.match(dernierA(banc, LOU)!.texte, /ne permet plus d’entrer/);
    // Another device may be why: only this one stays in.
    await lireProbleme(await banc.get('usager/moi', { poste: autre }), 401, 'session-finie');
    await lireProbleme(await banc.appel('DELETE', retirer, { poste }), 404, 'introuvable');
    assert.deepEqual(await evenements(banc), [
      'espace-ouvert',
      'identite-ajoutee',
      'adresse-principale',
      'identite-retiree',
    ]);
    // It opens another space now.
    assert.equal((await voir(banc, await entrer(banc))).identites.length, 1);
  });

  it('that is the last way in stays, even when the last two go at once; another’s is not mine', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    const seule = (await voir(banc, poste)).identites[0]!;
    const refus = await banc.appel('DELETE', `usager/identites/${seule.id}`, { poste });
    await lireProbleme(refus, 409, 'transition-interdite');
    const voleur = await entrer(banc, 'voleur@exemple.fr');
    await joindre(banc, voleur, 'voleur2@exemple.fr');
    const vol = await banc.appel('DELETE', `usager/identites/${seule.id}`, { poste: voleur });
    await lireProbleme(vol, 404, 'introuvable');
    const { identites } = await joindre(banc, poste, NEUVE);
    const deux = await Promise.all(
      identites.map(({ id }) => banc.appel('DELETE', `usager/identites/${id}`, { poste })),
    );
    assert.deepEqual(deux.map(({ status }) => status).toSorted(), [200, 409]);
    const { identites: restantes } = await voir(banc, poste);
    assert.deepEqual(
      restantes.map(({ principale }) => principale),
      [true],
    );
  });
});

describe('two spaces of one person', () => {
  it('become one, with the requests, drafts, papers and answers of both, in one commit', async () => {
    await using banc = await ouvrirBanc();
    const ancien = await entrer(banc, NEUVE);
    const { numero } = await banc.deposer('acte-naissance', acte(), { poste: ancien });
    const brouillon = {
      demarche: 'acte-naissance',
      version: 1,
      reponses: {},
      etape: null,
      revision: 0,
    };
    const chemin = 'usager/brouillons/0193d6a0-0000-7000-8000-000000000009';
    const garde = await banc.appel('PUT', chemin, { corps: brouillon, poste: ancien });
    assert.ok(garde.ok, await garde.clone().text());
    await banc.appel('PUT', 'usager/profil', { corps: { prenom: 'Lou', nom: 'Ancien' }, poste: ancien });
    const papier = await ajouter(banc, ancien, 'Carte.pdf', pdfDe('CARTE'));
    const poste = await entrer(banc);
    await banc.appel('PUT', 'usager/profil', { corps: { nom: 'Kermarrec' }, poste });
    const mien = await ajouter(banc, poste, 'Bail.pdf', pdfDe('BAIL'));

    const code = await codePour(banc, poste, NEUVE);
    const { moteur } = await banc.commune();
    const commit = moteur.commit.bind(moteur);
    let commits = 0;
    moteur.commit = (liste) => (commits++, commit(liste));
    const moi = await lire(Moi, await banc.post('usager/identites', { courriel: NEUVE, code }, { poste }));
    moteur.commit = commit;
    // The try of the code, then all the rest.
    assert.equal(commits, 2);
    assert.deepEqual(adresses(moi), [NEUVE, `${LOU} *`]);
    assert.deepEqual([moi.profil.nom!.valeur, moi.profil.prenom!.valeur], ['Kermarrec', 'Lou']);
    await lireProbleme(await banc.get('usager/moi', { poste: ancien }), 401, 'session-finie');
    const { demandes } = (await (await banc.get('usager/demandes', { poste })).json()) as {
      demandes: { numero: string }[];
    };
    assert.deepEqual(
      demandes.map((d) => d.numero),
      [numero],
    );
    assert.equal((await banc.get(chemin, { poste })).status, 200);
    // Each under the key it was closed with.
    assert.ok((await contenu(banc, poste, papier.id)).equals(pdfDe('CARTE')));
    assert.ok((await contenu(banc, poste, mien.id)).equals(pdfDe('BAIL')));
    await ajouter(banc, poste, 'Neuf.pdf', pdfDe('NEUF'));
    const noms = (await mesDocuments(banc, poste)).documents.map(({ nom }) => nom);
    for (const nom of ['Carte.pdf', 'Bail.pdf', 'Neuf.pdf']) assert.ok(noms.includes(nom), nom);
    assert.deepEqual(await lireBase(banc, 'select count(*) as n from usager'), [{ n: 1 }]);
    await banc.jobs();
    assert.match(dernierA(banc, NEUVE)!.objet, /Vos deux espaces n’en font plus qu’un/);
    assert.match(dernierA(banc, LOU)!.objet, /Une adresse ouvre maintenant/);
  });

  it('even what a request under way wrote too late', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    const ancien = await entrer(banc, NEUVE);
    const poste = await entrer(banc);
    const code = await codePour(banc, poste, NEUVE);
    const commit = commune.moteur.commit.bind(commune.moteur);
    // The request has passed the door of the old space; the spaces are joined before it writes.
    commune.moteur.commit = async (liste) => {
      commune.moteur.commit = commit;
      await lire(Moi, await banc.post('usager/identites', { courriel: NEUVE, code }, { poste }));
      return commit(liste);
    };
    const { numero } = await banc.deposer('acte-naissance', acte(), { poste: ancien });
    banc.horloge.avancer(MINUTE);
    await banc.jobs();
    const reponse = await banc.get('usager/demandes', { poste });
    const { demandes } = (await reponse.json()) as { demandes: { numero: string }[] };
    assert.deepEqual(
      demandes.map((d) => d.numero),
      [numero],
    );
  });

  it('stay apart when what is certified names two people', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    for (const [courriel, nom] of [
      [LOU, 'KERMARREC'],
      [NEUVE, 'LE GALL'],
    ] as const) {
      const profil = { nom: { valeur: nom, source: 'franceconnect' as const } };
      const prouvee = { moyen: 'courriel', valeur: courriel, profil } as const;
      await commune.moteur.commit((await trouverOuCreer(commune, prouvee)).instructions);
    }
    const poste = await entrer(banc);
    const code = await codePour(banc, poste, NEUVE);
    await lireProbleme(
      await banc.post('usager/identites', { courriel: NEUVE, code }, { poste }),
      409,
      'conflit',
    );
    assert.deepEqual(adresses(await voir(banc, poste)), [`${LOU} *`]);
    assert.deepEqual(await lireBase(banc, 'select count(*) as n from usager'), [{ n: 2 }]);
  });

  it('joined twice at once are joined once', async () => {
    await using banc = await ouvrirBanc();
    await entrer(banc, NEUVE);
    const poste = await entrer(banc);
    const code = await codePour(banc, poste, NEUVE);
    const corps = { courriel: NEUVE, code };
    const deux = await Promise.all([1, 2].map(() => banc.post('usager/identites', corps, { poste })));
    assert.deepEqual(deux.map(({ status }) => status).toSorted(), [200, 403]);
    assert.deepEqual(await lireBase(banc, 'select count(*) as n from usager'), [{ n: 1 }]);
  });
});
