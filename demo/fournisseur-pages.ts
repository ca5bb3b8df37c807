import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { PersonneFournisseur } from './fournisseur-personnes.ts';

const FEUILLE = `
  :root { color-scheme: light dark; --encre: #22262b; --sourdine: #5b6067; --papier: #fff; --pierre: #f6f4f0;
    --trait: #ddd8d0; --marque: #0f5f5c; --focus: #b35c00; }
  @media (prefers-color-scheme: dark) { :root { --encre: #ece9e4; --sourdine: #b4b0a9; --papier: #1c1f22;
    --pierre: #26292d; --trait: #3a3e43; --marque: #6cc5bf; --focus: #ffb454; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--pierre); color: var(--encre); font: 1em/1.5 system-ui, sans-serif; }
  main { max-width: 32em; margin: 0 auto; padding: 1.5em 1em 3em; overflow-wrap: anywhere; }
  h1 { font-size: 1.5em; line-height: 1.25; font-weight: 600; margin: 0 0 0.5em; }
  .note { color: var(--sourdine); }
  a { color: var(--marque); }
  ul { list-style: none; margin: 1.5em 0; padding: 0; }
  button { width: 100%; min-height: 2.75em; margin: 0 0 0.5em; padding: 0.5em 1em; text-align: start;
    background: var(--papier); color: inherit; border: 1px solid var(--trait); border-radius: 0.375em; font: inherit; }
  button:hover { border-color: var(--marque); }
  button.annuler { background: none; color: var(--marque); text-decoration: underline; border-color: transparent; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;
const STYLE = raw(`<style>${FEUILLE}</style>`);

/** Only this sheet, by its hash. No `form-action`: the answer to the form leads to the town's server. */
export const CSP_FOURNISSEUR = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(FEUILLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

type Morceau = ReturnType<typeof html>;

async function page(titre: string, corps: Morceau): Promise<string> {
  return String(
    await html`<!doctype html>
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${titre}</title>
          ${STYLE}
        </head>
        <body>
          <main>${corps}</main>
        </body>
      </html>`,
  );
}

/** The login page: a person to choose, no password. */
export const pageEntrer = (nom: string, action: string, personnes: readonly PersonneFournisseur[]) =>
  page(
    nom,
    html`<h1>${nom}</h1>
      <p class="note">
        Ce fournisseur d’identité n’existe que dans cette démonstration, et ces personnes aussi. Qui êtes-vous
        ?
      </p>
      <form method="post" action="${action}">
        <ul>
          ${personnes.map(
            ({ id, libelle }) => html`<li><button name="personne" value="${id}">${libelle}</button></li>`,
          )}
        </ul>
        <button class="annuler" name="annuler" value="oui">Annuler et revenir au site</button>
      </form>`,
  );

export const pageSortir = (formulaire: string) =>
  page(
    'Se déconnecter',
    html`<h1>Se déconnecter ?</h1>
      ${raw(formulaire)}
      <button type="submit" form="op.logoutForm" value="yes" name="logout">Oui, me déconnecter</button>
      <button type="submit" form="op.logoutForm">Non, rester connecté</button>`,
  );

export const pageMessage = (titre: string, texte: string) =>
  page(
    titre,
    html`<h1>${titre}</h1>
      <p>${texte}</p>`,
  );
