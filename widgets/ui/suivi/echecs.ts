import { msg, str } from '@lit/localize';
import { lireCode, lireNumero } from '#contract/numero.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import { ErreurApi, ErreurReseau } from '../../core/erreurs.ts';
import type { Contexte } from './contexte.ts';

/** Why nothing opened. With `champ`, it is what was typed there; otherwise trying again may do. */
export interface Echec {
  champ?: 'numero' | 'code';
  phrase: string;
}

const fauteDeFrappe = (): string =>
  msg('Ce numéro contient une faute de frappe. Comparez chaque signe avec votre accusé de réception.');

/** What was typed, in canonical form, or what is wrong with it, before anything is sent. */
export function lireSaisie(
  saisie: { numero: string; code: string },
  ville: Commune | undefined,
): { numero: string; code: string | undefined } | { echecs: Echec[] } {
  const echecs: Echec[] = [];
  const lu = lireNumero(saisie.numero);
  const code = saisie.code.trim() ? lireCode(saisie.code) : undefined;
  if ('erreur' in lu) {
    const exemple = `${ville?.prefixe ?? 'ABC'}-7K4F-92QX`;
    const incomplet = msg(
      str`Indiquez le numéro de suivi complet : 3 lettres puis 8 signes, par exemple ${exemple}.`,
    );
    echecs.push({ champ: 'numero', phrase: lu.erreur === 'incomplet' ? incomplet : fauteDeFrappe() });
  } else if (ville && !lu.numero.startsWith(`${ville.prefixe}-`)) {
    const phrase = msg(
      str`Ce numéro n’est pas de ${ville.nom} : ceux de ${ville.nom} commencent par ${ville.prefixe}.`,
    );
    echecs.push({ champ: 'numero', phrase });
  }
  if (saisie.code.trim() && !code) {
    echecs.push({
      champ: 'code',
      phrase: msg('Indiquez le code complet : 6 chiffres ou lettres, par exemple 7K4F9X.'),
    });
  }
  return echecs.length || 'erreur' in lu ? { echecs } : { numero: lu.numero, code };
}

/** The server's refusal, in words that say what to do. */
export function lireEchec(erreur: unknown): Echec {
  if (erreur instanceof ErreurApi) {
    switch (erreur.code) {
      case 'numero-mal-tape':
        return { champ: 'numero', phrase: fauteDeFrappe() };
      case 'numero-inconnu':
        return {
          champ: 'numero',
          phrase: msg('Aucune demande ne porte ce numéro ici. Vérifiez-le, ou appelez la mairie.'),
        };
      case 'code-faux':
        return {
          champ: 'code',
          phrase: msg(
            'Ce code n’ouvre pas cette demande. Vérifiez ses 6 signes sur votre accusé de réception.',
          ),
        };
    }
    if (erreur.status === 429) return { phrase: trop(erreur.retryAfter) };
  }
  return { phrase: phraseEchec(erreur) };
}

/** For acts other than opening: sending, withdrawing, downloading. */
export function phraseEchec(erreur: unknown): string {
  if (erreur instanceof ErreurReseau) return msg('La connexion ne passe pas. Vérifiez-la, puis réessayez.');
  if (erreur instanceof ErreurApi && erreur.status === 429) return trop(erreur.retryAfter);
  if (erreur instanceof ErreurApi && erreur.code !== 'reponse-illisible') return erreur.message;
  return msg('Le service de suivi ne répond pas. Réessayez dans quelques minutes.');
}

/** The same, for who must know of it first. */
export function direEchec({ aide }: Contexte, erreur: unknown): string {
  aide?.surEchec(erreur);
  return phraseEchec(erreur);
}

function trop(secondes: number | undefined): string {
  if (!secondes) return msg('Il y a eu trop d’essais. Réessayez dans quelques minutes.');
  const minutes = Math.ceil(secondes / 60);
  return minutes > 1
    ? msg(str`Il y a eu trop d’essais. Réessayez dans ${minutes} minutes.`)
    : msg('Il y a eu trop d’essais. Réessayez dans 1 minute.');
}
