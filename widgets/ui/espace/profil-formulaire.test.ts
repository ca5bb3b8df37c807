import { expect } from 'chai';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { moi } from '../../../test/fixtures/espace.ts';
import { creerFauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../../../test/fixtures/session-page.ts';
import { monter } from '../../../test/outils/monter.ts';
import type { Session } from '../../core/session/session.ts';
import type { MesDemarches } from '../../mes-demarches/mes-demarches.ts';
import '../../mes-demarches/define.ts';

let session: Session | undefined;

/** At « Vos coordonnées » of a form, signed in. */
async function auxCoordonnees(serveur = creerFauxServeur()) {
  const monture = monter<MesDemarches>('mes-demarches', { serveur, attributs: { demarche: 'terrasse' } });
  session = await ouvrirSessionFausse(monture.element.client!);
  await monture.cliquer('Commencer');
  await monture.saisir('Décrivez votre demande', 'Deux tables');
  await monture.cliquer('Continuer');
  await monture.voir('Étape 2 sur 3');
  return monture;
}

describe('what the profile says, in a form', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
  });
  afterEach(() => {
    oublierSessions(session);
    document.body.replaceChildren();
  });

  it('is offered with one press, and written nowhere before', async () => {
    const { element, voir, cliquer, un, jusque, focus } = await auxCoordonnees();
    await voir('Votre espace connaît ces réponses');
    await accessible(element);
    const champ = (id: string) => un<HTMLInputElement>(`#c-${id}`)!.value;
    expect(champ('demandeur-prenom')).to.equal('');
    await cliquer('Remplir avec ces réponses');
    await jusque(() => champ('demandeur-prenom') === 'Nadia');
    expect(champ('demandeur-nom')).to.equal('Ferhat');
    expect(champ('demandeur-courriel')).to.equal('nadia.ferhat@exemple.fr');
    await jusque(() => focus() === 'titre-etape');
  });

  it('is never written over what was typed, and goes away when it is not wanted', async () => {
    const { saisir, cliquer, jusque, un, texte, voir } = await auxCoordonnees();
    await voir('Votre espace connaît');
    await saisir('Votre prénom', 'Nadia Marie');
    await cliquer('Remplir avec ces réponses');
    await jusque(() => un<HTMLInputElement>('#c-demandeur-nom')!.value === 'Ferhat');
    expect(un<HTMLInputElement>('#c-demandeur-prenom')!.value).to.equal('Nadia Marie');
    document.body.replaceChildren();
    oublierSessions(session);
    localStorage.clear();
    const autre = await auxCoordonnees();
    await autre.cliquer('Non, je les écris');
    await autre.jusque(() => !autre.texte().includes('Votre espace connaît'));
    expect(autre.un<HTMLInputElement>('#c-demandeur-nom')!.value).to.equal('');
    expect(texte()).to.be.a('string');
  });

  it('says what FranceConnect certifies', async () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.moi = {
      ...moi,
      profil: { ...moi.profil, nom: { valeur: 'Ferhat', source: 'franceconnect' } },
    };
    const { voir, element } = await auxCoordonnees(serveur);
    await voir('certifié par FranceConnect');
    await accessible(element);
  });

  it('keeps new answers only when asked to, after the filing', async () => {
    const { element, serveur, voir, cliquer, saisir } = await auxCoordonnees();
    await voir('Votre espace connaît');
    await cliquer('Remplir avec ces réponses');
    await saisir('Numéro et rue', '12 rue du Port');
    await saisir('Code postal', '13999');
    await saisir('Ville', 'Port-Aubier');
    await cliquer('Continuer');
    await cliquer('Envoyer ma demande');
    await voir('Garder ces réponses pour la prochaine fois');
    await accessible(element);
    expect(serveur.appelsDe('PUT usager/profil')).to.have.length(0);
    await cliquer('Garder dans mon espace');
    await voir('C’est gardé dans votre espace.');
    const [appel] = serveur.appelsDe('PUT usager/profil');
    expect(appel!.corps).to.deep.equal({
      prenom: 'Nadia',
      nom: 'Ferhat',
      telephone: '06 12 34 56 78',
      adresse: { voie: '12 rue du Port', codePostal: '13999', ville: 'Port-Aubier' },
    });
  });

  it('says nothing to a guest', async () => {
    const { voir, texte, cliquer, saisir } = monter<MesDemarches>('mes-demarches', {
      attributs: { demarche: 'terrasse' },
    });
    await cliquer('Commencer');
    await saisir('Décrivez votre demande', 'Deux tables');
    await cliquer('Continuer');
    await voir('Étape 2 sur 3');
    expect(texte()).not.to.include('Votre espace');
  });
});
