/** Default limit of the server; beyond it nothing is worth sending over a bad network. */
export const TAILLE_MAX = 10_000_000;

/** « 340 ko », « 2,4 Mo ». */
export function poids(octets: number): string {
  if (octets < 1e6) return `${Math.max(1, Math.round(octets / 1e3))}\u00a0ko`;
  return `${(octets / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`;
}
