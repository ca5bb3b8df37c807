import type { Context } from 'hono';
import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';

/**
 * Who has an IPv6 address has 2^64 of them, and may take another for each call: his network (/64) is what is counted.
 * What a proxy adds (a port, brackets) is no part of it either.
 */
export function reseauDe(adresse: string): string {
  const nue = adresse
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (!isIPv6(nue)) return nue;
  const [debut = '', fin] = new URL(`http://[${nue}]/`).hostname.slice(1, -1).split('::');
  const [avant, apres] = [debut, fin ?? ''].map((cote) => cote.split(':').filter(Boolean)) as [
    string[],
    string[],
  ];
  const groupes = [...avant, ...Array.from({ length: 8 - avant.length - apres.length }, () => '0'), ...apres];
  // An IPv4 caller on a socket that takes both.
  if (groupes.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
    return groupes
      .slice(6)
      .flatMap((groupe) => [Number.parseInt(groupe, 16) >> 8, Number.parseInt(groupe, 16) & 0xff])
      .join('.');
  }
  return `${groupes.slice(0, 4).join(':')}::/64`;
}

/**
 * The caller's address, for rate limits only; never logged.
 * @param derriereProxy read the last `X-Forwarded-For`, the one that our own proxy wrote
 */
export function adresseDe(c: Context, derriereProxy: boolean): string {
  if (derriereProxy) {
    const derniere = c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
    if (derniere) return reseauDe(derniere);
  }
  try {
    return reseauDe(getConnInfo(c).remote.address ?? 'inconnue');
  } catch {
    // `app.request()` in tests has no connection.
    return 'locale';
  }
}
