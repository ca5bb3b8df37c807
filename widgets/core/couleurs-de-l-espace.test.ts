import { entrerPartout, type Scene } from '../../test/outils/espace-ouvert.ts';

/** Brands that a town may really have, and those that nothing can be read on. */
const MARQUES = [
  '#ffd500',
  '#ffffff',
  '#000000',
  '#39ff14',
  '#808080',
  '#e1000f',
  '#ff00ff',
  '#003189',
  '#00ffff',
  '#f5e6c8',
  '#767676',
  'rgb(0 0 0 / 0.3)',
];

/** Colours are computed alike everywhere, and each brand is a whole reading of the page: one engine reads them all. */
const LUES = navigator.userAgent.includes('Chrome/') ? MARQUES : MARQUES.slice(0, 2);

describe('the views behind the sign-in, whatever the brand', () => {
  // The kit tells the webmaster each colour that it moves.
  const { warn } = console;
  before(() => void (console.warn = () => undefined));
  after(() => void (console.warn = warn));
  let scene: Scene;
  beforeEach(async () => (scene = await entrerPartout()));
  afterEach(() => scene.quitter());

  for (const [nom, fond] of [
    ['light', '#ffffff'],
    ['dark', '#15181b'],
  ] as const)
    it(`can be read on a ${nom} page: 4.5:1 for every text, 3:1 for every button`, async function () {
      this.timeout(120_000);
      const fautes: string[] = [];
      for (const marque of LUES) {
        await scene.habiller(fond, marque);
        fautes.push(...(await scene.illisibles()).map((faute) => `${marque}: ${faute}`));
      }
      if (fautes.length > 0) throw new Error(fautes.join('\n'));
    });

  it('would see a text that cannot be read', async () => {
    await scene.habiller('#ffffff', '#0f5f5c');
    scene.palir('mes-documents');
    if ((await scene.illisibles()).length === 0) throw new Error('nothing seen');
  });
});
