import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../test/fixtures/session-page.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { MesDocuments } from '../widgets/mes-documents/mes-documents.ts';
import type { Client } from '../widgets/core/client.ts';
import type { Session } from '../widgets/core/session/session.ts';
import '../widgets/mes-documents/define.ts';

const meta: Meta = { title: 'mes-documents', component: 'mes-documents' };
export default meta;

let serveur: FauxServeur;
let client: Client;
let session: Session | undefined;

/** The story itself, for a guest; `jouer` signs in where it wants to. */
const montrer = (
  preparer: (serveur: FauxServeur) => void = () => undefined,
): NonNullable<StoryObj['render']> => {
  return () => {
    oublierSessions(session);
    session = undefined;
    serveur = creerFauxServeur();
    client = nouveauClient(serveur);
    preparer(serveur);
    return html`<mes-documents commune="port-aubier" .client=${client}
      ><p>La mairie répond aussi au 04 65 71 00 10.</p></mes-documents
    >`;
  };
};

const jouer =
  (acte: (gestes: Gestes) => Promise<void>, { connecte = true } = {}): NonNullable<StoryObj['play']> =>
  async ({ canvasElement }) => {
    if (connecte) session = await ouvrirSessionFausse(client);
    const gestes = gestesSur(canvasElement.querySelector<MesDocuments>('mes-documents')!);
    await acte(gestes);
  };

const pdf = (nom: string, octets = 240_000) =>
  new File([new Uint8Array(octets)], nom, { type: 'application/pdf' });

/** Papers of a citizen: one about to end, one that has ended, one that waits for the antivirus, one of the town. */
export const Papiers: StoryObj = {
  render: montrer(),
  play: jouer(({ voir }) => voir('Passeport de Nadia')),
};

/** Nobody is signed in. */
export const SansConnexion: StoryObj = {
  render: montrer(),
  play: jouer(({ voir }) => voir('Connectez-vous pour les voir'), { connecte: false }),
};

/** Signing in, in the element itself. */
export const Connexion: StoryObj = {
  render: montrer(),
  play: jouer(
    async ({ cliquer, voir }) => {
      await cliquer('Me connecter');
      await voir('Votre adresse de courriel');
    },
    { connecte: false },
  ),
};

/** Nothing is kept yet. */
export const Vide: StoryObj = {
  render: montrer(({ etat }) => (etat.espace.documents = [])),
  play: jouer(({ voir }) => voir('Rien pour l’instant')),
};

/** One has just been added: what it is, and until when, is asked at once. */
export const Ajout: StoryObj = {
  render: montrer(),
  play: jouer(async ({ voir, joindre }) => {
    await voir('Passeport');
    await joindre(pdf('quittance de loyer octobre.pdf'));
    await voir('Nouveau');
  }),
};

/** Several leave one after the other; what cannot be kept is said at once. */
export const Envois: StoryObj = {
  render: montrer((faux) => void faux.retenir('POST usager/documents')),
  play: jouer(async ({ voir, joindre }) => {
    await voir('Passeport');
    await joindre(pdf('jeu.exe'), pdf('plan.pdf', 10_000_001), pdf('carte d’identité.pdf'), pdf('bail.pdf'));
    await voir('en attente');
  }),
};

/** A virus was found. */
export const Virus: StoryObj = {
  render: montrer(),
  play: jouer(async ({ voir, joindre }) => {
    await voir('Passeport');
    await joindre(pdf('eicar.pdf'));
    await voir('Ce fichier contient un virus');
  }),
};

/** The network cut during an upload. */
export const Coupure: StoryObj = {
  render: montrer((faux) => faux.perdreReponse('POST usager/documents')),
  play: jouer(async ({ voir, joindre }) => {
    await voir('Passeport');
    await joindre(pdf('facture.pdf'));
    await voir('L’envoi reprendra tout seul');
  }),
};

/** No place is left. */
export const Plein: StoryObj = {
  render: montrer(({ etat }) => (etat.espace.quota = 4_700_000)),
  play: jouer(({ voir }) => voir('presque plein')),
};

/** A deletion is confirmed first. */
export const Suppression: StoryObj = {
  render: montrer(),
  play: jouer(async ({ voir, cliquer }) => {
    await voir('Facture');
    await cliquer('Supprimer Facture');
    await voir('pour de bon');
  }),
};

/** The log that its owner reads. */
export const Journal: StoryObj = {
  render: montrer(),
  play: jouer(async ({ voir, cliquer }) => {
    await voir('Passeport');
    await cliquer('Qui a regardé mes documents');
    await voir('Léa Roy, France services');
  }),
};

/** The server wants to be sure that it is still the same person. */
export const Preuve: StoryObj = {
  render: montrer((faux) =>
    faux.repondre('GET usager/documents/archive', repondreProbleme('preuve-fraiche')),
  ),
  play: jouer(async ({ voir, cliquer }) => {
    await voir('Passeport');
    await cliquer('Tout télécharger');
    await voir('Un code de 6 chiffres');
  }),
};

/** The list does not come. */
export const Panne: StoryObj = {
  render: montrer((faux) => faux.repondre('GET usager/documents', repondreProbleme('incident-interne'))),
  play: jouer(({ voir }) => voir('Vos documents ne s’affichent pas')),
};
