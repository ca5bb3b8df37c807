import { html, raw } from 'hono/html';
import type { Bloc, Gabarit } from './gabarit-blocs.ts';

/**
 * Mail clients know no style sheet, so the styles are inline, here only. Light colours of the kit, ems and
 * percentages, one column: readable at 360 px and enlarged. Nothing is loaded from anywhere.
 */
const ENCRE = '#22262b';
const SOURDINE = '#5b6067';
const PAPIER = '#ffffff';
const PIERRE = '#f6f4f0';
const TRAIT = '#ddd8d0';
const MARQUE = '#0f5f5c';
const COUPE = 'overflow-wrap:anywhere;word-break:break-word';

type Morceau = ReturnType<typeof html>;

export function enHtml({ entete, blocs, pied }: Gabarit): string {
  const page = html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${entete}</title>
      </head>
      <body
        style="margin:0;padding:0;background:${PIERRE};color:${ENCRE};font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5"
      >
        <div style="max-width:36em;margin:0 auto;padding:16px;${raw(COUPE)}">
          <p style="margin:0 0 12px;font-weight:600;color:${MARQUE}">${entete}</p>
          <div style="background:${PAPIER};border:1px solid ${TRAIT};border-radius:6px;padding:8px 20px">
            ${blocs.map((b, rang) => (b.genre === 'titre' && rang === blocs.findIndex(estTitre) ? premierTitre(b.texte) : bloc(b)))}
          </div>
          ${pied ? html`<p style="margin:16px 0 0;font-size:14px;color:${SOURDINE}">${lignes(pied)}</p>` : ''}
        </div>
      </body>
    </html> `;
  return String(page);
}

const estTitre = ({ genre }: Bloc): boolean => genre === 'titre';

const premierTitre = (texte: string): Morceau =>
  html`<h1 style="margin:12px 0;font-size:22px;line-height:1.25;font-weight:600">${texte}</h1> `;

const titre = ({ texte, sous }: Extract<Bloc, { genre: 'titre' }>): Morceau =>
  sous
    ? html`<h3 style="margin:16px 0 4px;font-size:16px;line-height:1.25;font-weight:600">${texte}</h3> `
    : html`<h2 style="margin:24px 0 8px;font-size:18px;line-height:1.25;font-weight:600">${texte}</h2> `;

function bloc(b: Bloc): Morceau {
  switch (b.genre) {
    case 'titre':
      return titre(b);
    case 'paragraphe':
      return html`<p style="margin:12px 0">${lignes(b.texte)}</p> `;
    case 'liste':
      return html`<ul style="margin:12px 0;padding-left:20px">
        ${b.elements.map((element) => html`<li style="margin:4px 0">${lignes(element)}</li> `)}
      </ul> `;
    case 'faits':
      return html`<dl style="margin:12px 0;border-top:1px solid ${TRAIT}">
        ${b.faits.map(
          ({ libelle, valeur, aCopier }) =>
            html`<div style="padding:8px 0;border-bottom:1px solid ${TRAIT}">
              <dt style="font-size:14px;color:${SOURDINE}">${libelle}</dt>
              <dd
                style="margin:0;${raw(
                  aCopier
                    ? 'font-size:20px;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap'
                    : '',
                )}"
              >
                ${lignes(valeur)}
              </dd>
            </div> `,
        )}
      </dl> `;
    case 'bouton':
      return html`<p style="margin:20px 0">
          <a
            href="${b.lien}"
            target="_blank"
            rel="noopener noreferrer"
            style="display:inline-block;padding:12px 20px;border-radius:6px;background:${MARQUE};color:${PAPIER};font-weight:600;text-decoration:none"
            >${b.libelle}</a
          >
        </p>
        <p style="margin:12px 0;font-size:14px;color:${SOURDINE}">
          <a href="${b.lien}" target="_blank" rel="noopener noreferrer" style="color:${MARQUE}">${b.lien}</a>
        </p> `;
    case 'citation':
      return html`<figure style="margin:12px 0">
        ${
          b.auteur ? html`<figcaption style="font-size:14px;color:${SOURDINE}">${b.auteur}</figcaption> ` : ''
        }
        <blockquote style="margin:4px 0 0;padding:4px 0 4px 16px;border-left:4px solid ${TRAIT}">
          ${lignes(b.texte)}
        </blockquote>
      </figure> `;
  }
}

/** Escaped by `html`, line breaks shown. */
function lignes(texte: string): Morceau[] {
  return texte.split('\n').map((ligne, i) => (i === 0 ? html`${ligne}` : html`<br />${ligne}`));
}
