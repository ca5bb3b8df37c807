import { accessible, affirmer, contient, egal, jusqua } from '../../../test/fixtures/affirmer.ts';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { CODE_RECU } from '../../../test/fixtures/faux-session.ts';
import { oublierSessions } from '../../../test/fixtures/session-page.ts';
import { monterVue } from '../../../test/outils/monter-vue.ts';
import { nouveauClient } from '../../../test/outils/monter.ts';
import type { Role } from '../../core/session/indice.ts';
import { rejoindre, type Session } from '../../core/session/session.ts';
import type { ParvisConnexion } from './connexion.ts';
import './define.ts';

const FRANCECONNECT = {
  nom: 'FranceConnect',
  explication: 'FranceConnect est la solution proposée par l’État.',
  lien: 'https://franceconnect.gouv.fr/',
};

describe('sign-in view', () => {
  let session: Session;
  afterEach(() => {
    document.body.replaceChildren();
    oublierSessions(session);
  });

  async function montrer({
    serveur = creerFauxServeur(),
    role = 'usager' as Role,
    monde = {},
  }: { serveur?: FauxServeur; role?: Role; monde?: ParvisConnexion['monde'] } = {}) {
    const client = nouveauClient(serveur);
    session = await rejoindre(client, role);
    const vue = monterVue<ParvisConnexion>('parvis-connexion', { serveur, client, session, monde } as never);
    let faites = 0;
    vue.element.addEventListener('connexion-faite', () => faites++);
    await vue.bouton('Recevoir un code');
    return { ...vue, faites: () => faites };
  }

  it('asks for an address, then for the six digits that the browser can fill in', async () => {
    const vue = await montrer();
    await accessible(vue.element);
    await vue.saisir('Votre adresse de courriel', 'nadia.ferhat@exemple.fr');
    await vue.cliquer('Recevoir un code');
    await vue.voir('Nous avons envoyé un code de 6 chiffres à nadia.ferhat@exemple.fr');
    await vue.jusque(() => vue.focus() === 'code-connexion');
    const champ = vue.un<HTMLInputElement>('#code-connexion')!;
    egal([champ.getAttribute('autocomplete'), champ.inputMode], ['one-time-code', 'numeric']);
    await accessible(vue.element);
    await vue.saisir('Code reçu par courriel', ` ${CODE_RECU.slice(0, 3)} ${CODE_RECU.slice(3)} `);
    await vue.cliquer('Me connecter');
    await jusqua(() => session.ouverte);
    await vue.jusque(() => vue.faites() === 1);
    egal(session.rester, false, 'Nobody ticked it');
  });

  it('stays signed in only where it is asked, and never offers it to agents and helpers', async () => {
    const vue = await montrer();
    contient(vue.texte(), 'Sur un ordinateur partagé');
    await vue.cocher('Rester connecté sur cet appareil');
    await vue.saisir('Votre adresse de courriel', 'nadia.ferhat@exemple.fr');
    await vue.cliquer('Recevoir un code');
    await vue.saisir('Code reçu par courriel', CODE_RECU);
    await vue.cliquer('Me connecter');
    await jusqua(() => session.ouverte);
    egal(session.rester, true);
    for (const role of ['agent', 'aidant'] as const) {
      document.body.replaceChildren();
      oublierSessions(session);
      affirmer(!(await montrer({ role })).un('#rester-connecte'), role);
    }
  });

  it('helps with a slip in the address, with a wrong code, and says how to get another', async () => {
    const vue = await montrer();
    await vue.cliquer('Recevoir un code');
    await vue.voir('Écrivez votre adresse, par exemple');
    egal(vue.focus(), 'courriel-connexion');
    await vue.saisir('Votre adresse de courriel', 'nadia.ferhat@gmial.com');
    vue.un('#courriel-connexion')!.blur();
    await vue.cliquer('Oui, corriger');
    egal(vue.un<HTMLInputElement>('#courriel-connexion')!.value, 'nadia.ferhat@gmail.com');
    await vue.cliquer('Recevoir un code');
    await vue.saisir('Code reçu par courriel', '12');
    await vue.cliquer('Me connecter');
    await vue.voir('Tapez les 6 chiffres du code.');
    await vue.saisir('Code reçu par courriel', '000000');
    await vue.cliquer('Me connecter');
    await vue.voir('Ce code n’est pas le bon');
    egal(vue.focus(), 'code-connexion');
    await accessible(vue.element);
    const autre = await vue.bouton('Recevoir un autre code (dans');
    autre.click();
    egal(vue.serveur.appelsDe('POST usager/connexion').length, 1, 'Not at once');
    await vue.cliquer('Ce n’est pas mon adresse');
    await vue.jusque(() => vue.focus() === 'courriel-connexion');
  });

  it('says a fault where the focus already is, each time, and once', async () => {
    const vue = await montrer();
    const dits: string[] = [];
    const region = vue.un('p[role="status"]')!;
    const oeil = new MutationObserver(() => dits.push(region.textContent!.replaceAll(/\s+/g, ' ').trim()));
    oeil.observe(region, { childList: true, characterData: true, subtree: true });
    const champ = vue.un<HTMLInputElement>('#courriel-connexion')!;
    const faute = 'Erreur : Écrivez votre adresse, par exemple nom@exemple.fr.';
    // From the button, the field that takes the focus says it: the region does not.
    const bouton = await vue.bouton('Recevoir un code');
    bouton.focus();
    bouton.click();
    await vue.jusque(() => vue.focus() === 'courriel-connexion');
    egal(dits, []);
    for (const attendus of [[faute], [faute, '', faute]]) {
      champ.form!.requestSubmit();
      await vue.jusque(() => dits.length >= attendus.length);
      egal(dits, attendus);
    }
    oeil.disconnect();
    // What goes with a box is read after its words.
    const aide = vue.un('#rester-connecte-aide')!;
    affirmer(aide.previousElementSibling?.matches('label.choix'), 'The hint is under the box.');
  });

  it('says what to do when the network is down or there were too many tries', async () => {
    const vue = await montrer();
    await vue.saisir('Votre adresse de courriel', 'nadia.ferhat@exemple.fr');
    vue.serveur.couper();
    await vue.cliquer('Recevoir un code');
    await vue.voir('Le réseau ou le serveur ne répond pas. Réessayez');
    vue.serveur.retablir();
    vue.serveur.repondre('POST usager/connexion', repondreProbleme('trop-de-tentatives'));
    await vue.cliquer('Recevoir un code');
    await vue.voir('Attendez quelques minutes');
    affirmer(vue.un('[role="alert"]'), 'It is announced.');
  });

  it('puts the provider first, opens its popup in the click, and can begin again or give up', async () => {
    const serveur = creerFauxServeur();
    serveur.sessions.fournisseur = FRANCECONNECT;
    const fenetres: { fermee: boolean; location: { replace(): void }; close(): void }[] = [];
    const ouvrir = () => {
      const fenetre = {
        fermee: false,
        location: { replace: () => undefined },
        close: () => void (fenetre.fermee = true),
      };
      fenetres.push(fenetre);
      return fenetre as unknown as Window;
    };
    const vue = await montrer({ serveur, monde: { ouvrir, attendre: async () => undefined } });
    const boutons = [...vue.element.shadowRoot!.querySelectorAll('button')].map((b) => b.textContent!.trim());
    egal(boutons, ['S’identifier avec FranceConnect', 'Recevoir un code']);
    await accessible(vue.element);
    // The server is slow: the popup is there all the same.
    const porte = serveur.retenir('POST usager/connexions');
    (await vue.bouton('S’identifier avec FranceConnect')).click();
    egal(fenetres.length, 1);
    await vue.voir('Une fenêtre FranceConnect s’est ouverte');
    await accessible(vue.element);
    porte.liberer();
    await vue.cliquer('Ouvrir une nouvelle fenêtre');
    egal(fenetres.length, 2);
    await vue.jusque(() => fenetres[0]!.fermee);
    await vue.cliquer('Annuler');
    await vue.bouton('S’identifier avec FranceConnect');
    await vue.jusque(() => fenetres[1]!.fermee);
    await vue.cliquer('S’identifier avec FranceConnect');
    await jusqua(() => serveur.sessions.connexions.length === 3);
    serveur.sessions.connexions[2]!.etat = { echouee: 'Vous avez refusé de vous identifier.' };
    await vue.voir('Vous avez refusé de vous identifier. Vous pouvez réessayer, ou recevoir un code');
    await vue.cliquer('S’identifier avec FranceConnect');
    await jusqua(() => serveur.sessions.connexions.length === 4);
    serveur.sessions.connexions[3]!.etat = 'faite';
    await jusqua(() => session.ouverte);
    await vue.jusque(() => vue.faites() === 1);
  });

  it('goes on in the page where the popup is refused', async () => {
    const serveur = creerFauxServeur();
    serveur.sessions.fournisseur = FRANCECONNECT;
    const parti: string[] = [];
    const vue = await montrer({
      serveur,
      monde: { ouvrir: () => null, aller: (url) => void parti.push(url) },
    });
    await vue.cliquer('S’identifier avec FranceConnect');
    await vue.voir('Votre navigateur a bloqué la fenêtre');
    await accessible(vue.element);
    await vue.cliquer('Continuer avec FranceConnect');
    await vue.jusque(() => parti.length === 1);
  });

  it('shows the code alone where the ways in cannot be known', async () => {
    const serveur = creerFauxServeur();
    serveur.repondre('GET usager/connexions', repondreProbleme('incident-interne'));
    const vue = await montrer({ serveur });
    affirmer(!vue.un('#bouton-fournisseur'), 'No provider.');
  });

  it('answers alike for an agent’s address that nobody has', async () => {
    const vue = await montrer({ role: 'agent' });
    await vue.saisir('Votre adresse de courriel professionnelle', 'inconnu@exemple.fr');
    await vue.cliquer('Recevoir un code');
    await vue.voir('Si inconnu@exemple.fr est l’adresse d’un agent, un code');
  });

  it('says that a page without https cannot sign in, and breaks nothing', async () => {
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      const client = nouveauClient(creerFauxServeur());
      session = await rejoindre(client, 'usager');
      const vue = monterVue<ParvisConnexion>('parvis-connexion', { client, session } as never);
      await vue.voir('son adresse ne commence pas par « https »');
      egal(vue.element.shadowRoot!.querySelectorAll('button').length, 0);
    } finally {
      delete (crypto as { subtle?: unknown }).subtle;
    }
  });
});
