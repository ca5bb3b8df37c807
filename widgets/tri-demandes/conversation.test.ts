import { accessible, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { completee, enAttente, pasReglee, refusee, tacite } from '../../test/fixtures/conversations.ts';
import { demandeDe } from '../../test/fixtures/demandes-agent.ts';
import { poserComplement } from '../../test/fixtures/faux-conversation.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { ouvrirDossier, ouvrirPoste, type Poste } from '../../test/fixtures/poste-agent.ts';
import { dansJours, uuid } from '../../test/fixtures/temps.ts';

const NUMERO = lignes[0]!.numero;
let suivant = 85_000;
const muet = { nouvelId: () => uuid(suivant++), emettre: () => '' };
const envois = (poste: Poste, sous: string) =>
  poste.serveur.appelsDe(`POST agent/demandes/${NUMERO}/${sous}`);
const autres = lignes.slice(1).map((ligne) => demandeDe(ligne));

async function ouvrir(demande = demandeDe(lignes[0]!)): Promise<Poste> {
  const poste = await ouvrirPoste({ demandes: [demande, ...autres] });
  await ouvrirDossier(poste, demande.ligne.numero);
  return poste;
}

/** Is some of it in the window? */
function enVue(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}

async function cocher(poste: Poste, id: string): Promise<void> {
  (await jusqua(() => poste.un(`#${CSS.escape(id)}`))).click();
  await poste.element.updateComplete;
}

async function preparerComplement(poste: Poste): Promise<void> {
  poste.bouton('Demander un complément').click();
  await cocher(poste, 'demander-identite');
  await poste.remplir('precision-identite', 'Les deux côtés.');
  await poste.remplir('champ-motif-complement', 'La copie est coupée.');
}

async function preparerDecision(poste: Poste, sens: string, texte: string): Promise<void> {
  poste.bouton('Décider').click();
  await cocher(poste, `champ-decision-${sens}`);
  await poste.remplir('champ-lettre', texte);
}

describe('tri-demandes: asking for what is missing', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the present answers, previews what the citizen will read, sends exactly that', async () => {
    const poste = await ouvrir();
    poste.bouton('Demander un complément').click();
    await poste.element.updateComplete;
    contient(poste.texte(), '4 juillet 1961');
    egal(poste.aBouton('Cochez d’abord ce qui manque'), true);
    await cocher(poste, 'demander-identite');
    await poste.remplir('precision-identite', 'Les deux côtés.');
    egal(poste.bouton('Demander cet élément').getAttribute('aria-disabled'), 'true', 'not without a reason');
    await poste.remplir('champ-motif-complement', 'La copie est coupée.');
    const apercu = poste.un('.apercu')!.innerText;
    for (const mot of ['7 décembre 2026', 'Votre pièce d’identité : Les deux côtés.', 'La copie est coupée.'])
      contient(apercu, mot);
    await accessible(poste.element);
    poste.bouton('Demander cet élément').click();
    await jusqua(() => poste.texte().includes('Complément demandé'));
    egal(envois(poste, 'complements')[0]!.corps, {
      champs: [{ chemin: 'identite', precision: 'Les deux côtés.' }],
      motif: 'La copie est coupée.',
      avantLe: dansJours(15),
      version: 1,
    });
    contient(poste.texte(), 'En attente de :');
    contient(poste.ligne(NUMERO).innerText, 'avant le 7 déc.');
    contient(poste.annonce(), 'Complément demandé');
  });

  it('wants a day from tomorrow on', async () => {
    const poste = await ouvrir();
    await preparerComplement(poste);
    await poste.remplir('champ-avant-le', dansJours(0));
    contient(poste.texte(), 'donnez une date à partir de demain');
    poste.bouton('Demander cet élément').click();
    egal(envois(poste, 'complements').length, 0);
    await poste.remplir('champ-avant-le', dansJours(1));
    poste.bouton('Demander cet élément').click();
    await jusqua(() => poste.texte().includes('Complément demandé'));
  });

  it('names what a colleague has just asked, keeps what was ticked, and asks both', async () => {
    const poste = await ouvrir();
    await preparerComplement(poste);
    const demande = poste.serveur.demande(NUMERO)!;
    const voulu = { champs: [{ chemin: 'parents' }], motif: 'Il manque un nom.', avantLe: dansJours(20) };
    poserComplement(poste.serveur.etat, demande, voulu, muet);
    poste.bouton('Demander cet élément').click();
    await jusqua(() => poste.texte().includes('Ce dossier a changé pendant votre travail'));
    contient(poste.un('.encart.warn')!.innerText, 'Nom');
    egal(poste.champ('precision-identite').value, 'Les deux côtés.');
    await accessible(poste.element);
    poste.bouton('Appliquer quand même').click();
    await jusqua(() => poste.texte().includes('Complément demandé. Le demandeur est prévenu'));
    egal(
      poste.serveur.demande(NUMERO)!.complement!.champs.map(({ chemin }) => chemin),
      ['parents', 'identite'],
    );
  });

  it('gives up a part of what is awaited, then the rest', async () => {
    const poste = await ouvrir(enAttente(7));
    poste.bouton('Ne plus attendre').click();
    await cocher(poste, 'champ-renoncer-identite');
    await accessible(poste.element);
    poste.bouton('Ne plus attendre 1 sur 2').click();
    await jusqua(() => envois(poste, 'complements/annulation').length);
    await jusqua(() => poste.texte().includes('C’est retiré de ce qui est attendu'));
    egal((envois(poste, 'complements/annulation')[0]!.corps as { chemins: string[] }).chemins, ['parents']);
    poste.bouton('Ne plus attendre').click();
    await jusqua(() => poste.aBouton('Ne plus rien attendre'));
    poste.bouton('Ne plus rien attendre').click();
    await jusqua(() => poste.texte().includes('Plus rien n’est attendu'));
  });

  it('writes down what came by the counter, with its day', async () => {
    const poste = await ouvrir(enAttente(7));
    poste.bouton('Reçu autrement').click();
    await jusqua(() => poste.aBouton('Noter comme reçu'));
    await jusqua(() => enVue(poste.un('#panneau')!));
    egal(poste.champ('champ-recu-le').value, dansJours(0));
    await poste.remplir('champ-recu-le', dansJours(1));
    await jusqua(() => poste.texte().includes('Donnez un jour entre celui de la demande et aujourd’hui'));
    await accessible(poste.element);
    egal(envois(poste, 'complements/annulation').length, 0);
    await poste.remplir('champ-recu-le', dansJours(-1));
    await jusqua(() => !poste.texte().includes('Donnez un jour entre'));
    poste.bouton('Noter comme reçu').click();
    await jusqua(() => poste.texte().includes('C’est noté comme reçu'));
    const { chemins, recuLe } = envois(poste, 'complements/annulation')[0]!.corps as {
      chemins: string[];
      recuLe: string;
    };
    egal([chemins, recuLe], [['identite', 'parents'], dansJours(-1)]);
    await jusqua(() => poste.texte().includes('Complément reçu autrement'));
  });

  it('asks again in one press what did not come in time', async () => {
    const poste = await ouvrir(enAttente(-4));
    contient(poste.ligne(NUMERO).innerText, 'à relancer');
    poste.bouton('Relancer').click();
    await jusqua(() => poste.aBouton('Demander ces 2 éléments'));
    egal(poste.champ('precision-identite').value, 'Les deux côtés, lisibles.');
    egal(poste.champ('champ-avant-le').value, dansJours(15));
  });

  it('shows what came, before and after', async () => {
    const poste = await ouvrir(completee());
    const recu = poste.un('.comparaison')!.innerText;
    for (const mot of ['carte-identite.pdf', 'identite-recto-verso.pdf', 'née Marchand']) contient(recu, mot);
    await accessible(poste.element);
  });
});

describe('tri-demandes: deciding', () => {
  afterEach(() => document.body.replaceChildren());

  it('refuses with reasons only, keeps it a minute, and takes it back with what was written', async () => {
    const poste = await ouvrir();
    poste.bouton('Décider').click();
    await cocher(poste, 'champ-decision-refus');
    egal(poste.bouton('Enregistrer le refus').getAttribute('aria-disabled'), 'true');
    contient(poste.texte(), 'comment contester, dans les 2 mois');
    contient(poste.texte(), 'L111-2');
    await poste.remplir('champ-lettre', 'Née ailleurs.');
    await accessible(poste.element);
    poste.bouton('Enregistrer le refus').click();
    await jusqua(() => poste.texte().includes('Elle part dans 60 s.'));
    egal(envois(poste, 'decisions')[0]!.corps, {
      sens: 'refus',
      texte: 'Née ailleurs.',
      anonyme: false,
      competente: false,
      version: 1,
    });
    contient(poste.annonce(), 'Vous avez 60 secondes pour annuler');
    await poste.avancer();
    await jusqua(() => poste.texte().includes('Elle part dans 59 s.'));
    // Seconds are not told one by one.
    contient(poste.annonce(), 'Vous avez 60 secondes');
    await accessible(poste.element);
    poste.bouton('Annuler').click();
    await jusqua(() => poste.texte().includes('rien n’est parti'));
    egal((envois(poste, 'annulation')[0]!.corps as { version: number }).version, 2);
    poste.bouton('Décider').click();
    await poste.element.updateComplete;
    egal(poste.champ('champ-lettre').value, 'Née ailleurs.');
  });

  it('tells the last ten seconds and the end, then offers nothing more to take back', async () => {
    const poste = await ouvrir();
    await preparerDecision(poste, 'acceptation', 'Votre acte est joint.');
    poste.bouton('Enregistrer l’accord').click();
    await jusqua(() => poste.aBouton('Annuler'));
    poste.bouton('Annuler').focus();
    for (let seconde = 0; seconde < 50; seconde++) await poste.avancer();
    await jusqua(() => poste.annonce().includes('Encore 10 secondes'));
    for (let seconde = 0; seconde < 10; seconde++) await poste.avancer();
    await jusqua(() => poste.annonce().includes('plus annulable'));
    egal(poste.aBouton('Annuler'), false);
    egal(poste.focus()?.id, 'titre-dossier', 'the focus is not lost with the button');
  });

  it('goes on counting when the file is left and opened again', async () => {
    const poste = await ouvrir();
    await preparerDecision(poste, 'acceptation', 'Votre acte est joint.');
    poste.bouton('Enregistrer l’accord').click();
    await jusqua(() => poste.aBouton('Annuler'));
    await ouvrirDossier(poste, lignes[1]!.numero);
    await jusqua(() => poste.texte().includes(lignes[1]!.numero) && !poste.aBouton('Annuler'));
    await ouvrirDossier(poste, NUMERO);
    await jusqua(() => poste.aBouton('Annuler'));
  });

  it('shows the letter as it would leave; a text that changed makes it stale', async () => {
    const poste = await ouvrir();
    await preparerDecision(poste, 'acceptation', 'Votre acte est joint.');
    const ouverts: string[] = [];
    const clic = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      ouverts.push(`${this.target} ${this.protocol}`);
    };
    poste.bouton('Voir la lettre').click();
    await jusqua(() => poste.texte().includes('La lettre est prête'));
    HTMLAnchorElement.prototype.click = clic;
    egal(ouverts, ['_blank blob:']);
    contient(envois(poste, 'decisions/apercu')[0]!.entetes.get('Authorization'), 'DPoP ');
    await accessible(poste.element);
    await poste.remplir('champ-lettre', 'Autre chose.');
    egal(poste.texte().includes('La lettre est prête'), false);
    egal(envois(poste, 'decisions').length, 0, 'nothing is decided');
  });

  it('passes on to the administration that is competent, and says what the clock does', async () => {
    const poste = await ouvrir();
    await preparerDecision(poste, 'transmission', 'Cette demande relève de Lyon.');
    contient(poste.texte(), 'la mairie reste tenue de répondre');
    egal(poste.bouton('Enregistrer la transmission').getAttribute('aria-disabled'), 'true', 'to whom?');
    await poste.remplir('champ-organisme', 'Mairie de Lyon');
    await cocher(poste, 'champ-competente');
    contient(poste.texte(), 'délai de refus tacite continue');
    poste.bouton('Enregistrer la transmission').click();
    await jusqua(() => envois(poste, 'decisions').length);
    const { organisme, competente } = envois(poste, 'decisions')[0]!.corps as Record<string, unknown>;
    egal([organisme, competente], ['Mairie de Lyon', true]);
  });

  it('offers no decision on a closed file, by button nor by key, and shows its letter', async () => {
    const poste = await ouvrirPoste({ demandes: [refusee(), ...autres] });
    poste.bouton('Filtres').click();
    await poste.remplir('filtre-statut', 'closes');
    await jusqua(() => poste.ligne(NUMERO));
    await ouvrirDossier(poste, NUMERO);
    await jusqua(() => poste.texte().includes('Documents de la mairie'));
    contient(poste.texte(), 'decision.pdf');
    egal(poste.aBouton('Décider'), false);
    await poste.touche('d');
    await jusqua(() => poste.annonce().includes('reprenez-le'));
    egal(poste.un('#panneau'), null);
  });
});

describe('tri-demandes: replies, deadline, silence, figures', () => {
  afterEach(() => document.body.replaceChildren());

  it('puts a canned reply at the cursor, and warns of what it could not fill', async () => {
    const poste = await ouvrir();
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Avant. Après.');
    poste.champ('champ-reponse').setSelectionRange(6, 6);
    poste.bouton('Insérer une réponse type').click();
    await poste.remplir('champ-types', 'RETIRER prêt');
    await accessible(poste.element);
    egal(poste.tous('.types li').length, 1);
    poste.bouton('Acte prêt à retirer').click();
    await jusqua(() => poste.focus()?.id === 'champ-reponse');
    const { value } = poste.champ('champ-reponse');
    egal([value.startsWith('Avant.\n\nBonjour Jeanne'), value.endsWith('[date].\n\nAprès.')], [true, true]);
    contient(poste.texte(), 'À compléter avant d’envoyer : [date]');
  });

  it('says why it is due then, step by step with the rule', async () => {
    const poste = await ouvrir(enAttente(7));
    poste.bouton('Pourquoi cette échéance').click();
    await jusqua(() => poste.texte().includes('1 mois, de date à date'));
    contient(poste.un('.calcul')!.innerText, 'CRPA L114-5');
    await accessible(poste.element);
  });

  it('tells what silence decided in the row and in the file, with words', async () => {
    const poste = await ouvrir(tacite());
    contient(poste.ligne(NUMERO).innerText, 'refus tacite');
    contient(poste.texte(), 'Refus né du silence de la mairie le 20 novembre 2026');
    contient(poste.ligne(NUMERO).innerText, 'En cours');
  });

  it('tells whether the last word of the town was seen', async () => {
    const poste = await ouvrir(enAttente(7));
    contient(poste.texte(), 'Dernier message vu par le demandeur');
    document.body.replaceChildren();
    const autre = await ouvrir(enAttente(-4));
    contient(autre.texte(), 'Dernier message pas encore vu');
  });

  it('marks what came while the file was left, not what the agent did himself', async () => {
    const poste = await ouvrir();
    poste.bouton('Note interne').click();
    await poste.remplir('champ-note', 'Vu au registre.');
    poste.bouton('Ajouter la note').click();
    await jusqua(() => poste.texte().includes('Note ajoutée'));
    egal(poste.tous('.pastille.nouveau').length, 0);
    await ouvrirDossier(poste, lignes[1]!.numero);
    await jusqua(() => poste.un('#titre-dossier')?.textContent?.includes(lignes[1]!.objet));
    const voulu = { champs: [{ chemin: 'parents' }], motif: 'Il manque un nom.', avantLe: dansJours(20) };
    poserComplement(poste.serveur.etat, poste.serveur.demande(NUMERO)!, voulu, muet);
    await ouvrirDossier(poste, NUMERO);
    await jusqua(() => poste.tous('.pastille.nouveau').length === 1);
  });

  it('shows a report that is not solved, in the row and in the file', async () => {
    const demande = pasReglee();
    const poste = await ouvrir(demande);
    contient(poste.ligne(demande.ligne.numero).innerText, 'pas réglé');
    contient(poste.texte(), 'il est déjà revenu');
  });

  it('corrects the address from the file', async () => {
    const poste = await ouvrir();
    poste.bouton('Corriger l’adresse').click();
    await poste.remplir('champ-adresse', 'jeanne@exemple.com');
    [...poste.tous('#panneau button')].find((b) => b.textContent!.includes('Corriger'))!.click();
    await jusqua(() => poste.texte().includes('Adresse corrigée'));
    egal(poste.serveur.demande(NUMERO)!.demandeur.courriel, 'jeanne@exemple.com');
  });

  it('opens the figures in the place of the queue, cuts them, exports them with the token, and goes back', async () => {
    const poste = await ouvrirPoste();
    poste.bouton('Chiffres').click();
    await jusqua(() => poste.texte().includes('Demandes reçues'));
    egal(poste.focus()?.id, 'titre-chiffres');
    await accessible(poste.element);
    await poste.remplir('compte-service', 'voirie');
    await poste.remplir('compte-de', '2026-03');
    // The service's own call may have been given up before it left.
    const demande = (cle: string) =>
      poste.serveur.appelsDe('GET agent/statistiques').at(-1)!.requete.get(cle);
    await jusqua(() => demande('de'));
    egal(['de', 'a', 'service'].map(demande), ['2026-03', '2026-10', 'voirie']);
    const noms: string[] = [];
    const clic = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      noms.push(this.download);
    };
    poste.bouton('Télécharger pour un tableur').click();
    await jusqua(() => noms.length);
    HTMLAnchorElement.prototype.click = clic;
    egal(noms, ['chiffres-2026-03-2026-10.csv']);
    await poste.touche('Escape');
    await jusqua(() => poste.focus()?.id === 'titre-file');
    egal(poste.lignes()[0]!.checkVisibility(), true);
  });

  it('asks and decides by keys, never while somebody types', async () => {
    const poste = await ouvrir();
    await poste.touche('p');
    await jusqua(() => poste.focus()?.id === 'champ-complement');
    await poste.touche('d');
    await jusqua(() => poste.focus()?.id === 'champ-decision');
    await poste.touche('r');
    await jusqua(() => poste.focus()?.id === 'champ-reponse');
    await poste.touche('d');
    egal(poste.un('#champ-decision'), null);
  });
});
