import { expect } from 'chai';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { brouillonTerrasse } from '../../../test/fixtures/demandes-usager.ts';
import { creerFauxServeur, type FauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { ouvrirSessionFausse, oublierSessions } from '../../../test/fixtures/session-page.ts';
import { EspaceEffaceEvent } from './donnees.ts';
import { monter } from '../../../test/outils/monter.ts';
import type { MesDemarches } from '../../mes-demarches/mes-demarches.ts';
import { rejoindre, type Session } from '../../core/session/session.ts';
import '../../mes-demarches/define.ts';

let session: Session | undefined;

/** `<mes-demarches>` of somebody who is signed in. */
async function mien(serveur: FauxServeur = creerFauxServeur(), attributs: Record<string, string> = {}) {
  const monture = monter<MesDemarches>('mes-demarches', { serveur, attributs });
  session = await ouvrirSessionFausse(monture.element.client!);
  return monture;
}

const avecBrouillon = (): FauxServeur => {
  const serveur = creerFauxServeur();
  serveur.etat.espace.commences = [brouillonTerrasse];
  return serveur;
};

describe('one’s own space above the démarches', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
  });
  afterEach(() => {
    oublierSessions(session);
    document.body.replaceChildren();
  });

  it('is one quiet line for a guest, with nothing stored nor asked', async () => {
    const { element, serveur, voir, texte } = monter<MesDemarches>('mes-demarches');
    await voir('Mon espace : me connecter');
    expect(texte()).to.include('Installer une terrasse');
    expect(serveur.appelsDe(/usager/)).to.have.length(0);
    await accessible(element);
  });

  it('signs in from the quiet line, and gives it back to whoever goes on without', async () => {
    const { element, voir, cliquer, jusque, focus, texte } = monter<MesDemarches>('mes-demarches');
    await cliquer('Mon espace : me connecter');
    await voir('Ce n’est pas obligatoire');
    await jusque(() => focus() === 'titre-connexion');
    await accessible(element);
    await cliquer('Continuer sans me connecter');
    await jusque(() => focus() === 'entrer');
    expect(texte()).not.to.include('Ce n’est pas obligatoire');
    await cliquer('Mon espace : me connecter');
    await voir('Ce n’est pas obligatoire');
    session = await rejoindre(element.client!, 'usager');
  });

  it('shows what to do above the catalogue, wherever the session was opened', async () => {
    const { element, voir } = await mien();
    await voir('Répondez à la mairie avant le 3 décembre 2026.');
    await voir('nadia.ferhat@exemple.fr');
    const racine = element.shadowRoot!;
    const espace = racine.querySelector('parvis-mon-espace')!;
    const suite = espace.compareDocumentPosition(racine.querySelector('#recherche')!);
    expect(suite & Node.DOCUMENT_POSITION_FOLLOWING).to.be.above(0);
    await accessible(element);
  });

  it('goes to the papers, and back', async () => {
    const { cliquer, voir, un } = await mien();
    await cliquer('Mes documents');
    await voir('Rien pour l’instant').catch(() => voir('Mes papiers'));
    expect(un('#onglet-documents')!.getAttribute('aria-current')).to.equal('page');
    await cliquer('Mon compte');
    await voir('Mes données');
    await cliquer('Mes demandes');
    await voir('À faire');
  });

  it('shows nothing else of a space that is erased, until that was read', async () => {
    const { cliquer, voir, un, jusque } = await mien();
    await cliquer('Mon compte');
    await voir('Mes connexions');
    const donnees = un('parvis-mes-donnees')!;
    donnees.dispatchEvent(new EspaceEffaceEvent(false));
    await jusque(() => !un('parvis-compte-profil') && !un('#sortir'));
    expect(un('parvis-mes-donnees'), 'the same, with what it says').to.equal(donnees);
    expect(un<HTMLElement>('#onglet-demandes')!.offsetHeight).to.equal(0);
    donnees.dispatchEvent(new EspaceEffaceEvent(true));
    await voir('Mon espace : me connecter');
  });

  it('takes up on this device what was begun on another, under the form of its version', async () => {
    const { element, serveur, cliquer, voir, jusque, un, focus } = await mien(avecBrouillon());
    await voir('À reprendre');
    await accessible(element);
    await cliquer('Reprendre');
    await voir('Étape 1 sur 3');
    await jusque(() => focus() === 'titre-etape');
    const champ = un<HTMLTextAreaElement>('textarea')!;
    expect(champ.value).to.equal('Deux tables devant la vitrine');
    champ.value = 'Trois tables';
    champ.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await voir('Enregistré dans votre espace');
    await jusque(() => serveur.appelsDe(/PUT usager\/brouillons/).length);
    const [appel] = serveur.appelsDe(/PUT usager\/brouillons/);
    expect(appel!.chemin).to.equal(`usager/brouillons/${brouillonTerrasse.id}`);
    expect(appel!.corps).to.include({ demarche: 'terrasse', revision: 3 });
    // The space has it: nothing stays on a shared computer.
    await jusque(() => !Object.keys(localStorage).some((cle) => cle.endsWith(':terrasse')));
  });

  it('offers the draft of the space on the sheet too', async () => {
    const { voir } = await mien(avecBrouillon(), { demarche: 'terrasse' });
    await voir('Vous avez commencé cette démarche');
  });

  it('keeps the answers on the device while the network is down', async () => {
    const { serveur, cliquer, saisir, voir, jusque } = await mien(undefined, { demarche: 'terrasse' });
    await cliquer('Commencer');
    await voir('Étape 1 sur 3');
    serveur.couper();
    await saisir('Décrivez votre demande', 'Quatre tables');
    await jusque(() => serveur.appelsDe(/PUT usager\/brouillons/).length > 0);
    expect(localStorage.getItem('parvis::terrasse')).to.include('Quatre tables');
    serveur.retablir();
    await saisir('Décrivez votre demande', 'Quatre tables et un store');
    await jusque(() => serveur.etat.espace.commences.length === 1);
    await jusque(() => localStorage.getItem('parvis::terrasse') === null);
    expect(serveur.etat.espace.commences[0]!.reponses).to.deep.equal({
      precisions: 'Quatre tables et un store',
    });
  });

  it('says that another device was faster, and loses neither', async () => {
    for (const garderIci of [true, false]) {
      const serveur = avecBrouillon();
      const { element, cliquer, saisir, voir, jusque, texte, focus, un } = await mien(serveur);
      await cliquer('Reprendre');
      await voir('Étape 1 sur 3');
      serveur.etat.espace.commences = [
        { ...brouillonTerrasse, revision: 4, reponses: { precisions: 'Depuis le téléphone' } },
      ];
      await saisir('Décrivez votre demande', 'Depuis l’ordinateur');
      await voir('Commencé aussi sur un autre appareil');
      await voir('Vos derniers ajouts sont gardés sur cet appareil. Ils attendent votre choix, plus haut.');
      await accessible(element);
      await cliquer(garderIci ? 'Continuer avec les réponses' : 'Prendre les réponses');
      await jusque(() => !texte().includes('Commencé aussi sur'));
      const kept = serveur.etat.espace.commences.map(({ reponses }) => reponses['precisions']);
      expect(kept).to.have.members(['Depuis le téléphone', 'Depuis l’ordinateur']);
      await jusque(() => focus() === 'titre-etape');
      expect(un<HTMLTextAreaElement>('textarea')!.value).to.equal(
        garderIci ? 'Depuis l’ordinateur' : 'Depuis le téléphone',
      );
      oublierSessions(session);
      document.body.replaceChildren();
    }
  });

  it('erases a draft once it is filed, and the request is the citizen’s', async () => {
    const serveur = avecBrouillon();
    const { cliquer, saisir, voir, jusque } = await mien(serveur);
    await cliquer('Reprendre');
    await cliquer('Continuer');
    await saisir('Votre prénom', 'Nadia');
    await saisir('Votre nom', 'Ferhat');
    await saisir('Votre adresse de courriel', 'nadia.ferhat@exemple.fr');
    await saisir('Numéro et rue', '12 rue du Port');
    await saisir('Code postal', '13999');
    await saisir('Ville', 'Port-Aubier');
    await cliquer('Continuer');
    await cliquer('Envoyer ma demande');
    await voir('Votre demande est envoyée');
    await jusque(() => serveur.etat.espace.commences.length === 0);
    const [depot] = serveur.appelsDe('POST demandes');
    expect(depot!.entetes.get('Authorization')).to.match(/^DPoP /);
  });

  it('leaves nothing of the space on the page after signing out', async () => {
    const { cliquer, voir, texte, jusque, focus } = await mien(avecBrouillon());
    await cliquer('Reprendre');
    await voir('Étape 1 sur 3');
    await cliquer('Retour à la fiche');
    await cliquer('Toutes les démarches');
    await cliquer('Me déconnecter');
    await voir('Mon espace : me connecter');
    await jusque(() => focus() === 'entrer');
    expect(texte()).not.to.include('À reprendre');
    expect(Object.keys(localStorage).filter((cle) => cle.includes('terrasse'))).to.deep.equal([]);
  });

  it('asks before a draft is erased', async () => {
    const { serveur, cliquer, voir, jusque, texte } = await mien(avecBrouillon());
    await cliquer('Effacer');
    await voir('Effacer ces réponses ?');
    await cliquer('Oui, effacer');
    await jusque(() => !texte().includes('À reprendre'));
    expect(serveur.etat.espace.commences).to.have.length(0);
  });
});
