import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Suite } from './revenir.ts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
type Montree = Exclude<Suite, { genre: 'aller' }> | { genre: 'sortie' };

/** « www.port-aubier.fr », as the address bar says it. */
const siteDe = (origine: string): string => new URL(origine).host;

/**
 * A page of the sign-in. It says everything without JavaScript; with it, it closes itself. Its referrer policy is its
 * own: under that of the server, `no-referrer`, browsers send a form with « Origin: null ».
 */
export function pageConnexion(commune: CommuneConfiguree, action: string, suite: Montree): Html {
  const { titre, corps } = contenu(commune, action, suite);
  const origine = 'origine' in suite ? (suite.origine ?? '') : '';
  const id = 'id' in suite ? (suite.id ?? '') : '';
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="same-origin" />
        <title>${titre} · ${commune.nom}</title>
        ${
          suite.genre === 'faite' && suite.retour
            ? html`<meta http-equiv="refresh" content="0; url=${suite.retour}" />`
            : ''
        }
        <link rel="stylesheet" href="/pages.css" />
        <link rel="stylesheet" href="/connexion.css" />
        <script src="/connexion.js"></script>
      </head>
      <body class="connexion">
        <header><span>${commune.nom}</span></header>
        <main data-etat="${suite.genre}" data-id="${id}" data-origine="${origine}">
          <h1>${titre}</h1>
          ${corps}
        </main>
      </body>
    </html>`;
}

function contenu(
  commune: CommuneConfiguree,
  action: string,
  suite: Montree,
): { titre: string; corps: Html | string } {
  switch (suite.genre) {
    case 'confirmer':
      return {
        titre: 'Une dernière question',
        corps: html`<p class="attente" role="status">Un instant, nous finissons de vous connecter…</p>
          <form method="post" action="${action}">
            <input type="hidden" name="id" value="${suite.id}" />
            <input type="hidden" name="page" value="${suite.page}" />
            <p>
              ${suite.nom} vous a reconnu. Êtes-vous en train de vous connecter sur
              <strong>${siteDe(suite.origine)}</strong> ?
            </p>
            <p class="note">
              Si vous êtes arrivé ici par un lien reçu dans un message, répondez non : quelqu’un essaie
              peut-être d’entrer à votre place.
            </p>
            <p class="boutons">
              <button name="accord" value="oui">Oui, c’est moi</button>
              <button name="accord" value="non" class="second">Non</button>
            </p>
          </form>`,
      };
    case 'faite':
      return {
        titre: 'Vous êtes connecté',
        corps: suite.retour
          ? html`<p role="status"><a href="${suite.retour}">Continuer sur ${siteDe(suite.origine)}</a></p>`
          : html`<p role="status">
              Vous pouvez fermer cette fenêtre et revenir sur <strong>${siteDe(suite.origine)}</strong>.
            </p>`,
      };
    case 'sortie':
      return {
        titre: 'Vous êtes déconnecté',
        corps: html`<p>
          Vous pouvez fermer cette fenêtre, ou <a href="${commune.site}">revenir au site</a>.
        </p>`,
      };
    case 'echec':
      return {
        titre: 'Vous n’êtes pas connecté',
        corps: html`<p role="alert">${suite.message}</p>
          ${
            suite.retour
              ? html`<p><a href="${suite.retour}">Revenir à la page de la mairie</a></p>`
              : html`<p>
                  Fermez cette fenêtre, ou revenez au site :
                  <a href="${commune.site}">${siteDe(commune.site)}</a>.
                </p>`
          }
          ${
            commune.contact.telephone
              ? html`<p class="note">
                  Besoin d’aide ? Appelez la mairie :
                  <a href="tel:${commune.contact.telephone.replaceAll(' ', '')}"
                    >${commune.contact.telephone}</a
                  >.
                </p>`
              : ''
          }`,
      };
  }
}
