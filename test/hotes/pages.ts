import { ANCIENNE } from './autre-version.ts';
import type { PageHote } from './serveur.ts';

export interface Habillage {
  /** Inside `<head>`, after the witness and before the loader. */
  tete?: string;
  /** Instead of the loader's tag. */
  chargeur?: string;
  /** Around the widget: `avant` + widget + `apres`. */
  avant?: string;
  apres?: string;
  csp?: string;
  /** Other headers of the page. */
  entetes?: Record<string, string>;
  /** Nonce of every script of the page. */
  nonce?: string;
  /** On `<html>`. */
  attributs?: string;
}

export const CHARGEUR = '<script type="module" src="{{serveur}}/parvis.js"></script>';
export const CHARGEUR_2 = '<script type="module" src="{{serveur}}/v2/parvis.js"></script>';
/** The kit as it was before, kept by the server: autre-version.ts. */
export const CHARGEUR_ANCIEN = `<script type="module" src="{{serveur}}/v${ANCIENNE}/parvis.js"></script>`;
export const REPLI =
  '<p class="repli">Appelez la mairie au <a href="tel:+33465710010">04 65 71 00 10</a>.</p>';
export const SIGNALER = `<signaler-probleme commune="port-aubier">${REPLI}</signaler-probleme>`;
export const SUIVRE = `<suivi-demande commune="port-aubier">${REPLI}</suivi-demande>`;
export const DEMARCHES = `<mes-demarches commune="port-aubier">${REPLI}</mes-demarches>`;
export const PORTE = '<connexion-usager commune="port-aubier"></connexion-usager>';
export const DEMANDES = `<mes-demandes commune="port-aubier">${REPLI}</mes-demandes>`;
export const DOCUMENTS = `<mes-documents commune="port-aubier">${REPLI}</mes-documents>`;
export const CHIFFRES = `<statistiques-demandes commune="port-aubier">${REPLI}</statistiques-demandes>`;
export const AIDER = `<espace-aidant commune="port-aubier">${REPLI}</espace-aidant>`;
export const TRIER = `<tri-demandes commune="port-aubier">${REPLI}</tri-demandes>`;

/** A page of a town's site that holds `widget`. */
export function page(widget: string, habillage: Habillage = {}): PageHote {
  const {
    tete = '',
    avant = '<main>',
    apres = '</main>',
    csp,
    entetes,
    nonce,
    attributs = 'lang="fr"',
  } = habillage;
  const cle = nonce ? ` nonce="${nonce}"` : '';
  const chargeur = (habillage.chargeur ?? CHARGEUR).replaceAll('<script', `<script${cle}`);
  return {
    html: `<!doctype html><html ${attributs}><head><meta charset="utf-8"><title>Ville</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script src="/temoin.js"${cle}></script>
${tete.replaceAll('<script', `<script${cle}`)}
${chargeur}</head><body>${avant}${widget}${apres}</body></html>`,
    ...(csp && { csp }),
    ...(entetes && { entetes }),
  };
}
