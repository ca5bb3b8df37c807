import { expect } from 'chai';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { brouillons, CODE_PREUVE, moi } from '../../../test/fixtures/espace.ts';
import { creerFauxServeur, repondreProbleme } from '../../../test/fixtures/faux-fetch.ts';
import { MAINTENANT } from '../../../test/fixtures/temps.ts';
import { monterVue, type MontureVue } from '../../../test/outils/monter-vue.ts';
import type { VueDonnees } from './donnees.ts';
import './donnees.ts';

const monter = (serveur = creerFauxServeur()): MontureVue<VueDonnees> =>
  monterVue<VueDonnees>('parvis-mes-donnees', { serveur, maintenant: new Date(MAINTENANT) });

async function prouver(vue: MontureVue<VueDonnees>): Promise<void> {
  await vue.saisir('Code reçu', CODE_PREUVE);
  await vue.cliquer('Confirmer');
}

const carte = (vue: MontureVue<VueDonnees>, nom: string): HTMLElement =>
  [
    ...vue.element
      .shadowRoot!.querySelector('parvis-mes-mandats')!
      .shadowRoot!.querySelectorAll<HTMLElement>('.carte'),
  ].find(({ textContent }) => textContent!.includes(nom))!;

const geste = (racine: HTMLElement, mots: string): HTMLButtonElement =>
  [...racine.querySelectorAll('button')].find(({ textContent }) => textContent!.includes(mots))!;

describe('« Mes données »', () => {
  beforeEach(() => void (document.documentElement.lang = 'fr'));
  afterEach(() => document.body.replaceChildren());

  it('says what is kept, and who may act', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.commences = [...brouillons];
    const vue = monter(serveur);
    await vue.voir('Nadia Ferhat, téléphone');
    for (const mots of ['nadia.ferhat@exemple.fr', '6 documents, 4,6 Mo', 'Inscrire un enfant à la cantine'])
      expect(vue.texte()).to.include(mots);
    await vue.voir('Léa Roy');
    expect(carte(vue, 'Karim').innerText).to.include('Toutes les démarches en ligne');
    expect(carte(vue, 'Karim').innerText).to.include('dans 20 jours');
    expect(carte(vue, 'Sarah').innerText).to.include('Attend votre accord');
    expect(carte(vue, 'Paul').textContent).to.include('Fini le 17 novembre 2026, par : Vous.');
    expect(carte(vue, 'Paul').querySelector('button')).to.equal(null);
    await accessible(vue.element);
  });

  it('exports after a code, and says when the network cuts', async () => {
    const vue = monter();
    await vue.voir('Nadia Ferhat');
    vue.serveur.repondre('GET usager/export', repondreProbleme('incident-interne'));
    await vue.cliquer('Télécharger mes données');
    await vue.voir('momentanément indisponible');
    await vue.cliquer('Télécharger mes données');
    await vue.voir('Un code de 6 chiffres');
    await prouver(vue);
    await vue.voir('Vos données sont téléchargées.');
    expect(vue.serveur.appelsDe('GET usager/export')).to.have.length(3);
  });

  it('asks for a whole code, and tells who has no mailbox what to do', async () => {
    const vue = monter();
    await vue.voir('Nadia Ferhat');
    await vue.cliquer('Télécharger mes données');
    await vue.voir('Un code de 6 chiffres');
    await vue.saisir('Code reçu', '12');
    await vue.cliquer('Confirmer');
    await vue.voir('Tapez les 6 chiffres du code.');
    expect(vue.serveur.appelsDe('POST usager/preuves')).to.have.length(0);
    await vue.cliquer('Annuler');
    const [identite] = moi.identites;
    vue.serveur.etat.espace.moi = {
      ...moi,
      identites: [{ ...identite!, moyen: 'franceconnect', libelle: 'FranceConnect' }],
    };
    await vue.cliquer('Télécharger mes données');
    await vue.voir('Vous vous connectez sans adresse de courriel');
    expect(vue.serveur.appelsDe('POST usager/preuves/code')).to.have.length(1);
    await accessible(vue.element);
  });

  it('erases only after the word and the code, then says what went and what stays', async () => {
    const vue = monter();
    await vue.voir('Nadia Ferhat');
    const finis: boolean[] = [];
    vue.element.addEventListener('espace-efface', ({ lu }) => finis.push(lu));
    await vue.cliquer('Effacer mon espace');
    // What goes and what stays comes before the field.
    await vue.jusque(() => vue.focus() === 'titre-effacer');
    await accessible(vue.element);
    await vue.saisir('Pour confirmer', 'oui');
    await vue.cliquer('Tout effacer');
    await vue.voir('Tapez EFFACER, en entier.');
    expect(vue.serveur.appelsDe('POST usager/effacement')).to.have.length(0);
    await vue.saisir('Pour confirmer', 'effacer');
    await vue.cliquer('Tout effacer');
    await vue.voir('Un code de 6 chiffres');
    expect(vue.serveur.etat.espace.documents).to.have.length(6);
    await prouver(vue);
    await vue.voir('Votre espace est effacé');
    expect(vue.focus()).to.equal('titre-bilan');
    expect(vue.texte()).to.include('PAB-7K4F-92QX');
    expect(vue.texte()).to.include('la mairie doit pouvoir vous répondre');
    await accessible(vue.element);
    expect(finis).to.deep.equal([false]);
    await vue.cliquer('J’ai compris');
    expect(finis).to.deep.equal([false, true]);
  });

  it('erases nothing when the proof is given up, and says nothing false', async () => {
    const vue = monter();
    await vue.voir('Nadia Ferhat');
    await vue.cliquer('Effacer mon espace');
    await vue.saisir('Pour confirmer', 'EFFACER');
    await vue.cliquer('Tout effacer');
    await vue.voir('Un code de 6 chiffres');
    await vue.cliquer('Annuler');
    await vue.jusque(() => !vue.element.shadowRoot!.querySelector('parvis-preuve'));
    expect(vue.serveur.etat.espace.documents).to.have.length(6);
    await vue.cliquer('Ne rien effacer');
    await vue.jusque(() => vue.focus() === 'effacer');
  });

  it('limits a helper: fewer démarches, a nearer date, never the reverse', async () => {
    const vue = monter();
    await vue.voir('Léa Roy');
    geste(carte(vue, 'Léa'), 'Limiter').click();
    await vue.jusque(() => vue.focus()?.startsWith('jusquau-'));
    await vue.cocher('Demander un acte de naissance');
    await vue.saisir('Jusqu’au', '2030-01-01');
    await vue.cliquer('Enregistrer');
    await vue.voir('C’est enregistré.');
    expect(vue.serveur.appelsDe(/^PATCH usager\/mandats/)[0]!.corps).to.deep.equal({
      demarches: ['cantine'],
    });
    expect(carte(vue, 'Léa').innerText).to.not.include('acte de naissance');
    expect(vue.focus()).to.match(/^limiter-/);
  });

  it('offers every démarche of the town when a mandate names none', async () => {
    const vue = monter();
    await vue.voir('Karim');
    geste(carte(vue, 'Karim'), 'Limiter').click();
    await vue.jusque(() => carte(vue, 'Karim').querySelectorAll('input[type=checkbox]').length > 3);
    await accessible(vue.element);
    await vue.saisir('Jusqu’au', '2026-12-01');
    await vue.cliquer('Enregistrer');
    await vue.voir('C’est enregistré.');
    expect(vue.serveur.appelsDe(/^PATCH usager\/mandats/)[0]!.corps).to.deep.equal({ jusquau: '2026-12-01' });
  });

  it('ends a helper after a question', async () => {
    const vue = monter();
    await vue.voir('Léa Roy');
    geste(carte(vue, 'Léa'), 'Y mettre fin').click();
    await vue.voir('Retirer à Léa Roy le droit d’agir pour vous ?');
    expect(vue.focus()).to.match(/^garder-/);
    await accessible(vue.element);
    await vue.cliquer('Oui, y mettre fin');
    await vue.voir('Léa Roy ne peut plus rien déposer pour vous');
    expect(carte(vue, 'Léa').textContent).to.include('Fini à l’instant');
    expect(vue.focus()).to.equal('titre-mandats');
  });
});
