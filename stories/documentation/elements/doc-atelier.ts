import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { creerFauxServeur } from '../../../test/fixtures/faux-fetch.ts';
import { nouveauClient } from '../../../test/outils/monter.ts';
import '../../../widgets/suivi-demande/define.ts';
import type { SuiviDemande } from '../../../widgets/suivi-demande/suivi-demande.ts';
import { atelierStyles } from './doc-atelier.styles.ts';
import './doc-extrait.ts';
import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';

interface Reglages {
  brand: string;
  radius: string;
  fs: string;
  sombre: boolean;
}

const DEPART: Reglages = { brand: '#0f5f5c', radius: '0.375em', fs: 'medium', sombre: false };
const COULEURS = [
  ['#0f5f5c', 'Par défaut'],
  ['#7a3e00', 'Ocre'],
  ['#8c1d40', 'Lie-de-vin'],
  ['#ffd200', 'Jaune, trop faible'],
] as const;

/** A real widget under a theme to try, and the line of CSS that gives it. */
class DocAtelier extends LitElement {
  static override styles = [docStyles, atelierStyles];
  static override properties = { reglages: { state: true }, prise: { state: true } };
  declare reglages: Reglages;
  /** The brand that the widget uses in the end, which it may have moved. */
  declare prise: string;
  readonly #guet = new MutationObserver(() => this.#lirePrise());
  readonly #client = nouveauClient(creerFauxServeur());

  constructor() {
    super();
    this.reglages = DEPART;
    this.prise = DEPART.brand;
  }

  #css(): string {
    const { brand, radius, fs } = this.reglages;
    const lignes = Object.entries({ brand, radius, fs })
      .filter(([nom, valeur]) => valeur !== DEPART[nom as keyof Reglages])
      .map(([nom, valeur]) => `--parvis-${nom}: ${valeur};`);
    return `suivi-demande { ${lignes.join(' ') || '/* tout par défaut */'} }`;
  }

  protected override render(): TemplateResult {
    const { brand, sombre } = this.reglages;
    return html`<form class="reglages" @change=${this.#changer} @submit=${(e: Event) => e.preventDefault()}>
        <fieldset class="couleurs">
          <legend>Couleur principale</legend>
          ${COULEURS.map(
            ([valeur, nom]) =>
              html`<label
                ><input type="radio" name="brand" value=${valeur} .checked=${valeur === brand} /><svg
                  viewBox="0 0 16 16"
                  aria-hidden="true"
                >
                  <rect width="16" height="16" fill=${valeur} /></svg
                >${nom}</label
              >`,
          )}
        </fieldset>
        ${liste('radius', 'Coins', { '0.375em': 'Par défaut', '0': 'Droits', '0.9em': 'Ronds' })}
        ${liste('fs', 'Taille du texte', { medium: 'Par défaut', '1.25em': 'Plus grande' })}
        <label class="case"><input type="checkbox" name="sombre" /> Page sombre</label>
      </form>
      <div class="scene ${sombre ? 'sombre' : ''}">
        ${keyed(
          JSON.stringify(this.reglages),
          html`<suivi-demande commune="port-aubier" .client=${this.#client}></suivi-demande>`,
        )}
      </div>
      <p role="status" class="muet">
        ${riche(
          this.prise === brand
            ? `\`${brand}\` se lit bien ici : le composant la garde.`
            : `\`${brand}\` se lit mal ici : le composant prend \`${this.prise}\`, proche et lisible, et le dit dans la console du navigateur.`,
        )}
      </p>
      <doc-extrait titre="La règle à ajouter à votre feuille de style" texte=${this.#css()}></doc-extrait>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has('reglages')) return;
    const scene = this.renderRoot.querySelector<HTMLElement>('.scene')!;
    for (const nom of ['brand', 'radius', 'fs'] as const)
      if (this.reglages[nom] === DEPART[nom]) scene.style.removeProperty(`--parvis-${nom}`);
      else scene.style.setProperty(`--parvis-${nom}`, this.reglages[nom]);
    void this.#suivre(scene.querySelector<SuiviDemande>('suivi-demande')!);
  }

  /** The correction comes late, and on the root's own style. */
  async #suivre(essaye: SuiviDemande): Promise<void> {
    await essaye.updateComplete;
    this.#guet.disconnect();
    this.#guet.observe(essaye.shadowRoot!.querySelector('.root')!, { attributeFilter: ['style', 'class'] });
    this.#lirePrise();
  }

  #lirePrise(): void {
    const racine = this.renderRoot.querySelector('suivi-demande')?.shadowRoot?.querySelector('.root');
    if (racine) this.prise = getComputedStyle(racine).getPropertyValue('--_brand').trim();
  }

  readonly #changer = (evenement: Event): void => {
    const { name, value, checked, type } = evenement.target as HTMLInputElement;
    this.reglages = { ...this.reglages, [name]: type === 'checkbox' ? checked : value };
  };
}

const liste = (nom: keyof Reglages, libelle: string, choix: Record<string, string>): TemplateResult =>
  html`<label class="liste"
    ><span>${libelle}</span
    ><select name=${nom}>
      ${Object.entries(choix)
        .toSorted(([a], [b]) => Number(b === DEPART[nom]) - Number(a === DEPART[nom]))
        .map(([valeur, texte]) => html`<option value=${valeur}>${texte}</option>`)}
    </select></label
  >`;

customElements.define('doc-atelier', DocAtelier);
