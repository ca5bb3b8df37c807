import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { guetterDecalages, lireDecalages, ralentir } from '../outils/decalages.ts';
import { lireNumero, PAGES } from '../outils/gestes-pages.ts';
import { ouvrirVille, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const VILLES = [
  ['port-aubier', { width: 1280, height: 900 }],
  ['anse-vanille', { width: 360, height: 740 }],
] as const;

for (const [commune, viewport] of VILLES) {
  for (const { fichier, composant, pret, agir } of PAGES) {
    test(`${composant} moves nothing in ${commune} at ${viewport.width} px on a slow network`, async () => {
      const page = await ville.ouvrir({ viewport });
      page.setDefaultTimeout(30_000);
      await guetterDecalages(page);
      await ralentir(page);
      await page.goto(`${ville.sites}/${commune}/${fichier}`);
      await pret(page);
      const ouverte = await lireDecalages(page);
      assert.ok(ouverte.somme < 0.05, `opening: ${JSON.stringify(ouverte)}`);
      await agir(page, (await lireNumero(ville, commune)).numero);
      const apres = await lireDecalages(page);
      assert.ok(apres.somme < 0.05, `a late part: ${JSON.stringify(apres)}`);
      await page.context().close();
    });
  }
}

test('the gauge sees what moves', async () => {
  const page = await ville.ouvrir();
  await guetterDecalages(page);
  await page.goto(`${ville.sites}/port-aubier/suivi.html`);
  await page.evaluate(async () => {
    await new Promise((suite) => requestAnimationFrame(() => requestAnimationFrame(suite)));
    document.querySelector('main')!.style.marginTop = '300px';
  });
  assert.ok((await lireDecalages(page)).somme > 0.05);
  await page.context().close();
});
