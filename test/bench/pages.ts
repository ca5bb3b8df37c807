/**
 * `npm run mesures [-- --sans-lighthouse] [-- port-aubier/suivi.html …]`: both demo towns' pages as a browser sees
 * them. Layout shifts of each widget's page, from load to a late part, on a fast and on a slow network; Lighthouse
 * with the widgets and on the same pages without them. It prints tables and fails nothing: test/parcours holds the
 * bound on shifts. Lighthouse is fetched by npm on demand: it is too heavy to be a dependency.
 */
import { parseArgs } from 'node:util';
import { guetterDecalages, lireDecalages, ralentir } from '../outils/decalages.ts';
import { lireNumero, PAGES } from '../outils/gestes-pages.ts';
import { ouvrirVille, type Ville } from '../parcours/ville.ts';
import { ouvrirSansComposants, passerLighthouse } from './lighthouse.ts';
import { afficher, type Ligne } from './tableau.ts';

const { values: options, positionals: filtres } = parseArgs({
  allowPositionals: true,
  options: { 'sans-lighthouse': { type: 'boolean', default: false } },
});

const COMMUNES = ['port-aubier', 'anse-vanille'];
const ECRANS = { '1280 px': { width: 1280, height: 900 }, '360 px': { width: 360, height: 740 } };
const choisie = (chemin: string): boolean =>
  filtres.length === 0 || filtres.some((filtre) => chemin.includes(filtre));

/** Layout shifts of one page: opening it, then through the late part that a first act fetches. */
async function mesurerDecalages(ville: Ville, commune: string, page: (typeof PAGES)[number]): Promise<Ligne> {
  const ligne: Ligne = { page: `${commune}/${page.fichier}` };
  const { numero } = await lireNumero(ville, commune);
  for (const [ecran, viewport] of Object.entries(ECRANS)) {
    for (const reseau of ['fast', 'slow']) {
      const onglet = await ville.ouvrir({ viewport });
      onglet.setDefaultTimeout(60_000);
      await guetterDecalages(onglet);
      if (reseau === 'slow') await ralentir(onglet);
      await onglet.goto(`${ville.sites}/${ligne['page']}`);
      await page.pret(onglet);
      const ouverture = (await lireDecalages(onglet)).somme;
      await page.agir(onglet, numero).catch(() => undefined);
      const tout = (await lireDecalages(onglet)).somme;
      ligne[`${ecran}, ${reseau}`] = `${ouverture.toFixed(3)} → ${tout.toFixed(3)}`;
      await onglet.context().close();
    }
  }
  return ligne;
}

const ville = await ouvrirVille();
const nues = await ouvrirSansComposants(ville.sites);
try {
  const decalages: Ligne[] = [];
  const notes: Ligne[] = [];
  for (const commune of COMMUNES) {
    for (const page of PAGES) {
      const chemin = `${commune}/${page.fichier}`;
      if (!choisie(chemin)) continue;
      decalages.push(await mesurerDecalages(ville, commune, page));
      if (options['sans-lighthouse']) continue;
      for (const appareil of ['desktop', 'mobile'] as const) {
        const avec = await passerLighthouse(`${ville.sites}/${chemin}`, appareil);
        const sans = await passerLighthouse(`${nues.adresse}/${chemin}`, appareil);
        const cote = (nom: keyof typeof avec): string => `${avec[nom]} (${sans[nom]})`;
        notes.push({
          page: chemin,
          device: appareil,
          accessibility: cote('accessibilite'),
          'best practices': cote('pratiques'),
          performance: cote('performance'),
          CLS: cote('cls'),
          LCP: cote('lcp'),
          TBT: cote('tbt'),
          'to mend': avec.defauts.filter((defaut) => !sans.defauts.includes(defaut)).join(' '),
        });
        console.log(JSON.stringify(notes.at(-1)));
      }
    }
  }
  afficher('Layout shifts, summed: opened → after a late part', decalages);
  if (notes.length > 0) afficher('Lighthouse: with the widgets (without)', notes);
} finally {
  await nues.fermer();
  await ville.fermer();
}
