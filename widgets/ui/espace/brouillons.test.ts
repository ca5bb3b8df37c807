import { expect } from 'chai';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { brouillonTerrasse, ligneUsager } from '../../../test/fixtures/demandes-usager.ts';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { moi } from '../../../test/fixtures/espace.ts';
import { ouvrirSessionFausse, oublierSessions } from '../../../test/fixtures/session-page.ts';
import { ilYA } from '../../../test/fixtures/temps.ts';
import { monter, type Monture } from '../../../test/outils/monter.ts';
import type { ParvisElement } from '../../core/element.ts';
import type { Session } from '../../core/session/session.ts';
import '../../mes-demandes/define.ts';
import '../../mes-demarches/define.ts';
import '../../signaler-probleme/define.ts';

const CHAMP = 'Décrivez votre demande';
const STOCK = 'parvis::terrasse';
const sessions: Session[] = [];

const avecBrouillon = (): FauxServeur => {
  const serveur = creerFauxServeur();
  serveur.etat.espace.commences = [brouillonTerrasse];
  return serveur;
};

async function connecter({ element }: Monture): Promise<Session> {
  const session = await ouvrirSessionFausse(element.client!);
  sessions.push(session);
  return session;
}

async function mien(tag: string, serveur = avecBrouillon(), attributs: Record<string, string> = {}) {
  const monture = monter<ParvisElement>(tag, { serveur, attributs });
  await connecter(monture);
  return monture;
}

/** The terrace of the space, open at its first step. */
async function repris(serveur = avecBrouillon()) {
  const monture = await mien('mes-demarches', serveur);
  await monture.cliquer('Reprendre');
  await monture.voir('Étape 1 sur 3');
  await monture.voir('Enregistré dans votre espace');
  return monture;
}

/** Signed in, a new terrace. */
async function commence(serveur = creerFauxServeur()) {
  const monture = await mien('mes-demarches', serveur, { demarche: 'terrasse' });
  await monture.cliquer('Commencer');
  await monture.voir('Étape 1 sur 3');
  await monture.voir('Vos réponses seront gardées dans votre espace');
  return monture;
}

const dansLEspace = ({ etat }: FauxServeur) =>
  etat.espace.commences.map(({ reponses }) => reponses['precisions']);
const sauvegardes = (serveur: FauxServeur) => serveur.appelsDe(/PUT usager\/brouillons/);
const revenir = () => document.dispatchEvent(new Event('visibilitychange'));
const vider = () => {
  oublierSessions(...sessions.splice(0));
  document.body.replaceChildren();
};

describe('drafts of a signed-in citizen', () => {
  const setItem = Storage.prototype.setItem;
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
    history.replaceState(null, '', location.pathname + location.search);
  });
  afterEach(() => {
    Storage.prototype.setItem = setItem;
    vider();
  });

  describe('taken up', () => {
    it('at the step where it stopped, in one press, with the focus on its heading', async () => {
      const serveur = avecBrouillon();
      serveur.etat.espace.commences = [{ ...brouillonTerrasse, etape: 'coordonnees' }];
      const { cliquer, voir, jusque, focus, texte } = await mien('mes-demarches', serveur);
      await cliquer('Reprendre');
      await voir('Étape 2 sur 3');
      await jusque(() => focus() === 'titre-etape');
      expect(texte()).not.to.include('Vous avez commencé cette démarche');
    });

    it('says it when the form itself does not come, and tries again', async () => {
      const { serveur, cliquer, voir, un } = await mien('mes-demarches');
      await voir('À reprendre');
      serveur.repondre('GET demarches/terrasse', repondreProbleme('incident-interne'));
      await cliquer('Reprendre');
      await voir('Cette démarche ne s’affiche pas');
      await cliquer('Réessayer');
      await voir('Étape 1 sur 3');
      expect(un<HTMLTextAreaElement>('textarea')!.value).to.equal('Deux tables devant la vitrine');
    });

    it('from « Mes demandes », where the page has the form', async () => {
      const serveur = avecBrouillon();
      const formulaire = monter<ParvisElement>('mes-demarches', { serveur });
      const liste = await mien('mes-demandes', serveur);
      await formulaire.voir('À reprendre');
      await liste.cliquer('Reprendre');
      await formulaire.voir('Étape 1 sur 3');
      await formulaire.jusque(() => formulaire.focus() === 'titre-etape');
      expect(location.hash).to.equal('');
    });

    it('from « Mes demandes » alone, by a link to the town’s page, else to ours', async () => {
      const serveur = avecBrouillon();
      const { element, voir, un } = await mien('mes-demandes', serveur);
      await voir('À reprendre');
      await accessible(element);
      const lien = () => un<HTMLAnchorElement>(`[id="reprendre-${brouillonTerrasse.id}"]`)!.href;
      const { demarches } = serveur.etat.commune.pages;
      const page = demarches ?? 'http://localhost:8787/c/port-aubier/p/mes-demarches';
      expect(lien()).to.equal(`${page}#reprendre=${brouillonTerrasse.id}`);
    });

    it('erased from « Mes demandes » alone', async () => {
      const { serveur, cliquer, jusque, texte } = await mien('mes-demandes');
      await cliquer('Effacer');
      await cliquer('Oui, effacer');
      await jusque(() => !texte().includes('À reprendre'));
      expect(serveur.etat.espace.commences).to.have.length(0);
    });

    it('from a link, by who is not signed in yet', async () => {
      history.replaceState(null, '', `#reprendre=${brouillonTerrasse.id}`);
      const monture = monter<ParvisElement>('mes-demarches', { serveur: avecBrouillon() });
      await monture.voir('Connectez-vous pour reprendre ce que vous avez commencé');
      await connecter(monture);
      await monture.voir('Étape 1 sur 3');
      expect(location.hash).to.equal('');
    });

    it('no more, once it was filed on another device: a word, and the list without it', async () => {
      const { serveur, cliquer, voir, jusque, un } = await mien('mes-demarches');
      await voir('À reprendre');
      serveur.etat.espace.commences = [];
      await cliquer('Reprendre');
      await jusque(() => un('.erreur[role=alert]'));
      await jusque(() => !un(`[id="reprendre-${brouillonTerrasse.id}"]`));
    });
  });

  describe('what the foot says', () => {
    it('is that a guest’s answers are on this device, until it refuses or is shared', async () => {
      const { cliquer, voir, saisir, cocher } = monter<ParvisElement>('mes-demarches', {
        attributs: { demarche: 'terrasse' },
      });
      await cliquer('Commencer');
      await voir('Vos réponses sont gardées 30 jours sur cet appareil');
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      await saisir(CHAMP, 'Une table');
      await voir('Cet appareil refuse de garder vos réponses : terminez avant de fermer la page.');
      await cocher('Ordinateur partagé');
      await voir('Rien n’est gardé sur cet appareil : terminez avant de fermer la page.');
    });

    it('is that they are in the space; or here, and sent later, when it cannot be reached', async () => {
      const { serveur, voir, saisir, texte, jusque, element } = await commence();
      expect(texte()).not.to.include('30 jours sur cet appareil');
      await saisir(CHAMP, 'Une table');
      await voir('Enregistré dans votre espace');
      serveur.couper();
      await saisir(CHAMP, 'Deux tables');
      await voir('Votre espace ne répond pas pour le moment. Vos réponses sont gardées sur cet appareil.');
      await accessible(element);
      expect(localStorage.getItem(STOCK)).to.include('Deux tables');
      serveur.retablir();
      window.dispatchEvent(new Event('online'));
      await jusque(() => dansLEspace(serveur).join() === 'Deux tables');
      await voir('Enregistré dans votre espace');
      expect(texte()).not.to.include('ne répond pas');
      await jusque(() => localStorage.getItem(STOCK) === null);
    });

    it('is to leave the page open when neither the space nor the device keeps them', async () => {
      const { serveur, voir, saisir, cocher } = await commence();
      await cocher('Ordinateur partagé');
      serveur.couper();
      await saisir(CHAMP, 'Une table');
      await voir('Laissez cette page ouverte : rien n’est gardé sur cet appareil.');
      expect(localStorage.getItem(STOCK)).to.equal(null);
    });

    it('is the space’s own word when it takes no more', async () => {
      const { serveur, voir, saisir } = await commence();
      serveur.repondre(/PUT usager/, repondreProbleme('requete-trop-grosse'));
      await saisir(CHAMP, 'Une table');
      await voir('Vos réponses sont gardées sur cet appareil.');
      expect(localStorage.getItem(STOCK)).to.include('Une table');
    });
  });

  describe('of a report', () => {
    it('go to the space like the others, and are taken up from the dashboard', async () => {
      const serveur = creerFauxServeur();
      const rue = await mien('signaler-probleme', serveur);
      await rue.cliquer('Signaler un problème de voirie');
      await rue.voir('Vos réponses seront gardées dans votre espace');
      await rue.saisir('Où est-ce', 'Devant l’école');
      await rue.voir('Enregistré dans votre espace');
      const [garde] = serveur.etat.espace.commences;
      expect(garde!.demarche).to.equal('signaler-voirie');
      vider();
      const tableau = await mien('mes-demarches', serveur);
      await tableau.cliquer('Reprendre');
      await tableau.voir('Étape 1');
      await tableau.voir('Enregistré dans votre espace');
    });

    it('begun elsewhere, is offered where it would be begun again', async () => {
      const serveur = creerFauxServeur();
      serveur.etat.espace.commences = [
        {
          ...brouillonTerrasse,
          demarche: 'signaler-voirie',
          titre: 'Voirie',
          etape: null,
          reponses: { x: '1' },
        },
      ];
      const { element, cliquer, voir, texte, jusque } = await mien('signaler-probleme', serveur);
      await cliquer('Signaler un problème de voirie');
      await voir('Vous avez déjà commencé cette démarche');
      await accessible(element);
      await cliquer('Reprendre ces réponses');
      await voir('Enregistré dans votre espace');
      await jusque(() => !texte().includes('Vous avez déjà commencé'));
    });

    it('asks the space of a guest nothing', async () => {
      const { serveur, cocher, voir, element } = monter<ParvisElement>('signaler-probleme', {
        attributs: { demarche: 'signaler-voirie' },
      });
      await voir('Vos réponses sont gardées 30 jours sur cet appareil');
      await cocher('Ordinateur partagé');
      await voir('Rien n’est gardé sur cet appareil');
      expect(serveur.appelsDe(/usager/)).to.have.length(0);
      expect(element.client!.session).to.equal(undefined);
    });
  });

  describe('on two devices', () => {
    it('an answer that was lost is not another device', async () => {
      const { serveur, saisir, jusque, texte } = await repris();
      serveur.perdreReponse(/PUT usager/);
      await saisir(CHAMP, 'Trois tables');
      await jusque(() => serveur.etat.espace.commences[0]!.revision === 4);
      await saisir(CHAMP, 'Quatre tables');
      await jusque(() => dansLEspace(serveur).join() === 'Quatre tables');
      expect(texte()).not.to.include('Commencé aussi');
    });

    it('back on the page, what was gone on with elsewhere is offered before a word is typed', async () => {
      const { serveur, voir, cliquer, jusque, un, texte } = await repris();
      serveur.etat.espace.commences = [
        { ...brouillonTerrasse, revision: 4, reponses: { precisions: 'Depuis le téléphone' } },
      ];
      revenir();
      await voir('Commencé aussi sur un autre appareil');
      await cliquer('Prendre les réponses');
      await jusque(() => un<HTMLTextAreaElement>('textarea')?.value === 'Depuis le téléphone');
      expect(texte()).not.to.include('Commencé aussi');
      expect(dansLEspace(serveur)).to.deep.equal(['Depuis le téléphone']);
    });

    it('filed on the other, it goes from here with a word', async () => {
      const { element, serveur, voir, cliquer, jusque, un, texte } = await repris();
      serveur.etat.espace.commences = [];
      serveur.etat.espace.demandes = [
        { ...ligneUsager(3), demarche: 'terrasse', numero: 'PAB-7K4F-92QX', recueLe: ilYA(0) },
      ];
      revenir();
      await voir('Cette demande est déjà envoyée');
      await voir('sous le numéro PAB-7K4F-92QX');
      await jusque(() => un<HTMLTextAreaElement>('textarea')?.value === '');
      await accessible(element);
      await cliquer('J’ai compris');
      await jusque(() => !texte().includes('déjà envoyée'));
      expect(localStorage.getItem(STOCK)).to.equal(null);
      expect(sauvegardes(serveur)).to.have.length(0);
    });

    it('filed on the other while something more was typed here: it is kept, and asked', async () => {
      for (const garder of [true, false]) {
        const { serveur, voir, cliquer, jusque, saisir, un, texte } = await repris();
        serveur.etat.espace.commences = [];
        await saisir(CHAMP, 'Encore une table');
        await voir('Ce que vous avez tapé ici est encore là.');
        expect(un<HTMLTextAreaElement>('textarea')!.value).to.equal('Encore une table');
        expect(serveur.etat.espace.commences).to.have.length(0);
        await cliquer(garder ? 'Les garder pour une autre demande' : 'Effacer ces réponses');
        await jusque(() => !texte().includes('Ce que vous avez tapé'));
        if (garder) await jusque(() => dansLEspace(serveur).join() === 'Encore une table');
        else await jusque(() => un<HTMLTextAreaElement>('textarea')?.value === '');
        expect(serveur.etat.espace.commences).to.have.length(garder ? 1 : 0);
        vider();
        localStorage.clear();
      }
    });

    it('filed here, what the other has typed since stays in the space', async () => {
      const { serveur, cliquer, saisir, voir, jusque, un } = await repris();
      serveur.etat.espace.commences = [
        { ...brouillonTerrasse, revision: 4, reponses: { precisions: 'Depuis le téléphone' } },
      ];
      await saisir(CHAMP, 'Depuis l’ordinateur');
      await voir('Commencé aussi sur un autre appareil');
      un<HTMLButtonElement>('form .actions .principal')!.click();
      await voir('Étape 2 sur 3');
      await saisir('Votre prénom', 'Nadia');
      await saisir('Votre nom', 'Ferhat');
      await saisir('Votre adresse de courriel', 'nadia.ferhat@exemple.fr');
      await saisir('Numéro et rue', '12 rue du Port');
      await saisir('Code postal', '13999');
      await saisir('Ville', 'Port-Aubier');
      un<HTMLButtonElement>('form .actions .principal')!.click();
      await cliquer('Envoyer ma demande');
      await voir('Votre demande est envoyée');
      await jusque(() => serveur.appelsDe('POST demandes').length === 1);
      expect(dansLEspace(serveur)).to.deep.equal(['Depuis le téléphone']);
    });

    it('written under a form that came out meanwhile, it is read under that form', async () => {
      const serveur = avecBrouillon();
      const monture = await mien('mes-demarches', serveur, { demarche: 'terrasse' });
      await monture.voir('Vous avez commencé cette démarche');
      const ancienne = serveur.etat.demarches.find(({ code }) => code === 'terrasse')!;
      serveur.etat.anciennes = [ancienne];
      serveur.etat.demarches = serveur.etat.demarches.map((demarche) =>
        demarche === ancienne ? { ...ancienne, version: ancienne.version + 1 } : demarche,
      );
      serveur.etat.espace.commences = [
        {
          ...brouillonTerrasse,
          version: ancienne.version + 1,
          revision: 4,
          reponses: { precisions: 'Neuf' },
        },
      ];
      await monture.cliquer('Reprendre');
      await monture.voir('Enregistré dans votre espace');
      revenir();
      await monture.cliquer('Prendre les réponses');
      await monture.jusque(() => monture.un<HTMLTextAreaElement>('textarea')?.value === 'Neuf');
      await monture.saisir(CHAMP, 'Neuf aussi');
      await monture.jusque(() => dansLEspace(serveur)[0] === 'Neuf aussi');
      expect(serveur.etat.espace.commences[0]!.version).to.equal(ancienne.version + 1);
    });
  });

  describe('and the session', () => {
    it('ended while typing: said, kept here, and the same draft once signed in again', async () => {
      const monture = await repris();
      const { serveur, saisir, voir, jusque } = monture;
      await sessions[0]!.fermer();
      await voir('Vous n’êtes plus connecté');
      await saisir(CHAMP, 'Cinq tables');
      await jusque(() => localStorage.getItem(STOCK)?.includes('Cinq tables'));
      expect(dansLEspace(serveur)).to.deep.equal(['Deux tables devant la vitrine']);
      await connecter(monture);
      await jusque(() => dansLEspace(serveur).join() === 'Cinq tables');
      await jusque(() => localStorage.getItem(STOCK) === null);
      await voir('Enregistré dans votre espace');
    });

    it('what the network kept back leaves by itself on a later page, for its owner alone', async () => {
      const premiere = await repris();
      premiere.serveur.couper();
      await premiere.saisir(CHAMP, 'Six tables');
      await premiere.voir('ne répond pas pour le moment');
      await sessions[0]!.fermer();
      vider();
      expect(localStorage.getItem(STOCK)).to.include('Six tables');

      // Somebody else, on the same computer.
      const autre = creerFauxServeur();
      autre.etat.espace.moi = { ...moi, identites: [{ ...moi.identites[0]!, id: crypto.randomUUID() }] };
      const sienne = await mien('mes-demarches', autre);
      await sienne.voir('À faire');
      await sienne.jusque(() => autre.appelsDe('GET usager/moi').length);
      expect(sauvegardes(autre)).to.have.length(0);
      vider();

      const serveur = avecBrouillon();
      const { jusque } = await mien('mes-demarches', serveur);
      await jusque(() => dansLEspace(serveur).join() === 'Six tables');
      await jusque(() => localStorage.getItem(STOCK) === null);
      expect(sauvegardes(autre)).to.have.length(0);
    });
  });

  describe('of a guest in two tabs', () => {
    const autreOnglet = (precisions: string | null): void => {
      const neuf =
        precisions === null
          ? null
          : { ...JSON.parse(localStorage.getItem(STOCK)!), reponses: { precisions } };
      if (neuf) localStorage.setItem(STOCK, JSON.stringify(neuf));
      else localStorage.removeItem(STOCK);
      const newValue = neuf && JSON.stringify(neuf);
      dispatchEvent(new StorageEvent('storage', { key: STOCK, newValue }));
    };
    async function invite() {
      const monture = monter<ParvisElement>('mes-demarches', { attributs: { demarche: 'terrasse' } });
      await monture.cliquer('Commencer');
      await monture.saisir(CHAMP, 'Ici');
      await monture.jusque(() => localStorage.getItem(STOCK)?.includes('Ici'));
      // What tells comes while one types.
      await monture.cliquer('Continuer');
      await monture.cliquer('Étape précédente');
      await monture.voir('Étape 1 sur 3');
      return monture;
    }

    it('it is said which answers the device keeps, and either can be taken', async () => {
      const { element, voir, cliquer, jusque, un } = await invite();
      autreOnglet('Là-bas');
      await voir('Vous remplissez aussi ce formulaire dans une autre page');
      await accessible(element);
      expect(un<HTMLTextAreaElement>('textarea')!.value).to.equal('Ici');
      await cliquer('Continuer avec les réponses de cette page');
      await jusque(() => localStorage.getItem(STOCK)?.includes('Ici'));
      autreOnglet('Là-bas encore');
      await cliquer('Prendre les réponses de l’autre page');
      await jusque(() => un<HTMLTextAreaElement>('textarea')?.value === 'Là-bas encore');
    });

    it('filed in the other, it is said here, and nothing is lost unasked', async () => {
      const { voir, cliquer, jusque, un } = await invite();
      autreOnglet(null);
      await voir('Vous avez fini dans une autre page');
      expect(un<HTMLTextAreaElement>('textarea')!.value).to.equal('Ici');
      await cliquer('Les effacer');
      await jusque(() => un<HTMLTextAreaElement>('textarea')?.value === '');
    });
  });
});
