import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connecterAgent, ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const BUREAU = { viewport: { width: 1280, height: 900 } };

test('two agents work on one file: a conflict is shown, the draft is kept, nothing is overwritten', async () => {
  const [un, deux] = [await ville.ouvrir(BUREAU), await ville.ouvrir(BUREAU)];
  const chef = await connecterAgent(ville, un, 'port-aubier', 'chef@port-aubier.example');
  const agent = await connecterAgent(ville, deux, 'port-aubier', 'agent@port-aubier.example');
  for (const cadre of [chef, agent]) {
    await cadre.getByText('Capucine Vaguelette').first().click();
    await cadre.getByRole('button', { name: /^Changer le statut/ }).waitFor();
  }
  // The chief refuses to wait: he sets it in progress. The agent was about to refuse it.
  await agent.getByRole('button', { name: /^Changer le statut/ }).click();
  await agent.getByLabel('Nouveau statut').selectOption('refusee');
  await agent.getByLabel('Motif du refus').fill('Ce document est réservé à la famille.');
  await chef.getByRole('button', { name: /^Changer le statut/ }).click();
  await chef.getByLabel('Nouveau statut').selectOption('en-cours');
  await chef.getByRole('button', { name: 'Prendre en cours' }).click();
  await chef.getByText('En cours').filter({ visible: true }).first().waitFor();

  await agent.getByRole('button', { name: 'Refuser la demande' }).click();
  await agent.getByText('Ce dossier a changé pendant votre travail').waitFor();
  assert.equal(
    await agent.getByLabel('Motif du refus').inputValue(),
    'Ce document est réservé à la famille.',
  );
  await regarder(deux, 'agents-1-conflit');
  await agent.getByRole('button', { name: 'Appliquer quand même mon changement' }).click();
  await agent.getByText('Refusée').filter({ visible: true }).first().waitFor();
  const [mail] = await ville.courriels('capucine.vaguelette@courriel.example', 3);
  assert.ok(mail!.texte.includes('Ce document est réservé à la famille.'));
  assert.ok(mail!.texte.includes('2 mois'), 'a refusal tells how to appeal');
  // The browser logs every 409 as an error of its own.
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !plainte.includes('409')),
    [],
  );
  ville.plaintes.length = 0;
  await un.context().close();
  await deux.context().close();
});

test('an agent types a request that came by phone, and it appears in a colleague’s queue by itself', async () => {
  const page = await ville.ouvrir(BUREAU);
  const temoin = await ville.ouvrir(BUREAU);
  const file = await connecterAgent(ville, page, 'anse-vanille', 'chef@anse-vanille.example');
  const collegue = await connecterAgent(ville, temoin, 'anse-vanille', 'chef@anse-vanille.example');
  await collegue.getByRole('button', { name: 'Saisir une demande' }).waitFor();
  await file.getByRole('button', { name: 'Saisir une demande' }).click();
  await file.getByRole('radio', { name: /téléphone/i }).check();
  await file
    .getByRole('region', { name: 'Saisir une demande' })
    .getByLabel('Démarche')
    .selectOption('signaler-eclairage');
  await file.getByRole('heading', { name: /Étape 1 sur/ }).waitFor();
  await regarder(page, 'agents-2-saisie');
  await file.getByLabel('Un lampadaire éteint', { exact: true }).check();
  await file.getByRole('button', { name: 'Continuer' }).click();
  await file.getByRole('textbox', { name: /Où/ }).fill('phare de la Pointe aux Tortues');
  for (let etape = 0; etape < 4; etape++) {
    await file.getByRole('button', { name: 'Continuer' }).click();
    if (await file.getByRole('heading', { name: /Vérifiez/ }).isVisible()) break;
  }
  await file.getByRole('button', { name: /^(Envoyer|Enregistrer)/ }).click();
  await file.getByText('La demande est enregistrée.').waitFor();
  await regarder(page, 'agents-3-enregistree');
  await collegue.getByRole('button', { name: /nouvelle/ }).click();
  await collegue.getByText('phare de la Pointe aux Tortues').first().waitFor();
  await regarder(temoin, 'agents-4-direct');
  assert.deepEqual(ville.plaintes, []);
});

test('the queue on a phone', async () => {
  const page = await ville.ouvrir({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.goto(`${ville.sites}/anse-vanille/agents.html`);
  await page.frameLocator('iframe').getByRole('button', { name: 'Recevoir un code' }).waitFor();
  await regarder(page, 'agents-5-connexion-360');
  const file = await connecterAgent(ville, page, 'anse-vanille', 'agent@anse-vanille.example');
  await file.getByRole('button', { name: 'Saisir une demande' }).waitFor();
  await regarder(page, 'agents-6-file-360');
  await file.getByRole('listbox', { name: 'Demandes' }).getByRole('option').first().click();
  await file.getByRole('button', { name: /^Répondre/ }).waitFor();
  await regarder(page, 'agents-7-dossier-360');
  assert.deepEqual(ville.plaintes, []);
});
