import { msg, str } from '@lit/localize';
import type { Role } from '../../core/session/indice.ts';
import { ErreurApi } from '../../core/erreurs.ts';

export const ADRESSE_A_ECRIRE = () => msg('Écrivez votre adresse, par exemple nom@exemple.fr.');

/** Why signing in failed, and what to do, in one or two sentences. */
export function phraseEchec(erreur: unknown, fournisseur?: string): string {
  if (erreur instanceof ErreurApi) return erreur.message;
  const { name, message } = erreur as Error;
  if (name === 'ConnexionEchouee')
    return msg(str`${message} Vous pouvez réessayer, ou recevoir un code par courriel.`);
  if (name === 'SansCrypto') return SANS_HTTPS();
  if (name === 'FenetreRefusee')
    return msg(
      str`Votre navigateur ne permet pas d’ouvrir ${fournisseur ?? ''} depuis cette page. Recevez plutôt un code par courriel.`,
    );
  return msg('Le réseau ou le serveur ne répond pas. Réessayez dans un instant.');
}

export const SANS_HTTPS = () =>
  msg(
    'La connexion n’est pas possible sur cette page : son adresse ne commence pas par « https ». Prévenez la mairie, et en attendant téléphonez ou venez.',
  );

export const libelleAdresse = (role: Role): string =>
  role === 'usager' ? msg('Votre adresse de courriel') : msg('Votre adresse de courriel professionnelle');

/** What has just been sent, or may have been: an address that may not sign in is answered alike. */
export function codeParti(role: Role, courriel: string, autre: boolean): string {
  if (role === 'agent')
    return msg(str`Si ${courriel} est l’adresse d’un agent, un code de 6 chiffres vient d’y être envoyé.`);
  if (role === 'aidant')
    return msg(str`Si ${courriel} est l’adresse d’un aidant, un code de 6 chiffres vient d’y être envoyé.`);
  return autre
    ? msg(str`Un autre code vient de partir à ${courriel}. Seul le dernier sert.`)
    : msg(str`Nous avons envoyé un code de 6 chiffres à ${courriel}.`);
}
