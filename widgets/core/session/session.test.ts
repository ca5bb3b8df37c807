import { affirmer, egal } from '../../../test/fixtures/affirmer.ts';
import { entendre } from '../../../test/fixtures/entendre.ts';
import { creerFauxServeur, repondreProbleme } from '../../../test/fixtures/faux-fetch.ts';
import { COURRIEL, CODE_RECU } from '../../../test/fixtures/faux-session.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../../test/fixtures/session-page.ts';
import { Client } from '../client.ts';
import { ErreurReseau, type ErreurApi } from '../erreurs.ts';
import { sessionPossible } from './indice.ts';
import { rejoindre, Session } from './session.ts';

const enErreur = async (appel: Promise<unknown>): Promise<unknown> => {
  try {
    await appel;
  } catch (erreur) {
    return erreur;
  }
  throw new Error('n’échoue pas');
};

const codeDe = async (appel: Promise<unknown>) => ((await enErreur(appel)) as ErreurApi).code;

describe('session', () => {
  const ouvertes: Session[] = [];
  afterEach(() => oublierSessions(...ouvertes.splice(0)));

  function creer(commune = 'port-aubier', serveur = creerFauxServeur()) {
    const client = new Client({
      serveur: 'https://guichet.test',
      commune,
      fetch: serveur.fetch,
      attendre: async () => {},
    });
    return { serveur, client };
  }

  async function signer(plus: { rester?: boolean; role?: 'usager' | 'agent' | 'aidant' } = {}) {
    const page = creer();
    const session = await ouvrirSessionFausse(page.client, plus.role ?? 'usager', plus);
    ouvertes.push(session);
    page.client.session = session;
    return { ...page, session };
  }

  /** The page is loaded again: another document, what is kept stays. */
  async function recharger(page: { client: Client }): Promise<Session> {
    const session = new Session(page.client, 'usager');
    ouvertes.push(session);
    await session.reprendre();
    page.client.session = session;
    return session;
  }

  it('tells the page that a request was read or answered, never that one was looked at', async () => {
    const { client, serveur, session } = await signer();
    let fois = 0;
    session.addEventListener('perimee', () => fois++);
    serveur.repondre('POST demandes/PAB-AAAA-AAAA/lecture', () => new Response(null, { status: 204 }));
    serveur.repondre('GET demandes/PAB-AAAA-AAAA', () => new Response('{}'));
    const avant = session.lireMoi();
    await client.envoyer('demandes/PAB-AAAA-AAAA');
    egal(fois, 0);
    await client.envoyer('demandes/PAB-AAAA-AAAA/lecture', { methode: 'POST', json: { rang: 3 } });
    egal(fois, 1);
    affirmer(session.lireMoi() !== avant, 'What is unread is asked again.');
    await client
      .envoyer('demandes/PAB-BBBB-BBBB/lecture', { methode: 'POST', json: { rang: 3 } })
      .catch(() => undefined);
    egal(fois, 1, 'A refusal changes nothing');
  });

  it('signs what is the citizen’s, and nothing public', async () => {
    const { client, serveur } = await signer();
    await client.json('usager/moi');
    await client.lireCommune();
    await client.envoyer('demandes/PAB-AAAA-AAAA').catch(() => undefined);
    await client
      .envoyer('demandes/PAB-AAAA-AAAA', { entetes: { 'Parvis-Code': 'ABCDEF' } })
      .catch(() => undefined);
    const signes = serveur.appels.slice(-4).map(({ entetes }) => entetes.has('DPoP'));
    egal(signes, [true, false, true, false]);
  });

  it('says a wrong code, and opens nothing', async () => {
    const { client } = creer();
    const session = await rejoindre(client, 'usager');
    ouvertes.push(session);
    egal(await codeDe(session.ouvrir({ courriel: COURRIEL, code: '000000' })), 'code-faux');
    egal(session.etat, 'fermee');
    affirmer(!sessionPossible(client.base, 'usager'), 'Nothing is kept.');
  });

  it('shows the same key with the same code, so that a session whose answer was lost is found again', async () => {
    const { client, serveur } = creer();
    const session = await rejoindre(client, 'usager');
    ouvertes.push(session);
    for (const code of ['000000', '000000', '111111']) {
      await enErreur(session.ouvrir({ courriel: COURRIEL, code }));
    }
    const cles = serveur.appelsDe('POST usager/sessions').map(({ entetes }) => {
      const tete = entetes.get('DPoP')!.split('.')[0]!;
      return (JSON.parse(atob(tete.replaceAll('-', '+').replaceAll('_', '/'))) as { jwk: { x: string } }).jwk
        .x;
    });
    egal([cles.length, cles[0] === cles[1], cles[1] === cles[2]], [3, true, false]);
  });

  it('renews on a 401, once for all the requests that wait', async () => {
    const { client, serveur } = await signer();
    serveur.sessions.perimer();
    await Promise.all([client.json('usager/moi'), client.json('usager/moi'), client.json('usager/moi')]);
    egal(serveur.appelsDe('POST usager/sessions/renouvellement').length, 1);
  });

  it('renews ahead of time', async () => {
    const { serveur, client } = creer();
    serveur.sessions.expireDans = 0;
    client.session = await ouvrirSessionFausse(client);
    ouvertes.push(client.session as Session);
    serveur.sessions.expireDans = 600;
    await client.json('usager/moi');
    await client.json('usager/moi');
    egal(serveur.appelsDe('POST usager/sessions/renouvellement').length, 1);
    egal(serveur.appelsDe('GET usager/moi').length, 2);
  });

  it('sends the server’s nonce back when its clock is not believed', async () => {
    const { serveur, client } = creer();
    serveur.sessions.nonce = 'n1';
    const session = await ouvrirSessionFausse(client);
    ouvertes.push(session);
    client.session = session;
    await client.json('usager/moi');
    serveur.sessions.nonce = 'n2';
    await client.json('usager/moi');
    serveur.sessions.nonce = 'n3';
    serveur.sessions.perimer();
    await client.json('usager/moi');
  });

  it('ends when the server says so, and tells the page', async () => {
    const { client, serveur, session } = await signer();
    let changements = 0;
    session.addEventListener('change', () => changements++);
    const entendus = entendre('session-fermee');
    serveur.sessions.finir();
    egal(await codeDe(client.json('usager/moi')), 'session-finie');
    egal(entendus, [['session-fermee', '#document', { role: 'usager', raison: 'finie' }]]);
    egal([session.etat, session.finie, changements], ['fermee', true, 1]);
    affirmer(!sessionPossible(client.base, 'usager'), 'Nothing is kept.');
    egal(await codeDe(client.json('usager/moi')), 'session-requise');
  });

  it('lets a guest read a file and send one although his session has ended', async () => {
    const { client, serveur } = await signer();
    serveur.sessions.finir();
    const { ligne } = serveur.etat.demandes[0]!;
    await client.json(`demandes/${ligne.numero}`);
    egal(serveur.appels.at(-1)!.entetes.has('Authorization'), false);
  });

  it('a network error is never a sign-out', async () => {
    const page = await signer();
    page.serveur.sessions.perimer();
    page.serveur.couper();
    affirmer((await enErreur(page.client.json('usager/moi'))) instanceof ErreurReseau, 'ErreurReseau');
    egal(page.session.etat, 'ouverte');
    const reprise = await recharger(page);
    egal(reprise.etat, 'ouverte');
    affirmer((await enErreur(page.client.json('usager/moi'))) instanceof ErreurReseau, 'ErreurReseau');
    page.serveur.retablir();
    page.serveur.repondre('POST usager/sessions/renouvellement', repondreProbleme('incident-interne'));
    affirmer(
      (await enErreur(page.client.json('usager/moi', { methode: 'POST' }))) instanceof ErreurReseau,
      '500',
    );
    await page.client.json('usager/moi');
  });

  it('is taken up after a page is loaded again, from the tab or from the device', async () => {
    for (const rester of [false, true]) {
      const page = await signer({ rester });
      affirmer(sessionPossible(page.client.base, 'usager'), 'It shows in storage.');
      egal(nomsDe(localStorage).length, rester ? 1 : 0);
      affirmer(
        !JSON.stringify({ ...sessionStorage, ...localStorage }).includes('acces-'),
        'No access token.',
      );
      const entendus = entendre('session-ouverte');
      const reprise = await recharger(page);
      egal(entendus, [['session-ouverte', '#document', { role: 'usager', reprise: true }]]);
      egal([reprise.etat, reprise.rester], ['ouverte', rester]);
      await page.client.json('usager/moi');
      oublierSessions(reprise, page.session);
    }
  });

  it('keeps nothing of a helper, and lives in memory where storage is refused', async () => {
    const { client, session } = await signer({ role: 'aidant' });
    affirmer(session.passagere && !sessionPossible(client.base, 'aidant'), 'In memory only.');
    session.quitter();

    const ouvrir = indexedDB.open.bind(indexedDB);
    Object.defineProperty(indexedDB, 'open', {
      configurable: true,
      value: () => {
        throw new DOMException('refusé', 'SecurityError');
      },
    });
    try {
      const page = await signer();
      affirmer(page.session.passagere && page.session.ouverte, 'Open, in memory.');
      affirmer(!sessionPossible(page.client.base, 'usager'), 'Nothing is kept.');
      await page.client.json('usager/moi');
    } finally {
      Object.defineProperty(indexedDB, 'open', { configurable: true, value: ouvrir });
    }
  });

  it('is forgotten here and at the server; elsewhere too when asked', async () => {
    const { client, serveur, session } = await signer();
    await session.fermer();
    egal([session.etat, session.finie], ['fermee', false]);
    affirmer(!sessionPossible(client.base, 'usager'), 'Nothing is kept.');
    await new Promise((suite) => setTimeout(suite, 50));
    egal(serveur.sessions.ouvertes.size, 0);
    await session.ouvrir({ courriel: COURRIEL, code: CODE_RECU });
    await new Session(client, 'usager').ouvrir({ courriel: COURRIEL, code: CODE_RECU });
    egal(serveur.sessions.ouvertes.size, 2);
    await session.fermer({ partout: true });
    egal(serveur.sessions.ouvertes.size, 0);
  });

  it('is one for the page, whoever asks; two communes and two roles stay apart', async () => {
    const { client, session } = await signer();
    affirmer((await rejoindre(creer().client, 'usager')) === session, 'The same.');
    const autre = await rejoindre(creer('anse-vanille').client, 'usager');
    const aidant = await rejoindre(client, 'aidant');
    ouvertes.push(autre, aidant);
    affirmer(autre !== session && aidant !== session, 'Apart.');
    egal([autre.etat, aidant.etat], ['fermee', 'fermee']);
  });

  it('is shared by two builds of the kit', async () => {
    const { client, session } = await signer();
    // The same code under another address: to the browser, another module with another class.
    const autre = (await import('./session.ts?deux' as string)) as { rejoindre: typeof rejoindre };
    affirmer(autre.rejoindre !== rejoindre, 'Two modules.');
    const voisine = creer();
    const trouvee = await autre.rejoindre(voisine.client, 'usager');
    affirmer(trouvee === session, 'One session.');
    Object.assign(voisine.client, { session: trouvee, fetchInjecte: client.fetchInjecte });
    await voisine.client.json('usager/moi');
    await trouvee.fermer();
    egal(session.etat, 'fermee');
  });

  it('a duplicated tab goes on with the tokens that its sister turned', async () => {
    const page = await signer();
    const copie = new Session(page.client, 'usager');
    ouvertes.push(copie);
    await copie.reprendre();
    page.serveur.sessions.perimer();
    await page.client.json('usager/moi');
    page.client.session = copie;
    page.serveur.sessions.perimer();
    await page.client.json('usager/moi');
    egal(page.serveur.sessions.ouvertes.size, 1);
  });
});

const nomsDe = (stock: Storage) => Object.keys(stock).filter((nom) => nom.startsWith('parvis '));
