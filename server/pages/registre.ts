import { html } from 'hono/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { RegistreTraitements, Traitement } from '../rgpd/registre.ts';
import { definitions, joignable, pageDocument, type Html } from './document.ts';

/** `GET registre`: the register of processing (RGPD art. 30), to read and to print. */
export function pageRegistre(config: CommuneConfiguree, registre: RegistreTraitements): Html {
  return pageDocument(config, {
    chemin: 'registre',
    titre: 'Registre des traitements',
    corps: html`
      <p>
        Registre des activités de traitement du guichet en ligne (RGPD, article 30). Il est fait d’après les
        démarches publiées et la configuration de la commune.
      </p>
      ${definitions([
        ['Responsable du traitement', registre.responsable],
        ['Contact', joignable(registre.contact)],
        ['Transferts', registre.transferts],
      ])}
      <p class="ecran">
        <a href="/c/${config.slug}/registre.json" download>En JSON</a> ·
        <a href="/c/${config.slug}/registre.csv" download>En CSV, pour un tableur</a>
      </p>
      <h2>Démarches</h2>
      ${registre.demarches.map(fiche)}
      <h2>Traitements communs</h2>
      ${registre.communs.map(fiche)}
      <h2>Mesures de sécurité</h2>
      <ul>
        ${registre.securite.map((mesure) => html`<li>${mesure}</li>`)}
      </ul>
    `,
  });
}

const LIGNES = [
  ['Finalité', (t) => t.finalite],
  ['Base légale', (t) => t.base],
  ['Personnes concernées', (t) => t.personnes],
  ['Données', (t) => t.donnees.join(' · ')],
  ['Destinataires', (t) => t.destinataires],
  ['Durée de conservation', (t) => t.duree],
] satisfies [string, (traitement: Traitement) => string][];

const fiche = (traitement: Traitement): Html =>
  html`<section id="${traitement.code}">
    <h3>${traitement.nom}</h3>
    ${definitions(LIGNES.map(([terme, lire]) => [terme, lire(traitement)] as const))}
  </section>`;

/** `;` and a byte-order mark: what French spreadsheets open. */
export function csvRegistre({ demarches, communs }: RegistreTraitements): string {
  const entetes = ['Code', 'Traitement', ...LIGNES.map(([terme]) => terme)];
  const lignes = [...demarches, ...communs].map((t) => [t.code, t.nom, ...LIGNES.map(([, lire]) => lire(t))]);
  return `\ufeff${[entetes, ...lignes].map((cellules) => cellules.map(cellule).join(';')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is not one. */
const cellule = (texte: string): string =>
  `"${(/^[=+\-@]/.test(texte) ? `'${texte}` : texte).replaceAll('"', '""')}"`;
