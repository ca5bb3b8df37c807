import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ATTRIBUTS, CMS, composer, type Choix, type Lieu } from '../../server/pages/integrer-extraits.ts';
import { PAGES } from '../../server/pages/modele.ts';
import { ouvrirBanc, RACINE, URL_BANC, type Banc } from './banc.ts';

const LIEU: Lieu = {
  url: 'https://guichet.example.fr',
  slug: 'port-aubier',
  contact: { telephone: '04 65 71 00 10', horaires: [] },
  version: {
    numero: '1.4.2',
    dossier: '',
    integrite: 'sha384-abc',
    morceaux: { 'w/suivi-demande-aaa111.js': 'sha384-def' },
  },
  majeure: '1',
};
const CHOIX: Choix = { composant: 'suivi-demande', cms: 'html', version: 'auto', attributs: {} };
const extrait = (choix: Partial<Choix> = {}, lieu: Partial<Lieu> = {}) =>
  composer({ ...CHOIX, ...choix }, { ...LIEU, ...lieu });
const page = async (banc: Banc, parametres = '') => {
  const reponse = await banc.app.request(`${URL_BANC}/c/port-aubier/integrer${parametres}`);
  return { reponse, html: await reponse.text() };
};
/** What a text area of the page holds, as the browser reads it. */
function zone(html: string, id: string): string {
  const lu = new RegExp(`<textarea\\s[^>]*?id="code-${id}"[^>]*>\\n?([^<]*)</textarea>`).exec(html);
  assert.ok(lu, `no ${id} in the page`);
  return lu[1]!
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('snippets', () => {
  it('the tag with its script, on one line, with a fallback that can be read without JavaScript', () => {
    assert.deepEqual(extrait(), {
      contenu:
        '<script type="module" src="https://guichet.example.fr/v1/parvis.js"></script>' +
        '<suivi-demande commune="port-aubier"><a href="https://guichet.example.fr/c/port-aubier/p/suivi-demande">Suivre une demande</a> ou appelez la mairie : <a href="tel:0465710010">04 65 71 00 10</a></suivi-demande>',
      place: '@media screen { suivi-demande { display: block; min-height: 80vh; } }',
      csp: 'script-src https://guichet.example.fr; connect-src https://guichet.example.fr; img-src https://guichet.example.fr',
    });
  });

  it('a rule on one line keeps room for what stands in the page, tag or block, and a place to put it', () => {
    for (const [cms, { forme, styles }] of Object.entries(CMS)) {
      const { place } = extrait({ cms });
      assert.ok(styles, cms);
      if (forme === 'lien') assert.equal(place, undefined, cms);
      else assert.match(place!, /^[^\n]+ \{ display: block; min-height: 80vh; \} \}$/, cms);
      assert.equal(place?.includes('[data-parvis="suivi-demande"]') ?? false, forme === 'bloc', cms);
    }
  });

  it('the door has the room of a button, for it stands in the header', () => {
    const { place, contenu } = extrait({ composant: 'connexion-usager' });
    assert.equal(place, '@media screen { connexion-usager { display: block; min-height: 44px; } }');
    assert.doesNotMatch(contenu, /tel:/);
  });

  it('for each CMS: one line, inline only, no script where the editor would strip it', () => {
    for (const [cms, { forme, gabarit }] of Object.entries(CMS))
      for (const composant of Object.keys(PAGES))
        for (const version of ['auto', 'fixe'] as const) {
          const { contenu, gabarit: script } = extrait({ cms, composant, version });
          assert.doesNotMatch(contenu, /\n/, cms);
          assert.doesNotMatch(contenu, /<(p|ul|li|br|h\d)\b/, cms);
          assert.equal(contenu.includes('<script'), !gabarit && version === 'auto', cms);
          assert.equal(script !== undefined, Boolean(gabarit) || version === 'fixe', cms);
          const debut = {
            balise: `<${composant} `,
            bloc: `<div data-parvis="${composant}"`,
            lien: '<a href=',
          };
          assert.ok(contenu.includes(debut[forme]), cms);
          assert.ok(contenu.includes(`${LIEU.url}/c/port-aubier/p/${composant}`), cms);
        }
  });

  it('attributes pass alike in the three forms', () => {
    const attributs = { demarche: 'acte-naissance' };
    const de = (cms: string) => extrait({ cms, composant: 'mes-demarches', attributs }).contenu;
    assert.match(de('html'), /<mes-demarches commune="port-aubier" demarche="acte-naissance">/);
    assert.match(de('typo3'), /data-commune="port-aubier" data-demarche="acte-naissance">/);
    assert.match(de('drupal-base'), /^<a href="[^"]*\/p\/mes-demarches\?demarche=acte-naissance">/);
    const direct = extrait({ composant: 'tri-demandes', attributs: { direct: '' } });
    assert.match(direct.contenu, /<tri-demandes commune="port-aubier" direct>/);
  });

  it('pinned: exact address, integrity, import map before it, its hash in the policy', () => {
    const { gabarit, csp } = extrait({ version: 'fixe' });
    assert.equal(
      gabarit,
      '<script type="importmap">{"integrity":{"https://guichet.example.fr/v1.4.2/w/suivi-demande-aaa111.js":"sha384-def"}}</script>' +
        '<script type="module" src="https://guichet.example.fr/v1.4.2/parvis.js" integrity="sha384-abc" crossorigin="anonymous"></script>',
    );
    assert.match(csp, /^script-src https:\/\/guichet\.example\.fr 'sha256-[A-Za-z0-9+/]{43}='; /);
    assert.equal(extrait({ version: 'fixe' }, { version: undefined }).gabarit, undefined);
  });

  it('the agents’ queue needs frame-src, unless it runs in the page', () => {
    const cadre = { composant: 'tri-demandes' };
    assert.match(extrait(cadre).csp, /; frame-src https:\/\/guichet\.example\.fr$/);
    assert.doesNotMatch(extrait({ ...cadre, attributs: { direct: '' } }).csp, /frame-src/);
    assert.doesNotMatch(extrait().csp, /frame-src/);
  });

  it('TypoScript around the script for TYPO3; the colour as one rule', () => {
    assert.match(
      extrait({ cms: 'typo3' }).gabarit!,
      /^page\.headerData\.8787 = TEXT\npage\.headerData\.8787\.value = <script /,
    );
    assert.equal(extrait({ couleur: '#123456' }).css, 'suivi-demande { --parvis-brand: #123456; }');
  });

  it('escapes what the commune wrote, and does without a phone', () => {
    for (const cms of Object.keys(CMS)) {
      const { contenu } = extrait({ cms }, { contact: { telephone: '"><script>x</script>', horaires: [] } });
      assert.doesNotMatch(contenu, /"><script>x/, cms);
      assert.doesNotMatch(extrait({ cms }, { contact: { horaires: [] } }).contenu, /tel:|mairie/, cms);
    }
  });

  it('knows the attributes that the manifest knows', () => {
    const { modules } = JSON.parse(readFileSync(`${RACINE}/widgets/custom-elements.json`, 'utf8'));
    const declarations = modules.flatMap((module: { declarations: unknown[] }) => module.declarations);
    for (const [tag, attributs] of Object.entries(ATTRIBUTS)) {
      const { attributes } = declarations.find((une: { tagName?: string }) => une.tagName === tag);
      const noms: string[] = attributes.map(({ name }: { name: string }) => name);
      assert.deepEqual(
        noms.filter((nom) => !['commune', 'serveur'].includes(nom)).toSorted(),
        attributs.toSorted(),
        tag,
      );
    }
    assert.deepEqual(Object.keys(ATTRIBUTS).toSorted(), Object.keys(PAGES).toSorted());
  });
});

describe('GET integrer', () => {
  it('is not indexed, runs nothing inline, and is never framed', async () => {
    await using banc = await ouvrirBanc();
    const { reponse, html } = await page(banc);
    assert.equal(reponse.status, 200);
    assert.equal(reponse.headers.get('X-Robots-Tag'), 'noindex');
    assert.match(html, /<meta name="robots" content="noindex" \/>/);
    const csp = reponse.headers.get('Content-Security-Policy')!;
    assert.match(csp, /default-src 'none'.*script-src 'self'.*style-src 'self'.*frame-ancestors 'none'/);
    assert.doesNotMatch(csp, /unsafe|\*/);
    assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/);
  });

  it('draws the choices of the address, so that it works without JavaScript', async () => {
    await using banc = await ouvrirBanc();
    const { html } = await page(
      banc,
      '?composant=mes-demarches&cms=typo3&demarche=acte-naissance&theme=enfance&perso=1&couleur=%23aa0000',
    );
    assert.equal(
      zone(html, 'contenu').split('>')[0],
      '<div data-parvis="mes-demarches" data-commune="port-aubier" data-theme="enfance" data-demarche="acte-naissance"',
    );
    assert.equal(zone(html, 'css'), 'mes-demarches { --parvis-brand: #aa0000; }');
    assert.match(zone(html, 'gabarit'), /v0\/parvis\.js/);
    assert.match(html, /<option value="typo3" selected>/);
    assert.match(html, /<option value="acte-naissance" selected>/);
    assert.match(html, /<mes-demarches commune="port-aubier" theme="enfance" demarche="acte-naissance">/);
  });

  it('offers to each element its own options', async () => {
    await using banc = await ouvrirBanc();
    const signaler = (await page(banc, '?composant=signaler-probleme')).html;
    assert.match(signaler, /value="signaler-voirie"/);
    assert.doesNotMatch(signaler, /value="acte-naissance"|name="theme"/);
    assert.match((await page(banc, '?composant=tri-demandes')).html, /name="direct"/);
    assert.match(
      (await page(banc, '?composant=tri-demandes&direct=1')).html,
      /<tri-demandes commune="port-aubier" direct>/,
    );
  });

  it('takes the few words that may be typed: a title, how many, where the menu leads', async () => {
    await using banc = await ouvrirBanc();
    const demandes = await page(
      banc,
      `?composant=mes-demandes&limite=3&titre=${encodeURIComponent('Où en est-on ?')}`,
    );
    assert.match(
      zone(demandes.html, 'contenu'),
      /<mes-demandes commune="port-aubier" titre="Où en est-on \?" limite="3">/,
    );
    assert.match(demandes.html, /<mes-demandes commune="port-aubier" titre="Où en est-on \?" limite="3">/);
    assert.match(demandes.html, /<option value="3" selected>/);
    const porte = await page(banc, '?composant=connexion-usager&cms=typo3&espace=/mes-demandes');
    assert.match(zone(porte.html, 'contenu'), /data-commune="port-aubier" data-espace="\/mes-demandes">/);
    assert.match(porte.html, /Le composant, dans l’en-tête du site/);
    for (const [composant, nom, ...mal] of [
      ['mes-demandes', 'titre', '"><b>x', '<b>', 'a'.repeat(81)],
      ['mes-demandes', 'limite', '2', '3"'],
      ['connexion-usager', 'espace', 'javascript:alert(1)', '/"><b>', 'ailleurs'],
    ] as const)
      for (const valeur of mal)
        assert.equal(
          (await page(banc, `?composant=${composant}&${nom}=${encodeURIComponent(valeur)}`)).html,
          (await page(banc, `?composant=${composant}`)).html,
          valeur,
        );
  });

  it('nothing of the address is written: unknown choices are those by default', async () => {
    await using banc = await ouvrirBanc();
    const mal = encodeURIComponent('"><script>alert(1)</script>');
    const defaut = await page(banc);
    for (const nom of ['composant', 'cms', 'version', 'theme', 'demarche', 'perso=1&couleur'])
      for (const valeur of [mal, 'toString', '__proto__', '']) {
        const { reponse, html } = await page(banc, `?${nom}=${valeur}`);
        assert.equal(reponse.status, 200);
        assert.equal(html, defaut.html, `${nom}=${valeur}`);
      }
  });

  it('escapes what the commune’s file says', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({
        ...lu,
        commune: {
          ...lu.commune,
          nom: 'L’Aubier <b>"&',
          themes: lu.commune.themes.map((theme) => ({
            ...theme,
            titre: `${theme.titre}</option><img src=x>`,
          })),
        },
      }),
    });
    const { html } = await page(banc);
    assert.doesNotMatch(html, /<b>"|<img/);
    assert.match(html, /L’Aubier &lt;b&gt;&quot;&amp;/);
  });

  it('of a commune that is not there: 404; its style sheet is there', async () => {
    await using banc = await ouvrirBanc();
    assert.equal((await banc.app.request(`${URL_BANC}/c/atlantide/integrer`)).status, 404);
    const feuille = await banc.app.request(`${URL_BANC}/integrer.css`);
    assert.equal(feuille.status, 200);
    assert.match(feuille.headers.get('Content-Type')!, /^text\/css/);
  });

  it('a server with one commune has it at its root too', async () => {
    await using banc = await ouvrirBanc();
    assert.equal((await banc.app.request(`${URL_BANC}/integrer`)).status, 200);
  });
});
