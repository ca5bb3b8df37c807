/** Signing in on a town's page of another origin, with third-party cookies blocked, on bad days too. */
import assert from 'node:assert/strict';
import { availableParallelism, loadavg } from 'node:os';
import { test } from 'node:test';
import { page, PORTE, SIGNALER } from '../hotes/pages.ts';
import { cas, essayer, type Contexte } from './essai.ts';
import { cliquer, jusque, lire, lireUn, remplir } from './gestes.ts';
import type { Fenetre } from './moteurs.ts';
import { signaler } from './parcours.ts';

const DEUX = page(PORTE + SIGNALER);
const FOURNISSEUR = 'S’identifier avec FranceConnect';

/** By the first « Me connecter » of the page; waits until the code was taken. */
export async function entrerParCode({ hotes }: Contexte, fenetre: Fenetre, courriel: string): Promise<void> {
  await cliquer(fenetre, { bouton: 'Me connecter' });
  await remplir(fenetre, 'Votre adresse de courriel', courriel);
  await cliquer(fenetre, { bouton: 'Recevoir un code' });
  await lire(fenetre, 'Code reçu par courriel');
  const { objet } = await hotes().courriel(courriel, ({ objet: o }) => /\d{6}/.test(o));
  await remplir(fenetre, 'Code reçu par courriel', /\d{6}/.exec(objet)![0]);
  await fenetre.touche('Enter');
  await jusque('the code is taken', () => fenetre.evaluer(() => !__t.champ('Code reçu par courriel')));
}

/** In the provider's page: the first person. */
const choisir = (): boolean => {
  const personne = document.querySelector<HTMLElement>('button[name="personne"]');
  personne?.click();
  return personne !== null;
};

const repondreOui = (): boolean => {
  const oui = document.querySelector<HTMLElement>('button[name="accord"][value="oui"]');
  if (!oui?.checkVisibility()) return false;
  oui.click();
  return true;
};

const dansSurgie = (fenetre: Fenetre, quoi: string, acte: () => boolean) =>
  jusque(quoi, () => fenetre.dansSurgie(acte));

async function partirEnFenetre(fenetre: Fenetre): Promise<void> {
  await cliquer(fenetre, { bouton: 'Me connecter' });
  await cliquer(fenetre, { bouton: FOURNISSEUR });
}

/** Five seconds on a machine that has nothing else to do, in milliseconds; as much more as others take of it. */
const patience = (): number => 5000 * Math.max(1, loadavg()[0]! / availableParallelism());

const connecte = (fenetre: Fenetre) => lireUn(fenetre, 'Bonjour', 'Mon compte');

/** Nothing of the town's server may be a cookie, nor any token of access be kept. */
async function sansTrace({ hotes }: Contexte, fenetre: Fenetre): Promise<void> {
  // Those of the provider are its own: it is on this machine too.
  const cookies = (await fenetre.cookies(hotes().guichet)).filter((nom) => !nom.startsWith('_'));
  assert.deepEqual(cookies, []);
  const garde = await fenetre.evaluer(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.ok(!/"jeton"|acces/.test(garde), garde);
}

export function declarerConnexion(contexte: Contexte): void {
  const declarer = cas(contexte);

  test('sign-in: by a mailed code; kept by the tab, seen by every widget, ended for good', async () => {
    const fenetre = await contexte.moteur().fenetre({ largeur: 1024 });
    try {
      const adresse = contexte.hotes().poser(DEUX);
      // Other journeys have asked for it: an agent always signs in.
      const { length: debut } = contexte.hotes().requetes;
      await fenetre.aller(adresse);
      await lire(fenetre, 'Me connecter');
      const { length: avant } = contexte.hotes().requetes;
      assert.deepEqual(await fenetre.evaluer(() => __t.ecritures), [], 'a guest’s page stores nothing');
      assert.ok(
        !contexte
          .hotes()
          .requetes.slice(debut, avant)
          .some((requete) => /\/w\/session-/.test(requete)),
        'nor loads the code of sessions',
      );
      await entrerParCode(contexte, fenetre, `essai-${fenetre.moteur}@exemple.fr`);
      await lire(fenetre, 'Vous êtes connecté.');
      await connecte(fenetre);
      await sansTrace(contexte, fenetre);
      await fenetre.aller(adresse);
      await connecte(fenetre);
      await signaler(fenetre, 'devant le 3 quai des Armateurs');
      await cliquer(fenetre, { bouton: 'Mon compte' });
      await cliquer(fenetre, { bouton: 'Me déconnecter' });
      await lire(fenetre, 'Vous êtes déconnecté.');
      await fenetre.aller(adresse);
      await lire(fenetre, 'Me connecter');
      assert.equal(await fenetre.evaluer(() => sessionStorage.length + localStorage.length), 0);
      assert.deepEqual(await fenetre.evaluer(() => [...__t.erreurs, ...__t.violations]), []);
    } finally {
      await fenetre.fermer();
    }
  });

  declarer('sign-in: by the provider, in a popup that its page wakes', DEUX, async (fenetre) => {
    await partirEnFenetre(fenetre);
    await dansSurgie(fenetre, 'a person at the provider', choisir);
    const debut = performance.now();
    await connecte(fenetre);
    assert.ok(performance.now() - debut < patience(), 'within five seconds');
    await sansTrace(contexte, fenetre);
  });

  for (const coop of ['same-origin', 'same-origin-allow-popups'])
    declarer(
      `sign-in: by the provider, from a page with COOP ${coop}`,
      page(PORTE, { entetes: { 'Cross-Origin-Opener-Policy': coop } }),
      async (fenetre) => {
        await partirEnFenetre(fenetre);
        await dansSurgie(fenetre, 'a person at the provider', choisir);
        // Where the opener cannot be reached, the popup asks; WebKit cuts it off with `allow-popups` too.
        await jusque('the popup has asked, or is gone', async () => {
          const entre = await fenetre.evaluer(() => /Bonjour|Mon compte/.test(__t.texte()));
          return entre || (await fenetre.dansSurgie(repondreOui).catch(() => false));
        });
        const debut = performance.now();
        await connecte(fenetre);
        assert.ok(performance.now() - debut < patience(), 'within five seconds of the popup’s end');
      },
    );

  test('sign-in: the popup opens in the click, though the server is three seconds late', async () => {
    await essayer(contexte, DEUX, async (fenetre) => {
      await cliquer(fenetre, { bouton: 'Me connecter' });
      await lire(fenetre, FOURNISSEUR);
      contexte.hotes().pannes.push({ chemin: /\/usager\/connexions$/, genre: { retard: 3000 } });
      await cliquer(fenetre, { bouton: FOURNISSEUR });
      await lire(fenetre, 'Une fenêtre FranceConnect');
      assert.equal(await fenetre.dansSurgie(() => location.href), 'about:blank');
      await dansSurgie(fenetre, 'a person at the provider', choisir);
      await connecte(fenetre);
    });
  });

  declarer('sign-in: the popup is refused, the whole page goes and comes back', DEUX, async (fenetre) => {
    await fenetre.evaluer(() => void (window.open = () => null));
    await partirEnFenetre(fenetre);
    await lire(fenetre, 'Votre navigateur a bloqué la fenêtre');
    await cliquer(fenetre, { bouton: 'Continuer avec FranceConnect' });
    await jusque('a person at the provider', () => fenetre.evaluer(choisir));
    await connecte(fenetre);
    assert.equal(await fenetre.evaluer(() => location.hash), '');
    assert.ok(!(await fenetre.evaluer(() => JSON.stringify({ ...sessionStorage }))).includes('verifieur'));
  });

  const REFUS = `<script>IDBFactory.prototype.open = () => { throw new DOMException('non', 'SecurityError'); };
    for (const nom of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, nom, { get() { throw new DOMException('non', 'SecurityError'); } });</script>`;
  test('sign-in: where every storage is refused, the session lives in memory', async () => {
    const hote = page(PORTE + SIGNALER, { tete: REFUS });
    await essayer(contexte, hote, async (fenetre) => {
      await entrerParCode(contexte, fenetre, `memoire-${fenetre.moteur}@exemple.fr`);
      await connecte(fenetre);
      await signaler(fenetre, 'devant le 5 quai des Armateurs');
    });
  });
}
