import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { monter } from '../../test/outils/monter.ts';
import './define.ts';
import type { DemandeEnvoyeeEvent } from './events.ts';
import type { MesDemarches } from './mes-demarches.ts';

const mes = (options?: Parameters<typeof monter>[1]) => monter<MesDemarches>('mes-demarches', options);
const warn = console.warn;

describe('<mes-demarches>', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
  });
  afterEach(() => {
    console.warn = warn;
    document.body.replaceChildren();
  });

  it('lists every démarche under its theme, and stores nothing', async () => {
    const { element, voir, texte } = mes();
    await voir('Demander un acte de naissance');
    expect(texte()).to.include('Papiers et état civil');
    expect(texte()).to.include('Rues et espace public');
    await accessible(element);
    expect(localStorage.length).to.equal(0);
  });

  it('finds with a typing error, and says what to do when nothing matches', async () => {
    const { element, voir, saisir, cliquer, texte } = mes();
    await saisir('Quelle démarche', 'naisance');
    await voir('1 démarche trouvée');
    expect(texte()).not.to.include('terrasse');
    await saisir('Quelle démarche', 'zzzz');
    await voir('Aucune démarche trouvée');
    expect(texte()).to.include('04 99 00 10 00');
    await accessible(element);
    await cliquer('Voir toutes les démarches');
    await voir('Installer une terrasse');
  });

  it('tells everything before the first question', async () => {
    const { element, cliquer, voir, texte, focus, un } = mes();
    await cliquer('Demander un acte de naissance');
    await voir('Pour qui ?');
    for (const mots of [
      'Votre pièce d’identité',
      '3 jours ouvrés',
      'Gratuit',
      'refusée',
      'Sans internet',
      '04 99 00 10 12',
    ])
      expect(texte()).to.include(mots);
    expect(un<HTMLAnchorElement>('a[href*="service-public"]')!.href).to.equal(
      'https://www.service-public.fr/particuliers/vosdroits/F1427',
    );
    expect(focus()).to.equal('titre');
    expect(texte()).not.to.include('false');
    await accessible(element);
    await cliquer('Toutes les démarches');
    await voir('Quelle démarche');
    expect(focus()).to.equal('voir-acte-naissance');
  });

  it('has no form for what is done at the counter', async () => {
    const { voir, texte, element } = mes({ attributs: { demarche: 'passeport' } });
    await voir('Cette démarche se fait sur place');
    expect(texte()).not.to.include('Commencer');
    await accessible(element);
  });

  it('opens the démarche of its attribute, and lists one theme', async () => {
    const { voir } = mes({ attributs: { demarche: 'terrasse' } });
    await voir('Commencer');
    const filtre = mes({ attributs: { theme: 'enfance' } });
    await filtre.voir('cantine');
    expect(filtre.texte()).not.to.include('terrasse');
  });

  it('warns of an unknown theme and shows everything', async () => {
    const avis: string[] = [];
    console.warn = (...mots: unknown[]) => void avis.push(mots.join(' '));
    const { voir, element } = mes({ attributs: { theme: 'enfence' } });
    await voir('Installer une terrasse');
    await element.updateComplete;
    expect(avis.join()).to.include('enfence');
  });

  it('says when the town has nothing online yet', async () => {
    const { voir, element } = mes({ serveur: creerFauxServeur({ demarches: [] }) });
    await voir('Aucune démarche n’est encore proposée');
    await accessible(element);
  });

  it('keeps the fallback usable when the server is down, and tries again', async () => {
    const serveur = creerFauxServeur();
    serveur.couper();
    const { element, voir, cliquer, un } = mes({ serveur, repli: 'Venez en mairie' });
    await voir('Les démarches ne s’affichent pas');
    expect(un<HTMLSlotElement>('slot')!.assignedNodes()[0]!.textContent).to.equal('Venez en mairie');
    await accessible(element);
    serveur.retablir();
    await cliquer('Réessayer');
    await voir('Installer une terrasse');
  });

  it('says that a démarche is unknown', async () => {
    const { voir } = mes({ attributs: { demarche: 'chateau' } });
    await voir('Cette démarche ne s’affiche pas');
  });

  it('files a request once, tells the page its number only, and goes back to the list', async () => {
    const { element, serveur, cliquer, voir, saisir, texte } = mes({ attributs: { demarche: 'terrasse' } });
    const recus: DemandeEnvoyeeEvent[] = [];
    document.addEventListener(
      'demande-envoyee',
      (evenement) => recus.push(evenement as DemandeEnvoyeeEvent),
      { once: true },
    );
    const avant = serveur.etat.demandes.length;
    await cliquer('Commencer');
    await saisir('Décrivez votre demande', 'Quatre tables rue du Port');
    await cliquer('Continuer');
    await saisir('Votre prénom', 'Anne-Marie');
    await saisir('Votre nom', 'Le Goff');
    await saisir('Votre adresse de courriel', 'am@exemple.fr');
    await saisir('Numéro et rue', '12 rue du Port');
    await saisir('Code postal', '13999');
    await saisir('Ville', 'Port-Aubier');
    await cliquer('Continuer');
    await cliquer('Envoyer ma demande');
    await voir('Votre demande est envoyée');
    const { numero } = serveur.etat.demandes[0]!.ligne;
    expect(serveur.etat.demandes.length).to.equal(avant + 1);
    expect(texte()).to.include(numero);
    expect([recus[0]?.numero, recus[0]?.demarche]).to.deep.equal([numero, 'terrasse']);
    expect(JSON.stringify(recus[0])).not.to.include('code');
    expect(localStorage.length).to.equal(0);
    await accessible(element);
    await cliquer('Toutes les démarches');
    await voir('Quelle démarche');
    expect(serveur.appelsDe('POST demandes')).to.have.length(1);
  });

  it('offers to take up again what was begun, or to start over', async () => {
    const premiere = mes({ attributs: { demarche: 'terrasse' } });
    await premiere.cliquer('Commencer');
    await premiere.saisir('Décrivez votre demande', 'Trois chaises');
    await premiere.cliquer('Continuer');
    await premiere.voir('Étape 2 sur 3');
    premiere.element.remove();

    const seconde = mes();
    await seconde.voir('À reprendre');
    await seconde.cliquer('Installer une terrasse');
    await seconde.voir('Vous avez commencé cette démarche aujourd’hui');
    await accessible(seconde.element);
    await seconde.cliquer('Reprendre');
    await seconde.voir('Étape 2 sur 3');
    await seconde.cliquer('Étape précédente');
    await seconde.voir('Étape 1 sur 3');
    expect(seconde.un<HTMLTextAreaElement>('textarea')!.value).to.equal('Trois chaises');
    await seconde.cliquer('Retour à la fiche');
    await seconde.cliquer('Recommencer à zéro');
    await seconde.voir('Étape 1 sur 3');
    expect(seconde.un<HTMLTextAreaElement>('textarea')!.value).to.equal('');
  });

  it('draws HTML of a definition as text', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.demarches = serveur.etat.demarches.map((d) => ({
      ...d,
      titre: `<img src=x onerror=alert(1)>${d.titre}`,
    }));
    const { voir, un } = mes({ serveur });
    await voir('<img src=x');
    expect(un('img')).to.equal(undefined);
  });

  it('shows the reason of a refused request', async () => {
    const serveur = creerFauxServeur();
    serveur.repondre('GET demarches', repondreProbleme('incident-interne'));
    serveur.repondre('GET demarches', repondreProbleme('incident-interne'));
    const { voir } = mes({ serveur });
    await voir('Les démarches ne s’affichent pas');
  });
});
