import { entendre } from '../../../test/fixtures/entendre.ts';
import { expect } from 'chai';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { CODE_PREUVE } from '../../../test/fixtures/espace.ts';
import { creerFauxServeur, repondreProbleme } from '../../../test/fixtures/faux-fetch.ts';
import { MAINTENANT } from '../../../test/fixtures/temps.ts';
import { monterVue, type MontureVue } from '../../../test/outils/monter-vue.ts';
import type { VueDocuments } from './documents.ts';
import './documents.ts';

const monter = (serveur = creerFauxServeur()): MontureVue<VueDocuments> =>
  monterVue<VueDocuments>('parvis-mes-documents', { serveur, maintenant: new Date(MAINTENANT) });

const pdf = (nom: string, octets = 1200): File =>
  new File([new Uint8Array(octets)], nom, { type: 'application/pdf' });

const ligne = (vue: MontureVue, nom: string): HTMLElement =>
  [...vue.element.shadowRoot!.querySelectorAll<HTMLElement>('.papier')].find((papier) =>
    papier.querySelector('.nom')!.textContent!.includes(nom),
  )!;

const geste = (vue: MontureVue, nom: string, mots: string): HTMLButtonElement =>
  [...ligne(vue, nom).querySelectorAll('button')].find(({ textContent }) => textContent!.includes(mots))!;

/** Files that the page gave to the browser to save. */
function telechargements(): string[] {
  const noms: string[] = [];
  const clic = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    if (this.download) noms.push(this.download);
    else clic.call(this);
  };
  rendre.push(() => (HTMLAnchorElement.prototype.click = clic));
  return noms;
}
const rendre: (() => void)[] = [];

describe('« Mes documents »', () => {
  beforeEach(() => void (document.documentElement.lang = 'fr'));
  afterEach(() => {
    document.body.replaceChildren();
    for (const acte of rendre.splice(0)) acte();
  });

  it('says of each paper what it is, how long it serves and where it is from, in words', async () => {
    const vue = monter();
    await vue.voir('Passeport de Nadia');
    expect(ligne(vue, 'Passeport').innerText).to.include('Expire dans 12 jours');
    expect(ligne(vue, 'Facture').innerText).to.include('Expiré le 3 novembre 2026');
    expect(ligne(vue, 'Attestation de quotient').innerText).to.include('Valable jusqu’au 30 juin 2027');
    expect(ligne(vue, 'Autorisation').innerText).to.include(
      'demande PAB-7K4F-92QX, reçu le 13 novembre 2026',
    );
    expect(vue.texte()).to.include('4,6 Mo utilisés sur 100 Mo');
    expect(vue.texte()).not.to.match(/coffre/i);
    await accessible(vue.element);
  });

  it('neither opens nor saves what the antivirus has not seen, and opens only what a browser can show', async () => {
    const vue = monter();
    await vue.voir('Livret de famille');
    expect(ligne(vue, 'Livret').innerText).to.include('En cours de vérification');
    expect(geste(vue, 'Livret', 'Ouvrir')).to.equal(undefined);
    expect(geste(vue, 'Livret', 'Télécharger')).to.equal(undefined);
    expect(geste(vue, 'Avis', 'Ouvrir')).to.equal(undefined);
    expect(geste(vue, 'Avis', 'Télécharger')).to.not.equal(undefined);
  });

  it('opens in a tab of the click, or saves where tabs are refused', async () => {
    const vue = monter();
    await vue.voir('Passeport');
    const { open } = window;
    rendre.push(() => (window.open = open));
    const onglet = { opener: window, closed: false, location: { href: '' }, close: () => undefined };
    window.open = () => onglet as unknown as Window;
    geste(vue, 'Passeport', 'Ouvrir').click();
    await vue.jusque(() => onglet.location.href.startsWith('blob:'));
    expect(onglet.opener).to.equal(null);
    expect(await (await fetch(onglet.location.href)).blob()).to.have.property('type', 'application/pdf');
    const sauves = telechargements();
    window.open = () => null;
    geste(vue, 'Passeport', 'Ouvrir').click();
    await vue.jusque(() => sauves.length > 0);
    expect(sauves).to.deep.equal(['Passeport de Nadia']);
  });

  it('adds a paper, guesses its kind, and asks at once until when it serves', async () => {
    const vue = monter();
    await vue.voir('Passeport');
    const entendus = entendre('document-garde');
    await vue.joindre(pdf('quittance de loyer.pdf'));
    await vue.voir('Nouveau');
    expect(entendus).to.deep.equal([['document-garde', 'parvis-mes-documents', { genre: 'domicile' }]]);
    const [appel] = vue.serveur.appelsDe('POST usager/documents');
    expect(appel!.requete.get('genre')).to.equal('domicile');
    expect(appel!.entetes.get('Idempotency-Key')).to.not.equal(null);
    await vue.saisir('Nom', 'Quittance d’octobre');
    await vue.saisir('Valable', '2027-01-31');
    await accessible(vue.element);
    await vue.cliquer('Enregistrer');
    await vue.voir('Quittance d’octobre');
    await vue.voir('C’est enregistré.');
    expect(vue.serveur.appelsDe(/^PATCH/)[0]!.corps).to.deep.equal({
      nom: 'Quittance d’octobre',
      genre: 'domicile',
      valableJusquau: '2027-01-31',
    });
    expect(vue.focus()).to.match(/^modifier-/);
  });

  it('refuses in words what cannot be kept: type, size, virus, no place left', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.quota = 12_600_000;
    const vue = monter(serveur);
    await vue.voir('Passeport');
    await vue.joindre(
      pdf('jeu.exe'),
      pdf('enorme.pdf', 10_000_001),
      pdf('eicar.pdf'),
      pdf('gros.pdf', 9_000_000),
    );
    await vue.voir('Les fichiers .exe ne sont pas acceptés');
    await vue.voir('Choisissez un fichier de 10 Mo au plus');
    await vue.voir('Ce fichier contient un virus');
    await vue.voir('Il n’y a plus assez de place');
    expect(serveur.appelsDe('POST usager/documents')).to.have.length(1);
    await accessible(vue.element);
    await vue.cliquer('Fermer jeu.exe');
    expect(vue.texte()).to.not.include('jeu.exe n');
  });

  it('waits for the network, then sends again by itself, once', async () => {
    const vue = monter();
    await vue.voir('Passeport');
    vue.serveur.perdreReponse('POST usager/documents');
    await vue.joindre(pdf('cni.pdf'));
    await vue.voir('L’envoi reprendra tout seul');
    window.dispatchEvent(new Event('online'));
    await vue.voir('Nouveau');
    expect(vue.serveur.etat.espace.documents.filter(({ nom }) => nom === 'cni.pdf')).to.have.length(1);
    expect(vue.element.shadowRoot!.querySelectorAll('.fichiers li')).to.have.length(0);
  });

  it('stops an upload that its owner gives up', async () => {
    const vue = monter();
    await vue.voir('Passeport');
    const retenue = vue.serveur.retenir('POST usager/documents');
    await vue.joindre(pdf('cni.pdf'));
    await vue.jusque(() => vue.serveur.appelsDe('POST usager/documents').length > 0);
    await vue.cliquer('Annuler cni.pdf');
    await vue.jusque(() => vue.serveur.appelsDe('POST usager/documents')[0]?.abandonne);
    retenue.liberer();
    expect(vue.texte()).to.not.include('cni.pdf n’est pas ajouté');
  });

  it('deletes after a question, and the focus is not lost', async () => {
    const vue = monter();
    await vue.voir('Facture');
    geste(vue, 'Facture', 'Supprimer').click();
    await vue.voir('Supprimer « Facture d’électricité » pour de bon ?');
    expect(vue.focus()).to.match(/^garder-/);
    await accessible(vue.element);
    await vue.cliquer('Non, garder');
    await vue.jusque(() => vue.focus()?.startsWith('supprimer-'));
    geste(vue, 'Facture', 'Supprimer').click();
    await vue.cliquer('Oui, supprimer');
    await vue.voir('Facture d’électricité est supprimé.');
    expect(ligne(vue, 'Facture')).to.equal(undefined);
    expect(vue.focus()).to.equal('titre-ajoutes');
  });

  it('keeps the line and says why when a deletion fails', async () => {
    const vue = monter();
    await vue.voir('Facture');
    geste(vue, 'Facture', 'Supprimer').click();
    vue.serveur.couper();
    await vue.cliquer('Oui, supprimer');
    await vue.voir('Le réseau ou le serveur ne répond pas');
    expect(ligne(vue, 'Facture')).to.not.equal(undefined);
  });

  it('asks for a fresh proof where the server wants one, then does the act', async () => {
    const vue = monter();
    await vue.voir('Facture');
    const sauves = telechargements();
    vue.serveur.repondre('GET usager/documents/archive', repondreProbleme('preuve-fraiche'));
    const bouton = await vue.bouton('Tout télécharger');
    bouton.focus();
    bouton.click();
    await vue.voir('Un code de 6 chiffres est parti à nadia.ferhat@exemple.fr');
    await vue.jusque(() => vue.focus() === 'code-preuve');
    await accessible(vue.element);
    await vue.saisir('Code reçu', '000000');
    // Sent from the field, which keeps the focus: the fault is said.
    const preuve = vue.un('parvis-preuve')!.shadowRoot!;
    preuve.querySelector('form')!.requestSubmit();
    await vue.voir('Ce code n’est pas le bon');
    await vue.jusque(() => preuve.querySelector('.cache[role=status]')!.textContent.includes('Ce code'));
    await vue.saisir('Code reçu', CODE_PREUVE);
    await vue.cliquer('Confirmer');
    await vue.jusque(() => sauves.length > 0);
    expect(sauves).to.deep.equal(['mes-documents.zip']);
    expect(vue.element.shadowRoot!.querySelector('parvis-preuve')).to.equal(null);
    expect(vue.focus() === '' || vue.element.shadowRoot!.activeElement === bouton).to.equal(true);
  });

  it('does nothing when the proof is given up', async () => {
    const vue = monter();
    await vue.voir('Facture');
    vue.serveur.repondre('GET usager/documents/archive', repondreProbleme('preuve-fraiche'));
    await vue.cliquer('Tout télécharger');
    await vue.voir('Un code de 6 chiffres');
    await vue.cliquer('Annuler');
    await vue.jusque(() => !vue.element.shadowRoot!.querySelector('parvis-preuve'));
    expect(vue.serveur.appelsDe('GET usager/documents/archive')).to.have.length(1);
    expect(vue.texte()).to.not.include('Préparation');
  });

  it('shows who looked, page after page', async () => {
    const vue = monter();
    await vue.voir('Passeport');
    expect(vue.serveur.appelsDe('GET usager/documents/acces')).to.have.length(0);
    await vue.cliquer('Qui a regardé mes documents');
    await vue.voir('Léa Roy, France services');
    expect(vue.texte()).to.include('Copie dans la demande PAB-7K4F-92QX');
    await accessible(vue.element);
    await vue.cliquer('Voir ce qui précède');
    await vue.voir('Remise par la mairie');
    await vue.jusque(() => vue.element.shadowRoot!.querySelectorAll('.acces li').length === 5);
  });

  it('says so when nothing is kept, and tries again when the list does not come', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.documents = [];
    serveur.repondre('GET usager/documents', repondreProbleme('incident-interne'));
    const vue = monter(serveur);
    await vue.voir('Vos documents ne s’affichent pas');
    await vue.cliquer('Réessayer');
    await vue.voir('Rien pour l’instant');
    await accessible(vue.element);
  });
});
