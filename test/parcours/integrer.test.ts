import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright';
import { EDITEURS, paragraphes } from './editeurs.ts';
import { ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

/** A page that the test makes up has no address of its own: Chromium asks before it may reach this machine. */
const BUREAU = { viewport: { width: 1280, height: 900 }, permissions: ['local-network-access'] };
const TELEPHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const integrer = async (options: BrowserContextOptions = BUREAU, commune = 'port-aubier') => {
  const page = await ville.ouvrir(options);
  await page.goto(`${ville.serveur}/c/${commune}/integrer`);
  return page;
};
const ATTENDUS: Record<string, string> = {
  'mes-demarches': 'Demander un acte de naissance',
  'suivi-demande': 'Voir où en est ma demande',
  'signaler-probleme': 'ne sert pas à dénoncer',
};

/** The snippet that the page gives, drawn by the server for these choices. */
async function copie(page: Page, choix: Record<string, string>) {
  await page.goto(`${ville.serveur}/c/port-aubier/integrer?${new URLSearchParams(choix)}`);
  const lire = async (id: string): Promise<string> => {
    const zone = page.locator(`#code-${id}`);
    return (await zone.count()) > 0 ? zone.inputValue() : '';
  };
  return { gabarit: await lire('gabarit'), contenu: await lire('contenu'), csp: await lire('csp') };
}

/** What TypoScript puts in the head. */
const enTete = (gabarit: string): string => gabarit.replace(/^[\s\S]*?page\.headerData\.\d+\.value = /, '');

/** The town's article, on the town's origin, as its CMS publishes it. */
async function publier(page: Page, { tete = '', article }: { tete?: string; article: string }) {
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Article</title>${tete}</head><body><main><h1>Article</h1><article>${article}</article></main></body></html>`;
  await page.route(`${ville.sites}/article`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
  );
  await page.goto(`${ville.sites}/article`);
  return html;
}

/** Everything that may be wrong with an element in an article. */
async function verifierArticle(page: Page, tag: string, nom: string): Promise<void> {
  await page.getByText(ATTENDUS[tag]!).first().waitFor();
  assert.equal(await page.locator(tag).count(), 1, `${nom}: one element`);
  const article = page.locator('article');
  // The rendered text of the article's own nodes: the fallback inside the element is not shown any more.
  const reste = await article.evaluate((noeud) => (noeud as HTMLElement).innerText.trim());
  assert.equal(reste, '', `${nom}: nothing visible beside the element`);
}

describe('each CMS’s snippet through its editor', () => {
  for (const [cms, editer] of Object.entries(EDITEURS))
    test(`${cms}: one element, no doubled fallback, no visible markup; a link without JavaScript`, async () => {
      const page = await ville.ouvrir(BUREAU);
      for (const [version, composant] of [
        ...Object.keys(ATTENDUS).map((tag) => ['auto', tag] as const),
        ['fixe', 'suivi-demande'] as const,
      ]) {
        const { gabarit, contenu } = await copie(page, { cms, version, composant });
        await publier(page, { tete: enTete(gabarit), article: editer(contenu) });
        await verifierArticle(page, composant, `${cms} ${version} ${composant}`);
        await page.unrouteAll();
      }
      const { contenu } = await copie(page, { cms, composant: 'suivi-demande' });
      const sans = await ville.ouvrir({ ...BUREAU, javaScriptEnabled: false });
      await publier(sans, { article: editer(contenu) });
      const article = sans.locator('article');
      assert.equal(await article.getByRole('link', { name: /Suivre une demande/ }).count(), 1);
      const texte = (await article.innerText()).replaceAll(/\s+/g, ' ').trim();
      assert.match(
        texte,
        /^Suivre une demande( ou appelez la mairie : 04 65 71 00 10| \(mairie : 04 65 71 00 10\))$/,
      );
      await Promise.all([page.context().close(), sans.context().close()]);
    });
});

test('a snippet in several lines does leave its fallback beside: one line is not a whim', async () => {
  const page = await ville.ouvrir(BUREAU);
  const { contenu } = await copie(page, { cms: 'wordpress', composant: 'suivi-demande' });
  const enLignes = contenu.replace('"><a', '">\n\n<a').replace('</suivi', '\n\n</suivi');
  assert.notEqual(enLignes, contenu);
  await publier(page, { article: paragraphes(enLignes) });
  await page.getByText(ATTENDUS['suivi-demande']!).first().waitFor();
  const article = page.locator('article');
  assert.match(await article.evaluate((noeud) => (noeud as HTMLElement).innerText), /appelez la mairie/);
  await page.context().close();
});

test('the lines of policy that are given are enough, automatic or pinned', async () => {
  const page = await ville.ouvrir(BUREAU);
  for (const version of ['auto', 'fixe'])
    for (const composant of [...Object.keys(ATTENDUS), 'tri-demandes']) {
      const { gabarit, contenu, csp } = await copie(page, { cms: 'html', version, composant });
      const politique = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${csp}; require-trusted-types-for 'script'; trusted-types 'none'">`;
      await page.addInitScript(() => {
        const vues: string[] = [];
        Object.assign(globalThis, { violations: vues });
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          vues.push(`${violatedDirective} ${blockedURI}`),
        );
      });
      await publier(page, { tete: politique + gabarit, article: contenu });
      if (composant === 'tri-demandes')
        await page.frameLocator('iframe').getByLabel('Votre adresse de courriel professionnelle').waitFor();
      else await page.getByText(ATTENDUS[composant]!).first().waitFor();
      const violations = await page.evaluate(
        () => (globalThis as unknown as { violations: string[] }).violations,
      );
      assert.deepEqual(
        violations.filter((une) => !une.includes('favicon')),
        [],
        `${version} ${composant}`,
      );
      await page.unrouteAll();
    }
});

test('pinned: a chunk that was tampered with is refused, and the fallback stays', async () => {
  // Its own context: the complaints of the console are what is wanted here.
  const contexte = await ville.navigateur.newContext(BUREAU);
  const page = await contexte.newPage();
  const { gabarit, contenu } = await copie(page, { composant: 'suivi-demande', version: 'fixe' });
  let altere = 0;
  await page.route(/\/v[\d.]+\/w\/socle-/, async (route) => {
    const reponse = await route.fetch();
    altere += 1;
    await route.fulfill({ response: reponse, body: `${await reponse.text()};` });
  });
  const refus = page.waitForEvent('console', (message) => /integrity|sha384/.test(message.text()));
  await publier(page, { tete: gabarit, article: contenu });
  await refus;
  assert.equal(altere, 1);
  assert.equal(await page.evaluate(() => customElements.get('suivi-demande') === undefined), true);
  assert.equal(await page.getByRole('link', { name: 'Suivre une demande' }).isVisible(), true);
  await contexte.close();
});

describe('the page « Intégrer »', () => {
  for (const [nom, options, commune] of [
    ['1280', BUREAU, 'port-aubier'],
    ['360', TELEPHONE, 'anse-vanille'],
  ] as const)
    test(`choose, see, copy at ${nom} px`, async () => {
      const page = await integrer(
        { ...options, permissions: ['clipboard-read', 'clipboard-write'] },
        commune,
      );
      await page.locator('#apercu mes-demarches').getByText('acte de naissance').first().waitFor();
      await regarder(page, `integrer-${nom}-1`);
      await page.getByLabel('Thème montré').focus();
      await page.getByLabel('Thème montré').selectOption({ index: 1 });
      await page.waitForFunction(() => /theme=/.test(document.querySelector('textarea')!.value));
      assert.equal(await page.getByLabel('Thème montré').evaluate((e) => e === document.activeElement), true);
      await page.getByRole('radio', { name: /Suivre une demande/ }).check();
      await page.locator('#apercu suivi-demande').getByText('Voir où en est ma demande').waitFor();
      assert.equal(await page.getByLabel('Thème montré').count(), 0);
      await page.getByLabel('Votre site est fait avec').selectOption('wordpress-auteur');
      await page.getByText('Étape 2').first().waitFor();
      await page.getByLabel('Une autre couleur que celle de la commune').check();
      await page.getByLabel('Couleur des boutons').fill('#8b0000');
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLTextAreaElement>('#code-css')?.value ===
          'suivi-demande { --parvis-brand: #8b0000; }',
      );
      await page.getByRole('button', { name: /Copier.*Le composant, dans la page/ }).click();
      await page.getByRole('status').filter({ hasText: 'Extrait copié.' }).waitFor();
      const colle = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(colle, new RegExp(`^<div data-parvis="suivi-demande" data-commune="${commune}">`));
      assert.match(page.url(), /cms=wordpress-auteur/);
      await regarder(page, `integrer-${nom}-2`);
      await page.context().close();
    });

  test('works by hand without JavaScript', async () => {
    const page = await integrer({ ...BUREAU, javaScriptEnabled: false });
    await page.getByRole('radio', { name: /Signaler un problème/ }).check();
    await page.getByLabel('Votre site est fait avec').selectOption('joomla');
    await page.getByRole('button', { name: 'Afficher l’extrait' }).click();
    assert.match(await page.locator('#code-contenu').inputValue(), /data-parvis="signaler-probleme"/);
    assert.equal(await page.getByRole('button', { name: /Copier/ }).count(), 0);
    await page.context().close();
  });

  test('the check says what is wrong with a page, and what to do', async () => {
    const page = await integrer();
    const { contenu } = await copie(page, { composant: 'suivi-demande' });
    const script = /<script.*?<\/script>/.exec(contenu)![0];
    const balise = contenu.slice(script.length);
    const bloc = (await copie(page, { composant: 'suivi-demande', cms: 'joomla' })).contenu;
    const coupe = balise.replace('><a', '>\n<p><a').replace('</suivi', '</p>\n</suivi');
    const cas: [nom: string, source: string, attendu: RegExp, faire?: RegExp][] = [
      ['right', contenu, /Rien à corriger.*Le script est là.*<suivi-demande> est là/],
      ['right, as a block', script + bloc, /Rien à corriger.*est là, en bloc/],
      ['script stripped', balise, /1 point à corriger.*Le script n’est pas dans la page/],
      [
        'script as text',
        `${script.replaceAll('<', '&lt;')}${balise}`,
        /Le script est affiché comme du texte/,
      ],
      ['script in a comment', `<!-- ${script} -->${balise}`, /Le script est dans un commentaire/],
      ['not a module', contenu.replace('type="module" ', ''), /n’est pas chargé comme un module/],
      [
        'other server',
        contenu.replace(ville.serveur, 'https://ailleurs.example'),
        /adresse du script n’est pas la bonne : https:\/\/ailleurs/,
      ],
      [
        'relative address',
        contenu.replace(`${ville.serveur}/v0`, ''),
        /adresse du script n’est pas la bonne : \/parvis\.js/,
      ],
      ['version gone', contenu.replace('/v0/', '/v0.0.1/'), /La version 0\.0\.1 n’est plus sur le serveur/],
      [
        'integrity that will break',
        contenu.replace('src=', 'integrity="sha384-x" src='),
        /adresse suit les mises à jour.*sans l’attribut crossorigin/,
      ],
      ['delayed', contenu.replace('src=', 'data-rocket-src='), /retardé par une extension/],
      ['twice', script + contenu, /Rien à corriger.*Le script est 2 fois/],
      ['tag stripped', `${script}<p>Texte</p>`, /Aucun composant n’est dans la page/],
      ['tag as text', script + EDITEURS['typo3']!(balise), /<suivi-demande> est affichée comme du texte/],
      [
        'block without its name',
        script + bloc.replace(/ data-parvis="[^"]*"/, ''),
        /Le bloc a perdu son attribut data-parvis/,
      ],
      [
        'cut by paragraphs',
        script + paragraphes(coupe),
        /coupé par les paragraphes automatiques.*une seule ligne/,
      ],
      [
        'unknown attribute',
        contenu.replace('commune=', 'comune="x" commune='),
        /« comune » de <suivi-demande> n’existe pas/,
      ],
      [
        'other commune',
        contenu.replace('commune="port-aubier"', 'commune="anse-vanille"'),
        /celui de la commune « anse-vanille »/,
      ],
      ['no commune', contenu.replace(' commune="port-aubier"', ''), /ne dit pas de quelle commune/],
      [
        'unknown element',
        script + bloc.replace('"suivi-demande"', '"suivi-dossier"'),
        /« suivi-dossier » n’est pas un composant/,
      ],
      [
        'link in a menu',
        `${script}<nav><a href="${ville.serveur}/c/port-aubier/p/suivi-demande">Suivi</a></nav>`,
        /il reste un lien/,
      ],
      ['empty', `${script}<suivi-demande commune="port-aubier"></suivi-demande>`, /<suivi-demande> est vide/],
      [
        'policy',
        `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; img-src *">${contenu}`,
        /2 points à corriger.*\(script-src\).*\(connect-src\)/,
      ],
      [
        'policy that allows',
        `<meta http-equiv="Content-Security-Policy" content="default-src 'self' ${ville.serveur}">${contenu}`,
        /Rien à corriger/,
      ],
    ];
    for (const [nom, source, attendu] of cas) {
      await page.getByLabel('Code de votre page').fill(source);
      await page.getByRole('button', { name: 'Vérifier ma page' }).click();
      const constats = (await page.locator('#constats').innerText()).replaceAll(/\s+/g, ' ');
      assert.match(constats, attendu, nom);
    }
    assert.equal(await page.locator('#constats').evaluate((e) => e === document.activeElement), true);
    assert.equal(await page.locator('#constats suivi-demande').count(), 0, 'what is pasted is never run');
    await page.context().close();
  });

  test('the check knows whether the site is in the commune’s list', async () => {
    const page = await integrer();
    const adresse = page.getByLabel('Adresse de votre page');
    const verifier = async (saisie: string): Promise<string> => {
      await adresse.fill(saisie);
      await page.getByRole('button', { name: 'Vérifier ma page' }).click();
      await page
        .locator('#constats')
        .getByText(/dans la liste|ne se lit pas/)
        .waitFor();
      return page.locator('#constats').innerText();
    };
    assert.match(await verifier(`${ville.sites}/port-aubier/suivi.html`), /est dans la liste de la commune/);
    await page.reload();
    assert.match(
      await verifier('www.ville.example/suivi'),
      /https:\/\/www\.ville\.example n’est pas dans la liste[\s\S]*commune origine ajouter port-aubier https:\/\/www\.ville\.example/,
    );
    await regarder(page, 'integrer-controle');
    await page.reload();
    assert.match(await verifier('http://['), /ne se lit pas/);
    await page.context().close();
  });
});

test('nothing was complained of', () => assert.deepEqual(ville.plaintes, []));
