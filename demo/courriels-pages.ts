import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { CourrielGarde } from '../server/socle/mail/mail.ts';

const FEUILLE = `
  :root { color-scheme: light dark; --encre: #22262b; --sourdine: #5b6067; --papier: #fff; --pierre: #f6f4f0;
    --trait: #ddd8d0; --marque: #0f5f5c; --focus: #b35c00; }
  @media (prefers-color-scheme: dark) { :root { --encre: #ece9e4; --sourdine: #b4b0a9; --papier: #1c1f22;
    --pierre: #26292d; --trait: #3a3e43; --marque: #6cc5bf; --focus: #ffb454; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--pierre); color: var(--encre); font: 1em/1.5 system-ui, sans-serif; }
  main { max-width: 56em; margin: 0 auto; padding: 1.5em 1em 3em; overflow-wrap: anywhere; }
  h1 { font-size: 1.75em; line-height: 1.25; font-weight: 600; margin: 0 0 0.5em; }
  h2 { font-size: 1.125em; font-weight: 600; margin: 2em 0 0.5em; }
  a { color: var(--marque); }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .note, dt, time, .vers { color: var(--sourdine); }
  .liste { list-style: none; margin: 1.5em 0 0; padding: 0; background: var(--papier);
    border: 1px solid var(--trait); border-radius: 0.375em; }
  .liste li { padding: 0.75em 1em; border-top: 1px solid var(--trait); }
  .liste li:first-child { border-top: 0; }
  .liste a { display: block; font-weight: 600; padding: 0.125em 0; }
  .liste span, .liste time { font-size: 0.875em; margin-right: 1em; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25em 1em; margin: 0; }
  dd { margin: 0; }
  pre, iframe { width: 100%; margin: 0; background: var(--papier); border: 1px solid var(--trait);
    border-radius: 0.375em; }
  pre { padding: 1em; white-space: pre-wrap; font-size: 0.875em; }
  iframe { display: block; height: 44em; background: #f6f4f0; }
`;

/** Whole, because a formatter that moves a space in it would change its hash. */
const STYLE = raw(`<style>${FEUILLE}</style>`);

/** Only this sheet, by its hash; only our own frame. */
export const CSP_PAGE = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(FEUILLE).digest('base64')}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

type Morceau = ReturnType<typeof html>;

function page(titre: string, corps: Morceau): Morceau {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${titre} · Démonstration</title>
        ${STYLE}
      </head>
      <body>
        <main>${corps}</main>
      </body>
    </html>`;
}

export function pageListe(courriels: readonly CourrielGarde[]): Morceau {
  const lignes = courriels.map(
    (c) =>
      html`<li>
        <a href="/demo/courriels/${c.id}">${c.objet}</a>
        ${heure(c.le)} <span class="vers">à ${c.a}</span>
      </li>`,
  );
  return page(
    'Courriels',
    html`<h1>Courriels de la démonstration</h1>
      <p class="note">Ici, aucun courriel ne part${'\u00a0'}: chacun est gardé dans cette page.</p>
      ${
        lignes.length > 0
          ? html`<ul class="liste">
              ${lignes}
            </ul>`
          : html`<p>
              Aucun courriel pour l’instant. Envoyez une demande depuis le site d’une des villes, puis
              rechargez cette page.
            </p>`
      }`,
  );
}

export function pageCourriel(c: CourrielGarde): Morceau {
  return page(
    c.objet,
    html`<p><a href="/demo/courriels">Tous les courriels</a></p>
      <h1>${c.objet}</h1>
      <dl>
        ${c.expediteur ? fait('De', c.expediteur) : ''} ${fait('À', c.a)}
        ${c.repondreA ? fait('Réponse à', c.repondreA) : ''} ${fait('Date', heure(c.le))}
        ${c.piecesJointes ? fait('Pièces jointes', liensDesPieces(c)) : ''}
      </dl>
      <h2>Version mise en forme</h2>
      <iframe
        src="/demo/courriels/${c.id}/html"
        title="Version mise en forme"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      ></iframe>
      <h2>Version texte</h2>
      ${texteSeul(c.texte)}`,
  );
}

export function pageAbsent(): Morceau {
  return page(
    'Courriel introuvable',
    html`<h1>Courriel introuvable</h1>
      <p><a href="/demo/courriels">Voir tous les courriels</a></p>`,
  );
}

const fait = (nom: string, valeur: string | Morceau) =>
  html`<dt>${nom}</dt>
    <dd>${valeur}</dd>`;

const liensDesPieces = ({ id, piecesJointes = [] }: CourrielGarde): Morceau =>
  html`${piecesJointes.map(
    ({ nom, taille }, rang) =>
      html`<a href="/demo/courriels/${id}/pieces/${rang}">${nom}</a> (${Math.ceil(taille / 1000)} ko)<br />`,
  )}`;

/** The parser drops one line feed after `<pre>`. */
// prettier-ignore
const texteSeul = (texte: string) => html`<pre tabindex="0">
${texte}</pre>`;

const FORMAT = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'full',
  timeStyle: 'medium',
  timeZone: 'Europe/Paris',
});
const heure = (le: string) => html`<time datetime="${le}">${FORMAT.format(new Date(le))}</time>`;
