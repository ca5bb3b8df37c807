import { accessible, affirmer, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { entendre } from '../../test/fixtures/entendre.ts';
import { creerFauxServeur } from '../../test/fixtures/faux-fetch.ts';
import { CODE_PREUVE } from '../../test/fixtures/espace.ts';
import { CODE_RECU, COURRIEL } from '../../test/fixtures/faux-session.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../test/fixtures/session-page.ts';
import { monter, nouveauClient, type Monture } from '../../test/outils/monter.ts';
import { rejoindre, type Session } from '../core/session/session.ts';
import type { ConnexionUsager } from './connexion-usager.ts';
import './define.ts';

type Porte = Monture<ConnexionUsager>;

describe('connexion-usager', () => {
  const sessions: Session[] = [];
  afterEach(() => {
    document.body.replaceChildren();
    oublierSessions(...sessions.splice(0));
  });

  const poser = (serveur = creerFauxServeur()): Porte =>
    monter<ConnexionUsager>('connexion-usager', { serveur, attributs: { espace: '/mes-demandes' } });

  async function entrer(serveur = creerFauxServeur()): Promise<Porte & { session: Session }> {
    const session = await ouvrirSessionFausse(nouveauClient(serveur));
    sessions.push(session);
    const porte = poser(serveur);
    await porte.voir('Bonjour Nadia');
    return { ...porte, session };
  }

  async function ouvrir(porte: Porte, entree: string): Promise<void> {
    await porte.cliquer('Bonjour');
    await porte.cliquer(entree);
    await porte.jusque(() => porte.un('.rubrique h2'));
  }

  it('is one button that asks nothing of a session, and signs in in a dialog', async () => {
    const porte = poser();
    const entendus = entendre('session-ouverte', 'session-fermee', 'connexion-faite');
    await porte.element.updateComplete;
    await accessible(porte.element);
    egal(
      porte.serveur.appels.filter(({ chemin }) => chemin.startsWith('usager')).length,
      0,
      'A guest asks nothing',
    );
    const hauteur = porte.element.offsetHeight;
    await porte.cliquer('Me connecter');
    await porte.jusque(() => porte.element.shadowRoot!.activeElement?.matches('dialog h2'));
    const titre = porte.un<HTMLElement>('dialog h2')!;
    egal(titre.textContent.trim(), 'Me connecter');
    affirmer(titre.offsetHeight > 10, 'What has the focus is seen.');
    await porte.saisir('Votre adresse de courriel', COURRIEL);
    await accessible(porte.element);
    await porte.cliquer('Recevoir un code');
    await porte.saisir('Code reçu par courriel', CODE_RECU);
    const boutons = porte.un<HTMLElement>('#code-connexion')!.closest('form')!;
    boutons.querySelector<HTMLElement>('.principal')!.click();
    await porte.voir('Bonjour Nadia');
    await porte.jusque(() => !porte.un('dialog'));
    contient(porte.texte(), 'Vous êtes connecté.');
    egal(entendus, [['session-ouverte', 'connexion-usager', { role: 'usager', reprise: false }]]);
    egal(porte.element.offsetHeight, hauteur, 'The header does not move');
    sessions.push(await rejoindre(porte.element.client!, 'usager'));
    affirmer(
      porte.element.shadowRoot!.activeElement?.matches('.porte > .bouton'),
      'The focus is on the name.',
    );
  });

  it('says the name and what is unread, and leads to one’s requests', async () => {
    const porte = await entrer();
    contient(porte.texte(), '1 nouveau message');
    const bouton = await porte.bouton('Bonjour Nadia');
    egal(bouton.getAttribute('aria-expanded'), 'false');
    bouton.click();
    await porte.jusque(() => bouton.getAttribute('aria-expanded') === 'true');
    egal(porte.un<HTMLAnchorElement>('.menu a')!.getAttribute('href'), '/mes-demandes');
    await accessible(porte.element);
    porte
      .un('.menu button')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await porte.jusque(() => !porte.un('.menu'));
    bouton.click();
    await porte.jusque(() => porte.un('.menu'));
    document.body.click();
    await porte.jusque(() => !porte.un('.menu'));
  });

  it('follows the session of the page, through any widget, moved or gone', async () => {
    const serveur = creerFauxServeur();
    const [une, autre] = [poser(serveur), poser(serveur)];
    const ailleurs = poser();
    ailleurs.element.client = undefined;
    ailleurs.element.setAttribute('commune', 'anse-vanille');
    await une.element.updateComplete;
    const entendus = entendre('session-ouverte', 'session-fermee');
    const session = await ouvrirSessionFausse(nouveauClient(serveur));
    sessions.push(session);
    await une.voir('Bonjour Nadia');
    await autre.voir('Bonjour Nadia');
    affirmer(!ailleurs.texte().includes('Bonjour'), 'Two communes stay apart.');
    // The holder leaves, and comes back elsewhere.
    une.element.remove();
    await autre.voir('Bonjour Nadia');
    document.body.prepend(une.element);
    await une.voir('Bonjour Nadia');
    const tard = poser(serveur);
    await tard.voir('Bonjour Nadia');
    await tard.cliquer('Bonjour Nadia');
    await tard.cliquer('Me déconnecter');
    await une.voir('Me connecter');
    await autre.voir('Me connecter');
    contient(tard.texte(), 'Vous êtes déconnecté.');
    egal(
      entendus,
      [
        ['session-ouverte', '#document', { role: 'usager', reprise: false }],
        ['session-fermee', 'connexion-usager', { role: 'usager', raison: 'voulue' }],
      ],
      'The page counts one, however many widgets there are.',
    );
    await jusqua(() => serveur.sessions.ouvertes.size === 0);
  });

  it('offers to end the provider’s session too, when this one came from there', async () => {
    const serveur = creerFauxServeur();
    const porte = await entrer(serveur);
    const sortie = 'https://fournisseur.test/fin';
    serveur.repondre('DELETE usager/sessions/courante', Response.json({ sortie }));
    await porte.cliquer('Bonjour Nadia');
    await porte.cliquer('Me déconnecter');
    await porte.voir('Me déconnecter aussi du fournisseur');
    egal(porte.un<HTMLAnchorElement>('.petit a')!.href, sortie);
    await accessible(porte.element);
  });

  it('takes up the session of the page before, without showing « Me connecter » meanwhile', async () => {
    const serveur = creerFauxServeur();
    const avant = await ouvrirSessionFausse(nouveauClient(serveur));
    const retenue = serveur.retenir('POST usager/sessions/renouvellement');
    // Another document: nobody holds the session, storage has it.
    avant.abandonner();
    const porte = poser(serveur);
    await porte.element.updateComplete;
    const bouton = porte.element.shadowRoot!.querySelector('button')!;
    egal(getComputedStyle(bouton).visibility, 'hidden');
    retenue.liberer();
    await porte.voir('Bonjour Nadia');
    sessions.push(await rejoindre(porte.element.client!, 'usager'));
  });

  it('lists where I am signed in, and ends a connection', async () => {
    const serveur = creerFauxServeur();
    const porte = await entrer(serveur);
    const seconde = await ouvrirSessionFausse(
      Object.assign(nouveauClient(serveur), { base: 'http://localhost:8787/c/autre/api/v1/' }),
    );
    sessions.push(seconde);
    await ouvrir(porte, 'Mes connexions');
    await porte.voir('Safari sur iPhone');
    await accessible(porte.element);
    await porte.cliquer('Terminer');
    await porte.voir('La connexion de Safari sur iPhone est terminée.');
    egal(serveur.sessions.ouvertes.size, 1);
    affirmer(!porte.texte().includes('Me déconnecter partout'), 'One is left.');
  });

  it('shows and changes what forms are filled with', async () => {
    const porte = await entrer();
    await ouvrir(porte, 'Mes informations');
    await porte.voir('06 12 34 56 78');
    await accessible(porte.element);
    await porte.cliquer('Changer mes informations');
    await porte.saisir('Prénom', 'Nadège');
    await porte.saisir('Numéro et rue', '3 rue du Port');
    await porte.cliquer('Enregistrer');
    await porte.voir('Pour l’adresse, indiquez la rue');
    await accessible(porte.element);
    await porte.saisir('Code postal', '13999');
    await porte.saisir('Commune', 'Port-Aubier');
    await porte.cliquer('Enregistrer');
    await porte.voir('3 rue du Port, 13999 Port-Aubier');
    await porte.voir('Bonjour Nadège');
  });

  it('joins an address with proof of both, removes one, and keeps the last', async () => {
    const porte = await entrer();
    await ouvrir(porte, 'Mon adresse');
    await porte.voir('Reçoit vos courriels');
    affirmer(!porte.texte().includes('Retirer'), 'The only one stays.');
    await porte.cliquer('Ajouter ou changer d’adresse');
    await porte.saisir('Votre autre adresse de courriel', 'nadia@exemple.org');
    await accessible(porte.element);
    await porte.cliquer('Recevoir un code');
    await porte.jusque(() => porte.un('#code-ajout'));
    await porte.saisir('Code reçu par courriel', CODE_PREUVE);
    await porte.cliquer('Ajouter cette adresse');
    await porte.voir('nadia@exemple.org ouvre maintenant votre espace.');
    await porte.cliquer('Retirer');
    await porte.voir('Retirer nadia.ferhat@exemple.fr ? Vous ne pourrez plus entrer de cette façon.');
    await accessible(porte.element);
    await porte.cliquer('Oui, retirer');
    await porte.voir('nadia.ferhat@exemple.fr est retiré.');
    egal(porte.serveur.etat.espace.moi.identites.length, 1);
  });

  it('asks to sign in again where the session ends while the account is open', async () => {
    const serveur = creerFauxServeur();
    const porte = await entrer(serveur);
    serveur.sessions.finir();
    await porte.cliquer('Bonjour Nadia');
    await porte.cliquer('Mes connexions');
    await porte.voir('Votre session est terminée. Connectez-vous de nouveau');
  });
});
