import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { monterSuivi, type Monture } from '../../test/outils/monter-suivi.ts';

const ENVOI = 'POST numeros-perdus';
let monture: Monture;

describe('<suivi-demande>: a lost number', () => {
  beforeEach(async () => {
    document.documentElement.lang = 'fr';
    monture = await monterSuivi({ serveur: creerFauxServeur() });
    await monture.jusque(() => monture.element.shadowRoot!.querySelector('#numero'));
    // By pointer alone: Safari gives a summary that is clicked no focus.
    monture.cliquer('J’ai perdu mon numéro');
    await monture.jusque(() => monture.texte().includes('Recevoir mes numéros'));
  });
  afterEach(() => monture.element.remove());

  it('wants an address, says how it looks, and sends nothing without', async () => {
    monture.saisir('courriel-perdu', 'jeanne');
    monture.cliquer('Recevoir mes numéros');
    await monture.jusque(() => monture.texte().includes('par exemple nom@exemple.fr'));
    expect(monture.element.shadowRoot!.activeElement?.id).to.equal('courriel-perdu');
    expect(monture.serveur.appelsDe(ENVOI)).to.have.length(0);
    await accessible(monture.element);
  });

  it('sends once, and never says whether the address is known', async () => {
    monture.saisir('courriel-perdu', 'jeanne@exemple.fr');
    monture.cliquer('Recevoir mes numéros');
    monture.cliquer('Recevoir mes numéros');
    await monture.jusque(() => monture.texte().includes('Si des demandes ont été faites'));
    expect(monture.serveur.appelsDe(ENVOI).map(({ corps }) => corps)).to.deep.equal([
      { courriel: 'jeanne@exemple.fr' },
    ]);
    expect(monture.element.shadowRoot!.activeElement?.id).to.equal('numeros-envoyes');
    await accessible(monture.element);
  });

  it('keeps what was typed when it could not leave', async () => {
    monture.serveur.repondre(ENVOI, repondreProbleme('trop-de-tentatives'));
    monture.saisir('courriel-perdu', 'jeanne@exemple.fr');
    monture.cliquer('Recevoir mes numéros');
    await monture.jusque(() => monture.element.shadowRoot!.querySelector('[role=alert]'));
    expect(monture.un<HTMLInputElement>('#courriel-perdu').value).to.equal('jeanne@exemple.fr');
    monture.cliquer('Recevoir mes numéros');
    await monture.jusque(() => monture.texte().includes('Si des demandes ont été faites'));
  });
});
