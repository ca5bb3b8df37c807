/** « Mon compte »: how I come in, where I am signed in, what I let forms be filled with. */
import { html, type TemplateResult } from 'lit';
import type { Client } from '../../core/client.ts';
import { definir } from '../../core/definir.ts';
import type { Session } from '../../core/session/session.ts';
import { CompteAcces } from './compte-acces.ts';
import { CompteConnexions } from './compte-connexions.ts';
import { CompteProfil } from './compte-profil.ts';

interface Contexte {
  rubrique: 'acces' | 'connexions' | 'profil';
  client: Client;
  session: Session;
  fuseau: string;
}

/** One part of the account; the session must be open. */
export function dessinerCompte({ rubrique, client, session, fuseau }: Contexte): TemplateResult {
  definir('parvis-compte-acces', CompteAcces);
  definir('parvis-compte-connexions', CompteConnexions);
  definir('parvis-compte-profil', CompteProfil);
  switch (rubrique) {
    case 'acces':
      return html`<parvis-compte-acces
        .client=${client}
        .session=${session}
        .fuseau=${fuseau}
      ></parvis-compte-acces>`;
    case 'connexions':
      return html`<parvis-compte-connexions
        .client=${client}
        .session=${session}
        .fuseau=${fuseau}
      ></parvis-compte-connexions>`;
    case 'profil':
      return html`<parvis-compte-profil
        .client=${client}
        .session=${session}
        .fuseau=${fuseau}
      ></parvis-compte-profil>`;
  }
}
