import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { moi } from '../../test/fixtures/espace.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { CODE_RECU, COURRIEL } from '../../test/fixtures/faux-session.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../test/fixtures/session-page.ts';
import { monter, type Monture } from '../../test/outils/monter.ts';
import type { Session } from '../core/session/session.ts';
import type { MesDocuments } from './mes-documents.ts';
import './define.ts';

let session: Session | undefined;

const montrer = (serveur = creerFauxServeur()): Monture<MesDocuments> =>
  monter<MesDocuments>('mes-documents', { serveur, repli: 'Téléphonez-nous' });

async function connecte(serveur = creerFauxServeur()): Promise<Monture<MesDocuments>> {
  const vue = montrer(serveur);
  session = await ouvrirSessionFausse(vue.element.client!);
  return vue;
}

describe('<mes-documents>', () => {
  beforeEach(() => void (document.documentElement.lang = 'fr'));
  afterEach(() => {
    document.body.replaceChildren();
    oublierSessions(session);
    session = undefined;
  });

  it('says to a guest what is behind, asks nothing of the space, and lets in by a mailed code', async () => {
    const vue = montrer();
    await vue.voir('Connectez-vous pour les voir');
    expect(vue.texte()).to.not.match(/coffre/i);
    expect(vue.serveur.appels.map(({ chemin }) => chemin)).to.deep.equal(['commune']);
    await accessible(vue.element);
    await vue.cliquer('Me connecter');
    await vue.saisir('Votre adresse de courriel', COURRIEL);
    await vue.cliquer('Recevoir un code');
    await vue.saisir('Code', CODE_RECU);
    await vue.cliquer('Me connecter');
    await vue.voir('Passeport de Nadia');
    await vue.jusque(() => vue.focus() === 'titre-documents');
    ({ session } = vue.element.client as unknown as { session: Session });
    expect(vue.serveur.appelsDe('GET usager/documents')[0]!.entetes.get('Authorization')).to.match(/^DPoP /);
    await accessible(vue.element);
  });

  it('opens at once for who is signed in on the page, and closes with the session', async () => {
    const vue = await connecte();
    await vue.voir('Passeport de Nadia');
    await session!.fermer();
    await vue.voir('Connectez-vous pour les voir');
    expect(vue.texte()).to.not.include('Passeport');
  });

  it('says that the session is over, and takes up where it was', async () => {
    const vue = await connecte();
    await vue.voir('Passeport de Nadia');
    vue.serveur.sessions.finir();
    await vue.cliquer('Qui a regardé mes documents');
    await vue.voir('Votre session est finie.');
    await accessible(vue.element);
  });

  it('asks for a fresh proof by the provider where the account has no mailbox', async () => {
    const serveur = creerFauxServeur();
    const [identite] = moi.identites;
    serveur.etat.espace.moi = {
      ...moi,
      identites: [{ ...identite!, moyen: 'franceconnect', libelle: 'FranceConnect' }],
    };
    const vue = await connecte(serveur);
    await vue.voir('Passeport');
    serveur.repondre('GET usager/documents/archive', repondreProbleme('preuve-fraiche'));
    await vue.cliquer('Tout télécharger');
    const { open } = window;
    window.open = () => null;
    try {
      await vue.cliquer('Confirmer avec FranceConnect');
      await vue.voir('Votre navigateur a bloqué la fenêtre FranceConnect.');
      await accessible(vue.element);
      const fenetre = {
        location: { replace: () => undefined },
        close: () => undefined,
        focus: () => undefined,
      };
      window.open = () => fenetre as unknown as Window;
      await vue.cliquer('Confirmer avec FranceConnect');
      await vue.voir('Une fenêtre FranceConnect s’est ouverte.');
      await vue.jusque(() => serveur.sessions.connexions.length === 1);
      expect(serveur.sessions.connexions[0]!.but).to.equal('prouver');
      serveur.sessions.connexions[0]!.etat = 'faite';
      await vue.voir('Vos documents sont téléchargés.');
    } finally {
      window.open = open;
    }
  });
});
