import { html, LitElement, nothing, type TemplateResult } from 'lit';

import { THEMATIQUES, type Thematique } from '../grille/criteres.ts';
import { ESSAIS, type Essai } from '../grille/essais.ts';
import { RESULTATS } from '../grille/resultats.ts';
import { ETATS, type Etat, type Resultat, type Resultats } from '../grille/types.ts';
import { grilleStyles } from './doc-grille.styles.ts';
import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';
import { tableau, tableauStyles } from './tableau.ts';

const SIGNES: Record<Etat, string> = { conforme: '✓', defaut: '✕', 'non-essaye': '○', 'sans-objet': '–' };

const etat = (valeur: Etat): TemplateResult =>
  html`<span class="etat ${valeur}"
    ><span aria-hidden="true">${SIGNES[valeur]}</span>${riche(ETATS[valeur])}</span
  >`;

/** How it was tried, and what that leaves out. */
function comment({ essais, note }: Resultat): unknown {
  const lignes = essais.map((nom) => {
    const { quoi, fichier, date }: Essai = ESSAIS[nom];
    return html`<li>
      ${riche(quoi)}${date ? `, le ${date}` : nothing}
      ${fichier ? html`<code class="muet" translate="no">${fichier}</code>` : nothing}
    </li>`;
  });
  return html`${
    lignes.length
      ? html`<ul>
          ${lignes}
        </ul>`
      : nothing
  }${note ? html`<p class="muet">${riche(note)}</p>` : nothing}`;
}

const compter = (resultats: Resultats, valeur: Etat) =>
  Object.values(resultats).filter((resultat) => resultat.etat === valeur).length;

/** The audit grid of `element`: counts, then each theme, open where something was tried. */
class DocGrille extends LitElement {
  static override styles = [docStyles, tableauStyles, grilleStyles];
  static override properties = { element: { type: String } };
  declare element: string;

  protected override render(): TemplateResult {
    const resultats = RESULTATS[this.element]!;
    return html`<ul class="compte" role="list">
        ${(Object.keys(ETATS) as Etat[]).map(
          (valeur) => html`<li><b>${compter(resultats, valeur)}</b> ${etat(valeur)}</li>`,
        )}
      </ul>
      ${THEMATIQUES.map((thematique) => this.#thematique(thematique, resultats))}`;
  }

  #thematique({ titre, criteres }: Thematique, resultats: Resultats): TemplateResult {
    const etats = criteres.map(({ numero }) => resultats[numero]!);
    const essayes = etats.filter((resultat) => resultat.essais.length).length;
    const notes = new Set(etats.map(({ note }) => note));
    // A theme with nothing to try is one sentence.
    if (etats.every((resultat) => resultat.etat === 'sans-objet') && notes.size === 1)
      return html`<p class="vide">
        <b>${titre}</b> · ${criteres.length} critères ${etat('sans-objet')}
        <span class="muet">${riche([...notes][0]!)}</span>
      </p>`;
    return html`<details>
      <summary>
        <b>${titre}</b> · ${essayes} ${essayes > 1 ? 'essayés' : 'essayé'} sur ${criteres.length}
      </summary>
      ${tableau(
        `${titre}, ${this.element}`,
        ['Critère', 'État', 'Comment'],
        criteres.map(({ numero, sujet }) => [
          html`<span class="numero">${numero}</span> <span class="sujet">${riche(sujet)}</span>`,
          etat(resultats[numero]!.etat),
          comment(resultats[numero]!),
        ]),
      )}
    </details>`;
  }
}
customElements.define('doc-grille', DocGrille);
