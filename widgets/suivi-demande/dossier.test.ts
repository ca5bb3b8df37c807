import { expect } from 'chai';
import { lignes } from '../../test/fixtures/lignes.ts';
import { repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { CODE_SUIVI } from '../../test/fixtures/suivis.ts';
import { monterSuivi, type Monture } from '../../test/outils/monter-suivi.ts';

const NUMERO = lignes[0]!.numero;
const EN_ATTENTE = lignes[2]!.numero;
const ECRIRE = `POST demandes/${NUMERO}/messages`;
let monture: Monture;

function choisir(nom: string, contenu = 'abc'): void {
  const entree = monture.un<HTMLInputElement>('input[type=file]');
  const choix = new DataTransfer();
  choix.items.add(new File([contenu], nom, { type: 'application/pdf' }));
  entree.files = choix.files;
  entree.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('<suivi-demande> with its code', () => {
  beforeEach(async () => {
    document.documentElement.lang = 'fr';
    monture = await monterSuivi();
    await monture.ouvrir(NUMERO, CODE_SUIVI);
  });
  afterEach(() => monture.element.remove());

  it('shows messages both ways, answers and files, and passes axe', async () => {
    const texte = monture.texte();
    expect(texte).to.include('Claire Morvan, agente d’accueil polyvalente');
    expect(texte).to.include('Voici une copie plus nette');
    expect(texte).to.include('identite-recto.jpg');
    expect(texte).not.to.include('volume aux archives');
    monture.cliquer('Ce que vous avez envoyé');
    await monture.jusque(() => monture.texte().includes('4 juillet 1961'));
    expect(monture.texte()).to.include('carte-identite.pdf');
    await accessible(monture.element);
  });

  it('draws HTML of a message as text', async () => {
    monture.saisir('message', '<img src=x onerror=alert(1)><b>gras</b>');
    monture.cliquer('Envoyer mon message');
    await monture.jusque(() => monture.texte().includes('<b>gras</b>'));
    expect(monture.element.renderRoot.querySelector('.messages img')).to.equal(null);
  });

  it('sends a message with its file, shows it at once and empties the box', async () => {
    choisir('justificatif.pdf');
    await monture.jusque(
      () => monture.texte().includes('justificatif.pdf') && monture.texte().includes('est ajouté'),
    );
    monture.saisir('message', 'Voici la pièce.');
    monture.cliquer('Envoyer mon message');
    await monture.jusque(() => monture.texte().includes('Votre message est envoyé.'));
    const [appel] = monture.serveur.appelsDe(ECRIRE);
    const corps = appel!.corps as { corps: string; pieces: string[] };
    expect(corps.corps).to.equal('Voici la pièce.');
    expect(corps.pieces).to.have.length(1);
    expect(monture.un<HTMLTextAreaElement>('#message').value).to.equal('');
    expect(monture.un('.messages').textContent).to.include('Voici la pièce.');
  });

  it('asks for words before it sends', async () => {
    monture.cliquer('Envoyer mon message');
    await monture.jusque(() => monture.texte().includes('Écrivez votre message.'));
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'message');
    expect(monture.serveur.appelsDe(ECRIRE)).to.have.length(0);
  });

  it('does not send while a file is on its way', async () => {
    const retenue = monture.serveur.retenir('POST televersements');
    choisir('lent.pdf');
    monture.saisir('message', 'Avec fichier');
    monture.cliquer('Envoyer mon message');
    await monture.jusque(() => monture.texte().includes('Attendez que vos fichiers'));
    expect(monture.serveur.appelsDe(ECRIRE)).to.have.length(0);
    retenue.liberer();
  });

  it('keeps the message when the answer is lost, and sends it again as the same one', async () => {
    // Three tries are made by the client itself.
    for (let essai = 0; essai < 3; essai++) monture.serveur.perdreReponse(ECRIRE);
    monture.serveur.couper();
    monture.saisir('message', 'Important');
    monture.cliquer('Envoyer mon message');
    await monture.jusque(() => monture.texte().includes('Votre message n’est pas parti'));
    expect(monture.un<HTMLTextAreaElement>('#message').value).to.equal('Important');
    monture.serveur.retablir();
    monture.cliquer('Renvoyer mon message');
    await monture.jusque(() => monture.texte().includes('Votre message est envoyé.'));
    const cles = new Set(
      monture.serveur.appelsDe(ECRIRE).map(({ entetes }) => entetes.get('Idempotency-Key')),
    );
    expect(cles.size).to.equal(1);
    const ecrits = monture.serveur
      .demande(NUMERO)!
      .evenements.filter(
        (evenement) => evenement.type === 'message' && evenement.donnees.corps === 'Important',
      );
    expect(ecrits).to.have.length(1);
  });

  it('sends once, however often the button is pressed', async () => {
    const retenue = monture.serveur.retenir(ECRIRE);
    monture.saisir('message', 'Une fois');
    monture.cliquer('Envoyer mon message');
    await monture.jusque(() => monture.texte().includes('Envoi en cours…'));
    monture.cliquer('Envoi en cours…');
    retenue.liberer();
    await monture.jusque(() => monture.texte().includes('Votre message est envoyé.'));
    expect(monture.serveur.appelsDe(ECRIRE)).to.have.length(1);
  });

  it('says why a download failed, beside the file', async () => {
    monture.serveur.repondre(/GET .*\/pieces\//, repondreProbleme('incident-interne'));
    monture.cliquer('identite-recto.jpg');
    await monture.jusque(() => monture.element.renderRoot.querySelector('.messages .erreur'));
    expect(monture.un('.messages .erreur').textContent).to.include('momentanément indisponible');
    monture.cliquer('identite-recto.jpg');
    await monture.jusque(() => monture.texte().includes('est téléchargé'));
    expect(
      monture.serveur.appelsDe(/pieces/).every(({ entetes }) => entetes.get('Parvis-Code') === CODE_SUIVI),
    ).to.equal(true);
  });

  it('withdraws only after a confirmation in words, then stays withdrawn', async () => {
    monture.cliquer('Retirer ma demande');
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'retrait');
    expect(monture.serveur.appelsDe(/retrait/)).to.have.length(0);
    monture.cliquer('Non, garder');
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'retirer');
    monture.cliquer('Retirer ma demande');
    await monture.jusque(() => monture.texte().includes('Oui, retirer'));
    monture.serveur.couper();
    monture.cliquer('Oui, retirer');
    await monture.jusque(() => monture.texte().includes('Ce n’est pas encore retiré'));
    monture.serveur.retablir();
    monture.cliquer('Oui, retirer');
    await monture.jusque(() => monture.texte().includes('La mairie ne la traite plus.'));
    expect(
      new Set(monture.serveur.appelsDe(/retrait/).map(({ entetes }) => entetes.get('Idempotency-Key'))).size,
    ).to.equal(1);
    expect(monture.element.renderRoot.querySelector('#retirer')).to.equal(null);
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'titre');
  });

  it('forgets what was typed for one request when another is opened', async () => {
    monture.saisir('message', 'Pour la première');
    monture.cliquer('Suivre une autre demande');
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'numero');
    expect(monture.un<HTMLInputElement>('#numero').value).to.equal('');
    await monture.ouvrir(EN_ATTENTE, CODE_SUIVI);
    expect(monture.un<HTMLTextAreaElement>('#message').value).to.equal('');
  });

  it('keeps the file and the words when it is moved in the page', async () => {
    monture.saisir('message', 'Je bouge');
    const boite = document.createElement('div');
    document.body.append(boite);
    const avant = monture.serveur.appels.length;
    boite.append(monture.element);
    await monture.element.updateComplete;
    expect(monture.un<HTMLTextAreaElement>('#message').value).to.equal('Je bouge');
    expect(monture.serveur.appels.length).to.equal(avant);
    boite.remove();
  });

  it('reads again when asked, and says that nothing is new', async () => {
    monture.cliquer('Actualiser');
    await monture.jusque(() => monture.un('[role=status]').textContent === 'Rien de nouveau pour le moment.');
  });

  it('reads again by itself, announces what changed and keeps what is being typed', async () => {
    monture.saisir('message', 'Je suis en train d’écrire');
    const demande = monture.serveur.demande(NUMERO)!;
    demande.ligne = { ...demande.ligne, statut: 'traitee' };
    expect([...monture.minuterie.prevus.values()].map(({ ms }) => ms)).to.deep.equal([60_000]);
    monture.minuterie.sonner();
    await monture.jusque(() => monture.texte().includes('L’état a changé : Traitée.'));
    expect(monture.un<HTMLTextAreaElement>('#message').value).to.equal('Je suis en train d’écrire');
    expect(monture.minuterie.prevus.size).to.equal(1);
  });

  it('waits as long as a 429 tells, and says nothing of it', async () => {
    monture.serveur.repondre(/GET demandes/, repondreProbleme('trop-de-tentatives'));
    monture.minuterie.sonner();
    await monture.jusque(() => monture.minuterie.prevus.size === 1);
    expect([...monture.minuterie.prevus.values()][0]!.ms).to.equal(120_000);
    expect(monture.texte()).not.to.include('trop d’essais');
  });

  it('stops reading when it leaves the page', async () => {
    monture.element.remove();
    expect(monture.minuterie.prevus.size).to.equal(0);
  });
});
