import { html, nothing, render } from 'lit';
import { msg, str } from '@lit/localize';
import { suggererCourriel } from '#contract/suggerer-courriel.ts';

interface Hote {
  readonly renderRoot: HTMLElement | DocumentFragment;
  annoncer(phrase: string): void;
}

/**
 * Asks « Vouliez-vous dire … ? » under an address field that is left with a slip in a well-known domain. It never
 * blocks, and the same address is asked about once.
 */
export function veillerCourriels(hote: Hote): void {
  const dites = new Set<string>();
  hote.renderRoot.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'email') return;
    const voulue = suggererCourriel(target.value);
    const place = placeSous(target);
    if (!voulue || dites.has(target.value)) return;
    const tapee = target.value;
    dites.add(tapee);
    const effacer = () => render(nothing, place);
    const corriger = () => {
      target.value = voulue;
      target.dispatchEvent(new Event('input', { bubbles: true }));
      effacer();
      target.focus();
      hote.annoncer(msg(str`Adresse corrigée : ${voulue}`));
    };
    target.addEventListener('input', effacer, { once: true });
    render(
      html`<p>
        ${msg(str`Vouliez-vous dire ${voulue} ?`)}
        <button type="button" class="bouton" @click=${corriger}>${msg('Oui, corriger')}</button>
        <button type="button" class="bouton lien" @click=${effacer}>${msg('Non, garder la mienne')}</button>
      </p>`,
      place,
    );
    hote.annoncer(msg(str`Vouliez-vous dire ${voulue} ? Un bouton sous le champ la corrige.`));
  });
}

/** After the control, inside what frames it: lit draws between its own marks and leaves the rest. */
function placeSous(champ: HTMLInputElement): HTMLElement {
  const cadre = champ.closest<HTMLElement>('.champ')!;
  const la = cadre.querySelector<HTMLElement>(':scope > .suggestion');
  if (la) return la;
  const place = document.createElement('div');
  place.className = 'suggestion';
  cadre.append(place);
  return place;
}
