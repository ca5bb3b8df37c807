import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';

import { creerFauxServeur, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { SignalerProbleme } from '../widgets/signaler-probleme/signaler-probleme.ts';
import '../widgets/signaler-probleme/define.ts';

interface Reglages {
  demarche?: string;
  /** What the town's server does before the widget speaks to it. */
  preparer?: (serveur: FauxServeur) => void;
}

const meta: Meta<Reglages> = {
  title: 'signaler-probleme',
  render: ({ demarche, preparer }) => {
    localStorage.clear();
    const serveur = creerFauxServeur();
    preparer?.(serveur);
    return html`<signaler-probleme demarche=${demarche ?? nothing} .client=${nouveauClient(serveur)}
      ><p>Pour signaler un problème, appelez la mairie au 04 99 00 10 00.</p></signaler-probleme
    >`;
  },
};
export default meta;
type Histoire = StoryObj<Reglages>;

const jouer =
  (acte: (gestes: Gestes) => Promise<void>): NonNullable<Histoire['play']> =>
  ({ canvasElement }) =>
    acte(gestesSur(canvasElement.querySelector<SignalerProbleme>('signaler-probleme')!));

export const Choix: Histoire = { play: jouer(({ voir }) => voir('Que voulez-vous signaler ?')) };

export const EnAttenteDuServeur: Histoire = {
  name: 'En attente du serveur (repli de la page)',
  args: { preparer: (serveur) => void serveur.retenir(/./) },
};

export const Vide: Histoire = {
  name: 'Aucun signalement en ligne',
  args: {
    preparer: (serveur) => {
      serveur.etat.demarches = [];
    },
  },
  play: jouer(({ voir }) => voir('pas encore ouverts')),
};

export const Panne: Histoire = {
  name: 'Serveur en panne',
  args: { preparer: (serveur) => serveur.couper() },
  play: jouer(({ voir }) => voir('Réessayer')),
};

export const Formulaire: Histoire = {
  args: { demarche: 'signaler-voirie' },
  play: jouer(({ voir }) => voir('Ajouter une photo')),
};

export const Envoye: Histoire = {
  name: 'Signalement envoyé',
  args: { demarche: 'signaler-voirie' },
  play: jouer(async ({ cliquer, saisir, voir }) => {
    await saisir('Que voyez-vous ?', 'Un trou profond');
    await saisir('Où est-ce ?', 'Devant l’école');
    await cliquer('Continuer');
    await voir('Étape 2 sur 3');
    await cliquer('Continuer');
    await cliquer('Envoyer mon signalement');
    await voir('Code de suivi');
  }),
};
