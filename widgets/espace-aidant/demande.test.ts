import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { ligneUsager } from '../../test/fixtures/demandes-usager.ts';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../../test/fixtures/faux-fetch.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../test/fixtures/session-page.ts';
import { dansJours, MAINTENANT, uuid } from '../../test/fixtures/temps.ts';
import { monter, type Monture } from '../../test/outils/monter.ts';
import type { Session } from '../core/session/session.ts';
import type { EspaceAidant } from './espace-aidant.ts';
import './define.ts';

const NUMERO = lignes[0]!.numero;
const DEMANDE = `demandes/${NUMERO}`;
const SIGNATURE = 'Léa Roy, France services du Port, pour Marie Dupont';
let session: Session | undefined;

/** A tab of the browser, as the desk handles it. */
class FauxOnglet {
  adresse: string | undefined;
  ferme = false;
  readonly location = { replace: (adresse: string) => (this.adresse = adresse) };
  close(): void {
    this.ferme = true;
  }
}

const gardes = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)];

/** Two pieces are asked for Marie; what else she has needs nothing. */
function serveurDeMarie(): FauxServeur {
  const serveur = creerFauxServeur();
  serveur.demanderComplement(NUMERO, {
    champs: [
      { chemin: 'prenoms', libelle: 'Prénoms', precision: null },
      { chemin: 'identite', libelle: 'Votre pièce d’identité', precision: null },
    ],
    motif: 'La copie est illisible.',
    avantLe: dansJours(11),
  });
  return serveur;
}

async function auBureau(serveur = serveurDeMarie()): Promise<Monture<EspaceAidant>> {
  const vue = monter<EspaceAidant>('espace-aidant', { serveur });
  vue.element.maintenant = new Date(MAINTENANT);
  session = await ouvrirSessionFausse(vue.element.client!, 'aidant');
  await vue.voir('Vos mandats');
  return vue;
}

async function ouvrir(serveur?: FauxServeur): Promise<Monture<EspaceAidant>> {
  const vue = await auBureau(serveur);
  vue.un(`#voir-${NUMERO}`)!.click();
  await vue.voir('Ce que la mairie vous demande');
  await vue.jusque(() => vue.un('.completer'));
  return vue;
}

describe('<espace-aidant> with a request', () => {
  let onglets: FauxOnglet[];
  const vraiOuvrir = window.open.bind(window);
  const lecteur = (montre: boolean) =>
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value: montre, configurable: true });

  beforeEach(() => {
    document.documentElement.lang = 'fr';
    onglets = [];
    lecteur(true);
    window.open = () => {
      const onglet = new FauxOnglet();
      onglets.push(onglet);
      return onglet as unknown as Window;
    };
  });
  afterEach(() => {
    document.body.replaceChildren();
    oublierSessions(session);
    session = undefined;
    window.open = vraiOuvrir;
    Reflect.deleteProperty(navigator, 'pdfViewerEnabled');
  });

  it('opens it from the list: status, dates, thread, and who signs; the focus goes to its title', async () => {
    const vue = await auBureau();
    await vue.voir('La mairie attend une réponse (1)');
    expect(vue.texte()).to.include('Il reste 11 jours');
    await accessible(vue.element);
    await vue.cliquer('Répondre');
    await vue.voir('telle que Marie Dupont la voit');
    await vue.jusque(() => vue.focus() === 'titre');
    expect(vue.texte()).to.include('Vous faites cette démarche pour Marie Dupont');
    for (const mots of [
      'Service en charge',
      'Dates',
      'Ce qui s’est passé',
      'Messages',
      'Documents de la mairie',
    ])
      expect(vue.texte()).to.include(mots);
    await vue.jusque(() => vue.un('.completer'));
    await accessible(vue.element);
    await vue.cliquer('Retour');
    await vue.jusque(() => vue.focus() === `voir-${NUMERO}`);
    expect(vue.un('parvis-demande-aidee'), 'nothing of it is left').to.equal(undefined);
  });

  it('answers what is asked, field by field, and keeps nothing on the computer', async () => {
    const vue = await ouvrir();
    expect(vue.texte()).to.include('Rien n’est gardé sur cet ordinateur');
    expect(vue.texte()).to.not.include('Ordinateur partagé');
    await vue.saisir('Prénoms', 'Marie Anne');
    const champs = [...vue.un('parvis-demande-aidee')!.shadowRoot!.querySelectorAll('input, textarea')];
    expect(champs.map((champ) => champ.getAttribute('autocomplete'))).to.deep.equal(champs.map(() => 'off'));
    expect(gardes(), 'no draft').to.deep.equal([]);
    vue.un('.completer [type=submit]')!.click();
    await vue.voir('Merci, c’est envoyé');
    const [envoi] = vue.serveur.appelsDe(`POST ${DEMANDE}/complements`);
    expect(envoi!.corps).to.deep.equal({ reponses: { prenoms: 'Marie Anne' } });
    expect(envoi!.entetes.get('Idempotency-Key')).to.be.a('string');
    expect(envoi!.entetes.get('Parvis-Code'), 'by the mandate, not by a code').to.equal(null);
    await vue.voir('Vous avez répondu à une partie');
    expect(vue.texte()).to.include(SIGNATURE);
    expect(gardes()).to.deep.equal([]);
    await accessible(vue.element);
  });

  it('never reads nor writes the draft that somebody else kept on this computer', async () => {
    const cle = `parvis:complement:${NUMERO}`;
    const autre = JSON.stringify({
      version: 1,
      cle: 'x',
      le: 4_000_000_000_000,
      reponses: { prenoms: 'Indiscret' },
    });
    localStorage.setItem(cle, autre);
    try {
      const vue = await ouvrir();
      expect([...vue.un('.completer')!.querySelectorAll('input')].map(({ value }) => value)).to.not.include(
        'Indiscret',
      );
      await vue.saisir('Prénoms', 'Marie');
      expect(localStorage.getItem(cle)).to.equal(autre);
    } finally {
      localStorage.removeItem(cle);
    }
  });

  it('writes to the service with a file; it is signed, once', async () => {
    const vue = await ouvrir();
    await vue.saisir('Écrire au service', 'Voici le livret de famille.');
    const entrees = vue
      .un('parvis-demande-aidee')!
      .shadowRoot!.querySelectorAll<HTMLInputElement>('.composition input[type=file]');
    const choix = new DataTransfer();
    choix.items.add(new File(['abc'], 'livret.pdf', { type: 'application/pdf' }));
    entrees[0]!.files = choix.files;
    entrees[0]!.dispatchEvent(new Event('change', { bubbles: true }));
    await vue.voir('livret.pdf est ajouté');
    await vue.cliquer('Envoyer mon message');
    await vue.voir('Votre message est envoyé');
    const messages = vue.serveur.appelsDe(`POST ${DEMANDE}/messages`);
    expect(messages).to.have.length(1);
    expect(messages[0]!.corps).to.have.property('pieces').with.length(1);
    const miens = vue.un('.messages')!.querySelectorAll('.de-moi .auteur');
    expect([...miens].at(-1)!.textContent.replaceAll(/\s+/g, ' ')).to.include(SIGNATURE);
    await vue.jusque(() => vue.serveur.appelsDe('GET aidant/demandes').length === 2);
    await accessible(vue.element);
  });

  it('withdraws it, once the person’s will was asked', async () => {
    const vue = await ouvrir();
    await vue.cliquer('Retirer ma demande');
    await vue.voir('Seulement si Marie Dupont le veut');
    await accessible(vue.element);
    expect(vue.serveur.appelsDe(`POST ${DEMANDE}/retrait`)).to.have.length(0);
    await vue.cliquer('Oui, retirer');
    await vue.voir('Vous l’avez retirée');
    await vue.jusque(() => vue.focus() === 'titre');
  });

  it('opens the receipt in a tab to print, saves nothing, and closes it when the person leaves', async () => {
    const vue = await ouvrir();
    let enregistre = 0;
    const compter = (evenement: Event) => {
      if ((evenement.composedPath()[0] as HTMLElement).matches?.('a[download]')) enregistre++;
    };
    addEventListener('click', compter, true);
    await vue.cliquer('l’accusé de réception');
    await vue.voir('rien n’est enregistré');
    removeEventListener('click', compter, true);
    expect(enregistre).to.equal(0);
    const [onglet] = onglets;
    const papier = await (await fetch(onglet!.adresse!)).blob();
    expect(papier.type).to.equal('application/pdf');
    await vue.cliquer('Terminer l’accompagnement');
    await vue.voir('L’accompagnement est terminé');
    expect(onglet!.ferme, 'the tab is closed').to.equal(true);
    const encore = await fetch(onglet!.adresse!).then(
      () => 'opens',
      () => 'gone',
    );
    expect(encore, 'its address leads nowhere').to.equal('gone');
    expect(vue.texte()).to.not.include('téléchargements');
  });

  it('closes the tab of a paper that did not come, and says why', async () => {
    const vue = await ouvrir();
    vue.serveur.repondre(`GET ${DEMANDE}/accuse`, repondreProbleme('trop-de-tentatives'));
    await vue.cliquer('l’accusé de réception');
    await vue.voir('Il y a eu trop d’essais');
    expect(onglets[0]!.ferme).to.equal(true);
    window.open = () => null;
    await vue.cliquer('l’accusé de réception');
    await vue.voir('Votre navigateur empêche d’ouvrir un onglet');
    await accessible(vue.element);
  });

  it('says beforehand that a file will stay on the computer, and at the end to delete it', async () => {
    lecteur(false);
    const vue = await ouvrir();
    await vue.voir('il restera dans les téléchargements');
    await accessible(vue.element);
    const noms: string[] = [];
    const noter = (evenement: Event) => {
      const lien = evenement.target as HTMLAnchorElement;
      if (lien.download) {
        noms.push(lien.download);
        evenement.preventDefault();
      }
    };
    const cliquer = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      noter({ target: this, preventDefault() {} } as unknown as Event);
    };
    try {
      await vue.cliquer('l’accusé de réception');
      await vue.voir('Supprimez-le une fois imprimé');
    } finally {
      HTMLAnchorElement.prototype.click = cliquer;
    }
    expect(noms).to.deep.equal(['a-supprimer-1.pdf']);
    expect(onglets).to.have.length(0);
    await vue.cliquer('Terminer l’accompagnement');
    await vue.voir('À supprimer avant de partir');
    await accessible(vue.element);
    await vue.cliquer('C’est fait');
    await vue.jusque(() => !vue.texte().includes('À supprimer'));
  });

  it('clears the screen when the mandate ends meanwhile, and says it in the server’s words', async () => {
    const vue = await ouvrir();
    await vue.saisir('Écrire au service', 'Trop tard');
    vue.serveur.etat.aidants.mandats[0]!.etat = 'fini';
    await vue.cliquer('Envoyer mon message');
    await vue.voir('Cette demande ne s’ouvre plus');
    await vue.jusque(() => vue.focus() === 'titre');
    expect(vue.texte()).to.not.include('Trop tard');
    expect(vue.texte()).to.not.include(NUMERO);
    await accessible(vue.element);
    await vue.jusque(() => vue.serveur.appelsDe('GET aidant/mandats').length === 2);
    await vue.cliquer('Retour');
    await vue.voir('Aucun mandat en cours');
  });

  it('says that a request is gone, and what to do when the network is', async () => {
    const serveur = serveurDeMarie();
    serveur.repondre(`GET ${DEMANDE}`, repondreProbleme('numero-inconnu'));
    const vue = await auBureau(serveur);
    await vue.cliquer('Répondre');
    await vue.voir('fait effacer ses données');
    await accessible(vue.element);
    await vue.cliquer('Retour');
    serveur.couper();
    await vue.cliquer('Répondre');
    await vue.voir('La demande ne s’affiche pas');
    await accessible(vue.element);
    serveur.retablir();
    await vue.cliquer('Réessayer');
    await vue.voir('telle que Marie Dupont la voit');
  });

  it('leaves nothing of it at sign-out, with a message half typed', async () => {
    const vue = await ouvrir();
    await vue.saisir('Écrire au service', 'À moitié');
    await vue.cliquer('l’accusé de réception');
    await vue.jusque(() => onglets[0]?.adresse);
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await vue.jusque(() => !vue.un('parvis-demande-aidee'));
    expect(vue.texte()).to.not.match(/À moitié|Dupont|PAB-/);
    expect(onglets[0]!.ferme).to.equal(true);
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).to.not.match(/moitié|Dupont|PAB-/);
  });

  it('groups what needs something: answers by their date, then what is to be read; the rest is folded', async () => {
    const serveur = creerFauxServeur();
    const aidee = (rang: number, plus: Parameters<typeof ligneUsager>[1]) => ({
      ...ligneUsager(rang, plus),
      mandat: uuid(7001),
    });
    const completer = (avantLe: string) => ({ acte: 'completer' as const, phrase: 'Répondez.', avantLe });
    serveur.etat.aidants.demandes = [
      aidee(3, { prochaine: { acte: 'rien', phrase: 'Rien.', avantLe: null }, close: true }),
      aidee(5, {}),
      aidee(1, { prochaine: { acte: 'lire', phrase: 'Lisez la réponse.', avantLe: null } }),
      aidee(0, { prochaine: completer(dansJours(9)) }),
      aidee(8, { prochaine: completer(dansJours(-1)) }),
    ];
    serveur.etat.aidants.mandats[0]!.jusquau = dansJours(5);
    const vue = await auBureau(serveur);
    const titres = [...vue.un('.bureau')!.querySelectorAll('h3, summary')].map(({ textContent }) =>
      textContent.replaceAll(/\s+/g, ' ').trim(),
    );
    expect(titres).to.deep.equal([
      'La mairie attend une réponse (2)',
      'À lire avec la personne (1)',
      'En attente d’accord',
      'En cours',
      'La mairie s’en occupe (1)',
      'Demandes terminées (1)',
      'Mandats finis (1)',
    ]);
    const ordre = [...vue.un('.bureau')!.querySelectorAll('[id^=voir-]')].map(({ id }) => id);
    expect(ordre.slice(0, 2)).to.deep.equal([`voir-${lignes[8]!.numero}`, `voir-${lignes[0]!.numero}`]);
    expect(vue.texte()).to.include('La date est passée');
    expect(vue.texte()).to.include('Finit dans 5 jours');
    await accessible(vue.element);
    await vue.cliquer('Accompagner Marie Dupont');
    await vue.voir('vous ne verrez plus ses demandes');
    await accessible(vue.element);
  });

  it('finds a person, a number or a reference among his mandates, and says when there is none', async () => {
    const vue = await auBureau();
    const chercher = (mots: string) => vue.saisir('Chercher parmi vos mandats', mots);
    await chercher('le floch');
    await vue.voir('1 résultat');
    expect(vue.texte()).to.include('Josette Le Floch');
    expect(vue.texte()).to.not.include('Ahmed');
    await chercher(NUMERO.toLowerCase().replaceAll('-', ' '));
    await vue.jusque(() => vue.un(`#voir-${NUMERO}`));
    await chercher('DUPONT marie');
    await vue.voir('2 résultats');
    await accessible(vue.element);
    await chercher('Zorglub');
    await vue.voir('Rien ne correspond à « Zorglub »');
    await accessible(vue.element);
    await chercher('');
    await vue.voir('En attente d’accord');
  });
});
