import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DemandeAgent, PageFile } from '#contract/schemas/agent.ts';
import { DemandeDeposee, Suivi } from '#contract/schemas/demande.ts';
import { Aidant, Mandat, Mandats } from '#contract/schemas/mandat.ts';
import { DemandesAidees } from '#contract/schemas/usager.ts';
import {
  AIDANT,
  MARIE,
  mandatActif,
  ouvrirAidant,
  preparerMandat,
  REPONSES_MARIE,
  donnerAccord,
} from '../../test/serveur/aidants.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import { acte, terrasse } from '../../test/serveur/reponses.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { lirePdf } from '../socle/pdf/lire.test-util.ts';
import { JOUR } from '../socle/horloge/horloge.ts';

const AGENT = 'agent@port-aubier.example';

const deposer = (banc: Banc, poste: Poste, mandat: string, reponses: object = {}) =>
  banc.post(
    'demandes',
    { demarche: 'acte-naissance', version: 1, reponses: acte({ ...REPONSES_MARIE, ...reponses }), mandat },
    { poste },
  );
const demandesAidees = async (banc: Banc, poste: Poste) =>
  (await lire(DemandesAidees, await banc.get('aidant/demandes', { poste }))).demandes;
const mandatsDe = async (banc: Banc, poste: Poste) =>
  (await lire(Mandats, await banc.get('aidant/mandats', { poste }))).mandats;
async function chainesIntactes(banc: Banc): Promise<void> {
  for await (const anomalie of verifierChaines(await banc.commune())) assert.fail(JSON.stringify(anomalie));
}
const enUneLigne = (pages: readonly string[]) => pages.join('\n').replaceAll(/\s+/g, ' ');

test('a helper files with the person’s agreement; everybody is told who filed for whom', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const moi = await lire(Aidant, await banc.get('aidant/moi', { poste }));
  assert.deepEqual(moi, {
    courriel: AIDANT,
    prenom: 'Léa',
    nom: 'Roy',
    structure: 'France services du Port',
    consentements: ['feuille', 'courriel'],
  });

  const prepare = await preparerMandat(banc, poste);
  assert.equal(prepare.etat, 'attendu');
  assert.match(prepare.reference, /^M-[0-9A-Y]{4}-[0-9A-Y]{2}$/);
  const accord = await donnerAccord(banc, poste, prepare);
  assert.equal(accord.etat, 'actif');
  assert.equal(accord.consentiLe, '2026-11-22T09:30:00.000Z');
  const code = banc.boite.recus.find(({ objet }) => /code d’accord/.test(objet))!;
  assert.match(code.texte, /Léa Roy \(France services du Port\)/);
  assert.match(code.texte, /jusqu’au 28 février 2027/);
  const debut = banc.boite.recus.at(-1)!;
  assert.equal(debut.a, MARIE.courriel);
  assert.match(debut.objet, /^Léa Roy peut faire des démarches en votre nom/);
  assert.match(debut.texte, new RegExp(accord.reference));
  assert.match(debut.texte, /y mettre fin quand vous voulez/);

  const depot = await lire(DemandeDeposee, await deposer(banc, poste, accord.id), 201);
  assert.equal(depot.code, '', 'the code is Marie’s');
  assert.doesNotMatch(depot.accuse.lien, /code=/);
  await banc.jobs();
  const recu = banc.boite.recus.at(-1)!;
  assert.equal(recu.a, MARIE.courriel, 'the receipt is hers');
  const phrase = `Léa Roy (France services du Port), pour Marie Dupont, mandat ${accord.reference}, accord du 22 novembre 2026`;
  assert.ok(recu.texte.replaceAll(/\s+/g, ' ').includes(phrase), recu.texte);
  assert.match(recu.texte, /y mettre fin quand vous voulez/);
  const papier = recu.piecesJointes![0]!;
  assert.ok(enUneLigne(lirePdf(papier.contenu).pages).includes(phrase));
  assert.equal(
    banc.boite.recus.filter(({ objet }) => /a déposé/.test(objet)).length,
    0,
    'the receipt says it: no second mail',
  );

  const [ligne] = await demandesAidees(banc, poste);
  assert.equal(ligne!.numero, depot.numero);
  assert.equal(ligne!.deposeePar, 'Léa Roy, France services du Port');
  const suivi = await lire(Suivi, await banc.get(`demandes/${depot.numero}`, { poste }));
  const accompagnement = {
    aidant: { nom: 'Léa Roy', structure: 'France services du Port' },
    pour: 'Marie Dupont',
    reference: accord.reference,
    accordLe: '2026-11-22T09:30:00.000Z',
    actif: true,
  };
  assert.deepEqual(suivi.dossier?.accompagnement, accompagnement);
  const public_ = JSON.stringify(await lire(Suivi, await banc.get(`demandes/${depot.numero}`)));
  assert.doesNotMatch(public_, /Roy|Dupont|M-/, 'the number alone names nobody');

  const agent = await banc.connecter(AGENT);
  const { demandes } = await lire(PageFile, await banc.get('agent/demandes', { poste: agent }));
  assert.equal(demandes[0]?.deposeePar, 'Léa Roy, France services du Port');
  const dossier = await lire(
    DemandeAgent,
    await banc.get(`agent/demandes/${depot.numero}`, { poste: agent }),
  );
  assert.deepEqual(dossier.accompagnement, accompagnement);
  assert.deepEqual(dossier.evenements[0]?.auteur, {
    role: 'aidant',
    nom: 'Léa Roy, France services du Port',
  });
  await chainesIntactes(banc);
});

test('without an address: the sheet is printed and signed, the helper prints the receipt with its code', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const prepare = await preparerMandat(banc, poste, {
    pour: { prenom: 'Marie', nom: 'Dupont' },
    consentement: 'feuille',
    demarches: [],
  });
  const feuille = await banc.get(`aidant/mandats/${prepare.id}/feuille`, { poste });
  assert.equal(feuille.headers.get('Content-Type'), 'application/pdf');
  assert.match(feuille.headers.get('Content-Disposition')!, new RegExp(`mandat-${prepare.reference}.pdf`));
  const lu = lirePdf(new Uint8Array(await feuille.arrayBuffer()));
  assert.equal(lu.pages.length, 1);
  const texte = enUneLigne(lu.pages);
  for (const phrase of [
    prepare.reference,
    'Marie Dupont',
    'Léa Roy, France services du Port',
    '28 février 2027',
    'Toutes les démarches de la mairie qui se font en ligne',
    'Pour y mettre fin',
    'Signature de Marie Dupont',
  ]) {
    assert.ok(texte.includes(phrase), `${phrase} in ${texte}`);
  }
  const actif = await donnerAccord(banc, poste, prepare);

  const reponses = { 'demandeur-courriel': undefined };
  const depot = await lire(DemandeDeposee, await deposer(banc, poste, actif.id, reponses), 201);
  assert.match(depot.code, /^[0-9A-Y]{6}$/);
  const accuse = await banc.get(`demandes/${depot.numero}/accuse`, { poste });
  const papier = enUneLigne(lirePdf(new Uint8Array(await accuse.arrayBuffer())).pages);
  assert.ok(papier.includes(depot.code) && papier.includes('pour Marie Dupont, mandat'), papier);
  assert.ok(papier.includes('mettre fin à ce mandat'));
  await banc.jobs();
  assert.equal(banc.boite.recus.length, 0, 'nobody to write to');
});

test('what Marie does not type is known from the mandate: her receipt reaches her', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const { id } = await mandatActif(banc, poste);
  const depot = await lire(
    DemandeDeposee,
    await deposer(banc, poste, id, { 'demandeur-courriel': undefined }),
    201,
  );
  await banc.jobs();
  assert.equal(banc.boite.recus.at(-1)?.a, MARIE.courriel);
  assert.match(banc.boite.recus.at(-1)!.objet, new RegExp(depot.numero));
  const accuse = await banc.get(`demandes/${depot.numero}/accuse`, { poste });
  const papier = enUneLigne(lirePdf(new Uint8Array(await accuse.arrayBuffer())).pages);
  assert.match(papier, /a été envoyé à l’adresse de la personne/);
  assert.doesNotMatch(papier, /code=|Code de suivi/);
});

test('files, messages and withdrawals under a mandate are the helper’s acts, told one by one', async () => {
  await using banc = await ouvrirBanc({ env: { PARVIS_ANNULATION: '0' } });
  const poste = await ouvrirAidant(banc);
  const { id } = await mandatActif(banc, poste, { demarches: [] });
  const plan = await banc.televerser('plan.pdf', pdf(), { poste });
  const assurance = await banc.televerser('assurance.pdf', pdf(), { poste });
  const corps = {
    demarche: 'terrasse',
    version: 1,
    reponses: terrasse(plan, assurance, REPONSES_MARIE),
    mandat: id,
  };
  const { numero } = await lire(DemandeDeposee, await banc.post('demandes', corps, { poste }), 201);
  const message = await banc.post(
    `demandes/${numero}/messages`,
    { corps: 'Voici une précision.' },
    { poste },
  );
  assert.equal(message.status, 201);
  await banc.jobs();
  const dit = banc.boite.recus.filter(({ objet }) => objet.startsWith('Léa Roy a agi en votre nom'));
  assert.deepEqual(
    dit.map(({ a }) => a),
    [MARIE.courriel],
  );
  assert.match(dit[0]!.texte, /a écrit à la mairie en votre nom/);

  const agent = await banc.connecter('place@port-aubier.example');
  const { demandes } = await lire(PageFile, await banc.get('agent/demandes', { poste: agent }));
  assert.equal(demandes[0]?.reponseAttendue, true, 'a helper’s message awaits its answer like the citizen’s');
  const lecture = await banc.post(`demandes/${numero}/lecture`, { jusqua: 2 }, { poste });
  assert.equal(lecture.status, 204);
  const dossier = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste: agent }));
  assert.equal(dossier.luJusqua, 0, 'what the helper read is not read by Marie');
  assert.equal((await banc.post(`demandes/${numero}/retrait`, {}, { poste })).status, 200);
  await banc.jobs();
  assert.match(banc.boite.recus.at(-1)!.texte, /a retiré en votre nom/);
  await chainesIntactes(banc);
});

test('the same key prepares one mandate, and files once', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const voulu = { pour: MARIE, jusquau: '2027-02-28', consentement: 'courriel' };
  const deux = await Promise.all(
    [1, 2].map(async () => lire(Mandat, await banc.post('aidant/mandats', voulu, { poste, cle: 'k1' }), 201)),
  );
  assert.equal(deux[0]!.id, deux[1]!.id);
  assert.equal((await mandatsDe(banc, poste)).length, 1);
  await lireProbleme(
    await banc.post('aidant/mandats', { ...voulu, jusquau: '2027-03-01' }, { poste, cle: 'k1' }),
    422,
    'cle-reutilisee',
  );
});

test('the date ends a mandate by itself; the night records it and tells the person', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const actif = await mandatActif(banc, poste, { jusquau: '2026-11-23' });
  await lire(DemandeDeposee, await deposer(banc, poste, actif.id), 201);
  await banc.jobs();
  banc.horloge.avancer(JOUR);
  const lendemain = await ouvrirAidant(banc);
  assert.equal((await demandesAidees(banc, lendemain)).length, 1, 'its last day is whole');
  banc.horloge.avancer(JOUR);
  const apres = await ouvrirAidant(banc);
  assert.deepEqual(await demandesAidees(banc, apres), []);
  const fini = (await mandatsDe(banc, apres))[0]!;
  assert.equal(fini.etat, 'fini');
  assert.equal(fini.finiPar, 'La date');
  assert.equal(fini.finiLe, '2026-11-23T23:00:00.000Z');
  assert.deepEqual(fini.pour, { prenom: 'Marie', nom: 'Dupont' }, 'no address any more');
  await banc.jobs();
  const dernier = banc.boite.recus.findLast(({ a }) => a === MARIE.courriel)!;
  assert.match(dernier.objet, /ne peut plus agir en votre nom/);
  assert.match(dernier.texte, /Son dernier jour est passé/);
});

test('a mandate that nobody agrees to is let go without a word', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  await preparerMandat(banc, poste, { jusquau: '2027-11-22' });
  await banc.jobs();
  for (let jour = 0; jour < 32; jour++) {
    banc.horloge.avancer(JOUR);
    await banc.jobs();
  }
  const [fini] = await mandatsDe(banc, await ouvrirAidant(banc));
  assert.equal(fini?.finiPar, 'La date');
  assert.equal(banc.boite.recus.length, 0);
});

test('mandates that ended 90 days ago leave the helper’s screen', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  const { id } = await preparerMandat(banc, poste);
  assert.equal((await banc.appel('DELETE', `aidant/mandats/${id}`, { poste })).status, 204);
  assert.equal((await mandatsDe(banc, poste))[0]?.finiPar, 'Vous');
  banc.horloge.avancer(91 * JOUR);
  assert.deepEqual(await mandatsDe(banc, await ouvrirAidant(banc)), []);
});
