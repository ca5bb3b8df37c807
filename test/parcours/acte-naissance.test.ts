import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { compterFeuilles, connecterAgent, ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

test('a citizen files for a birth certificate, an agent answers, the citizen reads the answer', async () => {
  const page = await ville.ouvrir({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${ville.sites}/port-aubier/demarches.html`);
  await page.getByLabel('Quelle démarche cherchez-vous ?').fill('naisance');
  await regarder(page, 'acte-1-recherche');
  await page
    .getByRole('link', { name: /acte de naissance/ })
    .or(page.getByRole('button', { name: /acte de naissance/ }))
    .first()
    .click();
  await page.getByRole('heading', { name: 'Demander un acte de naissance' }).waitFor();
  await regarder(page, 'acte-2-fiche');
  await page.getByRole('button', { name: 'Commencer' }).click();

  // Nothing answered: the summary has the focus, each line leads to its field.
  await page.getByRole('heading', { name: /Étape 1 sur/ }).waitFor();
  await page.getByRole('button', { name: 'Continuer' }).click();
  const resume = page.getByRole('group', { name: 'Il y a des points à corriger' });
  await resume.waitFor();
  assert.ok(await resume.evaluate((noeud) => noeud.matches(':focus')), 'the summary has the focus');
  await regarder(page, 'acte-3-erreurs');

  await page.getByLabel('La copie intégrale').check();
  await page.getByLabel('Combien d’exemplaires voulez-vous ?').fill('2');
  await regarder(page, 'acte-4-etape-1');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Je suis cette personne').check();
  await regarder(page, 'acte-5-etape-2');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Son nom de naissance').fill('Vaguelette <b>x</b>');
  await page.getByLabel('Ses prénoms').fill('Odette, Marine');
  await page.getByLabel('Jour', { exact: true }).fill('4');
  await page.getByLabel('Mois', { exact: true }).fill('07');
  await page.getByLabel('Année', { exact: true }).fill('1941');
  await page.getByLabel('Cette personne est née à Port-Aubier').check();
  await regarder(page, 'acte-6-etape-3');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Nom de naissance du premier parent').fill('Vaguelette');
  await page.getByLabel('Prénoms du premier parent').fill('Léon');
  await page
    .getByRole('group', { name: /second parent/ })
    .getByLabel('Non')
    .check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Par courrier à mon adresse postale').check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Votre prénom').fill('Odette');
  await page.getByLabel('Votre nom', { exact: true }).fill('Vaguelette');
  await page.getByLabel('Votre adresse de courriel').fill('odette@courriel.example');
  await page.getByLabel('Numéro et rue').fill('3 rue du Phare');
  await page.getByLabel('Code postal').fill('13999');
  await page.getByLabel('Ville').fill('Port-Aubier');
  await regarder(page, 'acte-7-coordonnees');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: /Vérifiez vos réponses/ }).waitFor();
  await regarder(page, 'acte-8-verification');
  await page.getByRole('button', { name: 'Envoyer ma demande' }).dblclick();
  await page.getByRole('heading', { name: 'Votre demande est envoyée' }).waitFor();
  await regarder(page, 'acte-9-accuse');
  assert.equal(await compterFeuilles(page, 'acte-9-accuse'), 1, 'the receipt is one sheet');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Imprimer' }).isVisible(), false);
  for (const mots of [
    /PAB-\w{4}-\w{4}/,
    /votre demande est acceptée/,
    /^État civil$/,
    /Pour suivre votre dossier/,
  ])
    assert.ok(await page.getByText(mots).first().isVisible(), `${mots} is printed`);
  await page.emulateMedia({ media: null });

  const recus = await ville.courriels('odette@courriel.example');
  assert.equal(recus.length, 1, 'one double click, one demande, one receipt');
  const lien = /http:\S+#numero=\S+/.exec(recus[0]!.texte)![0];
  const numero = /PAB-\w{4}-\w{4}/.exec(recus[0]!.texte)![0];
  assert.ok(recus[0]!.texte.includes('sous réserve'));

  // The agent, in the frame of the town's intranet page.
  const bureau = await ville.ouvrir({ viewport: { width: 1280, height: 900 } });
  const file = await connecterAgent(ville, bureau, 'port-aubier', 'chef@port-aubier.example');
  await file
    .getByRole('heading', { name: /Demandes/ })
    .first()
    .waitFor();
  await regarder(bureau, 'acte-10-agent-file');
  await file.getByLabel('Chercher un numéro, un nom, un mot').fill(numero);
  await file.getByText('Odette Vaguelette').first().click();
  await file.getByText('Vaguelette <b>x</b>').first().waitFor();
  await regarder(bureau, 'acte-10-agent-dossier');
  await file
    .getByRole('button', { name: /M’affecter|affecter/i })
    .first()
    .click();
  await file
    .getByRole('button', { name: /^Répondre/ })
    .first()
    .click();
  await file
    .getByLabel('Votre réponse')
    .fill('Votre acte part demain par courrier.\nBonne journée <script>alert(1)</script>');
  await file.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await file.getByText('Votre acte part demain par courrier.').first().waitFor();
  await file
    .getByRole('button', { name: /statut/i })
    .first()
    .click();
  await file.getByLabel('Nouveau statut').selectOption('traitee');
  await file.getByRole('button', { name: 'Clore : traitée' }).click();
  await file.getByText('Traitée').filter({ visible: true }).first().waitFor();
  await regarder(bureau, 'acte-11-agent-clos');

  // The citizen follows the link of the mail.
  await ville.courriels('odette@courriel.example', 3);
  await page.goto(lien);
  await page.getByText('Votre acte part demain par courrier.').first().waitFor();
  assert.ok(!page.url().includes('code='), 'the code leaves the address bar');
  await page.getByText('Traitée').first().waitFor();
  await regarder(page, 'acte-12-suivi');
  assert.equal(await compterFeuilles(page, 'acte-12-suivi'), 1, 'the request that is followed is one sheet');
  assert.deepEqual(ville.plaintes, []);
});
