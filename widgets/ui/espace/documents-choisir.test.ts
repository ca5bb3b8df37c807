import { expect } from 'chai';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../../test/fixtures/session-page.ts';
import { monter, type Monture } from '../../../test/outils/monter.ts';
import { rejoindre, type Session } from '../../core/session/session.ts';
import type { MesDemarches } from '../../mes-demarches/mes-demarches.ts';
import '../../mes-demarches/define.ts';
import '../formulaire/define.ts';

type Vue = Monture<MesDemarches>;
let session: Session | undefined;

async function commencer(code = 'essai-champs', serveur = creerFauxServeur(), connecte = true): Promise<Vue> {
  const vue = monter<MesDemarches>('mes-demarches', { attributs: { demarche: code }, serveur });
  if (connecte) session = vue.element.client!.session = await ouvrirSessionFausse(vue.element.client!);
  await vue.cliquer('Commencer');
  await vue.voir('Étape 1 sur');
  return vue;
}

const dialogue = (vue: Vue): ShadowRoot | undefined =>
  vue.element.shadowRoot!.querySelector('.root > parvis-choisir-document')?.shadowRoot ??
  vue.un('parvis-choisir-document')?.shadowRoot ??
  undefined;

const papier = (vue: Vue, nom: string): HTMLInputElement =>
  [...dialogue(vue)!.querySelectorAll('label')]
    .find(({ textContent }) => textContent!.includes(nom))!
    .querySelector('input')!;

const copies = (serveur: FauxServeur) => serveur.appelsDe(/^POST usager\/documents\/[^/]+\/copie$/);

describe('a kept paper in a form', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
  });
  afterEach(() => {
    document.body.replaceChildren();
    oublierSessions(session);
    session = undefined;
  });

  it('is offered to who is signed in, never to a guest nor for the photos of a report', async () => {
    const invite = await commencer('essai-champs', creerFauxServeur(), false);
    await invite.voir('Ajouter un fichier');
    expect(invite.texte()).to.not.include('Mes documents');
    document.body.replaceChildren();
    const photos = await commencer('signaler-voirie');
    await photos.voir('Ajouter une photo');
    expect(photos.texte()).to.not.include('Prendre dans Mes documents');
  });

  it('goes into the field as a copy, like any upload', async () => {
    const vue = await commencer();
    const bouton = await vue.bouton('Prendre dans Mes documents');
    bouton.focus();
    bouton.click();
    await vue.voir('Choisissez jusqu’à 2 documents.');
    expect(dialogue(vue)!.activeElement?.id, 'its title is heard first').to.equal('titre-choisir');
    expect(papier(vue, 'Livret de famille').disabled).to.equal(true);
    expect(dialogue(vue)!.textContent).to.include('Expire');
    await accessible(vue.element);
    await vue.cliquer('Ajouter au formulaire');
    await vue.voir('Choisissez d’abord un document.');
    papier(vue, 'Passeport').click();
    await vue.cliquer('Ajouter au formulaire');
    await vue.voir('Le fichier Passeport de Nadia est ajouté.');
    expect(copies(vue.serveur)).to.have.length(1);
    expect(dialogue(vue)).to.equal(undefined);
    await vue.cliquer('Retirer Passeport de Nadia');
    await vue.voir('est retiré');
  });

  it('takes no more than the field, and copies once what the network lost', async () => {
    const vue = await commencer();
    await vue.cliquer('Prendre dans Mes documents');
    await vue.voir('Choisissez jusqu’à 2 documents.');
    for (const nom of ['Passeport', 'Facture', 'Avis']) papier(vue, nom).click();
    await vue.cliquer('Ajouter au formulaire');
    await vue.voir('Ce champ ne prend que 2 documents de plus.');
    papier(vue, 'Avis').click();
    vue.serveur.repondre(/\/copie$/, repondreProbleme('incident-interne'));
    await vue.cliquer('Ajouter au formulaire');
    await vue.voir('momentanément indisponible');
    await accessible(vue.element);
    await vue.cliquer('Ajouter au formulaire');
    await vue.voir('Facture d’électricité est ajouté.');
    const faites = copies(vue.serveur).map(
      ({ chemin, entetes }) => `${chemin} ${entetes.get('Idempotency-Key')}`,
    );
    expect(faites).to.have.length(3);
    expect(new Set(faites).size).to.equal(2);
    expect(vue.un('.prendre')).to.equal(undefined);
  });

  it('changes nothing when the dialog is closed', async () => {
    const vue = await commencer();
    await vue.cliquer('Prendre dans Mes documents');
    await vue.voir('Choisissez jusqu’à');
    papier(vue, 'Passeport').click();
    await vue.cliquer('Fermer');
    await vue.jusque(() => dialogue(vue) === undefined);
    expect(copies(vue.serveur)).to.have.length(0);
  });

  it('says what to do when nothing is kept, or the list does not come', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.documents = [];
    serveur.repondre('GET usager/documents', repondreProbleme('incident-interne'));
    const vue = await commencer('essai-champs', serveur);
    await vue.cliquer('Prendre dans Mes documents');
    await vue.voir('Vos documents ne s’affichent pas');
    await vue.cliquer('Réessayer');
    await vue.voir('Vous ne gardez encore aucun document qui convienne.');
  });

  it('is kept after an upload, when its owner wants it', async () => {
    const vue = await commencer();
    await vue.joindre(new File([new Uint8Array(900)], 'cni.pdf', { type: 'application/pdf' }));
    await vue.voir('Le fichier cni.pdf est ajouté.');
    expect(vue.serveur.appelsDe('POST usager/documents')).to.have.length(0);
    await vue.cliquer('Garder aussi dans Mes documents');
    await vue.voir('Gardé dans Mes documents');
    const [garde] = vue.serveur.appelsDe('POST usager/documents');
    expect(garde!.requete.get('genre')).to.equal('identite');
    await accessible(vue.element);
  });

  it('appears when somebody signs in on the page meanwhile', async () => {
    const vue = await commencer('essai-champs', creerFauxServeur(), false);
    await vue.voir('Ajouter un fichier');
    const { client } = vue.element;
    // What the widget does as soon as it hears of a session.
    client!.session = await rejoindre(client!, 'usager');
    session = await ouvrirSessionFausse(client!);
    await vue.bouton('Prendre dans Mes documents');
  });
});
