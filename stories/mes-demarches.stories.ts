import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';

import { creerFauxServeur, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { MesDemarches } from '../widgets/mes-demarches/mes-demarches.ts';
import { brouillonTerrasse, demandesOffertes } from '../test/fixtures/demandes-usager.ts';
import { sceneEspace } from '../test/outils/scene-espace.ts';
import '../widgets/mes-demarches/define.ts';

interface Reglages {
  demarche?: string;
  theme?: string;
  /** What the town's server does before the widget speaks to it. */
  preparer?: (serveur: FauxServeur) => void;
}

const meta: Meta<Reglages> = {
  title: 'mes-demarches',
  render: ({ demarche, theme, preparer }) => {
    localStorage.clear();
    const serveur = creerFauxServeur();
    preparer?.(serveur);
    return html`<mes-demarches
      demarche=${demarche ?? nothing}
      theme=${theme ?? nothing}
      .client=${nouveauClient(serveur)}
      ><p>Pour vos démarches, appelez la mairie au 04 99 00 10 00.</p></mes-demarches
    >`;
  },
};
export default meta;
type Histoire = StoryObj<Reglages>;

const jouer =
  (acte: (gestes: Gestes) => Promise<void>): NonNullable<Histoire['play']> =>
  ({ canvasElement }) =>
    acte(gestesSur(canvasElement.querySelector<MesDemarches>('mes-demarches')!));

export const Catalogue: Histoire = { play: jouer(({ voir }) => voir('Papiers et état civil')) };

export const EnAttenteDuServeur: Histoire = {
  name: 'En attente du serveur (repli de la page)',
  args: { preparer: (serveur) => void serveur.retenir(/./) },
};

export const Recherche: Histoire = {
  play: jouer(async ({ saisir, voir }) => {
    await saisir('Quelle démarche', 'naisance');
    await voir('1 démarche trouvée');
  }),
};

export const RechercheSansResultat: Histoire = {
  name: 'Recherche sans résultat',
  play: jouer(async ({ saisir, voir }) => {
    await saisir('Quelle démarche', 'zzzz');
    await voir('Aucune démarche trouvée');
  }),
};

export const UnTheme: Histoire = {
  name: 'Un thème seul',
  args: { theme: 'enfance' },
  play: jouer(({ voir }) => voir('cantine')),
};

export const Vide: Histoire = {
  name: 'Aucune démarche',
  args: {
    preparer: (serveur) => {
      serveur.etat.demarches = [];
    },
  },
  play: jouer(({ voir }) => voir('Aucune démarche n’est encore proposée')),
};

export const Panne: Histoire = {
  name: 'Serveur en panne',
  args: { preparer: (serveur) => serveur.couper() },
  play: jouer(({ voir }) => voir('Réessayer')),
};

export const Fiche: Histoire = {
  args: { demarche: 'acte-naissance' },
  play: jouer(({ voir }) => voir('Commencer')),
};

export const FicheSurPlace: Histoire = {
  name: 'Fiche d’une démarche sur place',
  args: { demarche: 'passeport' },
  play: jouer(({ voir }) => voir('sur place')),
};

export const Reprendre: Histoire = {
  name: 'Fiche d’une démarche commencée',
  args: { demarche: 'terrasse' },
  play: jouer(async ({ cliquer, saisir, voir }) => {
    await cliquer('Commencer');
    await saisir('Décrivez votre demande', 'Quatre tables');
    await cliquer('Retour à la fiche');
    await voir('Recommencer à zéro');
  }),
};

export const Envoyee: Histoire = {
  name: 'Demande envoyée',
  args: { demarche: 'terrasse' },
  play: jouer(async ({ cliquer, saisir, voir }) => {
    await cliquer('Commencer');
    await saisir('Décrivez votre demande', 'Quatre tables');
    await cliquer('Continuer');
    await saisir('Votre prénom', 'Anne-Marie');
    await saisir('Votre nom', 'Le Goff');
    await saisir('Votre adresse de courriel', 'am@exemple.fr');
    await saisir('Numéro et rue', '12 rue du Port');
    await saisir('Code postal', '13999');
    await saisir('Ville', 'Port-Aubier');
    await cliquer('Continuer');
    await cliquer('Envoyer ma demande');
    await voir('Code de suivi');
  }),
};

const espace = sceneEspace(
  'mes-demarches',
  (client) => html`<mes-demarches commune="port-aubier" .client=${client}></mes-demarches>`,
);

/** Signed in: what to do, drafts, offered requests, then the démarches. */
export const MonEspace: StoryObj = {
  name: 'Mon espace',
  render: espace.montrer(({ etat }) => {
    etat.espace.commences = [brouillonTerrasse];
    etat.espace.offertes = [...demandesOffertes];
  }),
  play: espace.jouer(({ voir }) => voir('Répondez à la mairie')),
};

/** Signing in from the quiet line. */
export const MonEspaceConnexion: StoryObj = {
  name: 'Mon espace, connexion',
  render: espace.montrer(),
  play: espace.jouer(
    async ({ cliquer, voir }) => {
      await cliquer('me connecter');
      await voir('Votre adresse de courriel');
    },
    { connecte: false },
  ),
};

/** The same form was filled in on another device. */
export const DeuxAppareils: StoryObj = {
  name: 'Deux appareils',
  render: espace.montrer(({ etat }) => (etat.espace.commences = [brouillonTerrasse])),
  play: espace.jouer(async ({ cliquer, voir, saisir }, { etat }) => {
    await cliquer('Reprendre');
    await voir('Étape 1 sur 3');
    etat.espace.commences = [{ ...brouillonTerrasse, revision: 4, reponses: { precisions: 'Ailleurs' } }];
    await saisir('Décrivez votre demande', 'Ici');
    await voir('Commencé aussi sur un autre appareil');
  }),
};
