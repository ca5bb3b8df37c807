import type { StoryObj } from '@storybook/web-components-vite';
import type { TemplateResult } from 'lit';
import type { Client } from '../../widgets/core/client.ts';
import type { Session } from '../../widgets/core/session/session.ts';
import { creerFauxServeur, type FauxServeur } from '../fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../fixtures/session-page.ts';
import { gestesSur, nouveauClient, type Gestes } from './monter.ts';

/** Stories of somebody who has a space: each begins signed out, on a fake town of its own. */
export function sceneEspace(tag: string, dessiner: (client: Client) => TemplateResult) {
  let serveur: FauxServeur;
  let client: Client;
  let session: Session | undefined;
  return {
    montrer:
      (preparer: (serveur: FauxServeur) => void = () => undefined): NonNullable<StoryObj['render']> =>
      () => {
        oublierSessions(session);
        session = undefined;
        serveur = creerFauxServeur();
        client = nouveauClient(serveur);
        preparer(serveur);
        return dessiner(client);
      },
    jouer:
      (
        acte: (gestes: Gestes, serveur: FauxServeur) => Promise<void>,
        { connecte = true } = {},
      ): NonNullable<StoryObj['play']> =>
      async ({ canvasElement }) => {
        if (connecte) session = await ouvrirSessionFausse(client);
        await acte(gestesSur(canvasElement.querySelector(tag)!), serveur);
      },
  };
}
