import { accessible, affirmer, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { changerParCollegue } from '../../test/fixtures/faux-agent.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { ajouterEvenement } from '../../test/fixtures/faux-etat.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { ouvrirDossier, ouvrirPoste, type Poste } from '../../test/fixtures/poste-agent.ts';
import { uuid } from '../../test/fixtures/temps.ts';

const NUMERO = lignes[0]!.numero;
const AUTRE = lignes[1]!.numero;
let suivant = 80_000;
const muet = { nouvelId: () => uuid(suivant++), emettre: () => '' };
const envois = (poste: Poste, sous: string) =>
  poste.serveur.appelsDe(`POST agent/demandes/${NUMERO}/${sous}`);
const patchs = (poste: Poste, numero = NUMERO) => poste.serveur.appelsDe(`PATCH agent/demandes/${numero}`);

/** A colleague changes the file, and the live line has not told it yet. */
const collegue = (poste: Poste, statut: 'transmise' | 'traitee') =>
  changerParCollegue(poste.serveur.etat, poste.serveur.demande(NUMERO)!, statut, muet);

async function preparerRefus(poste: Poste): Promise<void> {
  poste.bouton('Changer le statut').click();
  await poste.remplir('champ-statut', 'refusee');
  await poste.remplir('champ-motif', 'La personne n’est pas née ici.');
}

describe('tri-demandes: the file', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows everything: answers with their labels, pieces, notes, mails sent and failed', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    const texte = poste.texte();
    for (const mot of [
      'Quel document voulez-vous ?',
      'Copie intégrale',
      '4 juillet 1961',
      'carte-identite.pdf',
      'Note interne',
      'volume aux archives',
      'Courriel envoyé : Accusé de réception',
      'Courriel non parti',
      'identite-recto.jpg',
      'En retard de 3 jours',
      NUMERO,
    ]) {
      contient(texte, mot);
    }
    await accessible(poste.element);
  });

  it('says in the queue and in the file who filed for whom, under which mandate', async () => {
    const { demandes } = creerFauxServeur().etat;
    const demande = demandes.find(({ ligne }) => ligne.numero === NUMERO)!;
    demande.ligne.deposeePar = 'Léa Roy, France services du Port';
    demande.accompagnement = {
      aidant: { nom: 'Léa Roy', structure: 'France services du Port' },
      pour: 'Marie Dupont',
      reference: 'M-7K4F-92',
      accordLe: '2026-11-20T23:30:00.000Z',
      actif: true,
    };
    const poste = await ouvrirPoste({ demandes });
    contient(poste.ligne(NUMERO).textContent, 'par Léa Roy, France services du Port');
    await ouvrirDossier(poste, NUMERO);
    contient(
      poste.texte(),
      'Déposée par Léa Roy (France services du Port) pour Marie Dupont, mandat M-7K4F-92, accord du 21 novembre 2026',
    );
    await accessible(poste.element);
    poste.bouton('Mettre fin au mandat M-7K4F-92').click();
    poste.serveur.repondre('POST agent/mandats/M-7K4F-92/fin', repondreProbleme('trop-de-tentatives'));
    const finir = poste.tous('.bouton.danger').find(({ textContent }) => textContent?.includes('mandat'))!;
    finir.click();
    await jusqua(() => poste.texte().includes('Attendez quelques minutes'));
    poste.serveur.repondre('POST agent/mandats/M-7K4F-92/fin', () => {
      poste.serveur.demande(NUMERO)!.accompagnement!.actif = false;
      return Response.json({});
    });
    finir.click();
    await jusqua(() => poste.texte().includes('Ce mandat est fini'));
    egal(poste.aBouton('Mettre fin'), false);
  });

  it('downloads a piece with the token, not with a link', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    const clics: string[] = [];
    const clic = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      clics.push(`${this.download} ${this.protocol}`);
    };
    poste.bouton('Télécharger carte-identite.pdf').click();
    await jusqua(() => clics.length);
    HTMLAnchorElement.prototype.click = clic;
    egal(clics, ['carte-identite.pdf blob:']);
    const [appel] = poste.serveur.appelsDe(/^GET agent\/demandes\/.*\/pieces\//);
    contient(appel!.entetes.get('Authorization'), 'DPoP ');
  });

  it('offers only the changes of status that the rules allow, with a reason where the law wants one', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Changer le statut').click();
    await poste.element.updateComplete;
    const offertes = poste.tous('#champ-statut option').map((option) => (option as HTMLOptionElement).value);
    egal(offertes, ['', 'en-attente', 'transmise', 'planifiee', 'traitee', 'refusee', 'retiree']);
    await poste.remplir('champ-statut', 'refusee');
    egal(poste.bouton('Refuser la demande').getAttribute('aria-disabled'), 'true');
    poste.bouton('Refuser la demande').click();
    egal(patchs(poste).length, 0, 'no refusal without its reason');
    await accessible(poste.element);
    await poste.remplir('champ-motif', 'Pas née ici.');
    poste.bouton('Refuser la demande').click();
    await jusqua(() => poste.texte().includes('Statut changé : Refusée'));
    egal(patchs(poste)[0]!.corps, { statut: 'refusee', motif: 'Pas née ici.', version: 1 });
  });

  it('asks the day of what is planned', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Changer le statut').click();
    await poste.remplir('champ-statut', 'planifiee');
    await poste.remplir('champ-planifiee', '2026-12-03');
    poste.bouton('Planifier').click();
    await jusqua(() => poste.texte().includes('Prévue le'));
    egal(patchs(poste)[0]!.corps, { statut: 'planifiee', planifieeLe: '2026-12-03', version: 1 });
  });

  it('undoes a change in one press', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, AUTRE);
    poste.bouton('M’affecter').click();
    await jusqua(() => poste.texte().includes('Affectée à Claire Morvan'));
    poste.bouton('Annuler').click();
    await jusqua(() => poste.texte().includes('C’est annulé'));
    egal(poste.serveur.demande(AUTRE)!.ligne.affecteeA, null);
  });

  it('passes a request to a colleague and to another service', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Affecter ou passer').click();
    await poste.remplir('champ-agent', 'lea.faure@port-aubier.example');
    await poste.remplir('champ-service', 'accueil');
    contient(poste.texte(), 'Vous n’êtes pas de ce service');
    await accessible(poste.element);
    poste.bouton('Enregistrer').click();
    await jusqua(() => poste.texte().includes('Passée au service Accueil de la mairie'));
    egal(patchs(poste)[0]!.corps, {
      affecteeA: 'lea.faure@port-aubier.example',
      service: 'accueil',
      version: 1,
    });
  });

  it('never overwrites a colleague: shows what he did, keeps the draft, applies it again on demand', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    await preparerRefus(poste);
    collegue(poste, 'transmise');
    poste.bouton('Refuser la demande').click();
    await jusqua(() => poste.texte().includes('Ce dossier a changé'));
    contient(poste.texte(), 'Transmise, par Idriss Benali');
    egal(poste.champ('champ-motif').value, 'La personne n’est pas née ici.');
    egal(poste.champ('champ-statut').value, 'refusee');
    egal(poste.serveur.demande(NUMERO)!.ligne.statut, 'transmise');
    await accessible(poste.element);
    poste.bouton('Appliquer quand même').click();
    await jusqua(() => poste.texte().includes('Statut changé : Refusée'));
    egal(poste.serveur.demande(NUMERO)!.ligne.statut, 'refusee');
    affirmer(!poste.texte().includes('Ce dossier a changé'), 'The conflict is over.');
  });

  it('is a conflict too when the live line told of the change before the agent pressed', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    await preparerRefus(poste);
    changerParCollegue(poste.serveur.etat, poste.serveur.demande(NUMERO)!, 'transmise', {
      ...muet,
      emettre: poste.serveur.emettre,
    });
    await jusqua(
      () => (void poste.avancer(), poste.un('article .pastille')?.textContent?.includes('Transmise')),
    );
    egal(poste.champ('champ-motif').value, 'La personne n’est pas née ici.');
    poste.bouton('Refuser la demande').click();
    await jusqua(() => poste.texte().includes('Ce dossier a changé'));
    egal(poste.serveur.demande(NUMERO)!.ligne.statut, 'transmise');
  });

  it('says so when the change is no longer possible', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    await preparerRefus(poste);
    collegue(poste, 'traitee');
    poste.bouton('Refuser la demande').click();
    await jusqua(() => poste.texte().includes('Ce dossier a changé'));
    poste.bouton('Appliquer quand même').click();
    await jusqua(() => poste.texte().includes('Ce statut ne peut pas suivre'));
    egal(poste.champ('champ-motif').value, 'La personne n’est pas née ici.');
  });

  it('keeps a draft for each file, and marks its row', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'À finir');
    await ouvrirDossier(poste, AUTRE);
    await jusqua(() => poste.un('article')?.textContent?.includes(AUTRE));
    affirmer(!poste.un('#champ-reponse'), 'The other file has its own draft.');
    contient(poste.ligne(NUMERO).textContent, 'brouillon');
    await ouvrirDossier(poste, NUMERO);
    await jusqua(() => poste.un('#champ-reponse'));
    egal(poste.champ('champ-reponse').value, 'À finir');
  });

  it('asks before a draft is thrown away with the page', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    const partir = () => dispatchEvent(new Event('beforeunload', { cancelable: true }));
    affirmer(partir(), 'Nothing is begun: the page may go.');
    poste.bouton('Note interne').click();
    await poste.remplir('champ-note', 'À finir');
    affirmer(!partir(), 'The browser is asked to wait.');
    poste.element.remove();
    affirmer(partir(), 'Taken off the page, it holds nothing back.');
  });

  it('sends an answer once, however often the button is pressed and whatever the network does', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Votre acte est prêt.');
    for (let essai = 0; essai < 3; essai++)
      poste.serveur.perdreReponse(`POST agent/demandes/${NUMERO}/messages`);
    poste.bouton('Envoyer la réponse').click();
    poste.bouton('Envoyer la réponse').click();
    await jusqua(
      () => poste.texte().includes('Le serveur ne répond pas') || poste.texte().includes('Réponse envoyée'),
    );
    if (poste.un('#champ-reponse')) {
      egal(poste.champ('champ-reponse').value, 'Votre acte est prêt.');
      await accessible(poste.element);
      poste.bouton('Envoyer la réponse').click();
    }
    await jusqua(() => poste.texte().includes('Réponse envoyée'));
    egal(new Set(envois(poste, 'messages').map(({ entetes }) => entetes.get('Idempotency-Key'))).size, 1);
    const corps = poste.serveur
      .demande(NUMERO)!
      .evenements.filter((e) => e.type === 'message' && e.donnees.corps === 'Votre acte est prêt.');
    egal(corps.length, 1);
  });

  it('joins files to an answer', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Voici l’acte.');
    const entree = poste.un('input[type="file"]') as HTMLInputElement;
    const transfert = new DataTransfer();
    transfert.items.add(new File(['%PDF-1.7'], 'acte.pdf', { type: 'application/pdf' }));
    entree.files = transfert.files;
    entree.dispatchEvent(new Event('change'));
    await jusqua(() => poste.aBouton('Retirer acte.pdf'));
    await jusqua(() => !poste.bouton('Envoyer la réponse').hasAttribute('aria-disabled'));
    poste.bouton('Envoyer la réponse').click();
    await jusqua(() => poste.texte().includes('Réponse envoyée'));
    const dernier = poste.serveur.demande(NUMERO)!.evenements.at(-1)!;
    egal(dernier.type === 'message' && dernier.donnees.pieces.map(({ nom }) => nom), ['acte.pdf']);
  });

  it('shows what came in while the agent was writing', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Bonjour,');
    ajouterEvenement(
      poste.serveur.etat,
      poste.serveur.demande(NUMERO)!,
      { type: 'message', donnees: { corps: 'Je viens de vous répondre.', pieces: [] } },
      { role: 'agent', nom: 'Idriss Benali, chef de service' },
      'dossier',
      { ...muet, emettre: poste.serveur.emettre },
    );
    await jusqua(() => (void poste.avancer(), poste.texte().includes('Pendant que vous écriviez')));
    contient(poste.texte(), 'Réponse au demandeur, par Idriss Benali');
    egal(poste.champ('champ-reponse').value, 'Bonjour,');
  });

  it('shows why a file did not open, and opens it on the next try', async () => {
    const poste = await ouvrirPoste();
    poste.serveur.couper();
    poste.ligne(NUMERO).click();
    await jusqua(() => poste.un('article')?.textContent?.includes('Le serveur ne répond pas'));
    await accessible(poste.element);
    poste.serveur.retablir();
    poste.bouton('Réessayer').click();
    await jusqua(() => poste.un('#titre-dossier'));
  });

  it('enters a request received at the counter with the citizen’s form, and gives number and code', async () => {
    const poste = await ouvrirPoste();
    poste.bouton('Saisir une demande').click();
    await poste.remplir('saisie-jour', '2026-11-20');
    await poste.remplir('saisie-demarche', 'signaler-voirie');
    const formulaire = await jusqua(() => poste.element.shadowRoot!.querySelector('parvis-formulaire'));
    await jusqua(() => formulaire.shadowRoot);
    await accessible(poste.element);
    const { surEnvoi } = formulaire;
    const resultat = await surEnvoi!(
      {
        demarche: 'signaler-voirie',
        version: 1,
        reponses: { description: 'Un trou', lieu: { libelle: 'Rue du Phare' } },
      },
      { cle: 'cle-de-saisie' },
    );
    const [appel] = poste.serveur.appelsDe('POST agent/demandes');
    egal((appel!.corps as { canal: string; recueLe: string }).canal, 'guichet');
    egal((appel!.corps as { recueLe: string }).recueLe, '2026-11-20');
    egal(appel!.entetes.get('Idempotency-Key'), 'cle-de-saisie');
    const { FormulaireDeposeEvent } = await import('../ui/formulaire/events.ts');
    formulaire.dispatchEvent(new FormulaireDeposeEvent(resultat));
    await jusqua(() => poste.texte().includes(resultat.numero));
    contient(poste.texte(), resultat.code);
    affirmer(poste.aBouton('Imprimer'), 'It can be printed.');
    await accessible(poste.element);
  });
});
