/** Sign-ins turned against the person: stolen, replayed, begun for somebody else. Each gets no session. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnexionConfiguree } from '#contract/schemas/commune.ts';
import { Connexions } from '#contract/schemas/session.ts';
import { lire, lireProbleme, SITE, URL_BANC, type Banc } from '../../../test/serveur/banc.ts';
import { AIDANT } from '../../../test/serveur/entrer.ts';
import {
  AGENT,
  CITOYENNE,
  commencer,
  connecterPar,
  defiDe,
  etatDe,
  Fenetre,
  ouvrirBancFournisseur,
  secretDePage,
  suivre,
  type Commencee,
} from '../../../test/serveur/fournisseur.ts';
import { Poste } from '../../../test/serveur/poste.ts';
import { JOUR, MINUTE } from '../../socle/horloge/horloge.ts';
import { sessionParId } from '../sessions/store.ts';
import { connexionParId } from './store.ts';
import { avancer } from './transactions.ts';

const RETOUR = `${SITE}/port-aubier/demarches.html?theme=enfance`;

/** A sign-in that came back from the provider and waits to be confirmed. */
async function revenue(banc: Banc, role: 'usager' | 'agent' = 'usager') {
  const poste = await Poste.nouveau(banc.horloge);
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, role);
  const adresse = await fenetre.traverser(commencee.url, role === 'usager' ? CITOYENNE : `pro-${AGENT}`);
  const page = secretDePage(await (await fenetre.ouvrir(adresse)).text());
  return { poste, fenetre, commencee, adresse, page };
}

async function attend(banc: Banc, commencee: Commencee, poste: Poste): Promise<void> {
  assert.deepEqual(await etatDe(banc, commencee, poste), { etat: 'attente' });
}

test('one’s own question is enough where the page cannot be reached; « non » ends it', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const oui = await revenue(banc);
  await attend(banc, oui.commencee, oui.poste);
  const reponse = await oui.fenetre.confirmer({ id: oui.commencee.id, page: oui.page, accord: 'oui' });
  assert.match(await reponse.text(), /Vous êtes connecté/);
  assert.equal((await etatDe(banc, oui.commencee, oui.poste)).etat, 'ouverte');

  const non = await revenue(banc);
  const refus = await non.fenetre.confirmer({ id: non.commencee.id, page: non.page, accord: 'non' });
  assert.match(await refus.text(), /rien n’a été ouvert/);
  const etat = await etatDe(banc, non.commencee, non.poste);
  assert.ok(etat.etat === 'echouee');
  // Changing one's mind is a new sign-in.
  const encore = await non.fenetre.confirmer({ id: non.commencee.id, page: non.page, accord: 'oui' });
  assert.equal(encore.status, 400);
  assert.equal((await etatDe(banc, non.commencee, non.poste)).etat, 'echouee');
});

test('unconfirmed: whoever lured somebody to his own sign-in gets nothing', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const { commencee, poste, fenetre, page } = await revenue(banc);
  const { id, temoin } = commencee;
  await attend(banc, commencee, poste);
  // The lurer knows the id and the `temoin`, not what the page of the other person holds.
  await lireProbleme(
    await fenetre.confirmer({ id, page: 'p'.repeat(43), temoin }),
    404,
    'connexion-inconnue',
  );
  await lireProbleme(await fenetre.confirmer({ id, page: '', temoin }), 404, 'connexion-inconnue');
  // The other person's page never says yes with the `temoin` of another sign-in, with none, or from another site.
  const autre = await commencer(banc, 'usager');
  await lireProbleme(await fenetre.confirmer({ id, page, temoin: autre.temoin }), 403, 'connexion-refusee');
  await lireProbleme(await fenetre.confirmer({ id, page, temoin: '' }), 403, 'connexion-refusee');
  assert.equal((await fenetre.confirmer({ id, page })).status, 400);
  assert.equal((await fenetre.confirmer({ id, page, accord: 'peut-etre' })).status, 400);
  for (const entetes of [
    { Origin: 'https://pirate.example' },
    { Origin: SITE },
    { Origin: 'null' },
    { Origin: URL_BANC, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: URL_BANC, 'Sec-Fetch-Site': 'same-site' },
  ]) {
    const refus = await fenetre.confirmer({ id, page, temoin, accord: 'oui' }, entetes);
    await lireProbleme(refus, 403, 'origine-refusee');
  }
  const sansOrigine = await fenetre.ouvrir(`${URL_BANC}/c/port-aubier/connexion/confirmer`, {
    method: 'POST',
    body: new URLSearchParams({ id, page, temoin }),
  });
  await lireProbleme(sansOrigine, 403, 'origine-refusee');
  await attend(banc, commencee, poste);
  // It was still good: all of the above changed nothing.
  assert.equal((await fenetre.confirmer({ id, page, temoin })).status, 200);
  assert.equal((await etatDe(banc, commencee, poste)).etat, 'ouverte');
});

test('the session goes once, to who holds the verifier, in the role that began, with a key', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const { commencee, poste, fenetre, page } = await revenue(banc);
  const { id, temoin, verifieur } = commencee;
  await fenetre.confirmer({ id, page, temoin });
  const faux = { ...commencee, verifieur: 'v'.repeat(43) };
  await lireProbleme(await suivre(banc, faux, poste), 404, 'connexion-inconnue');
  await lireProbleme(
    await suivre(banc, { ...commencee, verifieur: defiDe(verifieur) }, poste),
    404,
    'connexion-inconnue',
  );
  for (const role of ['agent', 'aidant'] as const) {
    await lireProbleme(await suivre(banc, { ...commencee, role }, poste), 404, 'connexion-inconnue');
  }
  const autre = await commencer(banc, 'usager');
  await lireProbleme(
    await suivre(banc, { ...commencee, verifieur: autre.verifieur }, poste),
    404,
    'connexion-inconnue',
  );
  await lireProbleme(await banc.post(`usager/connexions/${id}`, { verifieur }), 401, 'preuve-demandee');
  const ensemble = await Promise.all([0, 1, 2, 3].map(() => etatDe(banc, commencee, poste)));
  const ouvertes = ensemble.filter(({ etat }) => etat === 'ouverte');
  assert.equal(ouvertes.length, 1, 'four at once, one session');
  const encore = await etatDe(banc, commencee, poste);
  assert.ok(encore.etat === 'echouee');
  assert.match(encore.message, /a déjà servi/);
  const { moteur } = await banc.commune();
  const ligne = (await moteur.lireUn(connexionParId, { id }))!;
  assert.deepEqual([ligne.secrets, ligne.resultat], ['{}', null], 'nothing of it is kept');
});

test('the same person twice at once, for the first time: one account', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const deux = await Promise.all([revenue(banc), revenue(banc)]);
  for (const { fenetre, commencee, page } of deux)
    await fenetre.confirmer({ id: commencee.id, page, accord: 'oui' });
  const etats = await Promise.all(deux.map(({ commencee, poste }) => etatDe(banc, commencee, poste)));
  const { moteur } = await banc.commune();
  const sujets = await Promise.all(
    etats.map(async (etat) => {
      assert.ok(etat.etat === 'ouverte');
      return (await moteur.lireUn(sessionParId, { id: etat.session.id }))!.sujet;
    }),
  );
  assert.equal(new Set(sujets).size, 1);
});

test('the start page serves once, within 2 minutes; a look at it uses nothing', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const fenetre = new Fenetre(banc);
  const deuxFois = await commencer(banc, 'usager');
  assert.equal((await fenetre.ouvrir(deuxFois.url, { method: 'HEAD' })).status, 204);
  assert.equal((await fenetre.ouvrir(deuxFois.url, { headers: { 'Sec-Purpose': 'prefetch' } })).status, 204);
  const departs = await Promise.all([0, 1, 2].map(() => fenetre.ouvrir(deuxFois.url)));
  assert.deepEqual(departs.map(({ status }) => status).toSorted(), [303, 400, 400]);

  const tard = await commencer(banc, 'usager');
  banc.horloge.avancer(2 * MINUTE);
  assert.equal((await fenetre.ouvrir(tard.url)).status, 400);
  const etat = await etatDe(banc, tard, await Poste.nouveau(banc.horloge));
  assert.ok(etat.etat === 'echouee');
  assert.match(etat.message, /trop de temps/);
  assert.equal((await fenetre.ouvrir(`${URL_BANC}/c/port-aubier/connexion/${'0'.repeat(36)}`)).status, 400);
  assert.equal((await fenetre.ouvrir(`${URL_BANC}/c/port-aubier/connexion/..%2f`)).status, 400);
});

test('the provider’s answer serves once, in time, with its own state', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, appels } = essai;
  const echanges = () => appels.filter((chemin) => chemin === '/token').length;
  const { commencee, poste, fenetre, adresse } = await revenue(banc);
  const avant = echanges();
  const rejouee = await fenetre.ouvrir(adresse);
  assert.equal(rejouee.status, 400);
  assert.match(await rejouee.text(), /a déjà servi/);
  await attend(banc, commencee, poste);

  for (const changer of [
    (url: URL) => url.searchParams.delete('state'),
    (url: URL) => url.searchParams.set('state', `${commencee.id}.${'s'.repeat(43)}`),
    (url: URL) => url.searchParams.set('state', 's'.repeat(43)),
  ]) {
    const autre = await commencer(banc, 'usager');
    const juste = new URL(await fenetre.traverser(autre.url, CITOYENNE));
    const fausse = new URL(juste);
    changer(fausse);
    assert.equal((await fenetre.ouvrir(fausse.href)).status, 400);
    assert.equal(echanges(), avant, 'nothing was asked of the provider');
    await attend(banc, autre, poste);
  }

  const ensemble = await commencer(banc, 'usager');
  const retour = await fenetre.traverser(ensemble.url, CITOYENNE);
  const reponses = await Promise.all([0, 1, 2].map(() => fenetre.ouvrir(retour)));
  assert.deepEqual(reponses.map(({ status }) => status).toSorted(), [200, 400, 400]);
  assert.equal(echanges(), avant + 1);

  const tard = await commencer(banc, 'usager');
  const tardive = await fenetre.traverser(tard.url, CITOYENNE);
  banc.horloge.avancer(10 * MINUTE);
  const trop = await fenetre.ouvrir(tardive);
  assert.match(await trop.text(), /trop de temps/);
});

test('confirmed too late, or asked for too late: nothing', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const a = await revenue(banc);
  const b = await revenue(banc);
  await b.fenetre.confirmer({ id: b.commencee.id, page: b.page, accord: 'oui' });
  banc.horloge.avancer(10 * MINUTE);
  const tard = await a.fenetre.confirmer({ id: a.commencee.id, page: a.page, accord: 'oui' });
  assert.match(await tard.text(), /trop de temps/);
  for (const { commencee, poste } of [a, b]) {
    assert.equal((await etatDe(banc, commencee, poste)).etat, 'echouee');
  }
  // What was said of them goes away.
  banc.horloge.avancer(JOUR);
  await banc.jobs();
  const { moteur } = await banc.commune();
  assert.equal(await moteur.lireUn(connexionParId, { id: b.commencee.id }), undefined);
});

test('in the whole page: back to the page that asked, which must show what comes with it', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const poste = await Poste.nouveau(banc.horloge);
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, 'usager', { mode: 'page', retour: `${RETOUR}#plus-bas` });
  const revenu = await fenetre.ouvrir(await fenetre.traverser(commencee.url, CITOYENNE));
  assert.equal(revenu.status, 303);
  const lieu = new URL(revenu.headers.get('Location')!);
  const fragment = new URLSearchParams(lieu.hash.slice(1));
  lieu.hash = '';
  assert.equal(lieu.href, RETOUR);
  assert.equal(fragment.get('parvis-connexion'), commencee.id);
  const relais = fragment.get('relais')!;
  await lireProbleme(await suivre(banc, commencee, poste), 403, 'connexion-refusee');
  await lireProbleme(
    await suivre(banc, commencee, poste, { relais: 'r'.repeat(43) }),
    403,
    'connexion-refusee',
  );
  const sansVerifieur = { ...commencee, verifieur: 'v'.repeat(43) };
  await lireProbleme(await suivre(banc, sansVerifieur, poste, { relais }), 404, 'connexion-inconnue');
  assert.equal((await etatDe(banc, commencee, poste, { relais })).etat, 'ouverte');
});

test('in the whole page: who comes back from elsewhere than who began is asked first', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const poste = await Poste.nouveau(banc.horloge);
  const fenetre = new Fenetre(banc);
  // The lurer began it, and even opened the start page himself; the other person only saw the provider.
  const commencee = await commencer(banc, 'usager', { mode: 'page', retour: RETOUR });
  const adresse = await fenetre.traverser(commencee.url, CITOYENNE);
  const chezElle = { headers: { 'User-Agent': 'Mozilla/5.0 (Android) Firefox/153.0' } };
  const question = await fenetre.ouvrir(adresse, chezElle);
  const page = await question.text();
  assert.equal(question.status, 200);
  assert.doesNotMatch(page, /relais/);
  await attend(banc, commencee, poste);
  const oui = await fenetre.confirmer({ id: commencee.id, page: secretDePage(page), accord: 'oui' });
  const suite = /content="0; url=([^"]+)"/.exec(await oui.text())![1]!.replaceAll('&amp;', '&');
  assert.ok(suite.startsWith(`${RETOUR}#parvis-connexion=${commencee.id}&relais=`), suite);
  await lireProbleme(await suivre(banc, commencee, poste), 403, 'connexion-refusee');
  const relais = new URLSearchParams(new URL(suite).hash.slice(1)).get('relais')!;
  assert.equal((await etatDe(banc, commencee, poste, { relais })).etat, 'ouverte');
});

test('in the whole page: never to a foreign page, and back with the reason when it fails', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const verifieur = 'v'.repeat(43);
  for (const retour of [
    'https://pirate.example/',
    'http://localhost:8788.pirate.example/',
    'http://moi@localhost:8788/',
    'http://localhost:8789/',
    'javascript:alert(1)',
    undefined,
  ]) {
    const corps = { defi: defiDe(verifieur), mode: 'page', ...(retour !== undefined && { retour }) };
    const refus = await banc.post('usager/connexions', corps, { entetes: { Origin: SITE } });
    assert.deepEqual((await lireProbleme(refus, 422, 'saisie-invalide')).erreurs?.[0]?.chemin, 'retour');
  }
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, 'usager', { mode: 'page', retour: RETOUR });
  const page = await (await fenetre.ouvrir(await fenetre.traverser(commencee.url, null))).text();
  assert.ok(page.includes(`href="${RETOUR}#parvis-connexion=${commencee.id}"`), page);
});

test('begun only from a page of the commune, with a provider and its secret', async () => {
  await using essai = await ouvrirBancFournisseur({ secrets: false });
  const { banc } = essai;
  const corps = { defi: defiDe('v'.repeat(43)), mode: 'fenetre' };
  const avec = (origine?: string) =>
    banc.post('usager/connexions', corps, { entetes: origine === undefined ? {} : { Origin: origine } });
  await lireProbleme(await avec('https://pirate.example'), 403, 'origine-refusee');
  await lireProbleme(await avec(), 403, 'origine-refusee');
  // Somebody without a browser, who calls the server by a name of his own.
  const pirate = 'https://pirate.example';
  const parSonNom = await banc.app.request(`${pirate}/c/port-aubier/api/v1/usager/connexions`, {
    method: 'POST',
    headers: { Origin: pirate, 'Content-Type': 'application/json' },
    body: JSON.stringify(corps),
  });
  await lireProbleme(parSonNom, 403, 'origine-refusee');
  const sansSecret = await lireProbleme(await avec(SITE), 403, 'connexion-refusee');
  assert.match(sansSecret.detail, /il manque un réglage à la mairie/);
  await using autre = await ouvrirBancFournisseur({
    adapter: (lu) => ({ ...lu, commune: { ...lu.commune, connexions: {} } }),
  });
  const absent = await autre.banc.post('usager/connexions', corps, { entetes: { Origin: SITE } });
  await lireProbleme(absent, 404, 'connexion-inconnue');
  assert.deepEqual(await (await autre.banc.get('usager/connexions')).json(), { fournisseur: null });
});

test('one’s roles stay apart: an agent’s sign-in opens no citizen’s space, nor a helper’s desk', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const agent = await revenue(banc, 'agent');
  await agent.fenetre.confirmer({ id: agent.commencee.id, page: agent.page, accord: 'oui' });
  for (const role of ['usager', 'aidant'] as const) {
    const refus = await suivre(banc, { ...agent.commencee, role }, agent.poste);
    await lireProbleme(refus, 404, 'connexion-inconnue');
  }
  // An agent is no helper because both use the same provider.
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, 'aidant');
  const retour = await fenetre.ouvrir(await fenetre.traverser(commencee.url, `pro-${AGENT}`));
  assert.match(await retour.text(), /n’est pas dans la liste des aidants/);
  const aidante = await connecterPar(banc, 'aidant', `pro-${AIDANT}`);
  await lireProbleme(await banc.get('usager/sessions', { poste: aidante }), 401, 'session-finie');
});

test('the server restarted in the middle of a sign-in: it goes on where it was', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const fenetre = new Fenetre(banc);
  const poste = await Poste.nouveau(banc.horloge);
  const commencee = await commencer(banc, 'usager');
  // Each closing opens the database anew, with nothing in memory.
  await banc.registre.fermer();
  const adresse = await fenetre.traverser(commencee.url, CITOYENNE);
  await banc.registre.fermer();
  const page = secretDePage(await (await fenetre.ouvrir(adresse)).text());
  await banc.registre.fermer();
  await fenetre.confirmer({ id: commencee.id, page, temoin: commencee.temoin });
  await banc.registre.fermer();
  assert.equal((await etatDe(banc, commencee, poste)).etat, 'ouverte');
});

test('limits: sign-ins begun, pages asked for, questions about one sign-in', async () => {
  await using essai = await ouvrirBancFournisseur({
    limites: {
      fournisseurs: { points: 3, secondes: 600 },
      suitesFournisseur: { points: 4, secondes: 900 },
      pagesFournisseur: { points: 5, secondes: 600 },
    },
  });
  const { banc } = essai;
  const poste = await Poste.nouveau(banc.horloge);
  const une = await commencer(banc, 'usager');
  const deux = await commencer(banc, 'usager');
  await commencer(banc, 'agent');
  const corps = { defi: defiDe('v'.repeat(43)), mode: 'fenetre' };
  const trop = await banc.post('usager/connexions', corps, { entetes: { Origin: SITE } });
  await lireProbleme(trop, 429, 'trop-de-tentatives');
  for (let i = 0; i < 4; i++) await attend(banc, une, poste);
  await lireProbleme(await suivre(banc, une, poste), 429, 'trop-de-tentatives');
  await attend(banc, deux, poste);
  const fenetre = new Fenetre(banc);
  for (let i = 0; i < 5; i++) await fenetre.ouvrir(une.url);
  await lireProbleme(await fenetre.ouvrir(une.url), 429, 'trop-de-tentatives');
  await lireProbleme(await fenetre.confirmer({ id: une.id, page: 'x' }), 429, 'trop-de-tentatives');
});

test('the pages let nobody frame them, nor run anything but our script', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const { fenetre, adresse } = await revenue(banc);
  const page = await fenetre.ouvrir(adresse);
  const politique = page.headers.get('Content-Security-Policy')!;
  assert.match(politique, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.match(politique, /frame-ancestors 'none'/);
  assert.equal(page.headers.get('Cache-Control'), 'no-store');
  const texte = await page.text();
  assert.ok(texte.includes('<meta name="referrer" content="same-origin" />'));
  assert.doesNotMatch(texte, /<style|style=|<script>|onclick/);
  for (const fichier of ['connexion.js', 'connexion.css', 'pages.css']) {
    assert.ok(texte.includes(`/${fichier}`));
    assert.equal((await fenetre.ouvrir(`${URL_BANC}/${fichier}`)).status, 200);
  }
  const sortie = await fenetre.ouvrir(`${URL_BANC}/c/port-aubier/connexion/sortie?state=x`);
  assert.match(await sortie.text(), /Vous êtes déconnecté/);
});

test('the server stopped while it asked the provider: the sign-in ends, the next one works', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const fenetre = new Fenetre(banc);
  const poste = await Poste.nouveau(banc.horloge);
  const commencee = await commencer(banc, 'usager');
  const adresse = await fenetre.traverser(commencee.url, CITOYENNE);
  // What a stop leaves: the step was taken, the answer never noted.
  assert.equal(await avancer(await banc.commune(), commencee.id, 'partie', 'echange'), true);
  await banc.registre.fermer();
  assert.match(await (await fenetre.ouvrir(adresse)).text(), /Recommencez depuis la page de la mairie/);
  await attend(banc, commencee, poste);
  banc.horloge.avancer(10 * MINUTE);
  assert.equal((await etatDe(banc, commencee, poste)).etat, 'echouee');
  await connecterPar(banc, 'usager', CITOYENNE);
});

test('what the button says; an issuer in clear text only on this machine', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  for (const [role, nom] of [
    ['usager', 'FranceConnect'],
    ['agent', 'ProConnect'],
    ['aidant', 'ProConnect'],
  ]) {
    const { fournisseur } = await lire(Connexions, await banc.get(`${role}/connexions`));
    assert.deepEqual(fournisseur, { nom, explication: null, lien: null });
  }
  const { usagers } = (await banc.commune()).config.connexions;
  const accepte = (emetteur: string) => ConnexionConfiguree.safeParse({ ...usagers, emetteur }).success;
  assert.ok(accepte('https://oidc.franceconnect.gouv.fr/api/v2'));
  assert.ok(accepte('http://localhost:8789'));
  for (const emetteur of [
    'http://oidc.example.fr',
    'http://localhost.pirate.example',
    'http://127.0.0.1.pirate.example',
  ]) {
    assert.ok(!accepte(emetteur), emetteur);
  }
});

test('many who come in at once make one question of who the provider is, whether it answers or not', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, appels, sabotage } = essai;
  const partir = async () => {
    const commencees = await Promise.all(Array.from({ length: 8 }, () => commencer(banc, 'usager')));
    return Promise.all(
      commencees.map(({ url }) => new Fenetre(banc).ouvrir(url).then(({ status }) => status)),
    );
  };
  let ensemble = 0;
  let plus = 0;
  let panne = true;
  sabotage.reponse = async (chemin, reponse) => {
    if (!chemin.endsWith('openid-configuration')) return undefined;
    plus = Math.max(plus, ++ensemble);
    await new Promise((suite) => setImmediate(suite));
    ensemble--;
    return panne ? { statut: 503, corps: '{}' } : reponse;
  };
  assert.deepEqual(new Set(await partir()), new Set([400]));
  panne = false;
  assert.deepEqual(new Set(await partir()), new Set([303]));
  assert.equal(plus, 1, 'never two at once');
  const decouvertes = () => appels.filter((chemin) => chemin.endsWith('openid-configuration')).length;
  const avant = decouvertes();
  await partir();
  assert.equal(decouvertes(), avant, 'and then it is known');
});
