import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright';
import type { DemandeAgent, PageFile } from '#contract/schemas/agent.ts';
import { SCRIPT_REGARD } from './acces/regard.ts';
import { ouvrirVille, regarder, type AppelAgent, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const AIDANT = 'aidant@port-aubier.example';
const MARIE = 'yvonne.prigent@courriel.example';
const PERSONNE = 'Yvonne Prigent';
const SIGNATURE = /Léa Roy, France services du Port, pour Yvonne Prigent/;

/** In: by the code that was mailed. */
async function entrer(page: Page): Promise<void> {
  await page.goto(`${ville.sites}/port-aubier/aidants.html`);
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByLabel('Votre adresse').fill(AIDANT);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code').fill(await ville.codeDeConnexion(AIDANT));
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByRole('heading', { name: 'Vos mandats' }).waitFor();
}

/** A mandate that the person agreed to with the code she received. */
async function mandater(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accompagner une nouvelle personne' }).click();
  await page.getByLabel('Son prénom').fill('Yvonne');
  await page.getByLabel('Son nom').fill('Prigent');
  await page.getByLabel('Son adresse de courriel').fill(MARIE);
  await page.getByText('Elle reçoit un code par courriel').click();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('button', { name: /Envoyer un code à/ }).click();
  await page.getByLabel('Code reçu').fill(await ville.codeDeConnexion(MARIE));
  await page.getByRole('button', { name: 'Valider l’accord' }).click();
  await page.getByRole('heading', { name: `Avec ${PERSONNE}` }).waitFor();
}

/** The kit's form, for her: a report, the shortest there is. */
async function deposer(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const bureau = document
      .querySelector('espace-aidant')!
      .shadowRoot!.querySelector('parvis-bureau-aidant')!;
    type Aidant = {
      client: {
        lireDemarche(code: string): Promise<{ version: number }>;
        deposer(depot: object, options: object): Promise<{ numero: string }>;
      };
      mandats: { id: string }[];
      relire(): Promise<void>;
    };
    const { client, mandats } = bureau as unknown as Aidant;
    const { version } = await client.lireDemarche('acte-naissance');
    const reponses = {
      nature: 'extrait-sans-filiation',
      exemplaires: 1,
      'nom-naissance': 'Prigent',
      prenoms: 'Yvonne',
      'date-naissance': '1951-03-09',
      'nee-ici': true,
      reception: 'courrier',
      'demandeur-prenom': 'Yvonne',
      'demandeur-nom': 'Prigent',
      'demandeur-courriel': 'yvonne.prigent@courriel.example',
      'demandeur-adresse': { voie: '5 impasse du Phare', codePostal: '13999', ville: 'Port-Aubier' },
    };
    const depot = { demarche: 'acte-naissance', version, reponses, mandat: mandats[0]!.id };
    const { numero } = await client.deposer(depot, { cle: crypto.randomUUID() });
    await (bureau as unknown as Aidant).relire();
    return numero;
  });
}

async function demander(agent: AppelAgent, numero: string): Promise<string> {
  const { ligne } = await agent<DemandeAgent>('GET', `demandes/${numero}`);
  const avantLe = new Date(Date.parse(ligne.recueLe) + 15 * 86_400_000).toISOString().slice(0, 10);
  const champs = [{ chemin: 'prenoms', precision: 'Tous, dans l’ordre de l’état civil' }];
  await agent('POST', `demandes/${numero}/complements`, {
    version: ligne.version,
    champs,
    motif: 'Nous ne trouvons pas cet acte.',
    avantLe,
  });
  return avantLe;
}

test('a helper goes on with what he filed: the town asks, he answers, writes, prints; each act is signed', async () => {
  const page = await ville.ouvrir({ viewport: { width: 360, height: 740 } });
  await page.addInitScript(SCRIPT_REGARD);
  await entrer(page);
  await regarder(page, 'aidant-suite-0-vide-360');
  await mandater(page);
  const numero = await deposer(page);
  const agent = await ville.agent('chef@port-aubier.example');
  await demander(agent, numero);
  await page.getByRole('button', { name: 'Terminer l’accompagnement' }).click();
  await page.getByRole('button', { name: 'Voir mes mandats' }).click();
  // Another gesture reads the lists again: signing in.
  await page.getByRole('button', { name: 'Me déconnecter' }).click();
  await page.getByText('Rien ne reste sur cet ordinateur').waitFor();
  await page.getByLabel('Votre adresse').fill(AIDANT);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code').fill(await ville.codeDeConnexion(AIDANT));
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByRole('heading', { name: 'La mairie attend une réponse' }).waitFor();
  await regarder(page, 'aidant-suite-1-liste-360');

  await page.getByLabel('Chercher parmi vos mandats').fill(numero.toLowerCase());
  await page.getByText('1 résultat').first().waitFor();
  await page.getByRole('button', { name: new RegExp(`Répondre.*${numero}`) }).click();
  await page.getByRole('heading', { name: 'Ce que la mairie vous demande' }).waitFor();
  await page.getByLabel(/rénoms/).waitFor();
  await regarder(page, 'aidant-suite-2-demande-360');
  await page.setViewportSize({ width: 1280, height: 900 });
  await regarder(page, 'aidant-suite-2-demande-1280');

  await page.getByLabel(/rénoms/).fill('Yvonne Anne');
  await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
  await page.getByText('Merci, c’est envoyé').waitFor();
  await page.getByLabel(/Écrire au service/).fill('Elle est née à la maternité du port.');
  await page.getByRole('button', { name: 'Envoyer mon message' }).click();
  await page.getByText('Votre message est envoyé. Le service').waitFor();
  await page.locator('.messages .de-moi').getByText(SIGNATURE).waitFor();
  await regarder(page, 'aidant-suite-3-repondu-1280');

  // The paper opens to be printed; nothing is saved where the browser can show it.
  const montre = await page.evaluate(() => navigator.pdfViewerEnabled);
  if (montre) {
    const [onglet] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: /Ouvrir pour imprimer l’accusé de réception/ }).click(),
    ]);
    await page.getByText('rien n’est enregistré').waitFor();
    const ferme = onglet.waitForEvent('close');
    await page.getByRole('button', { name: 'Terminer l’accompagnement' }).click();
    await ferme;
  } else {
    const [fichier] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Enregistrer l’accusé de réception/ }).click(),
    ]);
    assert.equal(fichier.suggestedFilename(), 'a-supprimer-1.pdf');
    await page.getByRole('button', { name: 'Terminer l’accompagnement' }).click();
    await page.getByText('À supprimer avant de partir').waitFor();
  }
  await page.getByRole('heading', { name: 'L’accompagnement est terminé' }).waitFor();
  await regarder(page, 'aidant-suite-4-fin-1280');
  await page.getByRole('button', { name: 'Voir mes mandats' }).click();
  await page.getByRole('heading', { name: 'Vos mandats' }).waitFor();
  await regarder(page, 'aidant-suite-5-liste-1280');
  const restes = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.doesNotMatch(restes, /Prigent|PAB-/);

  // The agent reads the same names, and the person is told of each act.
  const vu = await agent<DemandeAgent>('GET', `demandes/${numero}`);
  const actes = vu.evenements.filter(({ auteur }) => auteur.role === 'aidant').map(({ type }) => type);
  assert.deepEqual(
    ['depot', 'complement-recu', 'message'].filter((type) => actes.includes(type as never)),
    ['depot', 'complement-recu', 'message'],
  );
  const { demandes } = await agent<PageFile>('GET', `demandes?q=${numero}`);
  assert.equal(demandes[0]?.deposeePar, 'Léa Roy, France services du Port');
  const dits = async () =>
    (await ville.courriels(MARIE, 4)).filter(({ objet }) => /a agi/.test(objet)).length;
  const limite = performance.now() + 20_000;
  while ((await dits()) < 2 && performance.now() < limite)
    await new Promise((suite) => setTimeout(suite, 50));
  assert.equal(await dits(), 2);
  assert.deepEqual(ville.plaintes, []);
});
