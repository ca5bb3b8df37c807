import { expect } from 'chai';
import { html, render } from 'lit';

/** The loader reads its map when it is imported: one import for all, with tags that do not exist elsewhere. */
const charges: string[] = [];
const monde = globalThis as unknown as Record<string, unknown>;
const module = (tag: string) =>
  `data:text/javascript,customElements.define("${tag}",class extends HTMLElement{connectedCallback(){this.dataset.pret="1"}});globalThis.__charge("${tag}")`;

const jusque = async (condition: () => unknown): Promise<void> => {
  for (let tour = 0; tour < 200; tour++) {
    if (condition()) return;
    await new Promise((suite) => requestAnimationFrame(suite));
  }
  throw new Error(`Never: ${condition}`);
};

describe('loader', () => {
  let zone: HTMLElement;

  before(async () => {
    monde['__charge'] = (tag: string) => charges.push(tag);
    monde['__PARVIS_WIDGETS__'] = {
      'essai-present': module('essai-present'),
      'essai-apres': module('essai-apres'),
      'essai-bloc': module('essai-bloc'),
      'essai-lien': module('essai-lien'),
      'essai-absent': '/nulle-part.js',
    };
    document.body.append(document.createElement('essai-present'));
    await import('./parvis.ts');
    await import(`./parvis.ts${'?encore'}`);
  });
  beforeEach(() => {
    zone = document.createElement('main');
    document.body.append(zone);
  });
  afterEach(() => zone.remove());

  it('loads a tag that is there, once, though pasted twice', async () => {
    await jusque(() => customElements.get('essai-present'));
    expect(charges.filter((tag) => tag === 'essai-present')).to.have.length(1);
  });

  it('loads a tag that comes later, nested, and not one that nobody uses', async () => {
    render(
      html`<div>
        <p>…</p>
        <essai-apres></essai-apres>
      </div>`,
      zone,
    );
    await jusque(() => customElements.get('essai-apres'));
    expect(charges).not.to.include('essai-bloc');
  });

  it('upgrades a div, with its attributes and its fallback', async () => {
    render(html`<div data-parvis="essai-bloc" data-commune="aubier">Appelez <b>la mairie</b></div>`, zone);
    await jusque(() => zone.querySelector('essai-bloc[data-pret]'));
    const bloc = zone.querySelector('essai-bloc')!;
    expect(bloc.getAttribute('commune')).to.equal('aubier');
    expect(bloc.innerHTML).to.equal('Appelez <b>la mairie</b>');
    expect(zone.children).to.have.length(1);
  });

  it('leaves other links, menus and unknown tags alone', async () => {
    render(
      html`<p><a href="https://ailleurs.example/p/essai-lien">x</a></p>
        <nav><a href="/p/essai-lien">y</a></nav>
        <div data-parvis="toString">z</div>`,
      zone,
    );
    await new Promise((suite) => requestAnimationFrame(suite));
    expect(zone.querySelectorAll('a')).to.have.length(2);
    expect(customElements.get('essai-lien')).to.equal(undefined);
  });

  it('keeps the fallback and warns when a chunk does not come', async () => {
    const { warn } = console;
    let avis = 0;
    console.warn = () => avis++;
    render(html`<essai-absent>Appelez la mairie</essai-absent>`, zone);
    await jusque(() => avis);
    expect(zone.textContent).to.equal('Appelez la mairie');
    console.warn = warn;
  });
});
