import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const PAGES = [
  { chemin: 'donnees', titre: 'Vos données' },
  { chemin: 'registre', titre: 'Registre des traitements' },
  { chemin: 'accessibilite', titre: 'Accessibilité' },
] as const;

/** A page of words about the town's counter, to read and to print. No script. */
export function pageDocument(
  config: Pick<CommuneConfiguree, 'nom' | 'site' | 'slug'>,
  { chemin, titre, corps }: { chemin: (typeof PAGES)[number]['chemin']; titre: string; corps: Html },
): Html {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${titre} · ${config.nom}</title>
        <link rel="stylesheet" href="/pages.css" />
      </head>
      <body class="document">
        <header><a href="${config.site}">${config.nom}</a></header>
        <main>
          <h1>${titre}</h1>
          ${corps}
        </main>
        <footer>
          <nav aria-label="Le guichet et vos droits">
            <ul>
              ${PAGES.map((page) =>
                page.chemin === chemin
                  ? html`<li><span aria-current="page">${page.titre}</span></li>`
                  : html`<li><a href="/c/${config.slug}/${page.chemin}">${page.titre}</a></li>`,
              )}
            </ul>
          </nav>
        </footer>
      </body>
    </html>`;
}

/** Terms and what they mean. */
export const definitions = (lignes: readonly (readonly [string, Html | string])[]): Html =>
  html`<dl>
    ${lignes.map(
      ([terme, valeur]) =>
        html`<div>
          <dt>${terme}</dt>
          <dd>${valeur}</dd>
        </div>`,
    )}
  </dl>`;

/** An address to write to as a link, anything else as it is. */
export const joignable = (contact: string): Html | string =>
  /^[^\s@]+@[^\s@]+$/.test(contact) ? html`<a href="mailto:${contact}">${contact}</a>` : contact;
