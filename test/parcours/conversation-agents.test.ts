import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright';
import type { Reponses } from '#contract/formulaire.ts';
import type { DemandeDeposee, Suivi } from '#contract/schemas/demande.ts';
import { lirePdf } from '../../server/socle/pdf/lire.test-util.ts';
import { acte } from '../serveur/reponses.ts';
import { connecterAgent, ouvrirVille, regarder, type Ville } from './ville.ts';

/** Long enough for an agent to take a decision back, short enough for a test to see it leave. */
const SECONDES = 12;
const BUREAU = { viewport: { width: 1280, height: 900 } };
const AGENT = 'agent@port-aubier.example';
const CHEF = 'chef@port-aubier.example';

let ville: Ville;
let api: string;
before(async () => {
  ville = await ouvrirVille({ annulation: SECONDES });
  api = `${ville.serveur}/c/port-aubier/api/v1`;
});
after(() => ville.fermer());

async function json<T>(chemin: string, corps?: unknown, code?: string): Promise<T> {
  const reponse = await fetch(`${api}/${chemin}`, {
    ...(corps === undefined ? {} : { method: 'POST', body: JSON.stringify(corps) }),
    headers: {
      ...(corps === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(code && { 'Parvis-Code': code }),
    },
  });
  assert.ok(reponse.ok, `${chemin}: ${reponse.status} ${reponse.ok ? '' : await reponse.text()}`);
  return (await reponse.json()) as T;
}

/** A birth certificate asked by somebody of that name, as the form would. */
async function deposer(nom: string): Promise<DemandeDeposee & { courriel: string }> {
  const { version } = await json<{ version: number }>('demarches/acte-naissance');
  const courriel = `${nom.toLowerCase()}@exemple.fr`;
  const reponses: Reponses = acte({
    'demandeur-nom': nom,
    'nom-naissance': nom,
    'demandeur-courriel': courriel,
  });
  return {
    ...(await json<DemandeDeposee>('demandes', { demarche: 'acte-naissance', version, reponses })),
    courriel,
  };
}

const suivre = ({ numero, code }: DemandeDeposee) => json<Suivi>(`demandes/${numero}`, undefined, code);

/** Signs in and opens the file of that number. */
async function ouvrirDossier(agent: string, numero: string) {
  const page = await ville.ouvrir(BUREAU);
  const cadre = await connecterAgent(ville, page, 'port-aubier', agent);
  await cadre.getByRole('searchbox').first().fill(numero);
  await cadre.getByRole('option').filter({ hasText: numero }).click();
  await cadre.getByRole('button', { name: /^Répondre/ }).waitFor();
  return { page, cadre };
}

const texteDe = (cadre: FrameLocator, mots: string) =>
  cadre.getByText(mots).filter({ visible: true }).first();

/** Text of the PDF that goes with the mail. */
async function lireLettre(id: string): Promise<string> {
  const reponse = await fetch(`${ville.serveur}/demo/courriels/${id}/pieces/0`);
  assert.equal(reponse.status, 200, 'the letter goes with the mail');
  const { pages } = lirePdf(new Uint8Array(await reponse.arrayBuffer()));
  return pages.join('\n').replaceAll(/\s+/g, ' ');
}

test('a refusal is read before it is decided, taken back, decided again; its letter leaves once', async () => {
  const depot = await deposer('Bellavoine');
  const { page, cadre } = await ouvrirDossier(AGENT, depot.numero);
  await cadre.getByRole('heading', { level: 2 }).nth(1).focus();
  await page.keyboard.press('d');
  await cadre.getByRole('radio', { name: /^Refuser/ }).check();
  await cadre
    .getByLabel('Motifs du refus, en droit et en fait')
    .fill('La personne n’est pas née à Port-Aubier.');
  const apercu = page.waitForResponse(/decisions\/apercu$/);
  const onglet = page.context().waitForEvent('page');
  await cadre.getByRole('button', { name: 'Voir la lettre (PDF)' }).click();
  assert.equal((await apercu).headers()['content-type'], 'application/pdf');
  await cadre.getByRole('link', { name: 'Ouvrir dans un nouvel onglet' }).waitFor();
  assert.match((await onglet).url(), /^(blob:|about:|$)/);
  await (await onglet).close();
  await regarder(page, 'conversation-1-refus');

  await cadre.getByRole('button', { name: 'Enregistrer le refus' }).click();
  await texteDe(cadre, 'Elle part dans').waitFor();
  await regarder(page, 'conversation-2-sursis');
  const cache = await suivre(depot);
  assert.equal(cache.statut, 'recue', 'nobody reads a decision that can still be taken back');
  await cadre.getByRole('button', { name: 'Annuler', exact: true }).click();
  await texteDe(cadre, 'rien n’est parti').waitFor();

  await page.keyboard.press('d');
  const texte = cadre.getByLabel('Motifs du refus, en droit et en fait');
  assert.equal(
    await texte.inputValue(),
    'La personne n’est pas née à Port-Aubier.',
    'what was written is kept',
  );
  await cadre.getByRole('button', { name: 'Enregistrer le refus' }).click();
  await texteDe(cadre, 'Elle part dans').waitFor();

  const courriels = await ville.courriels(depot.courriel, 2);
  assert.equal(courriels.length, 2, 'the receipt, and one letter');
  const lettre = await lireLettre(courriels[0]!.id);
  assert.match(lettre, /n’est pas née à Port-Aubier/);
  assert.match(lettre, /2 mois/, 'how to appeal');
  assert.equal((await suivre(depot)).statut, 'refusee');
  await cadre.getByRole('heading', { name: 'Documents de la mairie' }).waitFor();
  await regarder(page, 'conversation-3-refusee');
  assert.deepEqual(ville.plaintes, []);
  await page.context().close();
});

test('two agents ask for different things: the second sees what the first asked, the citizen gets both, and answers', async () => {
  const depot = await deposer('Quintrec');
  const un = await ouvrirDossier(AGENT, depot.numero);
  const deux = await ouvrirDossier(CHEF, depot.numero);
  const preparer = async (cadre: FrameLocator, champ: RegExp, motif: string) => {
    await cadre.getByRole('button', { name: /^Demander un complément/ }).click();
    await cadre.getByRole('checkbox', { name: champ }).check();
    await cadre.getByLabel('Pourquoi', { exact: true }).fill(motif);
  };
  await preparer(un.cadre, /prénoms/i, 'Un prénom manque.');
  await preparer(deux.cadre, /date de naissance/i, 'Le jour n’est pas le bon.');
  await regarder(un.page, 'conversation-4-complement');
  await un.cadre.getByRole('button', { name: 'Demander cet élément' }).click();
  await texteDe(un.cadre, 'Complément demandé.').waitFor();

  await deux.cadre.getByRole('button', { name: 'Demander cet élément' }).click();
  const conflit = deux.cadre
    .getByRole('alert')
    .filter({ hasText: 'Ce dossier a changé pendant votre travail' });
  await conflit.waitFor();
  assert.match(await conflit.innerText(), /prénoms/i, 'what the colleague asked is named');
  const visible = await conflit.evaluate((boite) => {
    const { top, bottom } = boite.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(visible, 'what happened is in view, however long the panel');
  await regarder(deux.page, 'conversation-5-conflit');
  await deux.cadre.getByRole('button', { name: 'Appliquer quand même mon changement' }).click();
  await texteDe(deux.cadre, 'Complément demandé.').waitFor();
  const { dossier } = await suivre(depot);
  const chemins = dossier!.complement!.champs.map(({ chemin }) => chemin);
  assert.deepEqual(chemins.toSorted(), ['date-naissance', 'prenoms']);

  const reponses = { 'date-naissance': '1984-03-10', prenoms: 'Éloïse Anne Marie' };
  const apres = await json<Suivi>(`demandes/${depot.numero}/complements`, { reponses }, depot.code);
  assert.equal(apres.statut, 'en-cours');
  // The open files follow by themselves.
  await texteDe(un.cadre, 'Complément reçu').waitFor();
  await texteDe(un.cadre, '10 mars 1984').waitFor();
  await texteDe(un.cadre, '9 mars 1984').waitFor();
  await regarder(un.page, 'conversation-6-complete');
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !plainte.includes('409')),
    [],
  );
  ville.plaintes.length = 0;
  await un.page.context().close();
  await deux.page.context().close();
});

test('an agent reads the figures of his services, on a phone too', async () => {
  const page = await ville.ouvrir({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const cadre = await connecterAgent(ville, page, 'port-aubier', CHEF);
  await cadre.getByRole('button', { name: 'Chiffres' }).click();
  await cadre.getByText('Demandes reçues').waitFor();
  await regarder(page, 'conversation-7-chiffres-360');
  const fichier = page.waitForEvent('download');
  await cadre.getByRole('button', { name: 'Télécharger pour un tableur (CSV)' }).click();
  assert.match((await fichier).suggestedFilename(), /^chiffres-\d{4}-\d\d-\d{4}-\d\d\.csv$/);
  assert.deepEqual(ville.plaintes, []);
});
