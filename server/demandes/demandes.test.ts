import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemandeAgent, PageFile } from '#contract/schemas/agent.ts';
import { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { lire, lireProbleme, ouvrirBanc, URL_BANC, type Banc, type Slug } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, cantine, PERSONNE, terrasse, voirie } from '../../test/serveur/reponses.ts';
import { pdf, photoBavarde } from '../socle/fichiers/exemples.test-util.ts';

const CHEF = 'chef@port-aubier.example';
const suivre = async (banc: Banc, numero: string, code?: string, slug?: Slug) =>
  lire(Suivi, await banc.get(`demandes/${numero}`, { ...(code && { code }), ...(slug && { slug }) }));

async function changer(banc: Banc, poste: Poste, numero: string, quoi: object): Promise<DemandeAgent> {
  const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  const corps = { version: ligne.version, ...quoi };
  return lire(DemandeAgent, await banc.appel('PATCH', `agent/demandes/${numero}`, { corps, poste }));
}

describe('filing', () => {
  it('acte-naissance: number, code, receipt, deadline; silence means acceptance', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code, accuse } = await banc.deposer('acte-naissance', acte());
    assert.match(numero, /^PAB-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.match(code, /^[0-9A-HJKMNP-TV-Y]{6}$/);
    assert.equal(accuse.recueLe, '2026-11-22T09:30:00.000Z');
    assert.equal(accuse.service.nom, 'État civil');
    assert.equal(accuse.service.contact.telephone, '04 65 71 00 11');
    assert.equal(accuse.silence.regime, 'acceptation');
    assert.equal(accuse.silence.echeance, '2027-01-22');
    assert.match(accuse.silence.explication, /22 janvier 2027.*acceptée, sous réserve.*attestation/s);
    assert.equal(accuse.courriel, 'e…c@exemple.fr');
    assert.equal(accuse.lien, `http://localhost:8788/port-aubier/suivi.html#numero=${numero}&code=${code}`);
  });

  it('terrasse: files of the request, silence means refusal and how to appeal', async () => {
    await using banc = await ouvrirBanc();
    const plan = await banc.televerser('plan coté.jpg', await photoBavarde());
    const assurance = await banc.televerser('assurance.pdf', pdf());
    // What the caller says of a file is not believed.
    const menti = { ...plan, nom: 'autre.exe', taille: 1, type: 'text/html' };
    const { numero, code, accuse } = await banc.deposer('terrasse', terrasse(menti, assurance));
    assert.match(accuse.silence.explication, /refusée, sous réserve.*2 mois.*tribunal administratif/s);
    const { dossier } = await suivre(banc, numero, code);
    assert.deepEqual(dossier?.reponses['plan'], [plan]);

    const recu = await banc.get(`demandes/${numero}/pieces/${assurance.id}`, { code });
    assert.equal(recu.status, 200);
    assert.match(recu.headers.get('Content-Disposition') ?? '', /^attachment;.*assurance\.pdf/);
    assert.equal(recu.headers.get('X-Content-Type-Options'), 'nosniff');
    assert.deepEqual(Buffer.from(await recu.arrayBuffer()), pdf());
    await lireProbleme(await banc.get(`demandes/${numero}/pieces/${plan.id}`), 401, 'session-requise');
    await lireProbleme(
      await banc.get(`demandes/${numero}/pieces/${plan.id}`, { code: 'AAAAAA' }),
      403,
      'code-faux',
    );
    const poste = await banc.connecter('place@port-aubier.example');
    const pourAgent = await banc.get(`agent/demandes/${numero}/pieces/${plan.id}`, { poste });
    assert.equal(pourAgent.status, 200);
    assert.equal(pourAgent.headers.get('Content-Type'), 'image/jpeg');
  });

  it('cantine: a group of children; hidden and unknown answers are not kept', async () => {
    await using banc = await ouvrirBanc();
    const reponses = { ...cantine({ allocataire: '1234567' }), inconnu: 'x' };
    const { numero, code } = await banc.deposer('cantine', reponses);
    const { dossier } = await suivre(banc, numero, code);
    assert.deepEqual(dossier?.reponses, JSON.parse(JSON.stringify(cantine())));
  });

  it('a report needs no name; no silence, no mail, one line for the queue', async () => {
    await using banc = await ouvrirBanc();
    const { numero, accuse } = await banc.deposer('signaler-voirie', voirie());
    assert.deepEqual(accuse.silence, { regime: 'aucun', echeance: null, explication: '' });
    assert.equal(accuse.courriel, null);
    await banc.jobs();
    assert.equal(banc.boite.recus.length, 0);
    const poste = await banc.connecter(CHEF);
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    assert.equal(ligne.demandeur, null);
    assert.equal(ligne.objet, 'devant le 12 rue des Voiliers · Un trou ou un affaissement');
  });
});

describe('the receipt by mail', () => {
  it('has what R112-11-1 asks, at the hour of the town', async () => {
    for (const [slug, heure, echeance] of [
      ['port-aubier', '31 décembre 2026 à 23 h 05', '28 février 2027'],
      // Mayotte is two hours ahead of Paris in winter: the day is not the same there.
      ['anse-vanille', '1er janvier 2027 à 1 h 05', '1er mars 2027'],
    ] as const) {
      await using banc = await ouvrirBanc({ communes: [slug], debut: '2026-12-31T22:05:00Z' });
      const { numero, code } = await banc.deposer('acte-naissance', acte(), { slug });
      await banc.jobs(slug);
      const [courriel] = banc.boite.recus;
      assert.ok(courriel);
      const { config } = await banc.commune(slug);
      const service = config.services.find((s) => s.code === 'etat-civil')!;
      assert.equal(courriel.a, PERSONNE['demandeur-courriel']);
      assert.equal(courriel.repondreA, service.contact.courriel);
      assert.equal(courriel.objet, `Votre demande est bien reçue : ${numero}`);
      for (const partie of [courriel.texte, courriel.html]) {
        for (const attendu of [numero, code, heure, service.nom, service.contact.telephone!]) {
          assert.ok(partie.includes(attendu), `${attendu} is missing`);
        }
        assert.match(partie, new RegExp(`${echeance}.*acceptée.*sous réserve qu’elle soit complète`, 's'));
      }
    }
  });

  it('says nothing of silence where there is no implicit decision', async () => {
    await using banc = await ouvrirBanc();
    await banc.deposer('signaler-voirie', voirie({ 'demandeur-courriel': 'lou@exemple.fr' }));
    await banc.jobs();
    const [courriel] = banc.boite.recus;
    assert.match(courriel!.objet, /^Votre signalement est bien reçu : PAB/);
    assert.doesNotMatch(courriel!.texte, /sous réserve|ne répond pas/);
  });

  it('goes once, and its fate is an event that only agents read', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    await banc.jobs();
    assert.equal(banc.boite.recus.length, 1);
    const poste = await banc.connecter(CHEF);
    const { evenements } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    const courriel = evenements.find(({ type }) => type === 'courriel');
    assert.deepEqual(courriel?.donnees, { objet: banc.boite.recus[0]!.objet, etat: 'envoye' });
    const vus = (await suivre(banc, numero, code)).evenements.map(({ type }) => type);
    assert.deepEqual(vus, ['depot']);
  });
});

describe('following', () => {
  it('with the number alone shows nobody, no reason, no message, no note', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    await banc.post(`agent/demandes/${numero}/notes`, { corps: 'NOTE-INTERNE' }, { poste });
    await banc.post(`agent/demandes/${numero}/messages`, { corps: 'MOT-AGENT' }, { poste });
    await banc.post(`demandes/${numero}/messages`, { corps: 'MOT-USAGER' }, { code });
    await changer(banc, poste, numero, { affecteeA: 'agent@port-aubier.example' });
    await changer(banc, poste, numero, { statut: 'refusee', motif: 'MOTIF-DU-REFUS' });
    await banc.apresLaMinute();

    const seul = await suivre(banc, numero);
    assert.equal(seul.statut, 'refusee');
    assert.equal(seul.dossier, null);
    assert.deepEqual(
      seul.evenements.map(({ type }) => type),
      ['depot', 'statut'],
    );
    const texte = JSON.stringify(seul);
    for (const secret of [
      'NOTE-',
      'MOT-',
      'MOTIF-',
      'Kermarrec',
      'exemple.fr',
      '0639981234',
      'Phare',
      'Vasselin',
      'empreinte',
    ])
      assert.ok(!texte.includes(secret), `${secret} is shown`);

    const entier = await suivre(banc, numero, code);
    assert.deepEqual(
      entier.evenements.map(({ type }) => type),
      ['depot', 'message', 'message', 'statut'],
    );
    assert.equal(entier.dossier?.motif, 'MOTIF-DU-REFUS');
    assert.equal(entier.dossier.retirable, false);
    assert.deepEqual(entier.dossier.reponses, JSON.parse(JSON.stringify(acte())));
    assert.match(JSON.stringify(entier), /Mireille Vasselin, officière d’état civil/);
    assert.doesNotMatch(JSON.stringify(entier), /NOTE-INTERNE|agent@port-aubier/);
  });

  it('forgives how the number and the code are typed', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const tapee = `${numero.toLowerCase().replaceAll('-', ' ')} `;
    const suivi = await suivre(banc, encodeURIComponent(tapee), ` ${code.toLowerCase()}`);
    assert.equal(suivi.numero, numero);
    assert.ok(suivi.dossier);
  });

  it('is never kept by a cache, and leads to the hosted page where the town gives none', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({ ...lu, commune: { ...lu.commune, pages: {} } }),
    });
    const { numero, accuse } = await banc.deposer('acte-naissance', acte());
    const reponse = await banc.get(`demandes/${numero}`);
    assert.equal(reponse.headers.get('Cache-Control'), 'no-store');
    assert.ok(accuse.lien.startsWith(`${URL_BANC}/c/port-aubier/p/suivi-demande#numero=${numero}`));
  });
});

describe('messages', () => {
  it('go both ways with files, are mailed to the citizen, and say who waits', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    await banc.jobs();
    banc.boite.recus.length = 0;
    const { id } = await banc.televerser('acte.pdf', pdf());
    const mot = { corps: 'Voici <b>votre</b> acte.', pieces: [id] };
    const ecrit = await lire(
      Evenement,
      await banc.post(`agent/demandes/${numero}/messages`, mot, { poste }),
      201,
    );
    assert.equal(ecrit.auteur.nom, 'Mireille Vasselin, officière d’état civil');
    await banc.jobs();
    const [courriel] = banc.boite.recus;
    assert.match(courriel!.texte, /Voici <b>votre<\/b> acte\./);
    assert.match(courriel!.html, /Voici &lt;b&gt;votre&lt;\/b&gt; acte\./);
    assert.match(courriel!.texte, /acte\.pdf/);
    assert.equal((await banc.get(`demandes/${numero}/pieces/${id}`, { code })).status, 200);

    await lire(Evenement, await banc.post(`demandes/${numero}/messages`, { corps: 'Merci' }, { code }), 201);
    const lu = async () => lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    assert.equal((await lu()).ligne.reponseAttendue, true);
    await banc.post(`agent/demandes/${numero}/messages`, { corps: 'De rien' }, { poste });
    assert.equal((await lu()).ligne.reponseAttendue, false);
    assert.equal(banc.boite.recus.length, 1, 'the citizen’s own words are not mailed to him');
  });

  it('of the citizen put a request that awaited it back in progress', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    await changer(banc, poste, numero, { statut: 'en-attente', motif: 'Donnez le second prénom.' });
    await banc.apresLaMinute();
    assert.equal((await suivre(banc, numero, code)).dossier?.motif, 'Donnez le second prénom.');
    await banc.post(`demandes/${numero}/messages`, { corps: 'Anne' }, { code });
    const suivi = await suivre(banc, numero, code);
    assert.equal(suivi.statut, 'en-cours');
    assert.equal(suivi.dossier?.motif, null);
    assert.deepEqual(
      suivi.evenements.map(({ type }) => type),
      ['depot', 'statut', 'message', 'statut'],
    );
  });

  it('on a closed request brings it back to the queue until somebody answers', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    const ouvertes = async () => {
      const { demandes } = await lire(PageFile, await banc.get('agent/demandes', { poste }));
      return demandes.map((ligne) => [ligne.numero, ligne.statut, ligne.reponseAttendue]);
    };
    await changer(banc, poste, numero, { statut: 'traitee' });
    assert.deepEqual(await ouvertes(), []);
    await banc.post(`demandes/${numero}/messages`, { corps: 'Il manque une page.' }, { code });
    assert.deepEqual(await ouvertes(), [[numero, 'traitee', true]]);
    await banc.post(`agent/demandes/${numero}/messages`, { corps: 'Elle part ce soir.' }, { poste });
    assert.deepEqual(await ouvertes(), []);
  });

  it('need the code', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    await lireProbleme(
      await banc.post(`demandes/${numero}/messages`, { corps: 'x' }),
      401,
      'session-requise',
    );
    await lireProbleme(await banc.post(`demandes/${numero}/retrait`, {}), 401, 'session-requise');
  });
});

describe('status', () => {
  it('changes are mailed; a refusal has its reason and how to appeal', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    await banc.jobs();
    banc.boite.recus.length = 0;
    await changer(banc, poste, numero, { statut: 'planifiee', planifieeLe: '2026-12-01' });
    await changer(banc, poste, numero, { statut: 'refusee', motif: 'Acte <introuvable> ici.' });
    await banc.jobs();
    assert.equal(banc.boite.recus.length, 0, 'nothing leaves while it can be taken back');
    await banc.apresLaMinute();
    const [planifiee, refusee] = banc.boite.recus;
    assert.match(planifiee!.texte, /planifiée.*1er décembre 2026/);
    assert.match(refusee!.texte, /refusée/);
    assert.match(refusee!.html, /Acte &lt;introuvable&gt; ici\./);
    assert.match(refusee!.texte, /2 mois.*tribunal administratif/s);
  });

  it('withdrawal by the citizen closes, twice is once, and is refused once answered', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    for (let fois = 0; fois < 2; fois++) {
      const suivi = await lire(Suivi, await banc.post(`demandes/${numero}/retrait`, {}, { code }));
      assert.equal(suivi.statut, 'retiree');
      assert.equal(suivi.evenements.length, 2);
    }
    const autre = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    await changer(banc, poste, autre.numero, { statut: 'traitee' });
    await lireProbleme(
      await banc.post(`demandes/${autre.numero}/retrait`, {}, { code: autre.code }),
      409,
      'transition-interdite',
    );
  });
});
