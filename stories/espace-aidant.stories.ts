import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../test/fixtures/session-page.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { Client } from '../widgets/core/client.ts';
import type { Session } from '../widgets/core/session/session.ts';
import type { EspaceAidant } from '../widgets/espace-aidant/espace-aidant.ts';
import '../widgets/espace-aidant/define.ts';

const meta: Meta = { title: 'espace-aidant', component: 'espace-aidant' };
export default meta;

let serveur: FauxServeur;
let client: Client;
let session: Session | undefined;

const montrer =
  (preparer: (serveur: FauxServeur) => void = () => undefined): NonNullable<StoryObj['render']> =>
  () => {
    oublierSessions(session);
    session = undefined;
    serveur = creerFauxServeur();
    client = nouveauClient(serveur);
    preparer(serveur);
    return html`<espace-aidant commune="port-aubier" .client=${client}
      ><p>France services répond aussi au 04 65 71 00 10.</p></espace-aidant
    >`;
  };

const jouer =
  (
    acte: (gestes: Gestes, element: EspaceAidant) => Promise<unknown>,
    { connecte = true } = {},
  ): NonNullable<StoryObj['play']> =>
  async ({ canvasElement }) => {
    if (connecte) session = await ouvrirSessionFausse(client, 'aidant');
    const element = canvasElement.querySelector<EspaceAidant>('espace-aidant')!;
    await acte(gestesSur(element), element);
  };

/** One mandate that goes on, one that awaits the agreement, one that ended. */
export const Mandats: StoryObj = {
  render: montrer(),
  play: jouer(({ voir }) => voir('Vos mandats')),
};

/** Nobody is signed in. */
export const SansConnexion: StoryObj = {
  render: montrer(),
  play: jouer(({ voir }) => voir('Espace des aidants'), { connecte: false }),
};

/** Signing in: this computer is never remembered. */
export const Connexion: StoryObj = {
  render: montrer(),
  play: jouer(
    async ({ cliquer, voir }) => {
      await cliquer('Me connecter');
      await voir('Recevoir un code');
    },
    { connecte: false },
  ),
};

/** A helper's first day. */
export const Vide: StoryObj = {
  render: montrer(({ etat }) => Object.assign(etat.aidants, { mandats: [], demandes: [] })),
  play: jouer(({ voir }) => voir('Aucun mandat en cours')),
};

/** A mandate being prepared, sent too soon. */
export const NouveauMandat: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, cocher, voir }) => {
    await cliquer('Accompagner une nouvelle personne');
    await cocher('Seulement certaines');
    await cliquer('Continuer');
    await voir('Donnez son prénom');
  }),
};

/** The sheet to print, then to sign. */
export const AccordSurFeuille: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Recueillir l’accord');
    await voir('Imprimez la feuille');
  }),
};

/** The code that the person received, typed wrong. */
export const AccordParCode: StoryObj = {
  render: montrer(({ etat }) => {
    const attendu = etat.aidants.mandats[1]!;
    Object.assign(attendu, { consentement: 'telephone' });
    attendu.pour.telephone = '0639981234';
  }),
  play: jouer(async ({ cliquer, saisir, voir }) => {
    await cliquer('Recueillir l’accord');
    await cliquer('Envoyer un code');
    await saisir('Code reçu', '000000');
    await cliquer('Valider l’accord');
    await voir('Ce code n’ouvre pas');
  }),
};

/** With one person: what may be done, what was done. */
export const Personne: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Accompagner Marie Dupont');
    await voir('Ce que vous avez fait pour elle');
  }),
};

/** The kit's own form, for her. */
export const Formulaire: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, un, jusque }) => {
    await cliquer('Accompagner Marie Dupont');
    await jusque(() => un('[id^=faire-]'));
    un('[id^=faire-]')!.click();
    await jusque(() => un('parvis-formulaire-aidant')?.shadowRoot?.querySelector('input'));
  }),
};

/** The end of a mandate asks for a second word. */
export const FinDuMandat: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Accompagner Marie Dupont');
    await cliquer('Mettre fin à ce mandat');
    await voir('Le garder');
  }),
};

/** The screen is cleared. */
export const Termine: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Accompagner Marie Dupont');
    await cliquer('Terminer l’accompagnement');
    await voir('L’accompagnement est terminé');
  }),
};

/** One minute before the screen locks. */
export const BientotVerrouille: StoryObj = {
  render: montrer(),
  play: async (contexte) => {
    const element = contexte.canvasElement.querySelector<EspaceAidant>('espace-aidant')!;
    element.inaction = { avis: 0, fin: 600_000 };
    await jouer(({ voir }) => voir('l’écran se ferme dans une minute'))(contexte);
  },
};

/** Taken off the list of the commune. */
export const PlusInscrit: StoryObj = {
  render: montrer((faux) => faux.repondre('GET aidant/moi', repondreProbleme('acces-refuse'))),
  play: jouer(({ voir }) => voir('Vos mandats ne s’affichent pas')),
};

/** The server is dead: the page's own words stay. */
export const SansServeur: StoryObj = {
  render: montrer((faux) => faux.couper()),
  play: jouer(({ voir }) => voir('Espace des aidants'), { connecte: false }),
};
