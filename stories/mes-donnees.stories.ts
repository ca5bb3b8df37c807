import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, LitElement, type TemplateResult } from 'lit';
import { brouillons } from '../test/fixtures/espace.ts';
import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { Client } from '../widgets/core/client.ts';
import { racineStyles } from '../widgets/core/racine.styles.ts';
import '../widgets/ui/espace/donnees.ts';

/** The view alone, in the same root as the widgets. */
class VitrineDonnees extends LitElement {
  static override styles = racineStyles;
  declare client: Client;

  override render(): TemplateResult {
    return html`<div class="root"><parvis-mes-donnees .client=${this.client}></parvis-mes-donnees></div>`;
  }
}
customElements.define('vitrine-donnees', VitrineDonnees);

const meta: Meta = { title: 'Mes données' };
export default meta;

const montrer =
  (preparer: (serveur: FauxServeur) => void = () => undefined): NonNullable<StoryObj['render']> =>
  () => {
    const serveur = creerFauxServeur();
    serveur.etat.espace.commences = [...brouillons];
    preparer(serveur);
    return html`<vitrine-donnees .client=${nouveauClient(serveur)}></vitrine-donnees>`;
  };

const jouer =
  (acte: (gestes: Gestes) => Promise<void>): NonNullable<StoryObj['play']> =>
  async ({ canvasElement }) => {
    await acte(gestesSur(canvasElement.querySelector('vitrine-donnees')!));
  };

/** What is kept, a copy of it, who may act, all of it erased. */
export const Garde: StoryObj = {
  render: montrer(),
  play: jouer(({ voir }) => voir('Léa Roy')),
};

/** A helper may do less. */
export const Limite: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Limiter : Léa Roy');
    await voir('jamais l’inverse');
  }),
};

/** A helper may do nothing more. */
export const Fin: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await cliquer('Y mettre fin : Léa Roy');
    await voir('le droit d’agir pour vous');
  }),
};

/** What goes, what the law keeps, a word to type. */
export const Effacement: StoryObj = {
  render: montrer(),
  play: jouer(async ({ cliquer, voir }) => {
    await voir('Léa Roy');
    await cliquer('Effacer mon espace');
    await voir('tapez le mot EFFACER');
  }),
};

/** Erased, and what is kept with its reasons. */
export const Bilan: StoryObj = {
  render: montrer(({ etat }) => (etat.espace.prouve = true)),
  play: jouer(async ({ cliquer, saisir, voir }) => {
    await voir('Léa Roy');
    await cliquer('Effacer mon espace');
    await saisir('Pour confirmer', 'EFFACER');
    await cliquer('Tout effacer');
    await voir('Votre espace est effacé');
  }),
};

/** What is kept does not come; the rest goes on. */
export const Panne: StoryObj = {
  render: montrer((serveur) => serveur.repondre('GET usager/moi', repondreProbleme('incident-interne'))),
  play: jouer(({ voir }) => voir('Vos données ne s’affichent pas')),
};
