import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Contact } from '#contract/schemas/commun.ts';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';

/** A widget that has a hosted page, for links in mails, QR codes and towns with no site. */
export interface PageWidget {
  titre: string;
  /** What is there, for search engines and for those without JavaScript. */
  description: string;
  /** Attributes of the element, beside `commune`. */
  attributs?: string;
  indexable: boolean;
}

export const PAGES: Readonly<Record<string, PageWidget>> = {
  'mes-demarches': {
    titre: 'Faire une démarche',
    description: 'Trouvez votre démarche, remplissez-la en ligne et recevez un accusé de réception.',
    indexable: true,
  },
  'signaler-probleme': {
    titre: 'Signaler un problème',
    description:
      'Prévenez la mairie d’un problème dans la rue\u00a0: voirie, éclairage, propreté, espaces verts.',
    indexable: true,
  },
  'suivi-demande': {
    titre: 'Suivre une demande',
    description: 'Voyez où en est votre demande avec son numéro, et écrivez au service.',
    indexable: true,
  },
  'mes-demandes': {
    titre: 'Mes demandes',
    description: 'Ce que la mairie vous demande, jusqu’à quand, et où en sont toutes vos demandes.',
    indexable: true,
  },
  'mes-documents': {
    titre: 'Garder et retrouver mes papiers',
    description:
      'Gardez les papiers que l’on vous demande souvent, retrouvez ceux que la mairie vous remet, et prenez-les dans vos démarches.',
    indexable: true,
  },
  'connexion-usager': {
    titre: 'Mon compte',
    description: 'Connectez-vous à votre espace, sans mot de passe\u00a0: avec un code reçu par courriel.',
    // Beside this page.
    attributs: 'espace="mes-demandes"',
    indexable: true,
  },
  'statistiques-demandes': {
    titre: 'Le guichet en chiffres',
    description: 'Combien de demandes la mairie a reçues, auxquelles elle a répondu, et en combien de temps.',
    indexable: true,
  },
  'espace-aidant': {
    titre: 'Espace des aidants',
    description:
      'Pour les conseillers numériques et France services\u00a0: faire une démarche avec une personne, en son nom et avec son accord.',
    indexable: false,
  },
  'tri-demandes': {
    titre: 'Demandes à traiter',
    description: 'La file des demandes, pour les agents de la commune.',
    attributs: 'direct',
    indexable: false,
  },
};

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The whole page of a widget. Without JavaScript, or until it comes, the ways to reach a human stand in it. */
export function pageWidget(
  commune: CommuneConfiguree,
  tag: string,
  page: PageWidget,
  attributs: Readonly<Record<string, string>> = {},
): Html {
  // Raw markup, of a tag of the table above, a slug and values of letters, digits and hyphens.
  const voulus = Object.entries(attributs).map(([nom, valeur]) => ` ${nom}="${valeur}"`);
  const balise = `${tag} commune="${commune.slug}"${voulus.join('')}${page.attributs ? ` ${page.attributs}` : ''}`;
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.titre} · ${commune.nom}</title>
        <meta name="description" content="${page.description}" />
        ${page.indexable ? '' : html`<meta name="robots" content="noindex" />`}
        <link rel="stylesheet" href="/pages.css" />
        <script type="module" src="/parvis.js"></script>
      </head>
      <body class="${tag}">
        ${
          page.indexable
            ? html`<header>
                <a href="${commune.site}">${commune.nom}</a>
              </header>`
            : ''
        }
        <main>
          ${page.indexable ? html`<h1>${page.titre}</h1>` : html`<h1 class="cache">${page.titre}</h1>`}
          ${raw(`<${balise}>`)}
          <p>${page.description}</p>
          ${joindre(commune.contact)} ${raw(`</${tag}>`)}
        </main>
        ${page.indexable ? piedDroits(commune.slug) : ''}
      </body>
    </html>`;
}

const piedDroits = (slug: string): Html =>
  html`<footer>
    <a href="/c/${slug}/donnees">Vos données</a>
    <a href="/c/${slug}/accessibilite">Accessibilité</a>
  </footer>`;

function joindre(contact: Contact): Html {
  return html`<ul>
    ${
      contact.telephone
        ? html`<li>
            Par téléphone : <a href="tel:${contact.telephone.replaceAll(' ', '')}">${contact.telephone}</a>
          </li>`
        : ''
    }
    ${
      contact.courriel
        ? html`<li>Par courriel : <a href="mailto:${contact.courriel}">${contact.courriel}</a></li>`
        : ''
    }
    ${contact.adresse ? html`<li>Sur place : ${contact.adresse}</li>` : ''}
    ${contact.horaires.map(({ jours, heures }) => html`<li>${jours} : ${heures}</li>`)}
  </ul>`;
}
