import { expect } from 'chai';
import { accessible, jusqua } from '../../../test/fixtures/affirmer.ts';
import { portAubier } from '../../../test/fixtures/communes.ts';
import { aCompleter, demandesOffertes, ligneUsager } from '../../../test/fixtures/demandes-usager.ts';
import { creerFauxServeur, repondreProbleme } from '../../../test/fixtures/faux-fetch.ts';
import { lignes } from '../../../test/fixtures/lignes.ts';
import { CODE_SUIVI } from '../../../test/fixtures/suivis.ts';
import { MAINTENANT } from '../../../test/fixtures/temps.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../../test/fixtures/session-page.ts';
import { nouveauClient } from '../../../test/outils/monter.ts';
import { monterVue } from '../../../test/outils/monter-vue.ts';
import type { VueMesDemandes } from './demandes.ts';
import './demandes.ts';

const maintenant = new Date(MAINTENANT);
const mes = (options: Partial<VueMesDemandes> & { serveur?: ReturnType<typeof creerFauxServeur> } = {}) =>
  monterVue<VueMesDemandes>('parvis-mes-demandes', { ville: portAubier, maintenant, ...options });

describe('<parvis-mes-demandes>', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
  });
  afterEach(() => {
    document.body.replaceChildren();
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('says first what to do, until when, and whom to call', async () => {
    const { element, voir, texte, un } = mes();
    await voir('À faire');
    const premiere = un('.presse')!.textContent.replaceAll(/\s+/g, ' ');
    expect(premiere).to.include('Répondez à la mairie avant le 3 décembre 2026.');
    expect(premiere).to.include('Il reste 11 jours');
    expect(premiere).to.include('04 99 00 10 12');
    expect(texte().indexOf('À faire')).to.be.below(texte().indexOf('En cours'));
    expect(texte().indexOf('En cours')).to.be.below(texte().indexOf('Terminées'));
    expect(texte()).to.include('Déposée pour vous par Léa Roy, France services');
    expect(texte()).to.include('2 nouveautés');
    expect(texte()).to.include('Besoin d’aide ? Appelez-nous');
    await accessible(element);
  });

  it('says that there is nothing to do, and nothing at all', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.demandes = [ligneUsager(3)];
    const une = mes({ serveur });
    await une.voir('Vous n’avez rien à faire');
    await accessible(une.element);
    serveur.etat.espace.demandes = [];
    const vide = mes({ serveur });
    await vide.voir('Vous n’avez pas encore de demande');
    await accessible(vide.element);
  });

  it('follows what another widget of the page does to a request, once it is on the screen', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.demandes = [{ ...ligneUsager(3), nonLus: 1 }];
    const client = nouveauClient(serveur);
    const session = (client.session = await ouvrirSessionFausse(client));
    try {
      const { element, voir, texte } = mes({ serveur, client });
      await voir('1 nouveauté');
      serveur.etat.espace.demandes = [ligneUsager(3)];
      const lues = serveur.appelsDe('GET usager/demandes').length;
      element.style.cssText = 'position: absolute; inset-block-start: 5000px';
      session.dispatchEvent(new Event('perimee'));
      await new Promise((suite) => new IntersectionObserver(suite).observe(element));
      expect(serveur.appelsDe('GET usager/demandes').length, 'out of sight').to.equal(lues);
      element.style.cssText = '';
      await jusqua(() => !texte().includes('1 nouveauté'));
    } finally {
      oublierSessions(session);
    }
  });

  it('says that the date is past', async () => {
    const serveur = creerFauxServeur();
    const prochaine = { ...aCompleter.prochaine, avantLe: '2026-11-20' };
    serveur.etat.espace.demandes = [{ ...aCompleter, prochaine }];
    const { voir } = mes({ serveur });
    await voir('La date est passée');
  });

  it('links to the town’s page, or to the hosted one, or opens in the page that follows requests', async () => {
    const { voir, un, element } = mes();
    await voir('À faire');
    const lien = () => un<HTMLAnchorElement>(`#voir-${aCompleter.numero}`)!;
    expect(lien().href).to.equal(`${portAubier.pages.suivi}#numero=${aCompleter.numero}`);
    element.ville = { ...portAubier, pages: {} };
    await element.updateComplete;
    expect(lien().href).to.equal(
      `http://localhost:8787/c/port-aubier/p/suivi-demande#numero=${aCompleter.numero}`,
    );
    const suivi = document.createElement('suivi-demande');
    document.body.append(suivi);
    element.requestUpdate();
    await element.updateComplete;
    expect(lien().href).to.equal(`${location.href}#numero=${aCompleter.numero}`);
    lien().click();
    expect(location.hash).to.equal(`#numero=${aCompleter.numero}`);
    suivi.setAttribute('commune', 'anse-vanille');
    element.requestUpdate();
    await element.updateComplete;
    expect(lien().href).to.include('/p/suivi-demande#');
  });

  it('offers the requests of the same address, and adds one with one press', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.offertes = [...demandesOffertes];
    const { element, voir, cliquer, jusque, texte, focus } = mes({ serveur });
    await voir('Cette demande est-elle la vôtre ?');
    await accessible(element);
    await cliquer('Ajouter à mon espace');
    await jusque(() => !texte().includes('est-elle la vôtre'));
    const [appel] = serveur.appelsDe('POST usager/rattachements');
    expect(appel!.corps).to.deep.equal({ numero: demandesOffertes[0]!.numero });
    expect(appel!.entetes.get('Idempotency-Key')).not.to.equal(null);
    await jusque(() => focus() === `voir-${demandesOffertes[0]!.numero}`);
  });

  it('adds another with its number and code, and says what is wrong with them', async () => {
    const { element, serveur, cliquer, saisir, voir, focus, jusque } = mes();
    await cliquer('Ajouter une autre demande');
    await cliquer('Ajouter à mon espace');
    await voir('Indiquez son numéro.');
    await jusque(() => focus() === 'rattacher-numero');
    await saisir('Numéro de suivi', lignes[12]!.numero);
    await cliquer('Ajouter à mon espace');
    await voir('Indiquez son code.');
    await accessible(element);
    expect(serveur.appelsDe('POST usager/rattachements')).to.have.length(0);
    await saisir('Code de suivi', 'AAAAAA');
    await cliquer('Ajouter à mon espace');
    await voir('Ce code n’ouvre pas ce dossier.');
    await jusque(() => focus() === 'rattacher-code');
    await saisir('Code de suivi', CODE_SUIVI);
    await cliquer('Ajouter à mon espace');
    await voir('ajoutée à votre espace');
  });

  it('brings older requests, the focus on the first of them', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.demandes = lignes.slice(0, 30).map((_, rang) => ligneUsager(rang));
    const { cliquer, jusque, focus, un } = mes({ serveur });
    await cliquer('Voir les demandes plus anciennes');
    await jusque(() => focus() === `voir-${lignes[25]!.numero}`);
    expect(un('#plus')).to.equal(undefined);
  });

  it('shows as many lines as it is told, and nothing else to do', async () => {
    const { voir, texte } = mes({ limite: 1 });
    await voir('À faire');
    expect(texte()).not.to.include('En cours');
    expect(texte()).not.to.include('Ajouter une autre demande');
  });

  it('says that the town does not answer, whom to call, and tries again', async () => {
    const serveur = creerFauxServeur();
    serveur.couper();
    const { element, voir, cliquer, texte } = mes({ serveur });
    await voir('Vos demandes ne s’affichent pas');
    expect(texte()).to.include('04 99 00 10 00');
    await accessible(element);
    serveur.retablir();
    await cliquer('Réessayer');
    await voir('À faire');
  });

  it('keeps what it shows when reading again fails', async () => {
    const { element, serveur, voir, texte } = mes();
    await voir('À faire');
    for (let essai = 0; essai < 3; essai++)
      serveur.repondre('GET usager/demandes', repondreProbleme('incident-interne'));
    element.relire();
    await voir('Vos demandes ne s’affichent pas');
    expect(texte()).to.include('Répondez à la mairie avant le 3 décembre');
  });
});
