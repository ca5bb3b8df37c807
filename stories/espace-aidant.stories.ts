import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { ligneUsager } from '../test/fixtures/demandes-usager.ts';
import { lignes } from '../test/fixtures/lignes.ts';
import { dansJours, MAINTENANT } from '../test/fixtures/temps.ts';
import { oublierSessions, ouvrirSessionFausse } from '../test/fixtures/session-page.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { Client } from '../widgets/core/client.ts';
import type { Session } from '../widgets/core/session/session.ts';
import type { EspaceAidant } from '../widgets/espace-aidant/espace-aidant.ts';
import '../widgets/espace-aidant/define.ts';

const meta: Meta = { title: 'espace-aidant', component: 'espace-aidant' };
export default meta;

const NUMERO = lignes[0]!.numero;

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
    return html`<espace-aidant commune="port-aubier" .client=${client} .maintenant=${new Date(MAINTENANT)}
      ><p>France services répond aussi au 04 65 71 00 10.</p></espace-aidant
    >`;
  };

const demander = (faux: FauxServeur): void =>
  faux.demanderComplement(NUMERO, {
    champs: [
      { chemin: 'prenoms', libelle: 'Prénoms', precision: 'Tous, dans l’ordre de l’état civil' },
      { chemin: 'identite', libelle: 'Votre pièce d’identité', precision: null },
    ],
    motif: 'La copie de la carte est illisible.',
    avantLe: dansJours(11),
  });

const ouvrir = async ({ cliquer, jusque, un }: Gestes): Promise<void> => {
  await cliquer('Répondre');
  await jusque(() => un('.completer'));
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
    await voir('La mairie attend une réponse');
  }),
};

/** A request that awaits an answer, as the person sees it; whatever is sent is signed for her. */
export const Demande: StoryObj = {
  render: montrer(demander),
  play: jouer(ouvrir),
};

/** Answered in part: what was sent, by whom and for whom; the rest stays asked. */
export const ReponseEnPartie: StoryObj = {
  render: montrer(demander),
  play: jouer(async (gestes) => {
    await ouvrir(gestes);
    await gestes.saisir('Prénoms', 'Marie Anne');
    gestes.un('.completer [type=submit]')!.click();
    await gestes.voir('Il manque encore');
  }),
};

/** Withdrawing is the person's will, asked before it leaves. */
export const Retrait: StoryObj = {
  render: montrer(demander),
  play: jouer(async (gestes) => {
    await ouvrir(gestes);
    await gestes.cliquer('Retirer ma demande');
    await gestes.voir('Seulement si Marie Dupont le veut');
  }),
};

/** The mandate ended while the request was open: the screen is cleared, and says why. */
export const DemandeRefusee: StoryObj = {
  render: montrer((faux) => faux.repondre(`GET demandes/${NUMERO}`, repondreProbleme('mandat-requis'))),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Répondre');
    await voir('Cette demande ne s’ouvre plus');
  }),
};

/** What needs something first, by its date; a mandate that ends soon is said to. */
export const AFaire: StoryObj = {
  render: montrer(({ etat }) => {
    const aidee = (rang: number, plus: Parameters<typeof ligneUsager>[1]) => ({
      ...ligneUsager(rang, plus),
      mandat: etat.aidants.mandats[0]!.id,
    });
    const completer = (jours: number) => ({
      acte: 'completer' as const,
      phrase: 'Répondez à la mairie.',
      avantLe: dansJours(jours),
    });
    etat.aidants.mandats[0]!.jusquau = dansJours(5);
    etat.aidants.demandes = [
      aidee(0, { prochaine: completer(9) }),
      aidee(8, { prochaine: completer(-1) }),
      aidee(1, { prochaine: { acte: 'lire', phrase: 'Lisez la réponse de la mairie.', avantLe: null } }),
      aidee(5, {}),
    ];
  }),
  play: jouer(({ voir }) => voir('La date est passée')),
};

/** Nobody of that name among his mandates. */
export const RechercheVaine: StoryObj = {
  render: montrer(),
  play: jouer(async ({ saisir, voir }) => {
    await saisir('Chercher parmi vos mandats', 'Zorglub');
    await voir('Rien ne correspond');
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
