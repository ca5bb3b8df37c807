/** Why a received file was not kept. Stable: callers map these codes to their own protocol. */
export type CodeErreurFichier =
  'fichier-trop-gros' | 'fichier-refuse' | 'fichier-illisible' | 'fichier-infecte';

/** A file was refused because of what it is. `message` is a plain French sentence, ready to show. */
export class ErreurFichier extends Error {
  override readonly name = 'ErreurFichier';
  readonly code: CodeErreurFichier;

  constructor(code: CodeErreurFichier, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** @param max bytes */
export function erreurTropGros(max: number): ErreurFichier {
  return new ErreurFichier(
    'fichier-trop-gros',
    `Ce fichier est trop lourd\u00a0: ${enOctets(max)} au maximum. Réduisez-le ou découpez-le, puis réessayez.`,
  );
}

/** `10 Mo`, `512 ko`, `3 octets`: binary multiples, as file managers show them. */
export function enOctets(taille: number): string {
  const nombre = (n: number) => String(Math.round(n * 10) / 10).replace('.', ',');
  if (taille >= 1024 * 1024) return `${nombre(taille / (1024 * 1024))}\u00a0Mo`;
  if (taille >= 1024) return `${nombre(taille / 1024)}\u00a0ko`;
  return `${taille}\u00a0octets`;
}
