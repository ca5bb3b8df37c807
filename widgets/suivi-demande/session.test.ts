import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { aCompleter } from '../../test/fixtures/demandes-usager.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../test/fixtures/session-page.ts';
import { monterSuivi, type Monture } from '../../test/outils/monter-suivi.ts';
import type { Session } from '../core/session/session.ts';

const MIENNE = aCompleter.numero;
const AUTRE = lignes[20]!.numero;
let monture: Monture;
let session: Session | undefined;

describe('<suivi-demande> with a session', () => {
  beforeEach(async () => {
    document.documentElement.lang = 'fr';
    monture = await monterSuivi();
  });
  afterEach(() => {
    monture.element.remove();
    oublierSessions(session);
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('opens one’s own request whole, without a code, and acts on it', async () => {
    session = await ouvrirSessionFausse(monture.element.client!);
    await monture.ouvrir(MIENNE);
    await monture.jusque(() => monture.element.renderRoot.querySelector('#message'));
    expect(monture.texte()).not.to.include('Votre code');
    await accessible(monture.element);
    monture.saisir('message', 'Bonjour');
    monture.un<HTMLButtonElement>('.composition [type=submit]').click();
    await monture.jusque(() => monture.texte().includes('Votre message est envoyé'));
    const [envoi] = monture.serveur.appelsDe(`POST demandes/${MIENNE}/messages`);
    expect(envoi!.entetes.get('Authorization')).to.match(/^DPoP /);
    expect(envoi!.entetes.get('Parvis-Code')).to.equal(null);
  });

  it('opens the whole of what was shown by its number alone, once signed in elsewhere on the page', async () => {
    await monture.ouvrir(MIENNE);
    expect(monture.texte()).to.include('Ou depuis mon espace');
    await accessible(monture.element);
    session = await ouvrirSessionFausse(monture.element.client!);
    await monture.jusque(() => monture.element.renderRoot.querySelector('#message'));
  });

  it('closes it when its owner signs out', async () => {
    session = await ouvrirSessionFausse(monture.element.client!);
    await monture.ouvrir(MIENNE);
    await monture.jusque(() => monture.element.renderRoot.querySelector('#message'));
    await session.fermer();
    await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
    expect(monture.texte()).not.to.include('Messages');
  });

  it('says that a request is not in the space of who is signed in, and still takes its code', async () => {
    session = await ouvrirSessionFausse(monture.element.client!);
    await monture.ouvrir(AUTRE);
    await monture.jusque(() => monture.texte().includes('n’est pas dans votre espace'));
    await accessible(monture.element);
    expect(monture.texte()).to.include('Votre code');
  });

  it('signs in beside the code', async () => {
    await monture.ouvrir(MIENNE);
    monture.un<HTMLButtonElement>('#me-connecter').click();
    await monture.jusque(() => monture.element.renderRoot.querySelector('parvis-connexion'));
    await monture.jusque(() =>
      monture.element.renderRoot.querySelector('#titre-connexion')?.matches(':focus'),
    );
    await accessible(monture.element);
  });
});
