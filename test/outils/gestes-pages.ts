import type { FrameLocator, Locator, Page } from 'playwright';
import type { Ville } from '../parcours/ville.ts';

/** One of a town's pages that hold a widget: when it is there, and a first act that fetches a late part. */
export interface PageDeVille {
  fichier: string;
  composant: string;
  pret: (page: Page) => Promise<void>;
  agir: (page: Page, numero: string) => Promise<void>;
}

const cadre = (page: Page): FrameLocator => page.frameLocator('tri-demandes iframe');

const entree = (page: Page, tag: string): Locator =>
  page.locator(tag).getByRole('button', { name: 'Me connecter' });

/** The first answer, and the late parts of the form that it fetches: a person takes longer than they do. */
async function repondre(page: Page, geste: () => Promise<void>): Promise<void> {
  const parties = ['suite', 'controle', 'tardif'].map((nom) =>
    page
      .waitForResponse((reponse) => reponse.url().includes(`/w/${nom}-`))
      .then((reponse) => reponse.finished()),
  );
  await geste();
  await Promise.all(parties);
}

/** The main pages of both demo towns. */
export const PAGES: readonly PageDeVille[] = [
  {
    fichier: 'demarches.html',
    composant: 'mes-demarches',
    pret: (page) => page.getByRole('button', { name: /acte de naissance/ }).waitFor(),
    async agir(page) {
      await page.getByRole('button', { name: /acte de naissance/ }).click();
      await page.getByRole('button', { name: 'Commencer' }).click();
      await page.getByRole('heading', { name: /Étape 1 sur/ }).waitFor();
      await repondre(page, () => page.getByLabel('La copie intégrale').check());
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByRole('group', { name: /à corriger/ }).waitFor();
    },
  },
  {
    fichier: 'signaler.html',
    composant: 'signaler-probleme',
    pret: (page) => page.getByRole('button', { name: /propreté/i }).waitFor(),
    async agir(page) {
      await page.getByRole('button', { name: /propreté/i }).click();
      await page.getByRole('heading', { name: /Étape 1 sur/ }).waitFor();
      await repondre(page, () => page.getByRole('radio').first().check());
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByRole('textbox', { name: /Où/ }).waitFor();
    },
  },
  {
    fichier: 'suivi.html',
    composant: 'suivi-demande',
    pret: (page) => page.getByLabel('Votre numéro de suivi').waitFor(),
    async agir(page, numero) {
      await page.getByLabel('Votre numéro de suivi').fill(numero);
      await page.getByRole('button', { name: 'Voir où en est ma demande' }).click();
      await page.getByRole('heading', { name: 'Ce qui s’est passé' }).waitFor();
    },
  },
  {
    fichier: 'mon-espace.html',
    composant: 'mes-demandes',
    async pret(page) {
      for (const tag of ['connexion-usager', 'mes-demandes', 'mes-documents'])
        await entree(page, tag).waitFor();
    },
    // « Me connecter » opens a form between two elements: what follows goes down, as who clicked expects.
    agir: async () => undefined,
  },
  {
    fichier: 'aidants.html',
    composant: 'espace-aidant',
    pret: (page) => entree(page, 'espace-aidant').waitFor(),
    async agir(page) {
      await entree(page, 'espace-aidant').click();
      await page.getByLabel('Votre adresse de courriel').waitFor();
    },
  },
  {
    fichier: 'agents.html',
    composant: 'tri-demandes',
    pret: (page) => cadre(page).getByRole('button', { name: 'Recevoir un code' }).waitFor(),
    async agir(page) {
      const commune = new URL(page.url()).pathname.split('/')[1];
      await cadre(page)
        .getByLabel('Votre adresse de courriel professionnelle')
        .fill(`agent@${commune}.example`);
      await cadre(page).getByRole('button', { name: 'Recevoir un code' }).click();
      await cadre(page).getByLabel('Code reçu par courriel').waitFor();
    },
  },
];

/** Who filed something in the demonstration's past, and has a mail that says its number. */
export const TEMOINS: Record<string, string> = {
  'port-aubier': 'capucine.vaguelette@courriel.example',
  'anse-vanille': 'halima.coprah@courriel.example',
};

/** The number and the code of that request, as the mail gives them. */
export async function lireNumero(ville: Ville, commune: string): Promise<{ numero: string; lien: string }> {
  const [courriel] = (await ville.courriels(TEMOINS[commune]!)).toReversed();
  const numero = /[A-Z]{3}-\w{4}-\w{4}/.exec(courriel!.texte)?.[0];
  const lien = /https?:\S+#\S+/.exec(courriel!.texte)?.[0];
  if (!numero || !lien) throw new Error(`no number in « ${courriel!.objet} »`);
  return { numero, lien };
}
