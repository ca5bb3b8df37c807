import { expect } from 'chai';
import type { DepotDemande } from '#contract/schemas/demande.ts';
import { accessible } from '../../../test/fixtures/affirmer.ts';
import { demarcheChamps } from '../../../test/fixtures/demarches.ts';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { monter, nouveauClient, type Monture } from '../../../test/outils/monter.ts';
import type { MesDemarches } from '../../mes-demarches/mes-demarches.ts';
import '../../mes-demarches/define.ts';
import './define.ts';

type Vue = Monture<MesDemarches>;

async function commencer(code = 'essai-champs', serveur = creerFauxServeur()): Promise<Vue> {
  const vue = monter<MesDemarches>('mes-demarches', { attributs: { demarche: code }, serveur });
  await vue.cliquer('Commencer');
  await vue.voir('Étape 1 sur');
  return vue;
}

/** Right answers to the first step of `essai-champs`, with the lightest of each. */
async function remplirPremiere(vue: Vue): Promise<void> {
  await vue.saisir('Un texte court', 'abc');
  await vue.saisir('Une surface', '12 m²');
  await vue.saisir('Jour', '31');
  await vue.saisir('Mois', '12');
  await vue.saisir('Année', '2099');
  await vue.cocher('Oui');
  await vue.cocher('Je déclare');
}

async function remplirCoordonnees(vue: Vue): Promise<void> {
  await vue.saisir('Votre prénom', 'Anne-Marie');
  await vue.saisir('Votre nom', 'Le Goff');
  await vue.saisir('Votre adresse de courriel', 'am@exemple.fr');
  await vue.saisir('Numéro et rue', '12 rue du Port');
  await vue.saisir('Code postal', '13 999');
  await vue.saisir('Ville', 'Port-Aubier');
}

async function jusquauRecapitulatif(serveur = creerFauxServeur()): Promise<Vue> {
  const vue = await commencer('terrasse', serveur);
  await vue.saisir('Décrivez votre demande', 'Quatre tables');
  await vue.cliquer('Continuer');
  await remplirCoordonnees(vue);
  await vue.cliquer('Continuer');
  await vue.voir('Vérifiez vos réponses');
  return vue;
}

const depots = (vue: Vue) => vue.serveur.appelsDe('POST demandes');
const cles = (vue: Vue) => new Set(depots(vue).map(({ entetes }) => entetes.get('Idempotency-Key')));

describe('<parvis-formulaire>: questions', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
    localStorage.clear();
  });
  afterEach(() => document.body.replaceChildren());

  it('draws every type of field, and passes axe', async () => {
    const vue = await commencer();
    await vue.voir('Ajouter un fichier');
    for (const mots of [
      'm²',
      'Utiliser ma position',
      'Rien à répondre ici.',
      '(facultatif)',
      'Besoin d’aide',
    ])
      expect(vue.texte()).to.include(mots);
    expect(vue.focus()).to.equal('titre-etape');
    await accessible(vue.element);
  });

  it('lists what is wrong, focuses the list, and each line leads to its field', async () => {
    const vue = await commencer();
    await vue.cliquer('Continuer');
    await vue.voir('Il y a des points à corriger');
    expect(vue.focus()).to.equal('resume-erreurs');
    const lien = vue.un<HTMLAnchorElement>('#resume-erreurs a[href="#c-nombre"]')!;
    const adresse = location.href;
    lien.click();
    expect(vue.focus()).to.equal('c-nombre');
    expect(location.href).to.equal(adresse);
    const champ = vue.un('#c-nombre')!;
    expect(champ.getAttribute('aria-invalid')).to.equal('true');
    expect(champ.getAttribute('aria-describedby')).to.include('c-nombre-erreur');
    await accessible(vue.element);
  });

  it('shows a question when an earlier answer asks for it, and drops it with its answer', async () => {
    const vue = await commencer();
    expect(vue.texte()).not.to.include('Pourquoi non');
    await vue.cocher('Non');
    await vue.voir('Pourquoi non ?');
    await vue.saisir('Pourquoi non ?', 'Parce que');
    await vue.cocher('Oui');
    await vue.jusque(() => !vue.texte().includes('Pourquoi non'));
  });

  it('adds and removes items, with the focus and a word for screen readers', async () => {
    const vue = await commencer();
    await remplirPremiere(vue);
    await vue.cliquer('Continuer');
    await vue.voir('Étape 2 sur 4');
    await vue.saisir('Son prénom', 'Léa');
    await vue.cliquer('Ajouter : Enfant 2');
    await vue.voir('Enfant 2 : ajouté à la liste.');
    expect(vue.focus()).to.match(/^c-enfants--1/);
    await accessible(vue.element);
    await vue.cliquer('Retirer : Enfant 2');
    await vue.voir('Enfant 2 : retiré de la liste.');
    expect(vue.un<HTMLInputElement>('#c-enfants--0--prenom')!.value).to.equal('Léa');
    await vue.cliquer('Continuer');
    await vue.voir('Il y a un point à corriger');
    expect(vue.un('#resume-erreurs a')!.getAttribute('href')).to.equal('#c-enfants--0--naissance');
  });

  it('keeps what is typed as it is typed, only once something is typed', async () => {
    const vue = await commencer('terrasse');
    expect(localStorage.length).to.equal(0);
    await vue.saisir('Décrivez votre demande', 'Quatre');
    expect(localStorage.getItem('parvis::terrasse')).to.include('Quatre');
    vue.element.remove();
    document.body.append(vue.element);
    await vue.voir('Étape 1 sur 3');
    expect(vue.un<HTMLTextAreaElement>('textarea')!.value).to.equal('Quatre');
  });

  it('keeps nothing on a shared computer, and erases after asking', async () => {
    const vue = await commencer('terrasse');
    await vue.saisir('Décrivez votre demande', 'Quatre');
    await vue.cocher('Ordinateur partagé');
    expect(localStorage.length).to.equal(0);
    await vue.cliquer('Effacer mes réponses');
    await vue.voir('Effacer toutes vos réponses ?');
    await vue.jusque(() => vue.focus() === 'effacer-oui');
    await accessible(vue.element);
    await vue.cliquer('Non, les garder');
    expect(vue.un<HTMLTextAreaElement>('textarea')!.value).to.equal('Quatre');
    await vue.cliquer('Effacer mes réponses');
    await vue.cliquer('Oui, tout effacer');
    await vue.voir('Vos réponses sont effacées.');
    expect(vue.un<HTMLTextAreaElement>('textarea')!.value).to.equal('');
  });

  it('leaves nothing on the device of an agent', async () => {
    const formulaire = document.createElement('parvis-formulaire');
    formulaire.definition = demarcheChamps;
    formulaire.canal = 'guichet';
    formulaire.client = nouveauClient(creerFauxServeur());
    document.body.append(formulaire);
    await formulaire.updateComplete;
    formulaire.changer('texte', 'Une réponse');
    await formulaire.updateComplete;
    expect(formulaire.lire('texte')).to.equal('Une réponse');
    expect(localStorage.length).to.equal(0);
    expect(formulaire.renderRoot.textContent).not.to.include('Ordinateur partagé');
  });

  it('takes the position of the device when it is given, and words otherwise', async () => {
    const { geolocation } = navigator;
    const poser = (faux: Partial<Geolocation>) =>
      Object.defineProperty(navigator, 'geolocation', { value: faux, configurable: true });
    const vue = await commencer('signaler-voirie');
    poser({ getCurrentPosition: (_, echec) => echec?.({ code: 1 } as GeolocationPositionError) });
    await vue.cliquer('Utiliser ma position');
    await vue.voir('n’est pas disponible');
    poser({
      getCurrentPosition: (reussite) =>
        reussite({
          coords: { latitude: 43.123456789, longitude: 5.2, accuracy: 11.6 },
        } as GeolocationPosition),
    });
    await vue.cliquer('Utiliser ma position');
    await vue.voir('Position ajoutée, à 12 m près.');
    await vue.cliquer('Retirer la position');
    await vue.bouton('Utiliser ma position');
    poser(geolocation);
  });
});

describe('<parvis-formulaire>: files', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => document.body.replaceChildren());
  const pdf = (nom: string, taille = 1200) =>
    new File([new Uint8Array(taille)], nom, { type: 'application/pdf' });

  it('sends, lists, removes, and refuses one too big before sending it', async () => {
    const vue = await commencer();
    await vue.joindre(pdf('carte.pdf'));
    await vue.voir('Le fichier carte.pdf est ajouté.');
    await vue.joindre(pdf('gros.pdf', 11_000_000));
    await vue.voir('Choisissez un fichier de 10 Mo au plus.');
    expect(vue.serveur.appelsDe('POST televersements')).to.have.length(1);
    await accessible(vue.element);
    await vue.cliquer('Continuer');
    await vue.voir('Renvoyez ou retirez le fichier gros.pdf.');
    await vue.cliquer('Retirer gros.pdf');
    await vue.cliquer('Retirer carte.pdf');
    await vue.voir('Le fichier carte.pdf est retiré.');
  });

  it('sends again a file that the network lost, under the same key', async () => {
    const vue = await commencer();
    vue.serveur.couper();
    await vue.joindre(pdf('carte.pdf'));
    await vue.voir('Le réseau a coupé.');
    vue.serveur.retablir();
    await vue.cliquer('Renvoyer');
    await vue.voir('Le fichier carte.pdf est ajouté.');
    const envois = vue.serveur
      .appelsDe('POST televersements')
      .map(({ entetes }) => entetes.get('Idempotency-Key'));
    expect(envois).to.have.length(2);
    expect(new Set(envois).size).to.equal(1);
  });

  it('says what the server refuses', async () => {
    const vue = await commencer();
    await vue.joindre(pdf('virus.exe'));
    await vue.voir('Ce fichier est abîmé');
  });

  it('reduces a photo to 1600 pixels, as JPEG', async () => {
    const vue = await commencer('signaler-voirie');
    const toile = new OffscreenCanvas(3200, 1000);
    toile.getContext('2d')!.fillRect(0, 0, 3200, 1000);
    const png = await toile.convertToBlob();
    await vue.joindre(new File([png], 'trou.png', { type: 'image/png' }));
    await vue.voir('Le fichier trou.jpg est ajouté.');
    const [envoi] = vue.serveur.appelsDe('POST televersements');
    const image = await createImageBitmap(
      new Blob([envoi!.corps as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }),
    );
    expect([image.width, image.height]).to.deep.equal([1600, 500]);
  });
});

describe('<parvis-formulaire>: one submission', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => document.body.replaceChildren());

  it('shows every answer before sending, lets one be changed, and comes back', async () => {
    const vue = await jusquauRecapitulatif();
    for (const mots of [
      'Quatre tables',
      'am@exemple.fr',
      '13999 Port-Aubier',
      'Non renseigné',
      'Responsable',
    ])
      expect(vue.texte()).to.include(mots);
    await accessible(vue.element);
    await vue.cliquer('Modifier : Votre demande');
    await vue.saisir('Décrivez votre demande', 'Cinq tables');
    await vue.cliquer('Enregistrer et revenir');
    await vue.voir('Vérifiez vos réponses');
    expect(vue.texte()).to.include('Cinq tables');
  });

  it('sends once for a double click, and keeps the focus on the button meanwhile', async () => {
    const vue = await jusquauRecapitulatif();
    const retenue = vue.serveur.retenir('POST demandes');
    const bouton = await vue.bouton('Envoyer ma demande');
    bouton.focus();
    bouton.click();
    bouton.click();
    await vue.voir('Envoi en cours');
    bouton.click();
    expect(vue.focus()).to.equal('envoyer');
    expect(bouton.getAttribute('aria-disabled')).to.equal('true');
    retenue.liberer();
    await vue.voir('Votre demande est envoyée');
    expect(depots(vue)).to.have.length(1);
    expect(vue.focus()).to.equal('titre-etape');
  });

  it('is one demande when the answer is lost', async () => {
    const vue = await jusquauRecapitulatif();
    const avant = vue.serveur.etat.demandes.length;
    vue.serveur.perdreReponse('POST demandes');
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Votre demande est envoyée');
    expect(vue.serveur.etat.demandes.length).to.equal(avant + 1);
    expect(cles(vue).size).to.equal(1);
  });

  it('keeps a request that cannot leave, says so, and sends it by itself when the network is back', async () => {
    const vue = await jusquauRecapitulatif();
    vue.serveur.couper();
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Votre demande n’est pas encore partie');
    expect(vue.texte()).not.to.include('Modifier');
    await accessible(vue.element);
    vue.serveur.retablir();
    window.dispatchEvent(new Event('online'));
    await vue.voir('Votre demande est envoyée');
    expect(cles(vue).size).to.equal(1);
    expect(localStorage.length).to.equal(0);
  });

  it('takes up a request that had not left, in a new page, under the same key', async () => {
    const serveur = creerFauxServeur();
    const premiere = await jusquauRecapitulatif(serveur);
    serveur.couper();
    await premiere.cliquer('Envoyer ma demande');
    await premiere.voir('pas encore partie');
    premiere.element.remove();
    serveur.retablir();
    const seconde = monter<MesDemarches>('mes-demarches', { attributs: { demarche: 'terrasse' }, serveur });
    await seconde.voir('Votre demande n’est pas encore partie');
    await seconde.cliquer('Reprendre');
    await seconde.voir('Votre demande est envoyée');
    expect(cles(seconde).size).to.equal(1);
  });

  it('sends again exactly what was sent, even when a new version came out meanwhile', async () => {
    const serveur = creerFauxServeur();
    const premiere = await jusquauRecapitulatif(serveur);
    serveur.couper();
    await premiere.cliquer('Envoyer ma demande');
    await premiere.voir('pas encore partie');
    premiere.element.remove();
    serveur.retablir();
    const { demarches } = serveur.etat;
    const ancienne = demarches.find(({ code }) => code === 'terrasse')!;
    const nouvelle = { ...ancienne, version: 2 };
    serveur.etat.demarches = demarches.map((d) => (d === ancienne ? nouvelle : d));
    const seconde = monter<MesDemarches>('mes-demarches', { attributs: { demarche: 'terrasse' }, serveur });
    await seconde.bouton('Reprendre');
    serveur.repondre(/GET demarches.terrasse/, Response.json(ancienne));
    await seconde.cliquer('Reprendre');
    await seconde.voir('Le formulaire a changé');
    const corps = depots(seconde).map((appel) => appel.corps as { version: number });
    expect(corps.at(-1)).to.deep.equal(corps[0]);
    expect(serveur.appels.some(({ requete }) => requete.get('version') === '1')).to.equal(true);
  });

  it('gives the same number to who left the form while it was being sent', async () => {
    const vue = await jusquauRecapitulatif();
    const avant = vue.serveur.etat.demandes.length;
    const retenue = vue.serveur.retenir('POST demandes');
    await vue.cliquer('Envoyer ma demande');
    await vue.cliquer('Retour à la fiche');
    retenue.liberer();
    await vue.jusque(() => vue.serveur.etat.demandes.length > avant);
    await vue.cliquer('Reprendre');
    await vue.voir('Votre demande est envoyée');
    expect(vue.serveur.etat.demandes.length).to.equal(avant + 1);
    expect(vue.texte()).to.include(vue.serveur.etat.demandes[0]!.ligne.numero);
  });

  it('brings the errors of the server back to their step and field, and sends again under a new key', async () => {
    const vue = await jusquauRecapitulatif();
    const erreurs = [{ chemin: 'precisions', code: 'trop-court', message: 'Dites-en plus.' }];
    vue.serveur.repondre('POST demandes', repondreProbleme('saisie-invalide', { erreurs }));
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Étape 1 sur 3');
    expect(vue.focus()).to.equal('resume-erreurs');
    expect(vue.un('#c-precisions')!.getAttribute('aria-invalid')).to.equal('true');
    await vue.saisir('Décrivez votre demande', 'Quatre tables et huit chaises');
    await vue.cliquer('Enregistrer et revenir');
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Votre demande est envoyée');
    expect(cles(vue).size).to.equal(2);
  });

  /** The démarche « terrasse » as its town publishes it anew: one question gone, one changed, one more. */
  function publier(serveur: FauxServeur): void {
    const { etat } = serveur;
    const ancienne = etat.demarches.find(({ code }) => code === 'terrasse')!;
    const [premiere, ...autres] = ancienne.etapes;
    const nouvelle = {
      ...ancienne,
      version: 2,
      etapes: [
        {
          ...premiere!,
          champs: [{ type: 'texte', id: 'enseigne', libelle: 'Votre enseigne' } as const],
        },
        ...autres,
      ],
    };
    etat.anciennes = [ancienne];
    etat.demarches = etat.demarches.map((d) => (d === ancienne ? nouvelle : d));
  }

  it('moves to a version published meanwhile, says what changed, and shows every word that lost its place', async () => {
    const vue = await jusquauRecapitulatif();
    publier(vue.serveur);
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Le formulaire a changé depuis');
    await vue.voir('Nouvelles questions');
    expect(vue.texte()).to.include('Votre enseigne').and.include('Quatre tables');
    await accessible(vue.element);
    await vue.cliquer('Envoyer ma demande');
    await vue.saisir('Votre enseigne', 'Le Bar du Port');
    expect(vue.texte(), 'still there to be copied').to.include('Quatre tables');
    await vue.cliquer('J’ai compris');
    await vue.jusque(() => !vue.texte().includes('Quatre tables'));
    expect(vue.focus()).to.equal('titre-etape');
    await vue.cliquer('Enregistrer et revenir');
    await vue.voir('Vérifiez vos réponses');
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Votre demande est envoyée');
    const { version, reponses } = depots(vue).at(-1)!.corps as DepotDemande;
    expect([version, reponses['enseigne']]).to.deep.equal([2, 'Le Bar du Port']);
  });

  it('a draft of an older version is moved when it is taken up again, its lost words kept until they were read', async () => {
    const premiere = await jusquauRecapitulatif();
    premiere.element.remove();
    publier(premiere.serveur);
    const reprendre = async (): Promise<Vue> => {
      const vue = monter<MesDemarches>('mes-demarches', {
        attributs: { demarche: 'terrasse' },
        serveur: premiere.serveur,
      });
      await vue.cliquer('Reprendre');
      await vue.voir('Le formulaire a changé depuis');
      return vue;
    };
    const seconde = await reprendre();
    expect(seconde.texte()).to.include('Quatre tables');
    seconde.element.remove();
    const troisieme = await reprendre();
    expect(troisieme.texte(), 'not read yet').to.include('Quatre tables');
    expect(depots(troisieme)).to.have.length(0);
  });

  it('without network a draft of an older version is as it was, and is moved when it is sent', async () => {
    const premiere = await jusquauRecapitulatif();
    premiere.element.remove();
    const { serveur } = premiere;
    publier(serveur);
    const vue = monter<MesDemarches>('mes-demarches', { attributs: { demarche: 'terrasse' }, serveur });
    await vue.bouton('Reprendre');
    serveur.repondre(/GET demarches.terrasse/, repondreProbleme('demarche-inconnue'));
    await vue.cliquer('Reprendre');
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Votre enseigne');
    expect(JSON.stringify(localStorage)).to.include('Quatre tables');
  });

  it('says what the server refuses for good, and keeps the answers', async () => {
    const vue = await jusquauRecapitulatif();
    vue.serveur.repondre('POST demandes', repondreProbleme('demarche-inconnue'));
    await vue.cliquer('Envoyer ma demande');
    await vue.jusque(() => vue.un('[role=alert]'));
    expect(vue.texte()).to.include('Quatre tables');
    await vue.bouton('Envoyer ma demande');
  });

  it('gives number and code to copy, even where the clipboard is refused', async () => {
    const vue = await jusquauRecapitulatif();
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Code de suivi');
    let copie = '';
    const { clipboard } = navigator;
    const poser = (faux: unknown) =>
      Object.defineProperty(navigator, 'clipboard', { value: faux, configurable: true });
    poser({ writeText: async (texte: string) => void (copie = texte) });
    await vue.cliquer('Copier');
    await vue.voir('Copié');
    expect(copie).to.include(vue.serveur.etat.demandes[0]!.ligne.numero);
    poser({ writeText: () => Promise.reject(new Error('refusé')) });
    await vue.cliquer('Copier');
    await vue.voir('La copie n’est pas possible ici');
    poser(clipboard);
  });

  it('sends only what the definition asks', async () => {
    const vue = await jusquauRecapitulatif();
    await vue.cliquer('Envoyer ma demande');
    await vue.voir('Votre demande est envoyée');
    const { demarche, reponses } = depots(vue)[0]!.corps as { demarche: string; reponses: object };
    expect(demarche).to.equal('terrasse');
    expect(Object.keys(reponses).toSorted()).to.deep.equal([
      'demandeur-adresse',
      'demandeur-courriel',
      'demandeur-nom',
      'demandeur-prenom',
      'precisions',
    ]);
    expect(demarcheChamps.code).not.to.equal(demarche);
  });
});
