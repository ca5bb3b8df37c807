import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import { acte, voirie } from '../serveur/reponses.ts';
import { Clavier } from './acces/clavier.ts';
import { SCRIPT_REGARD } from './acces/regard.ts';
import { connecterAgent, ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const ADRESSE = 'eloise.kermarrec@exemple.fr';
const CHEF = 'chef@port-aubier.example';
const JOUR = 86_400_000;

async function appeler<T>(chemin: string, corps?: object, entetes: Record<string, string> = {}): Promise<T> {
  const reponse = await fetch(`${ville.serveur}/c/port-aubier/api/v1/${chemin}`, {
    method: corps ? 'POST' : 'GET',
    headers: { 'Content-Type': 'application/json', ...entetes },
    ...(corps && { body: JSON.stringify(corps) }),
  });
  assert.ok(reponse.ok, `${chemin}: ${reponse.status} ${reponse.ok ? '' : await reponse.text()}`);
  return (await reponse.json()) as T;
}

test('an agent asks for two fields, the citizen gives them by keyboard from the mail, the clock starts, the agent sees it', async () => {
  const offerte = await appeler<{ version: number }>('demarches/acte-naissance');
  const { numero, code } = await appeler<{ numero: string; code: string }>('demandes', {
    demarche: 'acte-naissance',
    version: offerte.version,
    reponses: acte(),
  });
  const agent = await ville.agent(CHEF);
  const suivre = () => appeler<Suivi>(`demandes/${numero}`, undefined, { 'Parvis-Code': code });
  const depart = await suivre();
  assert.ok(depart.echeance, 'a delay runs from the receipt');

  const dossier = await agent<DemandeAgent>('GET', `demandes/${numero}`);
  const avantLe = new Date(Date.parse(depart.recueLe) + 15 * JOUR).toISOString().slice(0, 10);
  const champs = [
    { chemin: 'prenoms', precision: 'Tous, dans l’ordre de l’état civil' },
    { chemin: 'date-naissance' },
  ];
  const motif = 'Nous ne trouvons pas cet acte.';
  const version = dossier.ligne.version;
  await agent('POST', `demandes/${numero}/complements`, { version, champs, motif, avantLe });
  assert.equal((await suivre()).echeance, null, 'no delay runs while the town waits for what it needs');

  // The link of the mail, and the keyboard alone.
  const courriel = (await ville.courriels(ADRESSE, 2)).find(({ texte }) => texte.includes(motif))!;
  const page = await ville.ouvrir({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(SCRIPT_REGARD);
  await page.goto(/http:\S+#numero=\S+/.exec(courriel.texte)![0]);
  await page.getByRole('heading', { name: 'Ce que la mairie vous demande' }).waitFor();
  await page.getByLabel('Jour', { exact: true }).waitFor();
  await page.getByText('Le délai commencera quand').waitFor();
  await regarder(page, 'complement-1-demande');
  const clavier = new Clavier(page);
  await clavier.remplir(/rénoms/, 'Éloïse Anne Marie');
  await page.getByText('La mairie attendra toujours').waitFor();
  await regarder(page, 'complement-2-en-partie');

  // The page is left and found again as it was.
  await page.goto(/http:\S+#numero=\S+/.exec(courriel.texte)![0]);
  await page.reload();
  await page.getByLabel('Votre code').fill(code);
  await page.keyboard.press('Enter');
  await page.getByLabel(/rénoms/).waitFor();
  assert.equal(await page.getByLabel(/rénoms/).inputValue(), 'Éloïse Anne Marie');

  await clavier.remplir(/^Jour/, '41');
  await clavier.activer(/Envoyer mes réponses|Envoyer 1 réponse/);
  await page.getByRole('group', { name: /corriger/ }).waitFor();
  await clavier.attendre(/corriger/);
  await regarder(page, 'complement-3-erreurs');
  await clavier.remplir(/^Jour/, '10');
  await clavier.remplir(/^Mois/, '03');
  await clavier.remplir(/^Année/, '1984');
  await clavier.activer(/Envoyer mes réponses/);
  await page.getByText('La mairie a ce qu’elle attendait.').waitFor();
  await page.getByText('Le délai court de nouveau.').waitFor();
  await clavier.attendre(/Merci, c’est envoyé/);
  await regarder(page, 'complement-4-recu');
  await page.setViewportSize({ width: 360, height: 800 });
  await regarder(page, 'complement-5-recu-telephone');

  const suite = await suivre();
  assert.equal(suite.statut, 'en-cours');
  assert.equal(suite.dossier!.complement, null);
  assert.equal(suite.dossier!.reponses['prenoms'], 'Éloïse Anne Marie');
  assert.equal(suite.dossier!.reponses['date-naissance'], '1984-03-10');
  assert.ok(suite.echeance! >= depart.echeance!, 'the delay starts at the arrival of the pieces');
  assert.equal(suite.evenements.filter(({ type }) => type === 'complement-recu').length, 1);

  // The agent finds it in the queue, with what came.
  const bureau = await ville.ouvrir({ viewport: { width: 1280, height: 900 } });
  const file = await connecterAgent(ville, bureau, 'port-aubier', CHEF);
  await file.getByLabel('Chercher un numéro, un nom, un mot').fill(numero);
  await file.getByText('Éloïse Kermarrec').first().click();
  await file.getByText('Éloïse Anne Marie').first().waitFor();
  await regarder(bureau, 'complement-6-agent');
  assert.deepEqual(ville.plaintes, []);
});

/** Reads the file again until it is so. */
function suiviTient({ numero, code }: { numero: string; code: string }) {
  return async (condition: (suivi: Suivi) => boolean, quoi: string): Promise<void> => {
    for (let essai = 0; essai < 200; essai++) {
      const suivi = await appeler<Suivi>(`demandes/${numero}`, undefined, { 'Parvis-Code': code });
      if (condition(suivi)) return;
      await new Promise((suite) => setTimeout(suite, 50));
    }
    assert.fail(quoi);
  };
}

test('a refusal is read with its letter; a report closed too soon goes back to the service', async () => {
  const agent = await ville.agent(CHEF);
  const ouvrir = async (demarche: string, reponses: object) => {
    const { version } = await appeler<{ version: number }>(`demarches/${demarche}`);
    const depot = { demarche, version, reponses };
    const { numero, code } = await appeler<{ numero: string; code: string }>('demandes', depot);
    const dossier = await agent<DemandeAgent>('GET', `demandes/${numero}`);
    const lien = `${ville.sites}/port-aubier/suivi.html#numero=${numero}&code=${code}`;
    return { numero, code, lien, version: dossier.ligne.version };
  };
  const page = await ville.ouvrir({ viewport: { width: 360, height: 800 } });

  const refus = await ouvrir('acte-naissance', acte());
  const texte = 'La personne n’est pas née à Port-Aubier.';
  const decision = { version: refus.version, sens: 'refus', texte };
  await agent('POST', `demandes/${refus.numero}/decisions`, decision);
  const vu = suiviTient(refus);
  await vu(({ evenements }) => evenements.some(({ type }) => type === 'document'), 'the letter is made');
  await page.goto(refus.lien);
  await page.getByText('Décision : refus').first().waitFor();
  await page.getByText('Si vous n’êtes pas d’accord').waitFor();
  const lettre = page.getByRole('listitem').filter({ hasText: 'Lettre de décision' }).getByRole('button');
  const telechargement = page.waitForEvent('download');
  await lettre.click();
  assert.match((await telechargement).suggestedFilename(), /\.pdf$/);
  await regarder(page, 'complement-7-refus');
  await page.getByText('Décision : refus').first().scrollIntoViewIfNeeded();
  await vu(({ dossier }) => dossier!.luJusqua > 0, 'the town knows that it was read');

  const trou = await ouvrir('signaler-voirie', voirie());
  await agent('PATCH', `demandes/${trou.numero}`, { version: trou.version, statut: 'traitee' });
  await page.goto(trou.lien);
  await page.getByText('Le problème est-il réglé').waitFor();
  await regarder(page, 'complement-8-avis');
  await page.getByLabel('Pas réglé').check();
  await page.getByRole('button', { name: 'Envoyer mon avis' }).dblclick();
  await page.getByText('Le service est prévenu').waitFor();
  await regarder(page, 'complement-9-avis-donne');
  const apres = await appeler<Suivi>(`demandes/${trou.numero}`, undefined, { 'Parvis-Code': trou.code });
  assert.equal(apres.statut, 'en-cours');
  assert.equal(apres.evenements.filter(({ type }) => type === 'satisfaction').length, 1);
});
