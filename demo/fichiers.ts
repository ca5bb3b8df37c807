import sharp from 'sharp';
import type { FichierSeme } from './semences/types.ts';

/** The bytes of a file of the demonstration: a one-page PDF or a small JPEG that says what it stands for. */
export async function fabriquerFichier({ genre, texte }: FichierSeme): Promise<Uint8Array> {
  return genre === 'pdf' ? pdf(texte) : photo(texte);
}

function photo(texte: string): Promise<Uint8Array> {
  const lisible = texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const dessin = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
    <rect width="800" height="600" fill="#9aa79f"/><path d="M0 380h800v220H0z" fill="#6b6f73"/>
    <ellipse cx="400" cy="460" rx="150" ry="50" fill="#3a3e43"/>
    <text x="400" y="120" text-anchor="middle" font-family="sans-serif" font-size="40" fill="#22262b">${lisible}</text></svg>`;
  return sharp(Buffer.from(dessin)).jpeg({ quality: 80 }).toBuffer();
}

/** A PDF written by hand, with its offsets counted; Latin-1 text in Helvetica. */
function pdf(texte: string): Uint8Array {
  const page = `BT /F1 16 Tf 60 760 Td (${texte.replaceAll(/[\\()]/g, '\\$&')}) Tj ET`;
  const objets = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.from(page, 'latin1').length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let corps = '%PDF-1.4\n';
  const places = objets.map((objet, rang) => {
    const place = corps.length;
    corps += `${rang + 1} 0 obj\n${objet}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = corps.length;
  corps += `xref\n0 ${objets.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  corps += `trailer\n<< /Size ${objets.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(corps, 'latin1');
}
