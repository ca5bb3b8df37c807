import { html } from 'hono/html';
import { CMS, PORTE } from './integrer-extraits.ts';
import type { Html, VueIntegrer } from './integrer-vue.ts';

/** What is to be copied, in the order of the work. */
export function copier({ commune, choix, extrait, lieu }: VueIntegrer): Html {
  const cms = CMS[choix.cms]!;
  const agents = choix.composant === 'tri-demandes';
  const fixe = choix.version === 'fixe' && lieu.version;
  // Numbered when there is more than one thing to paste.
  const seul = !extrait.gabarit && !extrait.css;
  let rang = 0;
  const etape = (titre: string): string => (seul ? titre : `Étape ${(rang += 1)} · ${titre}`);
  return html`<section aria-labelledby="copier">
    <h2 id="copier">2. Copier</h2>
    <div id="resultat">
      ${
        extrait.gabarit
          ? extraitACopier(
              'gabarit',
              etape('Le script, une fois pour tout le site'),
              `${cms.gabarit ?? 'Ajoutez cette ligne une seule fois, avant </head>, dans le gabarit de votre site.'}${fixe ? ' Ce script vient avant tous les autres : la liste d’empreintes doit être lue la première.' : ''}`,
              extrait.gabarit,
            )
          : ''
      }
      ${
        choix.composant === PORTE
          ? extraitACopier(
              'contenu',
              etape('Le composant, dans l’en-tête du site'),
              'Une fois pour toutes les pages : collez la ligne dans le gabarit de votre site, à côté du menu (un administrateur). Les autres composants de la page suivent la même connexion.',
              extrait.contenu,
            )
          : extraitACopier('contenu', etape('Le composant, dans la page'), cms.contenu, extrait.contenu)
      }
      ${
        extrait.css
          ? extraitACopier('css', etape('La couleur'), `Où la coller : ${cms.styles}.`, extrait.css)
          : ''
      }
      ${
        extrait.gabarit
          ? ''
          : html`<p class="discret">
              Plusieurs composants dans la page ? Le script ne se colle qu’une fois ; deux fois ne gênent pas.
            </p>`
      }
      ${
        extrait.place
          ? extraitACopier(
              'place',
              'Pour que la page ne saute pas',
              `Cette ligne garde la place du composant pendant qu’il arrive. Où la coller : ${cms.styles}.`,
              extrait.place,
            )
          : ''
      }
      ${extraitACopier(
        'csp',
        'Si votre site a une politique de sécurité (CSP)',
        'Ajoutez ces adresses à votre en-tête Content-Security-Policy, directive par directive. Aucune autre n’est nécessaire, ni pour les styles ni pour les Trusted Types.',
        extrait.csp,
      )}
      <p class="discret">
        ${
          fixe
            ? html`Version fixe : ${fixe.numero}. L’empreinte du script et celles des morceaux qu’il charge
              sont vérifiées par le navigateur.`
            : html`Version automatique : les corrections arrivent seules, sans changement de version majeure.`
        }
      </p>
      <p class="discret">
        L’adresse de votre site doit être dans la liste ${agents ? 'des sites d’agents' : 'des sites'} de
        ${commune.nom} : vérifiez-la ci-dessous.
      </p>
    </div>
    <p role="status" class="cache" id="annonce"></p>
  </section>`;
}

function extraitACopier(id: string, titre: string, aide: string, texte: string): Html {
  return html`<div class="extrait">
    <label for="code-${id}">${titre}</label>
    <small id="aide-${id}">${aide}</small>
    <textarea
      id="code-${id}"
      readonly
      spellcheck="false"
      translate="no"
      rows="3"
      aria-describedby="aide-${id}"
    >
${texte}</textarea>
    <button type="button" class="copier" data-copier="code-${id}" hidden>
      Copier<span class="cache"> : ${titre}</span>
    </button>
  </div>`;
}

/** The check of the webmaster's own page: all of it happens in his browser. */
export function verifier(): Html {
  return html`<section aria-labelledby="verifier">
    <h2 id="verifier">3. Vérifier</h2>
    <noscript><p>La vérification a besoin de JavaScript.</p></noscript>
    <form id="controle" hidden>
      <div class="champ">
        <label for="page">Adresse de votre page</label>
        <input
          id="page"
          type="text"
          inputmode="url"
          autocomplete="url"
          spellcheck="false"
          aria-describedby="aide-page"
        />
        <small id="aide-page"
          >Par exemple https://www.ville.fr/demarches. Nous n’ouvrons pas votre page : seule son origine est
          comparée à la liste de la commune.</small
        >
      </div>
      <div class="champ">
        <label for="source">Code de votre page, telle qu’elle est publiée</label>
        <small id="aide-source"
          >Ouvrez la page, affichez son code (Ctrl + U), copiez tout et collez ici. Rien n’est envoyé :
          l’analyse se fait dans votre navigateur.</small
        >
        <textarea id="source" rows="6" spellcheck="false" aria-describedby="aide-source"></textarea>
      </div>
      <button type="submit" class="principal">Vérifier ma page</button>
    </form>
    <div id="constats" tabindex="-1" aria-live="off"></div>
  </section>`;
}
