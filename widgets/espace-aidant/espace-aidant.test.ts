import { entendre } from '../../test/fixtures/entendre.ts';
import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { CODE_ACCORD } from '../../test/fixtures/faux-aidant.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { CODE_RECU } from '../../test/fixtures/faux-session.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../test/fixtures/session-page.ts';
import { monter, type Monture } from '../../test/outils/monter.ts';
import type { Session } from '../core/session/session.ts';
import type { EspaceAidant } from './espace-aidant.ts';
import './define.ts';

let session: Session | undefined;

const montrer = (serveur = creerFauxServeur()): Monture<EspaceAidant> =>
  monter<EspaceAidant>('espace-aidant', { serveur, repli: 'Venez à France services' });

async function auBureau(serveur = creerFauxServeur()): Promise<Monture<EspaceAidant>> {
  const vue = montrer(serveur);
  session = await ouvrirSessionFausse(vue.element.client!, 'aidant', {
    courriel: 'aidant@port-aubier.example',
  });
  await vue.voir('Vos mandats');
  return vue;
}

const gardes = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)];

describe('<espace-aidant>', () => {
  beforeEach(() => void (document.documentElement.lang = 'fr'));
  afterEach(() => {
    document.body.replaceChildren();
    oublierSessions(session);
    session = undefined;
  });

  it('asks nothing before the door, lets in by a mailed code, and never offers to stay signed in', async () => {
    const vue = montrer();
    await vue.voir('Espace des aidants');
    await accessible(vue.element);
    expect(vue.serveur.appels.map(({ chemin }) => chemin)).to.deep.equal(['commune']);
    await vue.cliquer('Me connecter');
    await vue.saisir('Votre adresse', 'aidant@port-aubier.example');
    expect(vue.texte()).to.not.include('Rester connecté');
    await vue.cliquer('Recevoir un code');
    await vue.saisir('Code', CODE_RECU);
    await vue.cliquer('Me connecter');
    await vue.voir('Vos mandats');
    ({ session } = vue.element.client as unknown as { session: Session });
    await vue.jusque(() => vue.focus() === 'titre');
    expect(gardes(), 'nothing is kept').to.deep.equal([]);
    await accessible(vue.element);
  });

  it('shows what awaits, what goes on and what ended', async () => {
    const vue = await auBureau();
    for (const mots of [
      'Léa Roy',
      'En attente d’accord Ahmed Belkacem',
      'En cours Marie Dupont',
      '1 démarche faite',
      'Mandats finis (1)',
      'par La personne',
    ])
      expect(vue.texte()).to.include(mots);
    await vue.cliquer('Mandats finis');
    await accessible(vue.element);
  });

  it('prepares a mandate, and takes the agreement by the code that the person received', async () => {
    const vue = await auBureau();
    await vue.cliquer('Accompagner une nouvelle personne');
    await vue.cliquer('Continuer');
    await vue.voir('Donnez son prénom');
    await vue.jusque(() => vue.focus() === 'resume-erreurs');
    await accessible(vue.element);
    await vue.saisir('Son prénom', 'Yvonne');
    await vue.saisir('Son nom', 'Prigent');
    await vue.cocher('Elle reçoit un code par courriel');
    await vue.saisir('Son adresse de courriel', 'yvonne@exemple.fr');
    await vue.cocher('Seulement certaines');
    await vue.voir('Lesquelles');
    await vue.cliquer('Continuer');
    await vue.voir('Choisissez au moins une démarche');
    vue.un<HTMLInputElement>('input[type=checkbox]')!.click();
    await vue.cliquer('Continuer');
    await vue.voir('L’accord de Yvonne Prigent');
    await accessible(vue.element);
    await vue.cliquer('Envoyer un code à yvonne@exemple.fr');
    await vue.saisir('Code reçu', '12');
    await vue.cliquer('Valider l’accord');
    await vue.voir('Le code a 6 chiffres');
    await vue.saisir('Code reçu', '000000');
    await vue.cliquer('Valider l’accord');
    await vue.voir('Ce code n’ouvre pas');
    await accessible(vue.element);
    expect(vue.texte()).to.include('Ce code n’ouvre pas ce dossier');
    const entendus = entendre('mandat-accorde');
    await vue.saisir('Code reçu', CODE_ACCORD);
    await vue.cliquer('Valider l’accord');
    await vue.voir('Avec Yvonne Prigent');
    expect(entendus).to.deep.equal([['mandat-accorde', 'espace-aidant', { consentement: 'courriel' }]]);
    const [creation] = vue.serveur.appelsDe('POST aidant/mandats');
    expect(creation!.corps).to.deep.include({
      pour: { prenom: 'Yvonne', nom: 'Prigent', courriel: 'yvonne@exemple.fr' },
      consentement: 'courriel',
    });
    expect(creation!.entetes.get('Idempotency-Key')).to.be.a('string');
  });

  it('takes the agreement on a sheet that was printed and signed', async () => {
    const vue = await auBureau();
    await vue.cliquer('Recueillir l’accord');
    await vue.voir('Imprimez la feuille');
    await accessible(vue.element);
    await vue.cliquer('Elle a signé la feuille');
    await vue.voir('Avec Ahmed Belkacem');
    const [accord] = vue.serveur.appelsDe(/consentement$/);
    expect(accord!.corps)
      .to.have.property('signeeLe')
      .that.matches(/^\d{4}-\d\d-\d\d$/);
  });

  it('files for the person with the kit’s form, her name always in sight; the mandate goes with it', async () => {
    const vue = await auBureau();
    await vue.cliquer('Accompagner Marie Dupont');
    await vue.voir('Vous faites cette démarche pour Marie Dupont');
    await accessible(vue.element);
    const code = vue.un('[id^=faire-]')!.id.replace('faire-', '');
    vue.un('[id^=faire-]')!.click();
    await vue.jusque(() => vue.un('parvis-formulaire-aidant')?.shadowRoot?.querySelector('input'));
    expect(vue.texte()).to.include('Vous faites cette démarche pour Marie Dupont');
    const formulaire = vue.un<HTMLElement & { lire(chemin: string): unknown }>('parvis-formulaire-aidant')!;
    await vue.jusque(() => formulaire.lire('demandeur-nom') === 'Dupont');
    expect(formulaire.lire('demandeur-courriel')).to.equal('marie.dupont@exemple.fr');
    const champs = [...formulaire.shadowRoot!.querySelectorAll('input')];
    expect(champs.map((champ) => champ.getAttribute('autocomplete'))).to.deep.equal(champs.map(() => 'off'));
    expect(gardes(), 'no draft on the computer').to.deep.equal([]);
    const { surEnvoi } = formulaire as unknown as {
      surEnvoi: (depot: object, options: object) => Promise<unknown>;
    };
    const definition = vue.serveur.etat.demarches.find((demarche) => demarche.code === code)!;
    const depot = {
      demarche: code,
      version: definition.version,
      reponses: {
        'demandeur-prenom': 'Marie',
        'demandeur-nom': 'Dupont',
        'demandeur-courriel': 'marie@exemple.fr',
      },
    };
    const resultat = await surEnvoi(depot, { cle: 'cle-de-test' });
    expect(vue.serveur.appelsDe('POST demandes')[0]!.corps).to.have.property(
      'mandat',
      vue.serveur.etat.aidants.mandats[0]!.id,
    );
    const entendus = entendre('demande-envoyee');
    formulaire.dispatchEvent(Object.assign(new Event('formulaire-depose'), { resultat }));
    await vue.voir('C’est envoyé');
    const { numero } = resultat as { numero: string };
    expect(entendus).to.deep.equal([['demande-envoyee', 'espace-aidant', { numero, demarche: code }]]);
    expect(vue.texte()).to.include('le code n’est qu’à la personne');
    expect(vue.un('parvis-formulaire-aidant')).to.equal(undefined);
    await accessible(vue.element);
    await vue.cliquer('Continuer avec Marie Dupont');
    await vue.voir('Ce que vous avez fait pour elle');
  });

  it('clears the screen at the end, and nothing of the person is left', async () => {
    const vue = await auBureau();
    await vue.cliquer('Accompagner Marie Dupont');
    await vue.cliquer('Terminer l’accompagnement');
    await vue.voir('L’accompagnement est terminé');
    expect(vue.texte()).to.not.match(/Dupont|marie|M-7K4F/i);
    await vue.jusque(() => vue.focus() === 'titre');
    await accessible(vue.element);
    expect(gardes()).to.deep.equal([]);
  });

  it('ends a mandate once it was confirmed, and shows nothing of it any more', async () => {
    const vue = await auBureau();
    await vue.cliquer('Accompagner Marie Dupont');
    await vue.cliquer('Mettre fin à ce mandat');
    await vue.jusque(() => vue.focus() === 'finir-non');
    await accessible(vue.element);
    await vue.cliquer('Mettre fin au mandat');
    await vue.voir('L’accompagnement est terminé');
    await vue.cliquer('Voir mes mandats');
    await vue.voir('Aucun mandat en cours');
  });

  it('warns, then locks after idle minutes: all is gone, and the session is over', async () => {
    const vue = montrer();
    const patience = async (avis: number, fin: number): Promise<void> => {
      vue.element.inaction = { avis, fin };
      vue.element.requestUpdate();
      await vue.element.updateComplete;
    };
    const geste = () => dispatchEvent(new PointerEvent('pointerdown'));
    await patience(0, 600_000);
    session = await ouvrirSessionFausse(vue.element.client!, 'aidant');
    await vue.voir('l’écran se ferme dans une minute');
    await accessible(vue.element);
    await patience(600_000, 600_000);
    geste();
    await vue.jusque(() => !vue.texte().includes('se ferme dans une minute'));
    // A computer that slept: the gesture that wakes it comes too late.
    await patience(0, 0);
    geste();
    await vue.voir('L’écran s’est fermé après 10 minutes');
    expect(vue.texte()).to.not.match(/Dupont|Belkacem|Léa Roy/);
    await vue.jusque(() => vue.serveur.appelsDe('DELETE aidant/sessions/courante').length === 1);
    await accessible(vue.element);
  });

  it('signs out, says so, and clears when the page is left', async () => {
    const vue = await auBureau();
    const sortir = await vue.bouton('Me déconnecter');
    sortir.focus();
    sortir.click();
    await vue.voir('Rien ne reste sur cet ordinateur');
    await vue.jusque(() => vue.focus() === 'titre-connexion');
    expect(vue.texte()).to.not.match(/Dupont|Léa Roy/);
    const autre = await auBureauEncore();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await autre.jusque(() => !/Dupont|Léa Roy/.test(autre.texte()));
  });

  it('says what failed, and goes on', async () => {
    const serveur = creerFauxServeur();
    serveur.repondre('GET aidant/mandats', repondreProbleme('acces-refuse'));
    const vue = montrer(serveur);
    session = await ouvrirSessionFausse(vue.element.client!, 'aidant');
    await vue.voir('Vos mandats ne s’affichent pas');
    await vue.cliquer('Réessayer');
    await vue.voir('En cours');
    serveur.couper();
    await vue.cliquer('Accompagner Marie Dupont');
    vue.un('[id^=faire-]')!.click();
    await vue.voir('ne répond pas');
    await accessible(vue.element);
  });

  async function auBureauEncore(): Promise<Monture<EspaceAidant>> {
    document.body.replaceChildren();
    oublierSessions(session);
    return auBureau();
  }
});
