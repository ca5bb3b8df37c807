import { expect } from 'chai';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { demarcheChamps } from '../../test/fixtures/demarches.ts';
import { repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { CODE_SUIVI } from '../../test/fixtures/suivis.ts';
import { monterSuivi, type Monture } from '../../test/outils/monter-suivi.ts';

const NUMERO = lignes[0]!.numero;
const COMPLETER = `POST demandes/${NUMERO}/complements`;
const CHAMPS = [
  { chemin: 'prenoms', libelle: 'Prénoms', precision: 'Tous, dans l’ordre de l’état civil' },
  { chemin: 'identite', libelle: 'Votre pièce d’identité', precision: null },
];
let monture: Monture;

const demander = (champs = CHAMPS): void =>
  monture.serveur.demanderComplement(NUMERO, {
    champs,
    motif: 'La copie de votre carte est illisible.',
    avantLe: '2026-12-10',
  });
const envoyer = (): void => monture.un<HTMLButtonElement>('.completer [type=submit]').click();
const corps = (rang = 0) =>
  (monture.serveur.appelsDe(COMPLETER)[rang]!.corps as { reponses: Record<string, unknown> }).reponses;
const cles = () =>
  new Set(monture.serveur.appelsDe(COMPLETER).map(({ entetes }) => entetes.get('Idempotency-Key'))).size;
const ouvrir = async (): Promise<void> => {
  await monture.ouvrir(NUMERO, CODE_SUIVI);
  await monture.jusque(() => monture.element.renderRoot.querySelector('.completer'));
};

async function joindre(nom: string): Promise<void> {
  const entree = monture.un<HTMLInputElement>('.completer input[type=file]');
  const choix = new DataTransfer();
  choix.items.add(new File(['abc'], nom, { type: 'application/pdf' }));
  entree.files = choix.files;
  entree.dispatchEvent(new Event('change', { bubbles: true }));
  await monture.jusque(() => monture.texte().includes(`${nom} est ajouté`));
}

describe('<suivi-demande> when the town asks for something', () => {
  beforeEach(async () => {
    localStorage.clear();
    document.documentElement.lang = 'fr';
    monture = await monterSuivi();
  });
  afterEach(() => monture.element.remove());

  it('shows why, by when, and exactly what is asked, with the present answers; passes axe', async () => {
    demander();
    await ouvrir();
    const texte = monture.un('.demande-mairie').textContent.replaceAll(/\s+/g, ' ');
    expect(texte).to.include('Ce que la mairie vous demande');
    expect(texte).to.include('avant le 10 décembre 2026');
    expect(texte).to.include('La copie de votre carte est illisible.');
    expect(texte).to.include('La mairie précise : Tous, dans l’ordre de l’état civil');
    expect(texte).to.include('Jeanne, Marie');
    expect(texte).to.include('carte-identite.pdf');
    const questions = monture.element.renderRoot.querySelectorAll(
      '.completer input:not([type=checkbox]), .completer textarea',
    );
    expect([...questions].map(({ id }) => id)).to.deep.equal(['c-prenoms', 'c-identite-choisir']);
    expect(monture.texte().split('La copie de votre carte est illisible.')).to.have.length(2);
    await accessible(monture.element);
  });

  it('sends the answers once however often it is clicked, and says what was received', async () => {
    demander();
    await ouvrir();
    monture.saisir('c-prenoms', '  Jeanne Marie Louise ');
    await joindre('carte-nette.pdf');
    const retenue = monture.serveur.retenir(COMPLETER);
    envoyer();
    monture.element.renderRoot.querySelector<HTMLButtonElement>('.completer [type=submit]')?.click();
    retenue.liberer();
    await monture.jusque(() => monture.texte().includes('La mairie a ce qu’elle attendait.'));
    expect(monture.serveur.appelsDe(COMPLETER)).to.have.length(1);
    expect(corps()['prenoms']).to.equal('Jeanne Marie Louise');
    expect((corps()['identite'] as { nom: string }[]).map(({ nom }) => nom)).to.deep.equal([
      'carte-nette.pdf',
    ]);
    expect(monture.element.renderRoot.querySelector('.demande-mairie')).to.equal(null);
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'complement-recu');
    expect(Object.keys(localStorage).filter((cle) => cle.includes(NUMERO))).to.deep.equal([]);
    await accessible(monture.element);
  });

  it('tells what stays asked before a part is sent, and asks only for the rest after', async () => {
    demander();
    await ouvrir();
    monture.saisir('c-prenoms', 'Jeanne');
    await monture.jusque(() => monture.texte().includes('La mairie attendra toujours'));
    expect(monture.un('#reste').textContent).to.include('Votre pièce d’identité');
    expect(monture.un('.completer [type=submit]').textContent).to.include('Envoyer 1 réponse sur 2');
    envoyer();
    await monture.jusque(() => monture.texte().includes('Il manque encore'));
    expect(Object.keys(corps())).to.deep.equal(['prenoms']);
    await monture.jusque(() => monture.element.renderRoot.querySelector('#c-identite-choisir'));
    expect(monture.element.renderRoot.querySelector('#c-prenoms')).to.equal(null);
  });

  it('starts from the answer that stands', async () => {
    demander();
    await ouvrir();
    monture.cliquer('Repartir de cette réponse : Prénoms');
    await monture.jusque(() => monture.un<HTMLInputElement>('#c-prenoms').value === 'Jeanne, Marie');
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'c-prenoms');
  });

  it('lists what is wrong and leads to it; nothing leaves', async () => {
    demander([{ chemin: 'date-naissance', libelle: 'Date de naissance', precision: null as never }]);
    await ouvrir();
    envoyer();
    await monture.jusque(() => monture.texte().includes('Répondez à une question au moins.'));
    await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'resume-erreurs');
    for (const [rang, valeur] of ['40', '13', '1961'].entries()) {
      const champ =
        monture.element.renderRoot.querySelectorAll<HTMLInputElement>('.completer .date input')[rang]!;
      champ.value = valeur;
      champ.dispatchEvent(new Event('input', { bubbles: true }));
    }
    envoyer();
    await monture.jusque(() => monture.un('#resume-erreurs').textContent.includes('date'));
    expect(monture.serveur.appelsDe(COMPLETER)).to.have.length(0);
    await accessible(monture.element);
  });

  it('shows the server’s own refusal at its field, and sends the correction under another key', async () => {
    demander();
    await ouvrir();
    monture.serveur.repondre(
      COMPLETER,
      repondreProbleme('saisie-invalide', {
        erreurs: [{ chemin: 'prenoms', code: 'motif', message: 'Le serveur n’en veut pas.' }],
      }),
    );
    monture.saisir('c-prenoms', 'X');
    envoyer();
    await monture.jusque(() => monture.texte().includes('Le serveur n’en veut pas.'));
    monture.saisir('c-prenoms', 'Jeanne');
    envoyer();
    await monture.jusque(() => monture.texte().includes('Il manque encore'));
    expect(cles()).to.equal(2);
  });

  it('keeps everything when the answer is lost, and sends again under the same key after a reload', async () => {
    demander();
    await ouvrir();
    monture.saisir('c-prenoms', 'Jeanne');
    for (let essai = 0; essai < 3; essai++) monture.serveur.perdreReponse(COMPLETER);
    monture.serveur.couper();
    envoyer();
    await monture.jusque(() => monture.texte().includes('ne sont pas encore parties'));
    monture.serveur.retablir();
    const { serveur } = monture;
    monture.element.remove();
    monture = await monterSuivi({ serveur });
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    await monture.jusque(
      () => monture.texte().includes('Il manque encore') || monture.texte().includes('ne sont pas'),
    );
    if (monture.texte().includes('ne sont pas encore parties')) monture.cliquer('Réessayer maintenant');
    await monture.jusque(() => monture.texte().includes('Il manque encore'));
    expect(serveur.appelsDe(COMPLETER).length).to.be.greaterThan(1);
    expect(cles()).to.equal(1);
    const recus = serveur.demande(NUMERO)!.evenements.filter(({ type }) => type === 'complement-recu');
    expect(recus).to.have.length(1);
  });

  it('keeps a draft on the device, without the code, and none on a shared computer', async () => {
    demander();
    await ouvrir();
    monture.saisir('c-prenoms', 'Jeanne');
    const garde = () => Object.entries(localStorage).filter(([cle]) => cle.includes(NUMERO));
    await monture.jusque(() => garde().length === 1);
    expect(JSON.stringify(garde())).not.to.include(CODE_SUIVI);
    monture.cliquer('Suivre une autre demande');
    await monture.ouvrir(NUMERO, CODE_SUIVI);
    await monture.jusque(
      () => monture.element.renderRoot.querySelector<HTMLInputElement>('#c-prenoms')?.value === 'Jeanne',
    );
    monture.un<HTMLInputElement>('#partage').click();
    await monture.jusque(() => garde().length === 0);
    monture.un<HTMLInputElement>('#partage').click();
    await monture.jusque(() => garde().length === 1);
  });

  it('asks for a field inside an item of a group, by its path, and only that one', async () => {
    const demande = monture.serveur.demande(NUMERO)!;
    demande.definition = { ...demarcheChamps, code: demande.definition.code };
    demande.reponses = {
      ...demande.reponses,
      enfants: [
        { prenom: 'Maël', naissance: '2019-02-03' },
        { prenom: 'Lou', naissance: '2021-05-06' },
      ],
    };
    demander([
      { chemin: 'enfants.1.prenom', libelle: 'Enfant 2 : Son prénom', precision: 'Comme sur le livret' },
    ]);
    await ouvrir();
    expect(monture.un('.demande-mairie').textContent).to.include('Enfant 2 : Son prénom');
    expect(monture.un('.deja').textContent).to.include('Lou');
    monture.saisir('c-enfants--1--prenom', 'Louane');
    envoyer();
    await monture.jusque(() => monture.texte().includes('La mairie a ce qu’elle attendait.'));
    expect(corps()).to.deep.equal({ 'enfants.1.prenom': 'Louane' });
    expect(demande.reponses['enfants']).to.deep.equal([
      { prenom: 'Maël', naissance: '2019-02-03' },
      { prenom: 'Louane', naissance: '2021-05-06' },
    ]);
  });

  it('says that the delay starts when the pieces are there, then that it runs again', async () => {
    const demande = monture.serveur.demande(NUMERO)!;
    demande.definition = {
      ...demande.definition,
      silence: { ...demande.definition.silence, regime: 'acceptation' },
    };
    demander([CHAMPS[0]!]);
    await ouvrir();
    expect(monture.un('.cote').textContent).to.include('Le délai commencera quand');
    monture.saisir('c-prenoms', 'Jeanne');
    envoyer();
    await monture.jusque(() => monture.texte().includes('Le délai court de nouveau.'));
    expect(monture.un('#complement-recu').textContent).to.include('22 janvier 2027');
  });
});
