/** A helper files for somebody who cannot: agreed by a code, seen, limited and ended by the citizen; nothing stays behind. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { Visite } from './acces/modes.ts';
import { ouvrirVille, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const AIDANT = 'aidant@port-aubier.example';
const PERSONNE = 'marceline.tanguy@exemple.fr';

async function seConnecter(page: Page, champ: string, adresse: string): Promise<void> {
  await page.getByLabel(champ).fill(adresse);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code reçu par courriel').fill(await ville.codeDeConnexion(adresse));
  await page.getByLabel('Code reçu par courriel').press('Enter');
}

/** Everything that this browser keeps for the town's site, as text. */
const restes = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const bases = await indexedDB.databases();
    const rangees = await Promise.all(
      bases.map(
        ({ name }) =>
          new Promise<unknown>((suite, rate) => {
            const demande = indexedDB.open(name!);
            demande.addEventListener('error', rate);
            demande.addEventListener('success', () => {
              const base = demande.result;
              const noms = [...base.objectStoreNames];
              if (noms.length === 0) return suite([]);
              const lues = noms.map(
                (nom) =>
                  new Promise((lue) => {
                    const tout = base.transaction(nom).objectStore(nom).getAll();
                    tout.addEventListener('success', () => lue(tout.result));
                  }),
              );
              void Promise.all(lues).then(suite);
            });
          }),
      ),
    );
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      rangees,
      caches: 'caches' in globalThis ? await caches.keys() : [],
      etat: history.state,
      adresse: location.href,
    });
  });

/** What the browser might offer to fill in later: every field of the element must refuse it. */
const champsRetenus = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const champs: HTMLInputElement[] = [];
    const visiter = (racine: ParentNode): void => {
      for (const element of racine.querySelectorAll('*')) {
        if (element.matches('input:not([type=radio], [type=checkbox], [type=file]), textarea'))
          champs.push(element as HTMLInputElement);
        if (element.shadowRoot) visiter(element.shadowRoot);
      }
    };
    visiter(document.querySelector('espace-aidant')!.shadowRoot!);
    if (champs.length === 0) return ['no field at all'];
    return champs.filter(({ autocomplete }) => autocomplete !== 'off').map(({ id }) => id);
  });

test('a helper files with a mandate; its owner sees it, limits it, ends it; the desk keeps nothing', async () => {
  // The person has a space: she sees what is done for her.
  await using elle = await Visite.ouvrir(ville, { nom: 'elle' }, `${ville.sites}/port-aubier/demarches.html`);
  await elle.page.getByRole('button', { name: 'Mon espace : me connecter' }).click();
  await seConnecter(elle.page, 'Votre adresse de courriel', PERSONNE);
  await elle.page.getByText('Vous n’avez pas encore de demande').waitFor();

  await using aide = await Visite.ouvrir(ville, { nom: 'aidant' }, `${ville.sites}/port-aubier/aidants.html`);
  const { page } = aide;
  const avant = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByLabel('Votre adresse de courriel professionnelle').waitFor();
  await aide.examiner('mandats-01-porte');
  await seConnecter(page, 'Votre adresse de courriel professionnelle', AIDANT);
  await aide.clavier.attendre(/Vos mandats/);
  await aide.examiner('mandats-02-mandats');

  // The mandate, which she agrees to by the code of her own mailbox.
  await aide.clavier.activer(/^Accompagner une nouvelle personne$/);
  await aide.clavier.attendre(/Accompagner une nouvelle personne/);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('Donnez son prénom.').first().waitFor();
  await aide.examiner('mandats-03-nouveau');
  await page.getByLabel('Son prénom').fill('Marceline');
  await page.getByLabel('Son nom').fill('Tanguy');
  await page.getByLabel('Son adresse de courriel').fill(PERSONNE);
  await page.getByLabel('Elle reçoit un code par courriel').check();
  await page.getByLabel('Seulement certaines').check();
  await page.getByLabel('Demander un acte de naissance').check();
  await page.getByLabel('Signaler un problème sur la chaussée ou le trottoir').check();
  assert.deepEqual(await champsRetenus(page), []);
  await aide.clavier.activer(/^Continuer$/);
  await aide.clavier.attendre(/L’accord de Marceline Tanguy/);
  await aide.examiner('mandats-04-accord');
  await aide.clavier.activer(/^Envoyer un code à marceline/);
  await aide.clavier.attendre(/Code reçu par la personne/);
  await aide.examiner('mandats-05-code');
  assert.deepEqual(await champsRetenus(page), []);
  const code = await ville.codeDeConnexion(PERSONNE);
  await page.keyboard.type(code === '000000' ? '111111' : '000000');
  await aide.uneFois('code', () => page.keyboard.press('Enter'));
  await aide.clavier.remplir(/Code reçu par la personne/, code);
  await aide.uneFois('L’accord est enregistré.', () => page.keyboard.press('Enter'));
  await aide.clavier.attendre(/Avec Marceline Tanguy/);
  await aide.examiner('mandats-06-personne');

  // Filed for her: her name is always in sight, and was not typed twice.
  await aide.clavier.activer(/chaussée ou le trottoir/);
  await aide.clavier.attendre(/chaussée ou le trottoir/);
  await page.getByText('Un trou ou un affaissement').click();
  await aide.examiner('mandats-07-formulaire');
  assert.deepEqual(await page.getByRole('button', { name: /Mes documents/ }).count(), 0);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Où se trouve le problème').fill('12 rue des Voiliers');
  assert.deepEqual(await champsRetenus(page), []);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page
    .getByRole('button', { name: 'Ajouter une photo' })
    .or(page.getByText('Ajouter une photo'))
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Votre prénom').waitFor();
  assert.equal(await page.getByLabel('Votre prénom').inputValue(), 'Marceline');
  assert.deepEqual(await champsRetenus(page), []);
  await aide.examiner('mandats-08-coordonnees');
  await aide.clavier.activer(/^Continuer$/);
  await aide.clavier.attendre(/Vérifiez/);
  await aide.clavier.activer(/^Envoyer mon signalement$/);
  await aide.clavier.attendre(/C’est envoyé/);
  await aide.examiner('mandats-09-envoye');
  const numero = /PAB-\w{4}-\w{4}/.exec(await page.locator('.numero').first().innerText())![0];
  await page.getByRole('button', { name: 'Continuer avec Marceline Tanguy' }).click();
  await page.getByText(numero).first().waitFor();
  await aide.examiner('mandats-10-fait');

  // Everybody reads who filed, and for whom.
  const agent = await ville.agent('chef@port-aubier.example');
  const dossier = JSON.stringify(await agent<DemandeAgent>('GET', `demandes/${numero}`));
  assert.match(dossier, /Léa Roy.*Marceline Tanguy/);
  await elle.page.reload();
  await elle.page.getByText('Déposée pour vous par Léa Roy').first().waitFor();
  await elle.examiner('mandats-11-vu');
  await elle.page.getByRole('button', { name: 'Mon compte' }).last().click();
  await elle.page.getByRole('button', { name: /^Limiter/ }).waitFor();
  await elle.examiner('mandats-12-compte');

  // Fewer démarches.
  await elle.clavier.activer(/^Limiter/);
  await elle.clavier.attendre(/Jusqu’au/);
  await elle.page.getByLabel('Demander un acte de naissance').uncheck();
  await elle.examiner('mandats-13-limiter');
  await elle.clavier.vers(/^Enregistrer$/);
  await elle.uneFois('C’est enregistré.', () => elle.page.keyboard.press('Enter'));
  await elle.clavier.attendre(/^Limiter/);
  await aide.clavier.activer(/^Terminer l’accompagnement$/);
  await aide.clavier.attendre(/L’accompagnement est terminé/);
  await aide.examiner('mandats-14-termine');
  await aide.clavier.activer(/^Voir mes mandats$/);
  await aide.clavier.attendre(/Vos mandats/);
  await aide.examiner('mandats-15-mandats');
  await aide.clavier.activer(/^Accompagner Marceline Tanguy$/);
  await aide.clavier.attendre(/Avec Marceline Tanguy/);

  // Ended by its owner.
  await elle.clavier.activer(/^Y mettre fin/);
  await elle.clavier.attendre(/Non, garder/);
  await elle.examiner('mandats-16-fin');
  await elle.clavier.vers(/Oui, y mettre fin/, { arriere: true });
  await elle.uneFois('ne peut plus rien déposer pour vous', () => elle.page.keyboard.press('Enter'));
  await elle.clavier.attendre(/Qui peut faire des démarches pour moi/);
  await elle.examiner('mandats-17-finie');

  // At once, on the screen of before.
  await aide.clavier.activer(/^Ouvrir/);
  await aide.clavier.attendre(/Cette demande ne s’ouvre plus/);
  await page.getByText('Votre mandat est terminé').first().waitFor();
  await aide.examiner('mandats-18-refus');
  await aide.clavier.activer(/^Terminer l’accompagnement$/);
  await aide.clavier.activer(/^Voir mes mandats$/);
  await aide.clavier.attendre(/Vos mandats/);
  await aide.examiner('mandats-19-finis');

  await aide.clavier.activer(/^Me déconnecter$/);
  await page.getByText('Rien ne reste sur cet ordinateur.').waitFor();
  await page.getByLabel('Votre adresse de courriel professionnelle').waitFor();
  await aide.clavier.attendre(/^Me connecter$/);
  await aide.examiner('mandats-20-sorti');
  const reste = await restes(page);
  assert.doesNotMatch(reste, /marceline|tanguy|Voiliers|PAB-|aidant@/i);
  assert.doesNotMatch(await page.locator('espace-aidant .espace').innerText(), /marceline|tanguy|PAB-/i);
  assert.deepEqual(
    JSON.parse(reste),
    { local: {}, session: {}, rangees: [], caches: [], etat: null, adresse: page.url() },
    'nothing at all is kept',
  );
  assert.equal(new URL(page.url()).hash, '');
  // Going back and forth shows nobody.
  assert.equal(await page.evaluate(() => history.length), avant);
  await page.goto(`${ville.sites}/port-aubier/index.html`);
  await page.goBack();
  await page.getByRole('button', { name: 'Me connecter' }).first().waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), /marceline|tanguy/i);
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !/40[134]/.test(plainte)),
    [],
  );
});
