import { expect } from 'chai';
import { html } from 'lit';
import { creerFauxServeur } from '../../test/fixtures/faux-fetch.ts';
import { portAubier } from '../../test/fixtures/communes.ts';
import { monter } from '../../test/outils/monter.ts';
import { definir } from './definir.ts';
import { ParvisElement } from './element.ts';

class Essai extends ParvisElement {
  static override properties = { ...ParvisElement.properties, demarche: { type: String } };
  protected override get pret(): boolean {
    return this.ville !== undefined;
  }
  protected override renderContent(): unknown {
    return html`<p id="nom">${this.ville?.nom}</p>
      <input id="entree" />`;
  }
}
definir('parvis-essai', Essai);

const warn = console.warn;
let avis: string[] = [];

const racine = (element: Element) => element.shadowRoot!.querySelector<HTMLElement>('.root')!;

describe('ParvisElement', () => {
  beforeEach(() => {
    avis = [];
    console.warn = (...mots: unknown[]) => void avis.push(mots.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    document.body.replaceChildren();
    document.adoptedStyleSheets = [];
  });

  it('shows the fallback of the page until there is something better', async () => {
    const serveur = creerFauxServeur();
    const retenue = serveur.retenir('GET commune');
    const { element, un, jusque } = monter('parvis-essai', { serveur, repli: 'Appelez la mairie' });
    await element.updateComplete;
    expect(un<HTMLSlotElement>('slot')!.assignedNodes()[0]!.textContent).to.equal('Appelez la mairie');
    retenue.liberer();
    await jusque(() => un('#nom'));
    expect(un('slot')).to.equal(undefined);
  });

  it('says unknown attributes once, and lets the global ones be', async () => {
    const { element } = monter('parvis-essai', {
      attributs: {
        communne: 'x',
        demarche: 'y',
        class: 'a',
        id: 'b',
        'data-x': '1',
        'aria-label': 'c',
        onclick: '',
      },
    });
    element.remove();
    document.body.append(element);
    await element.updateComplete;
    expect(avis.filter((mots) => mots.includes('n’existe pas'))).to.deep.equal([
      '[parvis] <parvis-essai> : l’attribut « communne » n’existe pas.',
    ]);
  });

  it('warns once of a server that is no address, and goes on with its own', async () => {
    const element = document.createElement('parvis-essai') as Essai;
    element.setAttribute('serveur', 'guichet');
    document.body.append(element);
    await element.updateComplete;
    element.requestUpdate();
    await element.updateComplete;
    expect(avis.filter((mots) => mots.includes('guichet'))).to.have.length(1);
  });

  it('stands on its own sizes and colours under greedy rules of the page', async () => {
    const normale = monter('parvis-essai');
    await normale.jusque(() => normale.un('#nom'));
    const { fontSize, color, display, textTransform, lineHeight } = getComputedStyle(normale.un('#nom')!);
    normale.element.remove();
    const feuille = new CSSStyleSheet();
    feuille.replaceSync(
      `html{font-size:62.5%} *{color:red!important;font-size:9px!important;text-transform:uppercase!important;
       display:inline!important;line-height:1!important;letter-spacing:5px!important}`,
    );
    document.adoptedStyleSheets = [feuille];
    const { element, un, jusque } = monter('parvis-essai');
    await jusque(() => un('#nom'));
    const hostile = getComputedStyle(un('#nom')!);
    expect([
      hostile.fontSize,
      hostile.color,
      hostile.display,
      hostile.textTransform,
      hostile.lineHeight,
    ]).to.deep.equal([fontSize, color, display, textTransform, lineHeight]);
    expect(getComputedStyle(element).display).to.equal('block');
    element.hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('wears the colour of the town', async () => {
    const { element, un, jusque } = monter('parvis-essai');
    await jusque(() => un('#nom'));
    await element.updateComplete;
    expect(racine(element).style.getPropertyValue('--_marque')).to.equal(portAubier.theme.marque);
  });

  it('makes a colour of the page readable, and warns when it was weak', async () => {
    const { element, un, jusque } = monter('parvis-essai');
    element.style.setProperty('--parvis-brand', '#ffdd00');
    await jusque(() => un('#nom'));
    await jusque(() => racine(element).style.getPropertyValue('--_brand'));
    expect(racine(element).style.getPropertyValue('--_brand')).to.match(/^#[0-9a-f]{6}$/);
    expect(avis.some((mots) => mots.includes('#ffdd00') && mots.includes('4,5:1'))).to.equal(true);
  });

  it('turns dark on a dark page', async () => {
    const boite = document.createElement('div');
    boite.style.background = '#111418';
    document.body.append(boite);
    const { element, un, jusque } = monter('parvis-essai');
    boite.append(element);
    await jusque(() => un('#nom'));
    expect(racine(element).classList.contains('sombre')).to.equal(true);
  });

  it('asks once, moved in the page or not', async () => {
    const { element, un, jusque, serveur } = monter('parvis-essai');
    const boite = document.createElement('div');
    document.body.append(boite);
    boite.append(element);
    await jusque(() => un('#nom'));
    expect(serveur.appelsDe('GET commune')).to.have.length(1);
  });

  it('keeps what is typed from the shortcuts of the page', async () => {
    const { un, jusque } = monter('parvis-essai');
    await jusque(() => un('#entree'));
    let entendues = 0;
    const ecouter = () => entendues++;
    document.addEventListener('keydown', ecouter);
    const touche = () => new KeyboardEvent('keydown', { key: 's', bubbles: true, composed: true });
    un('#entree')!.dispatchEvent(touche());
    expect(entendues).to.equal(0);
    un('#nom')!.dispatchEvent(touche());
    expect(entendues).to.equal(1);
    document.removeEventListener('keydown', ecouter);
  });

  it('tolerates a second copy of the kit, with one warning', () => {
    definir('parvis-essai', class extends HTMLElement {});
    definir('parvis-essai', Essai);
    expect(customElements.get('parvis-essai')).to.equal(Essai);
    expect(avis).to.have.length(1);
  });

  it('sets no cookie and stores nothing', async () => {
    localStorage.clear();
    // Tests of one engine may share a tab, and what others left there.
    sessionStorage.clear();
    const { un, jusque } = monter('parvis-essai');
    await jusque(() => un('#nom'));
    expect([localStorage.length, sessionStorage.length]).to.deep.equal([0, 0]);
  });
});
