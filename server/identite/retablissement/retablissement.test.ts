import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  Retablissement,
  Retablissements,
  type NouveauRetablissement,
} from '#contract/schemas/retablissement.ts';
import { Session } from '#contract/schemas/session.ts';
import { Moi } from '#contract/schemas/usager.ts';
import { codeRecu, lire, lireProbleme, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { demanderCodeA, entrer, lireBase, LOU } from '../../../test/serveur/entrer.ts';
import { Poste } from '../../../test/serveur/poste.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { HEURE, JOUR, SECONDE } from '../../socle/horloge/horloge.ts';
import { trouverOuCreer } from '../comptes.ts';

const NEUVE = 'lou.neuve@exemple.fr';
const AGENT = 'agent@port-aubier.example';
const DEMANDE: NouveauRetablissement = { ancienne: LOU, nouvelle: NEUVE, piece: 'passeport' };

async function demander(banc: Banc, corps: object = DEMANDE, agent = AGENT): Promise<Response> {
  return banc.post('agent/usagers/retablissement', corps, { poste: await banc.connecter(agent) });
}
const retablir = async (banc: Banc, corps?: object) => lire(Retablissement, await demander(banc, corps), 201);
const annuler = async (banc: Banc, id: string, agent = AGENT) =>
  banc.post(`agent/usagers/retablissement/${id}/annulation`, {}, { poste: await banc.connecter(agent) });

async function adresses(banc: Banc, poste: Poste): Promise<string[]> {
  const { identites } = await lire(Moi, await banc.get('usager/moi', { poste }));
  return identites.map(({ libelle, principale }) => (principale ? `${libelle} *` : libelle)).toSorted();
}
async function refuserAncienne(banc: Banc): Promise<void> {
  const code = await demanderCodeA(banc, LOU);
  const poste = await Poste.nouveau(banc.horloge);
  const refus = await banc.post('usager/sessions', { courriel: LOU, code }, { poste });
  await lireProbleme(refus, 403, 'adresse-remplacee');
}
async function numeros(banc: Banc, poste: Poste): Promise<string[]> {
  const reponse = await banc.get('usager/demandes', { poste });
  const { demandes } = (await reponse.json()) as { demandes: { numero: string }[] };
  return demandes.map(({ numero }) => numero);
}

describe('a space whose owner lost the mailbox', () => {
  it('opens with a new address after a check at the counter; the old one is told and refused', async () => {
    await using banc = await ouvrirBanc();
    const avant = await entrer(banc);
    const { numero } = await banc.deposer('acte-naissance', acte(), { poste: avant });
    const fait = await retablir(banc);
    assert.equal(fait.annulableJusquau, '2026-11-29T09:30:00.000Z');
    await lireProbleme(await banc.get('usager/moi', { poste: avant }), 401, 'session-finie');
    await banc.jobs();
    const avis = banc.boite.recus.findLast(({ a }) => a === LOU)!;
    assert.match(avis.objet, /Votre espace a une nouvelle adresse/);
    assert.ok(!avis.texte.includes(NEUVE));
    await refuserAncienne(banc);

    // The code left with the act: nothing else to ask.
    const code = codeRecu(banc.boite.recus.findLast(({ a }) => a === NEUVE));
    const poste = await Poste.nouveau(banc.horloge);
    const ouverte = await banc.post('usager/sessions', { courriel: NEUVE, code }, { poste });
    poste.session = await lire(Session, ouverte, 201);
    assert.deepEqual(await adresses(banc, poste), [`${NEUVE} *`]);
    assert.deepEqual(await numeros(banc, poste), [numero]);
    await refuserAncienne(banc);
    const [fait1] = await lireBase(
      banc,
      `select role, auteur, donnees from evenement_usager where type = 'retablissement'`,
    );
    assert.deepEqual(
      [fait1!['role'], fait1!['auteur']],
      ['agent', 'Mireille Vasselin, officière d’état civil'],
    );
    assert.equal(JSON.parse(fait1!['donnees'] as string).piece, 'passeport');

    const liste = async () =>
      lire(
        Retablissements,
        await banc.get('agent/usagers/retablissement', { poste: await banc.connecter(AGENT) }),
      );
    assert.deepEqual(
      (await liste()).retablissements.map(({ id, ancienne, nouvelle, par, entree }) => [
        id,
        ancienne,
        nouvelle,
        par,
        entree,
      ]),
      [[fait.id, LOU, NEUVE, 'Mireille Vasselin', true]],
    );

    // A week later the old address is free: another space.
    banc.horloge.avancer(7 * JOUR);
    assert.deepEqual((await liste()).retablissements, []);
    assert.deepEqual(await numeros(banc, await entrer(banc)), []);
    await lireProbleme(await annuler(banc, fait.id), 409, 'conflit');
  });

  it('is given by the counter only', async () => {
    await using banc = await ouvrirBanc();
    await entrer(banc);
    await lireProbleme(await demander(banc, DEMANDE, 'terrain@port-aubier.example'), 403, 'acces-refuse');
    await lireProbleme(await banc.post('agent/usagers/retablissement', DEMANDE), 401, 'session-requise');
    const terrain = await banc.connecter('terrain@port-aubier.example');
    const refus = await banc.get('agent/usagers/retablissement', { poste: terrain });
    await lireProbleme(refus, 403, 'acces-refuse');
    const poste = await entrer(banc);
    await lireProbleme(
      await banc.post('agent/usagers/retablissement', DEMANDE, { poste }),
      401,
      'session-finie',
    );
    const { id } = await retablir(banc);
    await lireProbleme(await annuler(banc, id, 'place@port-aubier.example'), 403, 'acces-refuse');
    for (const corps of [
      { ...DEMANDE, piece: 'carte-vitale' },
      { ancienne: LOU, nouvelle: NEUVE },
    ]) {
      await lireProbleme(await demander(banc, corps), 422, 'saisie-invalide');
    }
    await lireProbleme(await demander(banc, { ...DEMANDE, ancienne: 'x@exemple.fr' }), 404, 'introuvable');
  });

  it('stays closed to an address mistyped at the counter, after a day; the agent can start over', async () => {
    await using banc = await ouvrirBanc();
    const avant = await entrer(banc);
    const { numero } = await banc.deposer('acte-naissance', acte(), { poste: avant });
    await retablir(banc, { ...DEMANDE, nouvelle: 'inconnu@exemple.fr' });
    await retablir(banc);
    // Replaced: what was mistyped opens an empty space.
    assert.deepEqual(await numeros(banc, await entrer(banc, 'inconnu@exemple.fr')), []);
    banc.horloge.avancer(JOUR);
    assert.deepEqual(await numeros(banc, await entrer(banc, NEUVE)), []);
    await retablir(banc, { ...DEMANDE, nouvelle: 'troisieme@exemple.fr' });
    banc.horloge.avancer(HEURE);
    assert.deepEqual(await numeros(banc, await entrer(banc, 'troisieme@exemple.fr')), [numero]);
  });

  it('goes back to its owner when he was not at the counter', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte(), { poste: await entrer(banc) });
    const { id } = await retablir(banc);
    const voleur = await entrer(banc, NEUVE);
    assert.deepEqual(await numeros(banc, voleur), [numero]);
    assert.equal((await annuler(banc, id)).status, 204);
    await lireProbleme(await banc.get('usager/moi', { poste: voleur }), 401, 'session-finie');
    const poste = await entrer(banc);
    assert.deepEqual(await numeros(banc, poste), [numero]);
    assert.deepEqual(await adresses(banc, poste), [`${LOU} *`]);
    assert.deepEqual(await numeros(banc, await entrer(banc, NEUVE)), []);
    await lireProbleme(await annuler(banc, id), 409, 'conflit');
  });

  it('undone before anybody entered, opens to nobody else', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte(), { poste: await entrer(banc) });
    const { id } = await retablir(banc);
    const agent = await banc.connecter(AGENT);
    const chemin = `agent/usagers/retablissement/${id}/annulation`;
    const deux = await Promise.all([1, 2].map(() => banc.post(chemin, {}, { poste: agent })));
    assert.deepEqual(deux.map(({ status }) => status).toSorted(), [204, 409]);
    assert.deepEqual(await numeros(banc, await entrer(banc, NEUVE)), []);
    assert.deepEqual(await numeros(banc, await entrer(banc)), [numero]);
  });
});

describe('the new address opened a space already', () => {
  it('which joins the old one, once nothing can be undone', async () => {
    await using banc = await ouvrirBanc();
    const un = await banc.deposer('acte-naissance', acte(), { poste: await entrer(banc) });
    const deja = await entrer(banc, NEUVE);
    const deux = await banc.deposer('acte-naissance', acte(), { poste: deja });
    await retablir(banc);
    const poste = await entrer(banc, NEUVE, { rester: true });
    await lireProbleme(await banc.get('usager/moi', { poste: deja }), 401, 'session-finie');
    assert.deepEqual(await numeros(banc, poste), [un.numero]);
    banc.horloge.avancer(7 * JOUR);
    await banc.jobs();
    const apres = await entrer(banc, NEUVE);
    assert.deepEqual((await numeros(banc, apres)).toSorted(), [un.numero, deux.numero].toSorted());
    assert.deepEqual(await lireBase(banc, 'select count(*) as n from usager'), [{ n: 1 }]);
  });

  it('which is its own again when it is undone', async () => {
    await using banc = await ouvrirBanc();
    await entrer(banc);
    const deux = await banc.deposer('acte-naissance', acte(), { poste: await entrer(banc, NEUVE) });
    const { id } = await retablir(banc);
    await entrer(banc, NEUVE);
    assert.equal((await annuler(banc, id)).status, 204);
    const poste = await entrer(banc, NEUVE);
    assert.deepEqual(await numeros(banc, poste), [deux.numero]);
    assert.deepEqual(await adresses(banc, poste), [`${NEUVE} *`]);
    banc.horloge.avancer(8 * JOUR + SECONDE);
    await banc.jobs();
    assert.deepEqual(await lireBase(banc, 'select count(*) as n from usager'), [{ n: 2 }]);
  });

  it('of somebody else, or of this one, or promised to another: refused', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    for (const [valeur, nom] of [
      [LOU, 'KERMARREC'],
      [NEUVE, 'LE GALL'],
    ] as const) {
      const profil = { nom: { valeur: nom, source: 'franceconnect' as const } };
      const prouvee = { moyen: 'courriel', valeur, profil } as const;
      await commune.moteur.commit((await trouverOuCreer(commune, prouvee)).instructions);
    }
    await lireProbleme(await demander(banc), 409, 'conflit');
    await lireProbleme(await demander(banc, { ...DEMANDE, nouvelle: LOU }), 409, 'conflit');
    await retablir(banc, { ...DEMANDE, nouvelle: 'libre@exemple.fr' });
    const autre = { ancienne: NEUVE, nouvelle: 'libre@exemple.fr', piece: 'permis' };
    await lireProbleme(await demander(banc, autre), 409, 'conflit');
    // A refusal takes nothing away.
    assert.deepEqual(await adresses(banc, await entrer(banc, NEUVE)), [`${NEUVE} *`]);
  });
});
