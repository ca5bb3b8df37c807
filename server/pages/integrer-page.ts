import { html, raw } from 'hono/html';
import { attribut, ATTRIBUTS, CMS, type Choix } from './integrer-extraits.ts';
import { copier, verifier } from './integrer-page-extraits.ts';
import type { Html, Options, VueIntegrer } from './integrer-vue.ts';
import { PAGES } from './modele.ts';

const QUESTIONS: Readonly<Record<string, { libelle: string; aide: string; vide?: string }>> = {
  theme: {
    libelle: 'Thème montré',
    aide: 'La liste ne montre que les démarches de ce thème.',
    vide: 'Tous les thèmes',
  },
  demarche: {
    libelle: 'Ouvrir directement',
    aide: 'Le composant commence par cette fiche, sans passer par la liste.',
    vide: 'Rien : montrer la liste',
  },
  titre: {
    libelle: 'Titre au-dessus de la liste',
    aide: 'Laissez vide si votre page a déjà un titre.',
  },
  limite: {
    libelle: 'Demandes montrées',
    aide: 'Les plus pressantes d’abord.',
    vide: 'Toutes',
  },
  espace: {
    libelle: 'Page de votre site qui montre les demandes',
    aide: 'Le menu de la personne connectée y mène. Par exemple /mes-demandes, ou l’adresse entière.',
  },
  direct: {
    libelle: 'Dans la page, sans cadre',
    aide: 'Seulement sur un intranet de confiance : un script de la page pourrait agir à la place de l’agent.',
  },
};

/** The webmaster's page: choose, copy, check. Everything but the live view works without JavaScript. */
export function pageIntegrer(vue: VueIntegrer): Html {
  const { commune, lieu, versions } = vue;
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Intégrer les composants · ${commune.nom}</title>
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/pages.css" />
        <link rel="stylesheet" href="/integrer.css" />
        <script type="module" src="/parvis.js"></script>
        <script type="module" src="/integrer.js"></script>
      </head>
      <body class="integrer">
        <header><a href="${commune.site}">${commune.nom}</a></header>
        <main
          data-serveur="${lieu.url}"
          data-commune="${lieu.slug}"
          data-attributs="${JSON.stringify(ATTRIBUTS)}"
          data-versions="${versions.join(' ')}"
        >
          <h1>Intégrer un composant à votre site</h1>
          <p class="chapo">
            Choisissez, copiez, collez. Le composant prend la police de votre page et la couleur de
            ${commune.nom}.
          </p>
          ${choisir(vue)} ${copier(vue)} ${verifier()}
        </main>
      </body>
    </html>`;
}

function choisir({ commune, choix, options }: VueIntegrer): Html {
  const couleur = choix.couleur ?? commune.theme.marque ?? '#0f5f5c';
  return html`<section aria-labelledby="choisir">
    <h2 id="choisir">1. Choisir</h2>
    <div class="deux">
      <form method="get" action="/c/${commune.slug}/integrer" id="choix">
        <fieldset>
          <legend>Composant</legend>
          ${Object.entries(PAGES).map(
            ([tag, { titre, description }]) =>
              html`<label class="carte">
                <input type="radio" name="composant" value="${tag}" ${coche(tag === choix.composant)} />
                <span
                  ><strong>${titre}</strong> <small>${description}</small> <code>&lt;${tag}&gt;</code></span
                >
              </label>`,
          )}
        </fieldset>
        <div id="options" data-composant="${choix.composant}">
          ${Object.entries(options).map(([nom, valeurs]) => question(nom, valeurs, choix))}
        </div>
        <div class="champ">
          <label for="cms">Votre site est fait avec</label>
          <select id="cms" name="cms">
            ${Object.entries(CMS).map(
              ([code, { nom }]) =>
                html`<option value="${code}" ${choisi(code === choix.cms)}>${nom}</option>`,
            )}
          </select>
        </div>
        <div class="champ">
          <label for="version">Mises à jour</label>
          <select id="version" name="version" aria-describedby="aide-version">
            <option value="auto" ${choisi(choix.version === 'auto')}>Automatiques (conseillé)</option>
            <option value="fixe" ${choisi(choix.version === 'fixe')}>Version fixe, avec empreinte</option>
          </select>
          <small id="aide-version"
            >Une version fixe ne change jamais : les corrections n’arrivent que si vous changez
            l’extrait.</small
          >
        </div>
        <fieldset class="couleur">
          <legend>Couleur</legend>
          <label class="case"
            ><input type="checkbox" name="perso" value="1" ${coche(choix.couleur !== undefined)} /> Une autre
            couleur que celle de la commune</label
          >
          <label for="couleur">Couleur des boutons et des liens</label>
          <input
            type="color"
            id="couleur"
            name="couleur"
            value="${couleur}"
            aria-describedby="aide-couleur"
          />
          <small id="aide-couleur">Trop pâle pour être lue, elle est foncée automatiquement.</small>
        </fieldset>
        <button type="submit" class="principal" id="afficher">Afficher l’extrait</button>
      </form>
      <div class="vue">
        <h3 id="titre-apercu">Aperçu</h3>
        <p class="discret" id="note-apercu">
          C’est le vrai composant : une demande envoyée ici arrive à la mairie.
        </p>
        <div
          id="apercu"
          role="region"
          aria-labelledby="titre-apercu"
          aria-describedby="note-apercu"
          tabindex="0"
          data-cle="${JSON.stringify([choix.composant, choix.attributs])}"
        >
          ${apercu(choix, commune.slug)}
        </div>
      </div>
    </div>
  </section>`;
}

const coche = (oui: boolean) => (oui ? raw('checked') : '');
const choisi = (oui: boolean) => (oui ? raw('selected') : '');

function question(nom: string, possibles: Options, choix: Choix): Html {
  const { libelle, aide, vide } = QUESTIONS[nom]!;
  if (possibles === 'texte') {
    return html`<div class="champ">
      <label for="option-${nom}">${libelle}</label>
      <input
        type="text"
        id="option-${nom}"
        name="${nom}"
        value="${choix.attributs[nom] ?? ''}"
        maxlength="200"
        aria-describedby="aide-${nom}"
      />
      <small id="aide-${nom}">${aide}</small>
    </div>`;
  }
  if (possibles === 'case') {
    return html`<div class="champ">
      <label class="case"
        ><input
          type="checkbox"
          name="${nom}"
          value="1"
          aria-describedby="aide-${nom}"
          ${coche(nom in choix.attributs)}
        />
        ${libelle}</label
      >
      <small id="aide-${nom}">${aide}</small>
    </div>`;
  }
  return html`<div class="champ">
    <label for="option-${nom}">${libelle}</label>
    <select id="option-${nom}" name="${nom}" aria-describedby="aide-${nom}">
      <option value="">${vide}</option>
      ${possibles.map(
        ({ valeur, titre }) =>
          html`<option value="${valeur}" ${choisi(choix.attributs[nom] === valeur)}>${titre}</option>`,
      )}
    </select>
    <small id="aide-${nom}">${aide}</small>
  </div>`;
}

/** Raw markup: the tag is of the table, the slug a code of the commune; a title that was typed is escaped. */
function apercu({ composant, attributs }: Choix, slug: string): Html {
  const liste = Object.entries(attributs).map(([nom, valeur]) => attribut(nom, valeur));
  return html`${raw(`<${composant} commune="${slug}"${liste.join('')}>`)}
    <p>L’aperçu a besoin de JavaScript.</p>
    ${raw(`</${composant}>`)}`;
}
