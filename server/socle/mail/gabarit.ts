import type { Gabarit } from './gabarit-blocs.ts';
import { enHtml } from './gabarit-html.ts';
import { enTexte } from './gabarit-texte.ts';

/**
 * The text and the HTML of one mail, from one source, so that both say the same.
 * @throws TypeError when a button's link is not http or https
 */
export function composerCourriel(gabarit: Gabarit): { texte: string; html: string } {
  const propre = nettoyer(gabarit);
  return { texte: enTexte(propre), html: enHtml(propre) };
}

/** Control characters (tab and line feed apart) have no place in a mail; some clients act on them. */
// oxlint-disable-next-line no-control-regex -- removing them is the point
const CONTROLES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

function nettoyer<T>(valeur: T): T {
  if (typeof valeur === 'string') {
    return valeur.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLES, '').trim() as T;
  }
  if (Array.isArray(valeur)) return valeur.map(nettoyer) as T;
  if (typeof valeur === 'object' && valeur !== null) {
    return Object.fromEntries(
      Object.entries(valeur).map(([cle, v]) => [cle, cle === 'lien' ? lienSur(v as string) : nettoyer(v)]),
    ) as T;
  }
  return valeur;
}

function lienSur(lien: string): string {
  const url = new URL(lien);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`Not a web link: ${url.protocol}`);
  return url.href;
}
