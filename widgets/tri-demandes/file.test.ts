import { accessible, affirmer, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { demandeDe } from '../../test/fixtures/demandes-agent.ts';
import { changerParCollegue } from '../../test/fixtures/faux-agent.ts';
import { creerDemande } from '../../test/fixtures/faux-etat.ts';
import { repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { acteNaissance } from '../../test/fixtures/demarches.ts';
import { lignes, lignesNombreuses } from '../../test/fixtures/lignes.ts';
import { connecter, creerPoste, ouvrirPoste, type Poste } from '../../test/fixtures/poste-agent.ts';
import { uuid } from '../../test/fixtures/temps.ts';

let suivant = 70_000;
/** Tools for acts done by others on the fake server. */
const outils = (poste: Poste) => ({ nouvelId: () => uuid(suivant++), emettre: poste.serveur.emettre });
const ailleurs = (poste: Poste) => creerDemande(poste.serveur.etat, acteNaissance, {}, 'web', outils(poste));
const requetes = (poste: Poste) => poste.serveur.appelsDe('GET agent/demandes');

describe('tri-demandes: the queue', () => {
  afterEach(() => document.body.replaceChildren());

  it('tells each row in words: status, urgency, channel, service, age, agent', async () => {
    const poste = await ouvrirPoste();
    egal(poste.lignes().length, 25);
    const premiere = poste.ligne(lignes[0]!.numero);
    for (const mot of ['En cours', 'retard 3 j', 'En ligne', 'État civil', '33 j', 'Claire Morvan']) {
      contient(premiere.textContent, mot);
    }
    contient(premiere.querySelector('.echeance')!.getAttribute('title'), 'En retard de 3 jours');
    contient(poste.ligne(lignes[1]!.numero).textContent, 'aujourd’hui');
    contient(poste.ligne(lignes[2]!.numero).textContent, 'à répondre');
    egal(poste.tous('.echeance.urgent').length, 3, 'under 5 days');
    egal(poste.tous('.echeance.proche').length, 3, 'under 15 days');
    await accessible(poste.element);
  });

  it('shows a skeleton, then what went wrong, then the rows', async () => {
    const poste = creerPoste();
    document.body.append(poste.element);
    const porte = poste.serveur.retenir('GET agent/demandes');
    await poste.element.updateComplete;
    await connecter(poste);
    await jusqua(() => poste.un('.attente'));
    await accessible(poste.element);
    poste.serveur.repondre('GET agent/demandes', repondreProbleme('incident-interne'));
    porte.liberer();
    await jusqua(() => poste.aBouton('Réessayer'));
    contient(poste.texte(), 'momentanément indisponible');
    await accessible(poste.element);
    poste.bouton('Réessayer').click();
    await jusqua(() => poste.lignes().length > 0);
    egal(poste.lignes().length, 25);
  });

  it('says what to do when nothing is left, and when nothing matches', async () => {
    const vide = creerPoste({ demandes: [] });
    document.body.append(vide.element);
    await vide.element.updateComplete;
    await connecter(vide);
    await jusqua(() => vide.texte().includes('Tout est traité'));
    await accessible(vide.element);
    vide.element.remove();

    const poste = await ouvrirPoste();
    await poste.remplir('filtre-canal', 'courrier');
    await poste.remplir('filtre-affectation', 'moi');
    await jusqua(() => poste.texte().includes('Aucune demande ne correspond'));
    poste.bouton('Retirer la recherche').click();
    await jusqua(() => poste.lignes().length === 25);
  });

  it('asks the server for each filter and the sort, and shows those in force', async () => {
    const poste = await ouvrirPoste();
    poste.bouton('Filtres').click();
    await poste.remplir('filtre-statut', 'closes');
    await poste.remplir('filtre-affectation', 'chef@port-aubier.example');
    await poste.remplir('filtre-service', 'voirie');
    await poste.remplir('filtre-demarche', 'signaler-voirie');
    const [tri] = poste.tous('.tri select') as HTMLSelectElement[];
    tri!.value = 'recente';
    tri!.dispatchEvent(new Event('change'));
    await jusqua(() => poste.lignes().length === 1);
    egal(Object.fromEntries(requetes(poste).at(-1)!.requete), {
      statut: 'closes',
      tri: 'recente',
      affectation: 'chef@port-aubier.example',
      service: 'voirie',
      demarche: 'signaler-voirie',
      limite: '25',
    });
    poste.bouton('Filtres (4)').click();
    await poste.element.updateComplete;
    await accessible(poste.element);
    poste.bouton('Retirer le filtre Service : Voirie').click();
    await poste.element.updateComplete;
    poste.bouton('Filtres (3)');
  });

  it('searches once the agent stops typing, and lets go of the older search', async () => {
    const poste = await ouvrirPoste();
    const avant = requetes(poste).length;
    await poste.remplir('recherche', 'D');
    await poste.remplir('recherche', 'Di');
    egal(requetes(poste).length, avant, 'nothing is asked while typing');
    const porte = poste.serveur.retenir('GET agent/demandes');
    await poste.avancer();
    await jusqua(() => requetes(poste).length === avant + 1);
    await poste.remplir('recherche', 'Diallo');
    await poste.avancer();
    await jusqua(() => requetes(poste).length === avant + 2);
    affirmer(requetes(poste)[avant]!.abandonne, 'The older search is aborted.');
    porte.liberer();
    await jusqua(() => poste.lignes().length === 1);
    egal(requetes(poste).at(-1)!.requete.get('q'), 'Diallo');
    egal(poste.champ('recherche').value, 'Diallo');
  });

  it('does not lose a search to the next page of what was there', async () => {
    const poste = await ouvrirPoste({ demandes: lignesNombreuses(60).map((ligne) => demandeDe(ligne)) });
    await poste.remplir('recherche', 'Diallo');
    poste.bouton('Charger la suite').click();
    await poste.avancer();
    await jusqua(() => poste.lignes().length < 10);
    egal(requetes(poste).at(-1)!.requete.get('q'), 'Diallo');
  });

  it('goes on where it was with the next page', async () => {
    const poste = await ouvrirPoste({ demandes: lignesNombreuses(60).map((ligne) => demandeDe(ligne)) });
    const premiere = poste.lignes()[0];
    for (const attendu of [50, 60]) {
      poste.bouton('Charger la suite').click();
      await jusqua(() => poste.lignes().length === attendu);
    }
    affirmer(poste.lignes()[0] === premiere, 'The rows already there are the same elements.');
    affirmer(!poste.aBouton('Charger la suite'), 'Nothing more to load.');
    contient(poste.annonce(), '60 demandes');
  });

  it('keeps the rows when the next page fails, and tries again', async () => {
    const poste = await ouvrirPoste({ demandes: lignesNombreuses(60).map((ligne) => demandeDe(ligne)) });
    poste.serveur.couper();
    poste.bouton('Charger la suite').click();
    await jusqua(() => poste.aBouton('Réessayer'));
    egal(poste.lignes().length, 25);
    poste.serveur.retablir();
    poste.bouton('Réessayer').click();
    await jusqua(() => poste.lignes().length === 50);
  });

  it('brings a row up to date where it stands, the focus on it', async () => {
    const poste = await ouvrirPoste();
    const ligne = poste.ligne(lignes[4]!.numero);
    ligne.focus();
    const rang = poste.lignes().indexOf(ligne);
    changerParCollegue(
      poste.serveur.etat,
      poste.serveur.demande(lignes[4]!.numero)!,
      'planifiee',
      outils(poste),
    );
    await jusqua(() => (void poste.avancer(), ligne.textContent?.includes('Planifiée')));
    egal(poste.lignes().indexOf(ligne), rang);
    affirmer(poste.focus() === ligne, 'The focus did not move.');
  });

  it('leaves a row that no longer matches where it is, marked', async () => {
    const poste = await ouvrirPoste();
    const ligne = poste.ligne(lignes[4]!.numero);
    changerParCollegue(
      poste.serveur.etat,
      poste.serveur.demande(lignes[4]!.numero)!,
      'traitee',
      outils(poste),
    );
    await jusqua(() => (void poste.avancer(), ligne.classList.contains('sortie')));
    contient(ligne.textContent, 'ne correspond plus');
    await accessible(poste.element);
  });

  it('announces new requests and waits to be asked before it shows them', async () => {
    const poste = await ouvrirPoste();
    const avant = poste.lignes();
    const recues = [ailleurs(poste), ailleurs(poste)].map(({ ligne }) => ligne.numero);
    await jusqua(() => (void poste.avancer(), poste.aBouton('2 nouvelles demandes')));
    egal(poste.lignes().length, avant.length);
    await accessible(poste.element);
    poste.bouton('2 nouvelles demandes').click();
    await jusqua(() => recues.every((numero) => poste.ligne(numero)));
    egal(poste.lignes().length, avant.length + 2);
    affirmer(!poste.aBouton('2 nouvelles'), 'The button has gone.');
  });

  it('does not announce what the filters leave out', async () => {
    const poste = await ouvrirPoste();
    await poste.remplir('filtre-service', 'voirie');
    await jusqua(() => poste.lignes().length === 11);
    const { ligne } = ailleurs(poste);
    await jusqua(
      () => (void poste.avancer(), poste.serveur.appelsDe(`GET agent/demandes/${ligne.numero}`).length),
    );
    await poste.element.updateComplete;
    affirmer(!poste.aBouton('1 nouvelle'), 'Another service: nothing new here.');
  });

  it('says that the line is cut, and catches up from the last event', async () => {
    const poste = await ouvrirPoste();
    ailleurs(poste);
    await jusqua(() => (void poste.avancer(), poste.aBouton('1 nouvelle')));
    poste.serveur.flux.couper();
    await jusqua(() => poste.texte().includes('Direct interrompu'));
    await accessible(poste.element);
    // What happens meanwhile is kept by the server.
    ailleurs(poste);
    await poste.avancer();
    await jusqua(() => poste.serveur.flux.ecouteurs === 1);
    await jusqua(() => (void poste.avancer(), poste.aBouton('2 nouvelles')));
    affirmer(!poste.texte().includes('Direct interrompu'), 'The line is back.');
    const [, reprise] = poste.serveur.appelsDe('GET agent/flux');
    affirmer(reprise!.entetes.get('Last-Event-ID'), 'It resumes from an event.');
  });

  it('does not wait for a dead line when the device goes off line and comes back', async () => {
    const poste = await ouvrirPoste();
    dispatchEvent(new Event('offline'));
    await jusqua(() => poste.texte().includes('Direct interrompu'));
    dispatchEvent(new Event('online'));
    await jusqua(() => poste.serveur.flux.ecouteurs === 1);
    await jusqua(() => !poste.texte().includes('Direct interrompu'));
  });

  it('listens no more once taken off the page', async () => {
    const poste = await ouvrirPoste();
    poste.element.remove();
    await jusqua(() => poste.serveur.flux.ecouteurs === 0);
  });

  it('shows a mail that did not leave, why, and sends it again', async () => {
    const poste = await ouvrirPoste();
    await jusqua(() => poste.aBouton('1 courriel n’est pas parti'));
    poste.bouton('1 courriel n’est pas parti').click();
    await jusqua(() => poste.texte().includes('boîte pleine'));
    await accessible(poste.element);
    poste.bouton('Relancer').click();
    await jusqua(() => !poste.aBouton('1 courriel'));
    egal(poste.serveur.etat.incidents.length, 0);
  });

  it('corrects the address that a mail could not reach, on the version it has read', async () => {
    const poste = await ouvrirPoste();
    await jusqua(() => poste.aBouton('1 courriel n’est pas parti'));
    const { numero } = poste.serveur.etat.incidents[0]!;
    poste.bouton('1 courriel n’est pas parti').click();
    await jusqua(() => poste.aBouton('Corriger l’adresse'));
    poste.bouton('Corriger l’adresse').click();
    await poste.remplir(`adresse-${numero}`, 'sans arobase');
    poste.bouton('Corriger et renvoyer').click();
    await jusqua(() => poste.texte().includes('par exemple nom@exemple.fr'));
    egal(poste.serveur.appelsDe(`PATCH agent/demandes/${numero}`).length, 0);
    await accessible(poste.element);
    await poste.remplir(`adresse-${numero}`, ' juste@exemple.fr ');
    await jusqua(() => poste.serveur.appelsDe(`GET agent/demandes/${numero}`).length > 0);
    poste.bouton('Corriger et renvoyer').click();
    await jusqua(() => poste.serveur.appelsDe(`PATCH agent/demandes/${numero}`).length === 1);
    const corps = poste.serveur.appelsDe(`PATCH agent/demandes/${numero}`)[0]!.corps as Record<
      string,
      unknown
    >;
    egal(corps['courriel'], 'juste@exemple.fr');
    await jusqua(() => !poste.aBouton('1 courriel'));
    contient(poste.annonce(), 'Adresse corrigée');
  });

  it('shows HTML as text', async () => {
    const [une] = lignes;
    const mechante = { ...une!, objet: '<img src=x onerror=alert(1)>', demandeur: '<b>Nom</b>' };
    const poste = await ouvrirPoste({ demandes: [demandeDe(mechante)] });
    contient(poste.lignes()[0]!.textContent, '<img src=x onerror=alert(1)>');
    egal(poste.tous('img').length, 0);
  });
});
