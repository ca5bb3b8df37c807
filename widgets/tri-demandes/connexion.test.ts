import { agent } from '../../test/fixtures/agents.ts';
import { accessible, affirmer, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { json, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { connecter, creerPoste, ouvrirDossier, ouvrirPoste } from '../../test/fixtures/poste-agent.ts';

const NUMERO = lignes[0]!.numero;

describe('tri-demandes: frame and sign-in', () => {
  afterEach(() => document.body.replaceChildren());

  it('is a frame on its own origin unless `direct`, and asks nothing of the server by itself', async () => {
    const { element, serveur } = creerPoste();
    element.direct = false;
    element.serveur = 'https://guichet.example.fr/';
    element.commune = 'port-aubier';
    // Never fetched in the test: the frame is looked at before it loads.
    document.body.append(element);
    await element.updateComplete;
    const cadre = element.shadowRoot!.querySelector('iframe')!;
    egal(cadre.src, 'https://guichet.example.fr/c/port-aubier/p/tri-demandes');
    egal(cadre.getAttribute('referrerpolicy'), 'no-referrer');
    affirmer(cadre.title.length > 10, 'The frame has a title.');
    egal(serveur.appels.length, 0);
  });

  it('signs in with an address, then a code that the browser can fill in', async () => {
    const poste = creerPoste();
    document.body.append(poste.element);
    await poste.element.updateComplete;
    await accessible(poste.element);
    await poste.remplir('courriel', agent.courriel);
    poste.bouton('Recevoir un code').click();
    const code = await jusqua(() => poste.un('#code'));
    egal(code.getAttribute('autocomplete'), 'one-time-code');
    egal(code.getAttribute('inputmode'), 'numeric');
    await accessible(poste.element);
  });

  it('signs in with the town’s provider, in a popup opened by the click', async () => {
    const poste = creerPoste();
    poste.serveur.sessions.fournisseur = { nom: 'ProConnect', explication: null, lien: null };
    document.body.append(poste.element);
    const fenetre = { location: { replace: () => undefined }, close: () => undefined };
    const { open } = window;
    let ouvertes = 0;
    window.open = () => {
      ouvertes++;
      return fenetre as unknown as Window;
    };
    try {
      await poste.element.updateComplete;
      await jusqua(() => poste.texte().includes('S’identifier avec ProConnect'));
      await accessible(poste.element);
      poste.bouton('S’identifier avec ProConnect').click();
      egal(ouvertes, 1);
      await jusqua(() => poste.serveur.sessions.connexions.length === 1);
      poste.serveur.sessions.connexions[0]!.etat = 'faite';
      await jusqua(() => poste.lignes().length > 0);
    } finally {
      window.open = open;
    }
  });

  it('answers alike for an address that nobody has', async () => {
    const textes = [];
    for (const courriel of [agent.courriel, 'inconnu@exemple.fr']) {
      const poste = creerPoste();
      document.body.append(poste.element);
      await poste.element.updateComplete;
      await jusqua(() => poste.texte().includes('Port-Aubier'));
      await poste.remplir('courriel', courriel);
      poste.bouton('Recevoir un code').click();
      await jusqua(() => poste.un('#code'));
      textes.push(poste.texte().replace(courriel, '…'));
      poste.element.remove();
    }
    egal(textes[0], textes[1]);
  });

  it('keeps a wrong code to be mended, and says it', async () => {
    const poste = creerPoste();
    document.body.append(poste.element);
    await poste.element.updateComplete;
    await poste.remplir('courriel', agent.courriel);
    poste.bouton('Recevoir un code').click();
    await poste.remplir('code', '000000');
    poste.bouton('Me connecter').click();
    await jusqua(() => poste.un('[role="alert"]'));
    egal(poste.champ('code').value, '000000');
    egal(poste.lignes().length, 0);
    await accessible(poste.element);
  });

  it('keeps in the tab only what renews its session, worth nothing without the key', async () => {
    const poste = await ouvrirPoste();
    egal(localStorage.length, 0);
    const { jeton } = [...poste.serveur.sessions.ouvertes.values()].map(({ acces }) => ({
      jeton: [...acces][0]!,
    }))[0]!;
    affirmer(
      !Object.values(sessionStorage).some((valeur) => String(valeur).includes(jeton)),
      'No access token is kept.',
    );
    affirmer(poste.serveur.appelsDe('GET agent/demandes').length > 0, 'The queue was read.');
  });

  it('is open at once where another element of the page has signed in', async () => {
    const poste = await ouvrirPoste();
    const encore = document.createElement('tri-demandes');
    encore.direct = true;
    encore.client = poste.element.client;
    document.body.append(encore);
    await jusqua(() => encore.shadowRoot!.querySelector('[role="option"]'));
    contient(encore.shadowRoot!.textContent, `${agent.prenom} ${agent.nom}`);
    egal(poste.serveur.appelsDe('POST agent/sessions').length, 1);
  });

  it('ends a session without losing a word: the same agent signs in again and the act goes on', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Votre acte part ce soir.');
    poste.serveur.finirSessions();
    poste.bouton('Envoyer la réponse').click();
    const dialogue = await jusqua(() => poste.un('dialog[open]'));
    contient(dialogue.textContent, 'Votre session est terminée');
    await accessible(poste.element);
    egal(poste.champ('champ-reponse').value, 'Votre acte part ce soir.');
    await connecter(poste);
    await jusqua(() => poste.texte().includes('Réponse envoyée'));
    const messages = poste.serveur.demande(NUMERO)!.evenements.filter(({ type }) => type === 'message');
    egal(messages.at(-1)!.donnees, { corps: 'Votre acte part ce soir.', pieces: [] });
    egal(messages.length, 3);
    affirmer(!poste.un('dialog[open]'), 'The dialog is closed.');
  });

  it('leaves nothing of an agent to the next one', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Note interne').click();
    await poste.remplir('champ-note', 'À ne pas montrer');
    poste.serveur.finirSessions();
    poste.bouton('Ajouter la note').click();
    await jusqua(() => poste.un('dialog[open]'));
    const autre = { ...agent, courriel: 'chef@port-aubier.example', prenom: 'Idriss', nom: 'Benali' };
    poste.serveur.repondre('GET agent/moi', json(autre));
    await connecter(poste);
    await jusqua(() => poste.texte().includes('Idriss Benali') && poste.lignes().length > 0);
    affirmer(!poste.un('article'), 'No file is open.');
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Note interne').click();
    await poste.element.updateComplete;
    egal(poste.champ('champ-note').value, '');
    const notes = poste.serveur.demande(NUMERO)!.evenements.filter(({ type }) => type === 'note');
    egal(notes.length, 1, 'The note of the first agent was not sent under the name of the second');
  });

  it('signs out at once, and the late answer of the server does not end the next session', async () => {
    const poste = await ouvrirPoste();
    const porte = poste.serveur.retenir('DELETE agent/sessions/courante');
    poste.bouton('Me déconnecter').click();
    await jusqua(() => poste.un('form.connexion'));
    egal(poste.lignes().length, 0);
    await connecter(poste);
    await jusqua(() => poste.lignes().length === 25);
    porte.liberer();
    await jusqua(() => poste.serveur.sessions.ouvertes.size === 1);
    await ouvrirDossier(poste, NUMERO);
    affirmer(!poste.un('dialog[open]'), 'The new session goes on.');
  });

  it('says how long to wait when there were too many tries', async () => {
    const poste = creerPoste();
    document.body.append(poste.element);
    await poste.element.updateComplete;
    for (let essai = 0; essai < 3; essai++) {
      poste.serveur.repondre('POST agent/connexion', repondreProbleme('trop-de-tentatives'));
    }
    await poste.remplir('courriel', agent.courriel);
    poste.bouton('Recevoir un code').click();
    await jusqua(() => poste.texte().includes('Attendez quelques minutes'));
  });
});
