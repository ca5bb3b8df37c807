import { msg, str } from '@lit/localize';

/** A number, or that it is hidden. */
export const nombre = (n: number | null): string => (n === null ? msg('masqué') : n.toLocaleString('fr-FR'));

/** A delay in words; a dash when there is nothing to compute it from. */
export function jours(n: number | null): string {
  if (n === null) return '–';
  if (n === 0) return msg('le jour même');
  return n === 1 ? msg('1 jour') : msg(str`${n} jours`);
}
