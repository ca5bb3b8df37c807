import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ChampDate } from '#contract/formulaire.ts';
import { champGroupe, decritPar, invalide, type Cadre } from '../champs.ts';
import type { Saisie } from './saisie.ts';

const PARTIES = ['day', 'month', 'year'] as const;

/** Day, month and year as typed text: no calendar to fight with for a date of birth. Kept as `j/m/aaaa`. */
export function champDate(
  champ: ChampDate,
  cadre: Cadre,
  valeur: string,
  saisie: Saisie,
  surSaisie: (valeur: string) => void,
): TemplateResult {
  const naissance = champ.autocomplete === 'naissance' || champ.autocomplete?.startsWith('bday');
  const [annee] = saisie.aujourdhui.split('-');
  const exemple = naissance
    ? msg('Par exemple\u00a0: 4 07 1961')
    : msg(str`Par exemple\u00a0: 15 06 ${annee}`);
  // A definition may give an example of its own.
  const aide = /exemple/i.test(cadre.aide ?? '')
    ? cadre.aide!
    : [cadre.aide, exemple].filter(Boolean).join(' ');
  const parties = decouper(valeur);
  const libelles = [msg('Jour'), msg('Mois'), msg('Année')];
  const changer = (rang: number, partie: string) => {
    const nouvelles = parties.with(rang, partie.trim());
    surSaisie(nouvelles.some(Boolean) ? nouvelles.join('/') : '');
  };
  return champGroupe(
    { ...cadre, aide },
    html`<div class="date">
      ${PARTIES.map(
        (nom, rang) =>
          html`<label
            >${libelles[rang]}
            <input
              class="controle mini"
              type="text"
              inputmode="numeric"
              maxlength=${nom === 'year' ? 4 : 2}
              autocomplete=${naissance ? `bday-${nom}` : 'off'}
              aria-invalid=${invalide(cadre)}
              aria-describedby=${rang ? nothing : decritPar({ ...cadre, aide })}
              .value=${parties[rang]!}
              @input=${(evenement: Event) => changer(rang, (evenement.target as HTMLInputElement).value)}
          /></label>`,
      )}
    </div>`,
  );
}

/** `AAAA-MM-JJ` (a cleaned answer) or `j/m/aaaa` (being typed) to its three parts. */
function decouper(valeur: string): [string, string, string] {
  const [a = '', b = '', c = ''] = valeur.split(/[-/]/);
  return a.length === 4 ? [c, b, a] : [a, b, c];
}
