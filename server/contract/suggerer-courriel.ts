/** The domains that most French mailboxes are at. */
const DOMAINES = [
  'gmail.com',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'sfr.fr',
  'hotmail.fr',
  'hotmail.com',
  'outlook.fr',
  'outlook.com',
  'live.fr',
  'yahoo.fr',
  'yahoo.com',
  'laposte.net',
  'icloud.com',
  'bbox.fr',
  'neuf.fr',
  'numericable.fr',
  'aol.com',
  'gmx.fr',
  'proton.me',
  'protonmail.com',
];

/** Right ones that are a letter or two away from the above: nobody is asked about them. */
const AUTRES = new Set([
  'gmx.com',
  'gmx.net',
  'mail.com',
  'ymail.com',
  'me.com',
  'mac.com',
  'msn.com',
  'live.com',
  'aol.fr',
  'club-internet.fr',
  'nordnet.fr',
  'cegetel.net',
  'alice.fr',
  'aliceadsl.fr',
  'tele2.fr',
  'voila.fr',
  'yahoo.de',
  'yahoo.es',
  'yahoo.it',
  'yahoo.be',
  'yahoo.ca',
  'hotmail.de',
  'hotmail.es',
  'hotmail.it',
  'hotmail.be',
  'outlook.de',
  'outlook.es',
  'outlook.it',
  'outlook.be',
  'live.be',
  'live.de',
  'live.it',
]);

/**
 * The address that somebody probably meant when its domain is one or two slips away from a well-known one;
 * `undefined` when nothing is to be said. It is a question, never a refusal.
 */
export function suggererCourriel(adresse: string): string | undefined {
  const propre = adresse.trim();
  const arobase = propre.lastIndexOf('@');
  const domaine = propre.slice(arobase + 1).toLowerCase();
  if (arobase < 1 || domaine.length < 4 || domaine.length > 20 || AUTRES.has(domaine)) return undefined;
  let mieux: string | undefined;
  let moindre = 3;
  for (const candidat of DOMAINES) {
    if (candidat === domaine) return undefined;
    const ecart = fautes(domaine, candidat);
    // One slip in a short name, two in a long one: `sfr.fr` is far from everything else, `wanadoo.fr` is not.
    if (ecart <= (candidat.length > 8 ? 2 : 1) && ecart < moindre) {
      mieux = candidat;
      moindre = ecart;
    }
  }
  return mieux && `${propre.slice(0, arobase)}@${mieux}`;
}

/** Letters added, lost, changed or swapped with their neighbour (Damerau, optimal alignment). */
function fautes(a: string, b: string): number {
  let avant: number[] = [];
  let ligne = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const neuve = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      neuve[j] = Math.min(ligne[j]! + 1, neuve[j - 1]! + 1, ligne[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        neuve[j] = Math.min(neuve[j]!, avant[j - 2]! + 1);
      }
    }
    avant = ligne;
    ligne = neuve;
  }
  return ligne[b.length]!;
}
