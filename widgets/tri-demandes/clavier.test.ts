import { accessible, affirmer, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { agent } from '../../test/fixtures/agents.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { ouvrirPoste } from '../../test/fixtures/poste-agent.ts';

const numeros = lignes.slice(0, 25).map(({ numero }) => numero);

describe('tri-demandes: the keyboard', () => {
  afterEach(() => document.body.replaceChildren());

  it('walks the rows, opens, answers, notes and comes back without a mouse', async () => {
    const poste = await ouvrirPoste();
    const surLigne = () => poste.focus()?.getAttribute('data-numero');
    poste.lignes()[0]!.focus();
    await poste.touche('j');
    await poste.touche('ArrowDown');
    egal(surLigne(), numeros[2]);
    await poste.touche('k');
    egal(surLigne(), numeros[1]);
    await poste.touche('End');
    egal(surLigne(), numeros[24]);
    await poste.touche('Home');
    await poste.touche('ArrowUp');
    egal(surLigne(), numeros[0]);
    egal(poste.lignes().filter((ligne) => ligne.tabIndex === 0).length, 1, 'one row in the tab order');

    await poste.touche('j');
    await poste.touche('Enter');
    await jusqua(() => poste.focus()?.id === 'titre-dossier');
    contient(poste.texte(), 'Diallo');
    await accessible(poste.element);

    await poste.touche('r');
    await jusqua(() => poste.focus()?.id === 'champ-reponse');
    await poste.remplir('champ-reponse', 'Bonjour');
    await accessible(poste.element);
    // While typing, a letter is a letter.
    const lettre = await poste.touche('n');
    affirmer(!lettre.defaultPrevented, 'The letter goes to the field.');
    egal(poste.focus()?.id, 'champ-reponse');
    await poste.touche('Enter', { ctrlKey: true });
    await jusqua(() => poste.texte().includes('Réponse envoyée'));

    poste.un('#titre-dossier')!.focus();
    await poste.touche('n');
    await jusqua(() => poste.focus()?.id === 'champ-note');
    await poste.touche('Escape');
    await jusqua(() => poste.focus()?.id === 'titre-dossier');
    affirmer(!poste.un('#champ-note'), 'The panel is closed.');
    await poste.touche('Escape');
    await jusqua(() => surLigne() === numeros[1]);
    affirmer(!poste.un('article'), 'The file is closed.');
  });

  it('« a » on a row opens it and gives it to me', async () => {
    const poste = await ouvrirPoste();
    poste.ligne(numeros[1]!).focus();
    await poste.touche('a');
    await jusqua(() => poste.texte().includes('Affectée à Claire Morvan'));
    egal(poste.serveur.demande(numeros[1]!)!.ligne.affecteeA!.courriel, agent.courriel);
    contient(poste.ligne(numeros[1]!).textContent, 'Claire Morvan');
  });

  it('« / » goes to the search, Escape back to the row', async () => {
    const poste = await ouvrirPoste();
    poste.ligne(numeros[3]!).focus();
    const barre = await poste.touche('/');
    affirmer(barre.defaultPrevented, 'The slash is not typed.');
    await jusqua(() => poste.focus()?.id === 'recherche');
    await poste.touche('Escape');
    await jusqua(() => poste.focus()?.getAttribute('data-numero') === numeros[3]);
  });

  it('« ? » shows the keys', async () => {
    const poste = await ouvrirPoste();
    poste.lignes()[0]!.focus();
    await poste.touche('?');
    const dialogue = await jusqua(() => poste.un('dialog[open]'));
    contient(dialogue.textContent, 'Demande suivante');
    await accessible(poste.element);
    poste.bouton('Fermer').click();
    await jusqua(() => !poste.un('dialog[open]'));
  });

  it('leaves the keys of the browser and of the page alone', async () => {
    const poste = await ouvrirPoste();
    poste.lignes()[0]!.focus();
    for (const plus of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      affirmer(!(await poste.touche('a', plus)).defaultPrevented, JSON.stringify(plus));
    }
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true }));
    await poste.element.updateComplete;
    affirmer(!poste.un('article'), 'A key pressed in the page opens nothing here.');
  });
});
