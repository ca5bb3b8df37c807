import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { contraste } from '#contract/contraste.ts';
import type { Rvb } from '#contract/couleurs.ts';
import { monter, type Monture } from '../../test/outils/monter.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { definir } from './definir.ts';
import { ParvisElement } from './element.ts';

class Couleurs extends ParvisElement {
  static override styles = [ParvisElement.styles, baseStyles, champsStyles];
  protected override get pret(): boolean {
    return this.ville !== undefined;
  }
  protected override renderContent(): unknown {
    return html`<button class="bouton principal" id="principal">Envoyer</button>
      <button class="bouton" id="second">Fermer</button> <a href="#x" id="lien">Lire</a>
      <p class="muet" id="muet">Facultatif</p>
      <input class="controle" id="controle" aria-label="Nom" />
      <div class="encart error" id="faute"><p>Indiquez votre nom</p></div>
      <div class="carte" id="carte"></div>
      <div class="encart" id="pierre"><a href="#y">Lire</a></div>`;
  }
}
definir('parvis-couleurs', Couleurs);

const MARQUES = ['#ffd500', '#ffffff', '#000000', '#39ff14', '#808080', '#e1000f', '#ff00ff', '#003189'];
const AUTRES = ['hsl(200 90% 70%)', 'oklch(0.9 0.2 110)', 'rebeccapurple', 'rgb(0 0 0 / 0.3)'];
const PAGES = { claire: '#ffffff', sombre: '#15181b', creme: '#e3d5b8', ardoise: '#46505c', gris: '#8a8a8a' };

const warn = console.warn;
let avis: string[] = [];

/** What the browser has computed, on white. */
function lire(element: Element, propriete: string, pseudo?: string): Rvb {
  const toile = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  toile.fillStyle = getComputedStyle(element, pseudo).getPropertyValue(propriete);
  toile.fillRect(0, 0, 1, 1);
  const [r, v, b] = toile.getImageData(0, 0, 1, 1).data;
  return [r!, v!, b!];
}

async function ouvrir(page: string, theme: Record<string, string>): Promise<Monture> {
  const boite = document.createElement('div');
  boite.style.background = page;
  document.body.replaceChildren(boite);
  const monture = monter('parvis-couleurs');
  for (const [nom, valeur] of Object.entries(theme))
    monture.element.style.setProperty(`--parvis-${nom}`, valeur);
  boite.append(monture.element);
  await monture.jusque(() => monture.un('#principal'));
  await poser(monture, Object.keys(theme).length > 0 || page === PAGES.creme || page === PAGES.gris);
  return monture;
}

/** Waits until the late part has had its say. */
async function poser({ element }: Monture, tardif: boolean): Promise<void> {
  await element.updateComplete;
  if (tardif) await import('./couleurs-de-la-page.ts');
  await new Promise((image) => requestAnimationFrame(() => requestAnimationFrame(image)));
}

/** Everything that is read or shows a control, and the ground it stands on. */
function mesurer({ un, element }: Monture, page: string): Record<string, [number, number]> {
  const fond = lire(element.parentElement!, 'background-color');
  const de = (id: string, quoi = 'color') => lire(un(id)!, quoi);
  const papier = de('#second', 'background-color');
  const pierre = de('#pierre', 'background-color');
  const anneau = lire(un('#second')!, 'outline-color');
  const bord = de('#controle', 'border-top-color');
  return {
    'text on the brand': [contraste(de('#principal'), de('#principal', 'background-color')), 4.5],
    'brand button on the page': [contraste(de('#principal', 'background-color'), fond), 3],
    'link on the page': [contraste(de('#lien'), fond), 4.5],
    'link on stone': [contraste(lire(un('#pierre a')!, 'color'), pierre), 4.5],
    'muted on the page': [contraste(de('#muet'), fond), 4.5],
    'text on the page': [contraste(lire(un('.root')!, 'color'), fond), 4.5],
    'text on paper': [contraste(de('#second'), papier), 4.5],
    'text typed': [contraste(de('#controle'), de('#controle', 'background-color')), 4.5],
    'text on a fault': [contraste(lire(un('#faute p')!, 'color'), de('#faute', 'background-color')), 4.5],
    'border on paper': [contraste(bord, papier), 3],
    'border on the page': [contraste(bord, fond), 3],
    [`focus ring on ${page}`]: [contraste(anneau, fond), 3],
    'focus ring on paper': [contraste(anneau, papier), 3],
  };
}

function exiger(mesures: Record<string, [number, number]>, cas: string): void {
  for (const [paire, [ratio, seuil]] of Object.entries(mesures))
    expect(ratio, `${cas}: ${paire}`).to.be.at.least(seuil);
}

const milieu = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

describe('colours', () => {
  beforeEach(async () => {
    await sendMouse({ type: 'move', position: [790, 590] });
    avis = [];
    console.warn = (...mots: unknown[]) => void avis.push(mots.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    document.body.replaceChildren();
  });

  for (const [page, fond] of Object.entries(PAGES)) {
    it(`reach their ratios, whatever the brand, on a page ${page}`, async () => {
      for (const brand of [...MARQUES, ...AUTRES]) {
        const monture = await ouvrir(fond, { brand });
        // Shows the ring: the keyboard's focus, as a script gives it to a field that was focused by keys.
        monture.un('#second')!.focus({ focusVisible: true } as FocusOptions);
        expect(getComputedStyle(monture.un('#second')!).outlineStyle).to.equal('solid');
        exiger(mesurer(monture, page), `${brand} on ${page}`);
      }
    }).timeout(60_000);
  }

  it('change under the pointer, and the text stays readable', async () => {
    for (const fond of Object.values(PAGES)) {
      for (const brand of [...MARQUES, ...AUTRES]) {
        await sendMouse({ type: 'move', position: [790, 590] });
        const monture = await ouvrir(fond, { brand });
        const bouton = monture.un('#principal')!;
        bouton.style.setProperty('transition', 'none');
        const avant = lire(bouton, 'background-color');
        await sendMouse({ type: 'move', position: milieu(bouton) });
        expect(bouton.matches(':hover')).to.equal(true);
        const apres = lire(bouton, 'background-color');
        expect(contraste(lire(bouton, 'color'), apres), `${brand} on ${fond}`).to.be.at.least(4.5);
        expect(contraste(apres, lire(monture.element.parentElement!, 'background-color'))).to.be.at.least(3);
        expect(Math.max(...apres.map((c, rang) => Math.abs(c - avant[rang]!))), `${brand} shows`).to.be.above(
          9,
        );
      }
    }
  }).timeout(60_000);

  it('are put right, with a word, when the page’s own do not go together', async () => {
    const faibles = {
      paper: '#777777',
      stone: '#eeeeee',
      ink: '#999999',
      muted: '#dddddd',
      focus: '#fafafa',
      'line-strong': '#f0f0f0',
    };
    for (const [page, fond] of Object.entries(PAGES)) {
      const monture = await ouvrir(fond, faibles);
      monture.un('#second')!.focus({ focusVisible: true } as FocusOptions);
      exiger(mesurer(monture, page), `weak pairs on ${page}`);
    }
    for (const nom of ['ink', 'muted', 'focus', 'line-strong'])
      expect(
        avis.some((mots) => mots.includes(`--parvis-${nom}`)),
        nom,
      ).to.equal(true);
  });

  it('of a dark paper on a light page, or that are none, give way to the kit’s', async () => {
    const monture = await ouvrir(PAGES.claire, { paper: '#111', brand: 'bleu', ink: 'var(--rien)' });
    expect(lire(monture.un('#second')!, 'background-color')).to.deep.equal([255, 255, 255]);
    expect(contraste(lire(monture.un('#principal')!, 'background-color'), [255, 255, 255])).to.be.at.least(
      4.5,
    );
    expect(avis.some((mots) => mots.includes('sombre sur une page claire'))).to.equal(true);
    expect(avis.some((mots) => mots.includes('« bleu » n’est pas une couleur'))).to.equal(true);
  });

  it('that are good are left alone, without a word', async () => {
    const monture = await ouvrir(PAGES.claire, { brand: '#7a1f5c', ink: '#101010', focus: '#0055aa' });
    expect(lire(monture.un('#principal')!, 'background-color')).to.deep.equal([0x7a, 0x1f, 0x5c]);
    expect(lire(monture.un('.root')!, 'color')).to.deep.equal([16, 16, 16]);
    expect(avis).to.deep.equal([]);
  });

  it('are read again when the element is moved to another ground', async () => {
    const monture = await ouvrir(PAGES.claire, { brand: '#003189' });
    const sombre = document.createElement('div');
    sombre.style.background = PAGES.sombre;
    document.body.append(sombre);
    sombre.append(monture.element);
    await poser(monture, true);
    expect(monture.un('.root')!.classList.contains('sombre')).to.equal(true);
    exiger(mesurer(monture, 'dark, after light'), 'moved');
  });

  it('and every other property of the theme act', async () => {
    const theme = {
      brand: '#7a1f5c',
      ink: '#101010',
      muted: '#4a4a4a',
      paper: '#fafafa',
      stone: '#f0f0f0',
      line: '#abcdef',
      'line-strong': '#555555',
      focus: '#0055aa',
      radius: '10px',
      space: '8px',
      font: 'monospace',
      fs: '20px',
    };
    const monture = await ouvrir(PAGES.claire, theme);
    const { un } = monture;
    const de = (selecteur: string, propriete: string) =>
      getComputedStyle(un(selecteur)!).getPropertyValue(propriete);
    un('#second')!.focus({ focusVisible: true } as FocusOptions);
    expect({
      brand: de('#principal', 'background-color'),
      ink: de('.root', 'color'),
      muted: de('#muet', 'color'),
      paper: de('#second', 'background-color'),
      stone: de('#pierre', 'background-color'),
      line: de('#carte', 'border-top-color'),
      'line-strong': de('#controle', 'border-top-color'),
      focus: de('#second', 'outline-color'),
      radius: de('#second', 'border-top-left-radius'),
      space: de('#carte', 'padding-top'),
      font: de('.root', 'font-family'),
      fs: de('.root', 'font-size'),
    }).to.deep.equal({
      brand: 'rgb(122, 31, 92)',
      ink: 'rgb(16, 16, 16)',
      muted: 'rgb(74, 74, 74)',
      paper: 'rgb(250, 250, 250)',
      stone: 'rgb(240, 240, 240)',
      line: 'rgb(171, 205, 239)',
      'line-strong': 'rgb(85, 85, 85)',
      focus: 'rgb(0, 85, 170)',
      radius: '10px',
      space: '32px',
      font: 'monospace',
      fs: '20px',
    });
    expect(avis).to.deep.equal([]);
  });

  it('follow a page written in other notations', async () => {
    const monture = await ouvrir('oklch(0.2 0.02 250)', { brand: '#003189' });
    expect(monture.un('.root')!.classList.contains('sombre')).to.equal(true);
    exiger(mesurer(monture, 'dark oklch'), 'dark oklch');
  });
});
