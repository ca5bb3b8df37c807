import type { RoleSession } from '#contract/schemas/session.ts';
import type { Commune } from '../../communes/commune.ts';
import { estAdmise } from '../roles.ts';
import type { Reponse } from './echange.ts';
import { courrielProuve } from './pivot.ts';
import { publicDe } from './secret.ts';

type Interne = Exclude<RoleSession, 'usager'>;

/** The listed agent or helper that the provider vouches for: his address. */
export function personneListee(commune: Commune, role: Interne, reponse: Reponse): string | undefined {
  const reglages = commune.config.connexions[publicDe(role)];
  const courriel = reglages && courrielProuve(reglages, reponse);
  return courriel !== undefined && estAdmise(commune, role, courriel) ? courriel : undefined;
}

/** Why not, and who can change it. The person reads it about himself: his address is no secret to him. */
export function phraseInconnu({ config }: Commune, role: Interne, reponse: Reponse): string {
  const reglages = config.connexions[publicDe(role)];
  const courriel = reglages && courrielProuve(reglages, reponse);
  const nom = reglages?.nom ?? 'Ce service';
  if (courriel === undefined) {
    return `${nom} ne garantit pas votre adresse de courriel : nous ne pouvons pas vous reconnaître. Connectez-vous avec un code reçu par courriel, et prévenez la personne qui gère ce service.`;
  }
  const qui = role === 'agent' ? 'des agents' : 'des aidants';
  return `L’adresse ${courriel} n’est pas dans la liste ${qui} de ${config.nom}. Demandez à la mairie de l’y ajouter, ou changez de compte chez ${nom}.`;
}
