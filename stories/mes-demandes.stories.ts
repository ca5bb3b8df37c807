import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { aCompleter, demandesOffertes, ligneUsager } from '../test/fixtures/demandes-usager.ts';
import { repondreProbleme } from '../test/fixtures/faux-fetch.ts';
import { lignes } from '../test/fixtures/lignes.ts';
import { sceneEspace } from '../test/outils/scene-espace.ts';
import '../widgets/mes-demandes/define.ts';

const meta: Meta = { title: 'mes-demandes', component: 'mes-demandes' };
export default meta;

const { montrer, jouer } = sceneEspace(
  'mes-demandes',
  (client) =>
    html`<mes-demandes commune="port-aubier" .client=${client}
      ><p>Pour savoir où en est une demande, appelez la mairie au 04 99 00 10 00.</p></mes-demandes
    >`,
);

/** What is asked first, until when, and whom to call. */
export const Demandes: StoryObj = {
  render: montrer(),
  play: jouer(({ voir }) => voir('Répondez à la mairie')),
};

/** Nobody is signed in. */
export const SansConnexion: StoryObj = {
  name: 'Sans connexion',
  render: montrer(),
  play: jouer(({ voir }) => voir('Connectez-vous pour voir vos demandes'), { connecte: false }),
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

/** Nothing was ever filed. */
export const Vide: StoryObj = {
  render: montrer(({ etat }) => (etat.espace.demandes = [])),
  play: jouer(({ voir }) => voir('Vous n’avez pas encore de demande')),
};

/** One request, that waits for nothing from its owner. */
export const Une: StoryObj = {
  render: montrer(({ etat }) => (etat.espace.demandes = [ligneUsager(3)])),
  play: jouer(({ voir }) => voir('Vous n’avez rien à faire')),
};

/** More than a page. */
export const Nombreuses: StoryObj = {
  render: montrer(
    ({ etat }) => (etat.espace.demandes = lignes.slice(0, 30).map((_, rang) => ligneUsager(rang))),
  ),
  play: jouer(({ voir }) => voir('Voir les demandes plus anciennes')),
};

/** The date is past. */
export const EnRetard: StoryObj = {
  name: 'En retard',
  render: montrer(
    ({ etat }) =>
      (etat.espace.demandes = [
        { ...aCompleter, prochaine: { ...aCompleter.prochaine, avantLe: '2026-11-20' } },
      ]),
  ),
  play: jouer(({ voir }) => voir('À faire')),
};

/** Filed as a guest, or at the counter, with the same address. */
export const Offertes: StoryObj = {
  render: montrer(({ etat }) => (etat.espace.offertes = [...demandesOffertes])),
  play: jouer(({ voir }) => voir('Cette demande est-elle la vôtre')),
};

/** Claiming another, with a wrong code. */
export const Rattacher: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, saisir, voir }) => {
    await cliquer('Ajouter une autre demande');
    await saisir('Numéro de suivi', lignes[12]!.numero);
    await saisir('Code de suivi', 'AAAAAA');
    await cliquer('Ajouter à mon espace');
    await voir('Ce code n’ouvre pas ce dossier');
  }),
};

/** The town does not answer. */
export const Panne: StoryObj = {
  render: montrer((faux) => faux.repondre('GET usager/demandes', repondreProbleme('incident-interne'))),
  play: jouer(({ voir }) => voir('Vos demandes ne s’affichent pas')),
};
