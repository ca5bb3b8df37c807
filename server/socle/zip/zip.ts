import { Readable } from 'node:stream';
import yazl from 'yazl';

/** One file of an archive. */
export interface EntreeZip {
  /** Path in the archive, `/` between folders; made unique by the archive. */
  nom: string;
  /** Milliseconds since the epoch. */
  le: number;
  /** Its bytes, asked for when its turn comes. */
  ouvrir: () => Promise<ReadableStream<Uint8Array> | Uint8Array>;
}

/**
 * An archive written while it is read: one chunk of one file in memory. A file that fails breaks the whole download,
 * so that half an archive never passes for a whole one.
 */
export function creerZip(
  entrees: AsyncIterable<EntreeZip> | Iterable<EntreeZip>,
): ReadableStream<Uint8Array> {
  const zip = new yazl.ZipFile();
  const sortie = zip.outputStream as Readable;
  const noms = new NomsUniques();
  let enCours: Readable | undefined;
  const ferme = new Promise<void>((resoudre) => {
    sortie.once('close', () => {
      enCours?.destroy();
      resoudre();
    });
  });
  zip.on('error', (erreur: Error) => sortie.destroy(erreur));

  const ajouter = ({ nom, le, ouvrir }: EntreeZip): Promise<void> =>
    new Promise((resoudre, refuser) => {
      zip.addReadStreamLazy(noms.prendre(nom), { mtime: new Date(le) }, (rendre) => {
        ouvrir().then((contenu) => {
          const flux =
            contenu instanceof Uint8Array
              ? Readable.from([contenu], { objectMode: false })
              : Readable.fromWeb(contenu as never);
          flux.once('error', refuser).once('end', resoudre);
          enCours = flux;
          rendre(null, flux);
        }, refuser);
      });
    });

  void (async () => {
    for await (const entree of entrees) {
      // The next is not even asked for before this one is read: it may come from a cursor.
      await Promise.race([ajouter(entree), ferme]);
      if (sortie.destroyed) return;
    }
    zip.end();
  })().catch((erreur: Error) => sortie.destroy(erreur));
  return Readable.toWeb(sortie) as ReadableStream<Uint8Array>;
}

/** `acte.pdf`, `acte (2).pdf`: on systems that ignore case and accents too. */
export class NomsUniques {
  readonly #pris = new Set<string>();

  prendre(nom: string): string {
    const propre = assainir(nom);
    const [, base = propre, extension = ''] = /^(.+?)(\.[A-Za-z0-9]{1,5})?$/s.exec(propre) ?? [];
    let essai = propre;
    for (let n = 2; this.#pris.has(plier(essai)); n++) essai = `${base} (${n})${extension}`;
    this.#pris.add(plier(essai));
    return essai;
  }
}

const plier = (nom: string): string => nom.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Bytes of one name: most disks hold 255, and a number may be added. */
const OCTETS_MAX = 220;
/** Devices of Windows, whatever follows the dot. */
const RESERVES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Cut between two characters, before the extension. */
function raccourcir(nom: string): string {
  const [, base = nom, extension = ''] = /^(.+?)(\.[A-Za-z0-9]{1,5})?$/s.exec(nom) ?? [];
  let court = base;
  while (Buffer.byteLength(court) + extension.length > OCTETS_MAX) court = [...court].slice(0, -1).join('');
  return `${court.trimEnd()}${extension}`;
}

/** No path leaves the archive, and Windows can write every name. */
function assainir(nom: string): string {
  const parts = nom
    .normalize('NFC')
    .split('/')
    .map((part) =>
      part
        .replace(/[\p{Cc}\p{Cf}\\:*?"<>|]/gu, '_')
        .replace(/[. ]+$/, '')
        .trim(),
    )
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => raccourcir(part.replace(RESERVES, '$1_')));
  return parts.join('/') || 'fichier';
}
