/** The popup of a sign-in with a provider, in a real browser: what it does, what it asks, and when it closes. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright';
import type { ConnexionCommencee, EtatConnexion } from '#contract/schemas/session.ts';
import { horlogeSysteme } from '../../server/socle/horloge/horloge.ts';
import { findViolations } from '../outils/axe.ts';
import { Poste } from '../serveur/poste.ts';
import { ouvrirVille, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const CAPUCINE = 'Capucine Vaguelette';

/** A page of the town, and a sign-in begun there as the widget does it. */
async function commencer(
  corps: Record<string, unknown> = {},
  options: BrowserContextOptions = {},
  { ailleurs = false } = {},
) {
  const page = await ville.ouvrir(options);
  const agent = ailleurs ? 'another browser' : await page.evaluate(() => navigator.userAgent);
  const lieu = `${ville.sites}/port-aubier/demarches.html`;
  await page.goto(lieu);
  const api = `${ville.serveur}/c/port-aubier/api/v1/usager/connexions`;
  const verifieur = randomBytes(32).toString('base64url');
  const reponse = await fetch(api, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: ville.sites, 'User-Agent': agent },
    body: JSON.stringify({
      defi: createHash('sha256').update(verifieur).digest('base64url'),
      mode: 'fenetre',
      ...corps,
    }),
  });
  assert.equal(reponse.status, 201);
  const connexion = (await reponse.json()) as ConnexionCommencee;
  const poste = await Poste.nouveau(horlogeSysteme);
  const suivre = async (autres: Record<string, unknown> = {}): Promise<EtatConnexion> => {
    const suite = await fetch(`${api}/${connexion.id}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(await poste.entetes('POST', `${api}/${connexion.id}`)),
      },
      body: JSON.stringify({ verifieur, ...autres }),
    });
    return (await suite.json()) as EtatConnexion;
  };
  return { page, lieu, connexion, suivre };
}

/** Opens the popup in a page that answers it with `temoin`, or, without one, never does. */
async function ouvrirFenetre(page: Page, url: string, id: string, temoin?: string): Promise<Page> {
  const fenetre = page.waitForEvent('popup');
  await page.evaluate(
    (tout) => {
      const ouverte = open(tout.url, '', 'popup')!;
      addEventListener('message', ({ data, origin, source }) => {
        document.documentElement.dataset['dit'] = `${origin} ${JSON.stringify(data)}`;
        if (tout.temoin !== undefined && data.etat === 'revenue' && source === ouverte)
          ouverte.postMessage({ type: 'parvis-temoin', id: tout.id, temoin: tout.temoin }, origin);
      });
    },
    { url, id, temoin },
  );
  return fenetre;
}

const choisir = (fenetre: Page): Promise<void> => fenetre.getByRole('button', { name: CAPUCINE }).click();

test('the page that opened it answers for the person: the popup closes by itself', async () => {
  const { page, connexion, suivre } = await commencer();
  const fenetre = await ouvrirFenetre(page, connexion.url, connexion.id, connexion.temoin);
  assert.deepEqual(await findViolations(fenetre), []);
  const fermee = fenetre.waitForEvent('close');
  await choisir(fenetre);
  await fermee;
  assert.equal((await suivre()).etat, 'ouverte');
  const dit = await page.evaluate(() => document.documentElement.dataset['dit']!);
  assert.ok(dit.startsWith(ville.serveur), dit);
  assert.deepEqual(ville.plaintes, []);
  await page.context().close();
});

for (const [nom, temoin] of [
  ['does not answer', undefined],
  ['answers with another proof', 'x'.repeat(43)],
] as const) {
  test(`a page that ${nom}: the popup asks the question, and waits for « oui »`, async () => {
    const { page, connexion, suivre } = await commencer();
    const fenetre = await ouvrirFenetre(page, connexion.url, connexion.id, temoin);
    await choisir(fenetre);
    const oui = fenetre.getByRole('button', { name: 'Oui, c’est moi' });
    await oui.waitFor();
    assert.match(await fenetre.locator('main').innerText(), /vous connecter sur localhost:\d+ ?\?/);
    assert.doesNotMatch(fenetre.url(), /code=|state=/, 'nothing of it stays in the history');
    assert.deepEqual(await findViolations(fenetre), []);
    assert.equal((await suivre()).etat, 'attente');
    const fermee = fenetre.waitForEvent('close');
    await oui.click();
    await fermee;
    assert.equal((await suivre()).etat, 'ouverte');
    // A refused proof is a 403, which Chromium tells in the console.
    ville.plaintes.length = 0;
    await page.context().close();
  });
}

test('opened by a page of another origin: it hears nothing, and the person is asked', async () => {
  const { page, connexion, suivre } = await commencer();
  await page.goto(`${ville.serveur}/c/port-aubier/p/suivi-demande`);
  const fenetre = await ouvrirFenetre(page, connexion.url, connexion.id, connexion.temoin);
  await choisir(fenetre);
  await fenetre.getByRole('button', { name: 'Non' }).click();
  await fenetre.getByText('rien n’a été ouvert').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset['dit']), undefined);
  const etat = await suivre();
  assert.ok(etat.etat === 'echouee');
  ville.plaintes.length = 0;
  await page.context().close();
});

test('without JavaScript in the popup: the question is a form like any other', async () => {
  const { page, connexion, suivre } = await commencer({}, { javaScriptEnabled: false });
  await page.goto(connexion.url);
  await choisir(page);
  await page.getByRole('button', { name: 'Oui, c’est moi' }).click();
  await page.getByRole('heading', { name: 'Vous êtes connecté' }).waitFor();
  assert.equal((await suivre()).etat, 'ouverte');
  assert.deepEqual(ville.plaintes, []);
  await page.context().close();
});

for (const ailleurs of [false, true]) {
  const nom = ailleurs ? 'asked first when it was begun elsewhere' : 'straight';
  test(`in the whole page: there and back, ${nom}`, async () => {
    const retour = `${ville.sites}/port-aubier/demarches.html`;
    const { page, connexion, suivre } = await commencer({ mode: 'page', retour }, {}, { ailleurs });
    await page.goto(connexion.url);
    // Read at once: a widget of the page may take the fragment away.
    const revenue = page.waitForURL((url) => url.hash.startsWith('#parvis-connexion'), {
      waitUntil: 'commit',
    });
    await choisir(page);
    if (ailleurs) await page.getByRole('button', { name: 'Oui, c’est moi' }).click();
    await revenue;
    const fragment = new URLSearchParams(new URL(page.url()).hash.slice(1));
    assert.equal(fragment.get('parvis-connexion'), connexion.id);
    assert.equal((await suivre({ relais: fragment.get('relais') })).etat, 'ouverte');
    assert.deepEqual(ville.plaintes, []);
    await page.context().close();
  });
}

test('cancelled at the provider: said plainly, and on a small dark screen too', async () => {
  const options = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' as const };
  const { page, connexion, suivre } = await commencer({}, options);
  await page.goto(connexion.url);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('heading', { name: 'Vous n’êtes pas connecté' }).waitFor();
  assert.deepEqual(await findViolations(page), []);
  const deborde = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(deborde, false);
  const etat = await suivre();
  assert.ok(etat.etat === 'echouee');
  assert.match(etat.message, /Vous n’avez pas continué/);
  await page.context().close();
});

/** The helper's page of the town, at the door of its widget. */
async function espaceAidant(preparer?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await ville.ouvrir();
  await preparer?.(page);
  await page.goto(`${ville.sites}/port-aubier/aidants.html`);
  await page.getByRole('button', { name: 'Me connecter' }).click();
  return page;
}
const boutonDe = (page: Page) => page.getByRole('button', { name: 'avec ProConnect (démonstration)' });
const LEA = 'Léa Roy';
const connectee = (page: Page) => page.getByRole('button', { name: 'Me déconnecter' }).waitFor();

test('by the widget: a helper signs in on the page of the town, with no cookie of ours', async () => {
  // Sign-ins refused on purpose, above, are complained of too.
  const avant = ville.plaintes.length;
  const page = await espaceAidant();
  const popup = page.waitForEvent('popup');
  await boutonDe(page).click();
  const fenetre = await popup;
  const fermee = fenetre.waitForEvent('close');
  await fenetre.getByRole('button', { name: LEA }).click();
  await fermee;
  await connectee(page);
  // All the ports of localhost share their cookies: those of the provider begin so.
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  assert.deepEqual(
    cookies.filter((nom) => !/^_(interaction|session)/.test(nom)),
    [],
  );
  assert.deepEqual(ville.plaintes.slice(avant), []);
  await page.context().close();
});

test('by the widget, on a page with COOP: signed in within 5 s of the popup’s end', async () => {
  const page = await espaceAidant(async (p) => {
    // Chromium takes a page that a test gives for one from far away, which must ask before it calls this machine.
    await p.context().grantPermissions(['local-network-access']);
    await p.route('**/aidants.html', async (route) => {
      const reponse = await route.fetch();
      const headers = { ...reponse.headers(), 'cross-origin-opener-policy': 'same-origin' };
      await route.fulfill({ response: reponse, headers });
    });
  });
  const popup = page.context().waitForEvent('page');
  await boutonDe(page).click();
  const fenetre = await popup;
  await fenetre.getByRole('button', { name: LEA }).click();
  await fenetre.getByRole('button', { name: 'Oui, c’est moi' }).click();
  const debut = performance.now();
  await connectee(page);
  assert.ok(performance.now() - debut < 5000);
  await page.context().close();
});

test('by the widget, where popups are refused: the whole page goes and comes back', async () => {
  const page = await espaceAidant((p) => p.addInitScript('window.open = () => null'));
  await boutonDe(page).click();
  await page.getByRole('button', { name: 'Continuer avec ProConnect' }).click();
  await page.getByRole('button', { name: LEA }).click();
  await connectee(page);
  assert.equal(new URL(page.url()).hash, '', 'the secret is not left in the address');
  await page.context().close();
});
