import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Client } from '../core/client.ts';
import type { Session } from '../core/session/session.ts';
import '../ui/connexion/define.ts';
import { dessinerCompte } from '../ui/espace/compte.ts';
import type { Rubrique } from './rubriques.ts';

interface Contexte {
  vue: 'connexion' | Rubrique;
  client: Client;
  session: Session;
  fuseau: string;
}

/** What the dialog shows. A session that ends while the account is open asks to sign in again, there. */
export function dessinerVue({ vue, client, session, fuseau }: Contexte): TemplateResult {
  if (vue === 'connexion' || !session.ouverte) {
    return html`<parvis-connexion
      .client=${client}
      .session=${session}
      .titre=${''}
      .raison=${msg('Pour suivre vos demandes, retrouver vos papiers et ne pas tout retaper.')}
    ></parvis-connexion>`;
  }
  return dessinerCompte({ rubrique: vue, client, session, fuseau });
}
