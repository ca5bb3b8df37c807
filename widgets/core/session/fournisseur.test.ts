import { affirmer, egal, jusqua } from '../../../test/fixtures/affirmer.ts';
import { creerFauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../../test/fixtures/session-page.ts';
import { nouveauClient } from '../../../test/outils/monter.ts';
import { ConnexionEchouee, ConnexionFournisseur, FenetreRefusee } from './fournisseur.ts';
import { sessionPossible } from './indice.ts';
import { rejoindre, type Session } from './session.ts';

const ORIGINE = 'https://guichet.test';

/** A popup as its opener sees it: the start page is what it was sent to. */
class FausseFenetre {
  allee = '';
  fermee = false;
  readonly recus: unknown[] = [];
  readonly location = { replace: (url: string) => void (this.allee = url) };
  close = () => void (this.fermee = true);
  focus = () => undefined;
  postMessage = (dit: unknown, origine: string) => void this.recus.push([dit, origine]);
  dire(dit: object, origin = ORIGINE, source: unknown = this): void {
    const evenement = new MessageEvent('message', { data: dit, origin });
    // A fake cannot be the `source` of the constructor.
    Object.defineProperty(evenement, 'source', { value: source });
    dispatchEvent(evenement);
  }
}

describe('sign-in with a provider', () => {
  const ouvertes: Session[] = [];
  afterEach(() => {
    oublierSessions(...ouvertes.splice(0));
    history.replaceState(null, '', location.pathname + location.search);
  });

  async function preparer() {
    const serveur = creerFauxServeur();
    const client = nouveauClient(serveur);
    const session = await rejoindre(client, 'usager');
    ouvertes.push(session);
    const fenetre = new FausseFenetre();
    const sonneries: (() => void)[] = [];
    const parti: string[] = [];
    const fournisseur = new ConnexionFournisseur(session, {
      ouvrir: () => fenetre as unknown as Window,
      // A second passes when the test says so, or when the popup wakes us.
      attendre: (_ms, reveil) => Promise.race([reveil, new Promise<void>((suite) => sonneries.push(suite))]),
      aller: (url) => void parti.push(url),
    });
    const seconde = async () => {
      await jusqua(() => sonneries.length > 0);
      for (const sonner of sonneries.splice(0)) sonner();
    };
    /** The question was answered, and the next second is waited for. */
    const repondu = () => jusqua(() => sonneries.length > 0);
    return { serveur, client, session, fenetre, fournisseur, seconde, repondu, parti };
  }

  const echec = (appel: Promise<unknown>) =>
    appel.then(
      () => undefined,
      (erreur: unknown) => erreur,
    );

  it('opens the popup before anything waits, and the session when the transaction is done', async () => {
    const { serveur, fournisseur, fenetre, session, seconde, repondu } = await preparer();
    const porte = serveur.retenir('POST usager/connexions');
    let ouvert = false;
    const fin = fournisseur.enFenetre().then(() => (ouvert = true));
    egal(fenetre.allee, '');
    porte.liberer();
    await jusqua(() => fenetre.allee);
    const [connexion] = serveur.sessions.connexions;
    affirmer(fenetre.allee.includes(connexion!.id), 'The popup goes to the start page.');
    await seconde();
    await repondu();
    egal(ouvert, false);
    connexion!.etat = 'faite';
    // A host with a COOP header hears no message: the question of each second is enough.
    await seconde();
    await fin;
    egal([session.ouverte, fenetre.fermee], [true, true]);
  });

  it('is woken by its popup only, and gives its witness only there', async () => {
    const { serveur, fournisseur, fenetre, session } = await preparer();
    const fin = fournisseur.enFenetre();
    await jusqua(() => fenetre.allee);
    const connexion = serveur.sessions.connexions[0]!;
    const dit = { type: 'parvis-connexion', id: connexion.id, etat: 'revenue' };
    await jusqua(() => serveur.sessions.connexions.length === 1);
    fenetre.dire(dit, 'https://ailleurs.test');
    fenetre.dire(dit, ORIGINE, window);
    fenetre.dire({ ...dit, id: 'autre' });
    fenetre.dire({ ...dit, type: 'autre' });
    fenetre.dire(null as unknown as object);
    egal(fenetre.recus, []);
    fenetre.dire(dit);
    egal(fenetre.recus, [[{ type: 'parvis-temoin', id: connexion.id, temoin: connexion.temoin }, ORIGINE]]);
    connexion.etat = 'faite';
    fenetre.dire({ ...dit, etat: 'finie' });
    await fin;
    affirmer(session.ouverte, 'Open.');
  });

  it('believes the server, not `closed`; bears a network that goes away; says a refusal', async () => {
    const { serveur, fournisseur, fenetre, seconde, repondu } = await preparer();
    const fin = echec(fournisseur.enFenetre());
    await jusqua(() => fenetre.allee);
    Object.defineProperty(fenetre, 'closed', { value: true });
    await seconde();
    await repondu();
    serveur.couper();
    await seconde();
    await repondu();
    serveur.retablir();
    serveur.sessions.connexions[0]!.etat = { echouee: 'Vous avez refusé.' };
    await seconde();
    const erreur = await fin;
    affirmer(erreur instanceof ConnexionEchouee && erreur.message === 'Vous avez refusé.', String(erreur));
  });

  it('can be given up, and begun again', async () => {
    const { fournisseur, fenetre, session } = await preparer();
    const fin = echec(fournisseur.enFenetre());
    await jusqua(() => fenetre.allee);
    fournisseur.annuler();
    egal(((await fin) as Error).name, 'AbortError');
    egal([fenetre.fermee, session.etat], [true, 'fermee']);
  });

  it('says that the popup was refused; the whole page goes, comes back, and leaves no trace', async () => {
    const { client, session, serveur, parti } = await preparer();
    const refus = new ConnexionFournisseur(session, {
      ouvrir: () => null,
      aller: (url) => void parti.push(url),
    });
    affirmer((await echec(refus.enFenetre())) instanceof FenetreRefusee, 'FenetreRefusee');
    await refus.enPage({ rester: true });
    const connexion = serveur.sessions.connexions[0]!;
    egal(connexion.retour, location.href);
    affirmer(parti[0]!.includes(connexion.id), 'The page goes.');
    affirmer(sessionPossible(client.base, 'usager'), 'The page that comes back will look.');
    connexion.etat = 'faite';

    session.quitter();
    location.hash = `#parvis-connexion=${connexion.id}&relais=${connexion.relais}`;
    const revenue = await rejoindre(client, 'usager');
    ouvertes.push(revenue);
    egal(revenue.etat, 'reprise');
    await jusqua(() => revenue.ouverte);
    egal([location.hash, revenue.rester], ['', true]);
    affirmer(!JSON.stringify(sessionStorage).includes('verifieur'), 'The verifier is gone.');
  });

  it('tells why a page that came back is not signed in, and forgets one that did not come back', async () => {
    const { client, session, serveur, fournisseur } = await preparer();
    await fournisseur.enPage();
    const connexion = serveur.sessions.connexions[0]!;
    connexion.etat = { echouee: 'FrancePlace ne répond pas.' };
    session.quitter();
    location.hash = `#parvis-connexion=${connexion.id}`;
    const revenue = await rejoindre(client, 'usager');
    await jusqua(() => revenue.retourManque);
    egal((revenue.retourManque as Error).message, 'FrancePlace ne répond pas.');
    egal(revenue.etat, 'fermee');
    revenue.quitter();

    const encore = await preparer();
    await encore.fournisseur.enPage();
    encore.session.quitter();
    ouvertes.push(await rejoindre(client, 'usager'));
    affirmer(!sessionPossible(client.base, 'usager'), 'Nothing is left.');
  });

  it('joins an identity to the session that is open, which goes on', async () => {
    const { serveur, client, session, fournisseur, fenetre, seconde } = await preparer();
    await ouvrirSessionFausse(client);
    const fin = fournisseur.enFenetre({ but: 'joindre' });
    await jusqua(() => fenetre.allee);
    serveur.sessions.connexions[0]!.etat = 'faite';
    await seconde();
    await fin;
    egal([serveur.sessions.connexions[0]!.but, session.ouverte], ['joindre', true]);
    affirmer(serveur.appelsDe('POST usager/connexions')[0]!.entetes.has('Authorization'), 'Signed.');
  });
});
