import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { statistiques, statistiquesVides } from '../../test/fixtures/statistiques.ts';
import { monter, type Monture } from '../../test/outils/monter.ts';
import type { StatistiquesDemandes } from './statistiques-demandes.ts';
import './define.ts';

function montrer(reponse: Response): Monture<StatistiquesDemandes> {
  const serveur = creerFauxServeur();
  serveur.repondre('GET statistiques', reponse);
  return monter<StatistiquesDemandes>('statistiques-demandes', { serveur, repli: 'Téléphonez-nous' });
}

const rangees = (vue: Monture, id: string): HTMLElement[] => [
  ...vue.element.shadowRoot!.querySelectorAll<HTMLElement>(`[aria-labelledby=chiffres-${id}] .barres li`),
];

describe('<statistiques-demandes>', () => {
  beforeEach(() => void (document.documentElement.lang = 'fr'));
  afterEach(() => document.body.replaceChildren());

  it('says the main figures, and draws a bar for each line that words say too', async () => {
    const vue = montrer(Response.json(statistiques));
    await vue.voir('1 423');
    for (const mots of [
      'De novembre 2025 à octobre 2026',
      '1 280',
      '90 %',
      '4 jours',
      'petits nombres sont masqués',
    ])
      expect(vue.texte()).to.include(mots);
    expect(rangees(vue, 'mois')).to.have.length(12);
    const [premiere] = rangees(vue, 'service');
    expect(premiere!.innerText).to.include('801 répondues sur 812');
    const largeurs = [...premiere!.querySelectorAll('rect')].map((r) => r.getBoundingClientRect().width);
    expect(largeurs[0]).to.be.closeTo(premiere!.querySelector('svg')!.getBoundingClientRect().width, 1);
    expect(largeurs[1]! / largeurs[0]!).to.be.closeTo(801 / 812, 0.01);
    expect(rangees(vue, 'service').at(-1)!.innerText).to.include('masqué');
    await accessible(vue.element);
  });

  it('opens the table of a chart', async () => {
    const vue = montrer(Response.json(statistiques));
    await vue.cliquer('Voir le tableau : Par démarche');
    await vue.voir('Délai de 9 sur 10');
    const table = vue.un('[aria-labelledby=chiffres-demarche] table')!;
    expect(table.querySelectorAll('tbody tr')).to.have.length(3);
    expect(table.innerText).to.match(/Installer une terrasse\s+129\s+0\s+masqué\s+0\s+0\s+–\s+–/);
    await accessible(vue.element);
  });

  it('gives the figures as files of the town’s server', async () => {
    const vue = montrer(Response.json(statistiques));
    await vue.voir('tableur');
    const liens = [...vue.element.shadowRoot!.querySelectorAll<HTMLAnchorElement>('.exports a')];
    expect(liens.map(({ pathname, search }) => pathname + search)).to.deep.equal([
      '/c/port-aubier/api/v1/statistiques?format=csv',
      '/c/port-aubier/api/v1/statistiques?format=json',
    ]);
  });

  it('says so when there is nothing to count, or nothing published', async () => {
    const vide = montrer(Response.json(statistiquesVides));
    await vide.voir('Aucune demande reçue');
    const prive = montrer(
      Response.json(
        {
          type: 'about:blank',
          title: 'Chiffres non publiés',
          status: 404,
          detail: 'La commune ne publie pas ces chiffres.',
          code: 'chiffres-non-publies',
        },
        { status: 404 },
      ),
    );
    await prive.voir('ne publie pas ces chiffres');
    await accessible(prive.element);
  });

  it('keeps what the page says when the server fails, and tries again', async () => {
    const vue = montrer(repondreProbleme('acces-refuse'));
    await vue.voir('Les chiffres ne s’affichent pas');
    expect(vue.element.innerText).to.include('Téléphonez-nous');
    vue.serveur.repondre('GET statistiques', Response.json(statistiques));
    await vue.cliquer('Réessayer');
    await vue.voir('1 423');
  });
});
