import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { creerFauxServeur, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { CODE_RECU, COURRIEL } from '../test/fixtures/faux-session.ts';
import { oublierSessions, ouvrirSessionFausse } from '../test/fixtures/session-page.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import { rejoindre } from '../widgets/core/session/session.ts';
import '../widgets/connexion-usager/define.ts';

const FRANCECONNECT = {
  nom: 'FranceConnect',
  explication:
    'FranceConnect est la solution proposée par l’État pour sécuriser et simplifier la connexion à vos services en ligne.',
  lien: 'https://franceconnect.gouv.fr/',
};

/** The door, its page's session forgotten first: stories share one document. */
function montrer({
  preparer,
  connecte = false,
}: { preparer?: (serveur: FauxServeur) => void; connecte?: boolean } = {}) {
  return {
    loaders: [
      async () => {
        const serveur = creerFauxServeur();
        const client = nouveauClient(serveur);
        oublierSessions(await rejoindre(client, 'usager'));
        preparer?.(serveur);
        if (connecte) await ouvrirSessionFausse(client);
        return { client };
      },
    ],
    render: (_args: unknown, { loaded }: { loaded: Record<string, unknown> }) =>
      html`<connexion-usager
        commune="port-aubier"
        espace="#mes-demandes"
        .client=${loaded['client']}
      ></connexion-usager>`,
  };
}

const sur = (canevas: HTMLElement): Gestes => gestesSur(canevas.querySelector('connexion-usager')!);

async function demanderCode(canevas: HTMLElement): Promise<Gestes> {
  const porte = sur(canevas);
  await porte.cliquer('Me connecter');
  await porte.saisir('Votre adresse de courriel', COURRIEL);
  await porte.cliquer('Recevoir un code');
  await porte.jusque(() => porte.un('#code-connexion'));
  return porte;
}

async function ouvrirRubrique(canevas: HTMLElement, entree: string): Promise<Gestes> {
  const porte = sur(canevas);
  await porte.cliquer('Bonjour');
  await porte.cliquer(entree);
  await porte.jusque(() => porte.un('.rubrique h2'));
  return porte;
}

const meta: Meta = { title: 'connexion-usager', component: 'connexion-usager' };
export default meta;
type Histoire = StoryObj;

/** Nobody is signed in. */
export const Invite: Histoire = { ...montrer() };

/** The ways in: the town's provider first, then the code. */
export const Entrer: Histoire = {
  ...montrer({ preparer: ({ sessions }) => void (sessions.fournisseur = FRANCECONNECT) }),
  play: async ({ canvasElement }) => {
    const porte = sur(canvasElement);
    await porte.cliquer('Me connecter');
    await porte.bouton('S’identifier avec FranceConnect');
  },
};

/** The six digits of the mail. */
export const Code: Histoire = {
  ...montrer(),
  play: async ({ canvasElement }) => void (await demanderCode(canvasElement)),
};

/** They were not those. */
export const CodeFaux: Histoire = {
  ...montrer(),
  play: async ({ canvasElement }) => {
    const porte = await demanderCode(canvasElement);
    await porte.saisir('Code reçu par courriel', CODE_RECU.replace('4', '5'));
    porte.un('#code-connexion')!.closest('form')!.requestSubmit();
    await porte.voir('Ce code n’est pas le bon');
  },
};

/** The network is down: what to do is said, nothing typed is lost. */
export const SansReseau: Histoire = {
  ...montrer({
    preparer: (serveur) => {
      serveur.repondre('GET usager/connexions', Response.json({ fournisseur: null }));
      serveur.repondre('POST usager/connexion', () => {
        throw new TypeError('Failed to fetch');
      });
    },
  }),
  play: async ({ canvasElement }) => {
    const porte = sur(canvasElement);
    await porte.cliquer('Me connecter');
    await porte.saisir('Votre adresse de courriel', COURRIEL);
    await porte.cliquer('Recevoir un code');
    await porte.voir('ne répond pas');
  },
};

/** Signed in, with a message to read. */
export const Connecte: Histoire = {
  ...montrer({ connecte: true }),
  play: async ({ canvasElement }) => sur(canvasElement).voir('Bonjour Nadia'),
};

/** The way to one's requests, one's account and out. */
export const Menu: Histoire = {
  ...montrer({ connecte: true }),
  play: async ({ canvasElement }) => {
    const porte = sur(canvasElement);
    await porte.cliquer('Bonjour Nadia');
    await porte.bouton('Me déconnecter');
  },
};

/** What forms are filled with. */
export const MesInformations: Histoire = {
  ...montrer({ connecte: true }),
  play: async ({ canvasElement }) => void (await ouvrirRubrique(canvasElement, 'Mes informations')),
};

/** Addresses and the provider. */
export const MoyensDEntrer: Histoire = {
  ...montrer({ connecte: true, preparer: ({ sessions }) => void (sessions.fournisseur = FRANCECONNECT) }),
  play: async ({ canvasElement }) => void (await ouvrirRubrique(canvasElement, 'Mon adresse')),
};

/** Where I am signed in. */
export const MesConnexions: Histoire = {
  ...montrer({ connecte: true }),
  play: async ({ canvasElement }) => void (await ouvrirRubrique(canvasElement, 'Mes connexions')),
};
