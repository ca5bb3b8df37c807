/** Real small files for the tests of this folder. */
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Grey noise: unlike a plain colour it does not compress to nothing, so it can be cut anywhere. */
export const bruit = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });

/** Half red, half blue, with a position, an owner and an orientation (6: to be turned clockwise). */
export async function photoBavarde(): Promise<Buffer> {
  const rouge = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 80, height: 40, channels: 3, background: '#00f' } })
    .composite([{ input: rouge, left: 0, top: 0 }])
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Copyright: 'Jeanne Secret' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1' },
    })
    .toBuffer();
}

export const pdf = (corps = 'contenu') =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog >> % ${corps}\nendobj\nstartxref\n9\n%%EOF\n`);

/** A stored (uncompressed) zip. */
export function zip(entrees: Record<string, string>): Buffer {
  const locaux: Buffer[] = [];
  const repertoire: Buffer[] = [];
  let position = 0;
  for (const [nom, contenu] of Object.entries(entrees)) {
    const corps = Buffer.from(contenu);
    const communs = Buffer.alloc(26);
    communs.writeUInt16LE(20, 0);
    communs.writeUInt32LE(crc32(corps), 10);
    communs.writeUInt32LE(corps.length, 14);
    communs.writeUInt32LE(corps.length, 18);
    communs.writeUInt16LE(Buffer.byteLength(nom), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), communs, Buffer.from(nom), corps]);
    const suite = Buffer.alloc(14);
    suite.writeUInt32LE(position, 10);
    repertoire.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), communs, suite, Buffer.from(nom)]));
    locaux.push(local);
    position += local.length;
  }
  const fin = Buffer.alloc(22);
  const longueur = Buffer.concat(repertoire).length;
  fin.write('PK\x05\x06', 'latin1');
  fin.writeUInt16LE(repertoire.length, 8);
  fin.writeUInt16LE(repertoire.length, 10);
  fin.writeUInt32LE(longueur, 12);
  fin.writeUInt32LE(position, 16);
  return Buffer.concat([...locaux, ...repertoire, fin]);
}

const contentTypes = (principal: string) =>
  `<Types><Override PartName="/word/document.xml" ContentType="${principal}.main+xml"/></Types>`;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const docx = (autres: Record<string, string> = {}) =>
  zip({ '[Content_Types].xml': contentTypes(WORD), 'word/document.xml': '<w/>', ...autres });
export const docm = () =>
  zip({
    '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled'),
    'word/document.xml': '<w/>',
  });
export const odt = (autres: Record<string, string> = {}) =>
  zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<o/>', ...autres });

/** The first bytes of a HEIC photo: an ISO container of brand `heic`. */
export const heic = () =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(200)]);
