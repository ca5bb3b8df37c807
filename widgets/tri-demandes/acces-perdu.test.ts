import { accessible, affirmer, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { agent } from '../../test/fixtures/agents.ts';
import { json } from '../../test/fixtures/faux-fetch.ts';
import { ouvrirPoste, type Poste } from '../../test/fixtures/poste-agent.ts';

const RETABLIR = 'POST agent/usagers/retablissement';

async function ouvrir(): Promise<Poste> {
  const poste = await ouvrirPoste();
  poste.bouton('Accès perdu').click();
  await jusqua(() => poste.un('dialog[open] #acces-ancienne'));
  return poste;
}

async function changer(poste: Poste, ancienne = 'nadia.ferhat@exemple.fr'): Promise<void> {
  await poste.remplir('acces-ancienne', ancienne);
  await poste.remplir('acces-nouvelle', 'nadia.neuve@exemple.fr');
  await poste.remplir('acces-piece', 'passeport');
  if (!(poste.champ('acces-vu') as HTMLInputElement).checked) poste.champ('acces-vu').click();
  poste.bouton('Changer l’adresse').click();
}

describe('tri-demandes: a citizen who lost his mailbox', () => {
  afterEach(() => document.body.replaceChildren());

  it('gives his space another address, says what follows, and takes it back', async () => {
    const poste = await ouvrir();
    await accessible(poste.element);
    await changer(poste);
    await jusqua(() => poste.texte().includes('Un code est parti à nadia.neuve@exemple.fr'));
    egal(poste.serveur.appelsDe(RETABLIR).at(-1)!.corps, {
      ancienne: 'nadia.ferhat@exemple.fr',
      nouvelle: 'nadia.neuve@exemple.fr',
      piece: 'passeport',
    });
    await jusqua(() => poste.texte().includes('nadia.ferhat@exemple.fr → nadia.neuve@exemple.fr'));
    await accessible(poste.element);
    poste.bouton('Annuler ce changement').click();
    await jusqua(() => !poste.texte().includes('nadia.ferhat@exemple.fr →'));
    contient(poste.annonce(), 'nadia.ferhat@exemple.fr ouvre de nouveau l’espace');
    poste.bouton('Fermer').click();
    await jusqua(() => !poste.un('dialog[open]'));
    poste.bouton('Accès perdu').click();
    await jusqua(() => poste.un('dialog[open] #acces-ancienne'));
    egal(poste.champ('acces-ancienne').value, '', 'nothing is left to the next person');
  });

  it('names what is missing, asks for the check of the identity, sends once', async () => {
    const poste = await ouvrir();
    poste.bouton('Changer l’adresse').click();
    await jusqua(() => poste.texte().includes('Cochez cette case'));
    egal(poste.focus()?.id, 'acces-ancienne');
    egal(poste.serveur.appelsDe(RETABLIR).length, 0);
    await accessible(poste.element);
    await changer(poste, 'inconnue@exemple.fr');
    await jusqua(() => poste.un('dialog [role="alert"]'));
    egal(poste.champ('acces-nouvelle').value, 'nadia.neuve@exemple.fr', 'what was typed is kept');
    await changer(poste);
    poste.bouton('Changer l’adresse').click();
    await jusqua(() => poste.texte().includes('L’adresse est changée'));
    egal(poste.serveur.appelsDe(RETABLIR).length, 2);
  });

  it('is offered at the counter only', async () => {
    const poste = await ouvrirPoste();
    affirmer(poste.aBouton('Accès perdu'), 'Claire is at the civil registry.');
    poste.element.remove();
    const serveur = await ouvrirPoste({}, (s) =>
      s.repondre('GET agent/moi', json({ ...agent, services: [{ code: 'voirie', nom: 'Voirie' }] })),
    );
    affirmer(!serveur.aBouton('Accès perdu'), 'The roads do not check identities.');
  });
});
