import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { CODE_SUIVI } from '../../test/fixtures/suivis.ts';
import {
  arriver,
  avecDecision,
  avecImplicite,
  avecNouveau,
  TEXTE_REFUS,
} from '../../test/fixtures/suites.ts';
import { monterSuivi, type Monture } from '../../test/outils/monter-suivi.ts';

const NUMERO = lignes[0]!.numero;
const SIGNALEMENT = lignes.find(
  ({ genre, statut }) => genre === 'signalement' && statut === 'traitee',
)!.numero;
let monture: Monture;
const texteDe = (selecteur: string) => monture.un(selecteur).textContent.replaceAll(/\s+/g, ' ');

describe('<suivi-demande> after a decision', () => {
  beforeEach(async () => {
    document.documentElement.lang = 'fr';
    monture = await monterSuivi();
  });
  afterEach(() => monture.element.remove());

  it('tells an acceptance by silence, and gives its attestation once', async () => {
    avecImplicite(monture.serveur, NUMERO, 'acceptation');
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    await monture.jusque(() => monture.texte().includes('Obtenir l’attestation'));
    expect(monture.texte()).to.include('Depuis le 20 novembre 2026');
    await accessible(monture.element);
    monture.cliquer('Obtenir l’attestation');
    monture.cliquer('Obtenir l’attestation');
    await monture.jusque(() => monture.element.renderRoot.querySelector('#attestation'));
    expect(monture.serveur.appelsDe(`POST demandes/${NUMERO}/attestation`)).to.have.length(1);
    expect(texteDe('.documents')).to.include('Attestation d’acceptation');
    monture.un<HTMLButtonElement>('#attestation button').click();
    await monture.jusque(() => monture.texte().includes('est téléchargé'));
    const piece = monture.serveur.appelsDe(/GET demandes\/.*\/pieces\//).at(-1)!;
    expect(piece.entetes.get('Parvis-Code')).to.equal(CODE_SUIVI);
  });

  it('tells a refusal by silence, how to appeal, and asks for its reasons', async () => {
    avecImplicite(monture.serveur, NUMERO, 'refus');
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    await monture.jusque(() => monture.texte().includes('Demander les raisons'));
    expect(monture.texte()).to.include('tribunal administratif');
    expect(monture.texte()).to.include('recours gracieux');
    monture.cliquer('Demander les raisons');
    await monture.jusque(() => monture.texte().includes('Vous avez demandé les raisons.'));
    expect(texteDe('.messages')).to.include('L232-4');
    await accessible(monture.element);
  });

  it('tells who has the number alone what silence decided, with nothing to ask', async () => {
    avecImplicite(monture.serveur, NUMERO, 'refus');
    await monture.ouvrir(NUMERO);
    expect(monture.texte()).to.include('refusée, faute de réponse');
    expect(monture.texte()).not.to.include('Demander les raisons de ce refus');
    expect(texteDe('.chronologie')).to.include('Refusée, faute de réponse de la mairie');
  });

  it('shows the decision, its appeal routes and its letter, and the reason once', async () => {
    avecDecision(monture.serveur, NUMERO);
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    await monture.jusque(() => monture.texte().includes('Décision : refus'));
    expect(monture.texte()).to.include('Vous avez 2 mois, à partir du jour où vous recevez cette lettre');
    expect(monture.texte().split(TEXTE_REFUS)).to.have.length(2);
    expect(texteDe('.documents')).to.include(`decision-${NUMERO}.pdf`);
    expect(texteDe('.documents')).to.include('accusé de réception');
    await accessible(monture.element);
  });

  it('asks whether the problem is solved, sends only on the click, and tells the service', async () => {
    await monture.ouvrir(SIGNALEMENT, CODE_SUIVI);
    await monture.jusque(() => monture.texte().includes('Le problème est-il réglé ?'));
    const acte = `POST demandes/${SIGNALEMENT}/satisfaction`;
    expect(monture.serveur.appelsDe(acte)).to.have.length(0);
    await accessible(monture.element);
    monture.cliquer('Envoyer mon avis');
    await monture.jusque(() => monture.texte().includes('Choisissez une réponse.'));
    monture.un<HTMLInputElement>('#avis-pas-regle').click();
    monture.saisir('avis-mots', 'Le trou est revenu.');
    monture.cliquer('Envoyer mon avis');
    await monture.jusque(() => monture.texte().includes('Le service est prévenu'));
    expect(monture.serveur.appelsDe(acte)[0]!.corps).to.deep.equal({
      resultat: 'pas-regle',
      commentaire: 'Le trou est revenu.',
    });
    expect(monture.element.renderRoot.querySelector('.avis')).to.equal(null);
  });

  it('marks what is new in words, and says that it was read once it was on the screen', async () => {
    const demande = monture.serveur.demande(NUMERO)!;
    avecNouveau(monture.serveur, NUMERO);
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    await monture.jusque(() => monture.element.renderRoot.querySelector('.nouveau'));
    expect(monture.element.renderRoot.querySelectorAll('.nouveau')).to.have.length(1);
    const lecture = `POST demandes/${NUMERO}/lecture`;
    monture.un('.messages > li:last-child').scrollIntoView();
    await monture.jusque(() => monture.serveur.appelsDe(lecture).length);
    expect(monture.serveur.appelsDe(lecture)[0]!.corps).to.deep.equal({ jusqua: demande.evenements.length });
    await monture.jusque(() => demande.luJusqua === demande.evenements.length);
    monture.minuterie.sonner();
    await monture.element.updateComplete;
    expect(monture.un('.nouveau').textContent).to.equal('Nouveau');
  });

  it('has a line in the citizen’s words for what happened, and none for the agents’ business', async () => {
    for (const [contenu, visibilite] of [
      [{ type: 'complement-annule', donnees: { chemins: ['prenoms'] } }, 'dossier'],
      [{ type: 'transfert', donnees: { organisme: 'Préfecture', contact: null } }, 'public'],
      [{ type: 'coordonnees', donnees: { champs: ['courriel'] } }, 'dossier'],
      [{ type: 'annulation', donnees: { rang: 3 } }, 'dossier'],
    ] as const)
      arriver(monture.serveur, NUMERO, contenu, { visibilite });
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    const avant = monture.un('.chronologie').children.length;
    const texte = texteDe('.chronologie');
    expect(texte).to.include('La mairie n’attend plus ce qu’elle avait demandé');
    expect(texte).to.include('Envoyée à l’administration compétente : Préfecture');
    expect(texte).to.include('Vos coordonnées ont été corrigées');
    expect(avant).to.equal(5);
  });
});
