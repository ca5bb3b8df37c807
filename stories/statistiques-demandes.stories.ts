import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { creerFauxServeur } from '../test/fixtures/faux-fetch.ts';
import { statistiques, statistiquesVides } from '../test/fixtures/statistiques.ts';
import { Client } from '../widgets/core/client.ts';
import '../widgets/statistiques-demandes/define.ts';

function montrer(preparer: (serveur: ReturnType<typeof creerFauxServeur>) => void) {
  return () => {
    const serveur = creerFauxServeur();
    preparer(serveur);
    const client = new Client({
      serveur: 'http://localhost:8787',
      commune: 'port-aubier',
      fetch: serveur.fetch,
      attendre: async () => {},
    });
    return html`<statistiques-demandes commune="port-aubier" .client=${client}
      ><p>Les chiffres de la mairie sont aussi dans le rapport annuel.</p></statistiques-demandes
    >`;
  };
}

async function attendre(canevas: HTMLElement, selecteur: string): Promise<HTMLElement> {
  const racine = canevas.querySelector('statistiques-demandes')!.shadowRoot!;
  for (let tour = 0; tour < 300; tour++) {
    const trouve = racine.querySelector<HTMLElement>(selecteur);
    if (trouve) return trouve;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`${selecteur} never came`);
}

const meta: Meta = { title: 'statistiques-demandes', component: 'statistiques-demandes' };
export default meta;
type Histoire = StoryObj;

/** A year of the town, small numbers hidden. */
export const Annee: Histoire = {
  render: montrer((serveur) => serveur.repondre('GET statistiques', Response.json(statistiques))),
  play: async ({ canvasElement }) => void (await attendre(canvasElement, '.barres')),
};

/** The table of a chart. */
export const Tableau: Histoire = {
  render: montrer((serveur) => serveur.repondre('GET statistiques', Response.json(statistiques))),
  play: async ({ canvasElement }) => {
    (await attendre(canvasElement, 'summary')).click();
    await attendre(canvasElement, 'table');
  },
};

/** Nothing was asked yet. */
export const Vide: Histoire = {
  render: montrer((serveur) => serveur.repondre('GET statistiques', Response.json(statistiquesVides))),
  play: async ({ canvasElement }) => void (await attendre(canvasElement, '.encart')),
};

/** The server is dead: the page's own words stay. */
export const SansServeur: Histoire = {
  render: montrer((serveur) => serveur.couper()),
  play: async ({ canvasElement }) => void (await attendre(canvasElement, '.encart.error')),
};
