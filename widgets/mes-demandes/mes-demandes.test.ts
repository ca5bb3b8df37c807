import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { creerFauxServeur } from '../../test/fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../test/fixtures/session-page.ts';
import { monter } from '../../test/outils/monter.ts';
import { rejoindre, type Session } from '../core/session/session.ts';
import './define.ts';
import type { MesDemandes } from './mes-demandes.ts';

const mes = (options?: Parameters<typeof monter>[1]) => monter<MesDemandes>('mes-demandes', options);
const warn = console.warn;
let session: Session | undefined;

describe('<mes-demandes>', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
  });
  afterEach(() => {
    console.warn = warn;
    oublierSessions(session);
    document.body.replaceChildren();
  });

  it('asks a guest to sign in, and asks the town nothing of him', async () => {
    const { element, serveur, voir, cliquer } = mes();
    await voir('Connectez-vous pour voir vos demandes');
    await accessible(element);
    expect(serveur.appelsDe(/usager/)).to.have.length(0);
    await cliquer('Me connecter');
    await voir('Votre adresse de courriel');
    await accessible(element);
    session = await rejoindre(element.client!, 'usager');
  });

  it('follows a session opened elsewhere on the page, and its end', async () => {
    const { element, voir, texte } = mes({ attributs: { titre: 'Vos demandes à la mairie' } });
    session = await ouvrirSessionFausse(element.client!);
    await voir('Répondez à la mairie avant le 3 décembre 2026.');
    expect(texte()).to.include('Vos demandes à la mairie');
    await accessible(element);
    await session.fermer();
    await voir('Connectez-vous pour voir vos demandes');
    expect(texte()).not.to.include('Répondez à la mairie');
  });

  it('shows as many as it is told; a limit that is none is told to the webmaster', async () => {
    const avis: string[] = [];
    console.warn = (...mots: unknown[]) => void avis.push(mots.join(' '));
    const { element, voir, texte } = mes({ attributs: { limite: '1' } });
    session = await ouvrirSessionFausse(element.client!);
    await voir('À faire');
    expect(texte()).not.to.include('En cours');
    element.setAttribute('limite', 'trois');
    await voir('En cours');
    expect(avis.join()).to.include('limite');
  });

  it('keeps the page’s own words when the town is down', async () => {
    const serveur = creerFauxServeur();
    serveur.couper();
    const { element, voir, un, cliquer } = mes({ serveur, repli: 'Appelez la mairie' });
    await voir('Vos demandes ne s’affichent pas');
    expect(un<HTMLSlotElement>('slot')!.assignedNodes()[0]!.textContent).to.equal('Appelez la mairie');
    await accessible(element);
    serveur.retablir();
    await cliquer('Réessayer');
    await voir('Connectez-vous pour voir vos demandes');
  });
});
