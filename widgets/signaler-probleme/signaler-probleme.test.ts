import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { creerFauxServeur } from '../../test/fixtures/faux-fetch.ts';
import { monter } from '../../test/outils/monter.ts';
import './define.ts';
import type { DemandeEnvoyeeEvent } from './events.ts';
import type { SignalerProbleme } from './signaler-probleme.ts';

const signaler = (options?: Parameters<typeof monter>[1]) =>
  monter<SignalerProbleme>('signaler-probleme', options);

describe('<signaler-probleme>', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
  });
  afterEach(() => document.body.replaceChildren());

  it('asks what, and says what it is not for', async () => {
    const { element, voir, texte } = signaler();
    await voir('Que voulez-vous signaler ?');
    expect(texte()).to.include('Ce service ne sert pas à dénoncer des personnes.');
    expect(texte()).to.include('éclairage en panne');
    expect(texte()).not.to.include('acte de naissance');
    await accessible(element);
    expect(localStorage.length).to.equal(0);
  });

  it('files a report without a name, gives its number, and offers another', async () => {
    const { element, serveur, voir, cliquer, saisir, focus, texte } = signaler();
    const recus: DemandeEnvoyeeEvent[] = [];
    element.addEventListener('demande-envoyee', (evenement) => recus.push(evenement));
    await cliquer('Signaler un problème de voirie');
    await voir('Étape 1 sur 3');
    await accessible(element);
    await saisir('Que voyez-vous ?', 'Un trou <b>profond</b>');
    await saisir('Où est-ce ?', 'Devant l’école');
    await cliquer('Continuer');
    await voir('Étape 2 sur 3');
    await cliquer('Continuer');
    await voir('Vérifiez vos réponses');
    expect(texte()).to.include('Un trou <b>profond</b>');
    await cliquer('Envoyer mon signalement');
    await voir('Votre signalement est envoyé');
    await voir('Code de suivi');
    const { corps } = serveur.appelsDe('POST demandes')[0]!;
    expect((corps as { reponses: object }).reponses).to.deep.equal({
      description: 'Un trou <b>profond</b>',
      lieu: { libelle: 'Devant l’école' },
    });
    expect(recus.map(({ numero }) => numero)).to.deep.equal([serveur.etat.demandes[0]!.ligne.numero]);
    await accessible(element);
    await cliquer('Signaler autre chose');
    await voir('Que voulez-vous signaler ?');
    expect(focus()).to.equal('titre');
  });

  it('gives the focus back to the kind that was left', async () => {
    const { voir, cliquer, focus } = signaler();
    await cliquer('Signaler un éclairage en panne');
    await voir('Étape 1 sur 3');
    await cliquer('Changer de problème');
    await voir('Que voulez-vous signaler ?');
    expect(focus()).to.equal('voir-signaler-eclairage');
  });

  it('opens the kind of its attribute', async () => {
    const { voir } = signaler({ attributs: { demarche: 'signaler-proprete' } });
    await voir('Étape 1 sur 3');
  });

  it('says when nothing can be reported online, and when the server is down', async () => {
    const { voir, element } = signaler({ serveur: creerFauxServeur({ demarches: [] }) });
    await voir('pas encore ouverts');
    await accessible(element);
    const serveur = creerFauxServeur();
    serveur.couper();
    const panne = signaler({ serveur, repli: 'Appelez le 04 99 00 10 00' });
    await panne.voir('Les signalements ne s’affichent pas');
    serveur.retablir();
    await panne.cliquer('Réessayer');
    await panne.voir('Que voulez-vous signaler ?');
  });
});
