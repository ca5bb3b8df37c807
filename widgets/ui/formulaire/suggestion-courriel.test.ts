import { html, render } from 'lit';
import { accessible, egal } from '../../../test/fixtures/affirmer.ts';
import { veillerCourriels } from './suggestion-courriel.ts';

/** A field as the form frames it, in a root that is listened to. */
function poser() {
  const hote = document.createElement('div');
  const racine = hote.attachShadow({ mode: 'open' });
  render(
    html`<div class="champ"><label for="c">Courriel</label><input id="c" type="email" /></div>
      <input id="ailleurs" aria-label="Ailleurs" />`,
    racine,
  );
  document.body.append(hote);
  const dites: string[] = [];
  veillerCourriels({ renderRoot: racine, annoncer: (phrase) => void dites.push(phrase) });
  const champ = racine.querySelector<HTMLInputElement>('#c')!;
  const boutons = () => [...racine.querySelectorAll<HTMLButtonElement>('button')];
  const taper = (valeur: string) => {
    champ.focus();
    champ.value = valeur;
    champ.dispatchEvent(new Event('input', { bubbles: true }));
    racine.querySelector<HTMLElement>('#ailleurs')!.focus();
  };
  return { hote, racine, champ, dites, boutons, taper };
}

describe('« Vouliez-vous dire … ? »', () => {
  afterEach(() => document.body.replaceChildren());

  it('offers the address that was meant, says it once, and writes it when asked to', async () => {
    const { hote, racine, champ, dites, boutons, taper } = poser();
    let saisies = 0;
    champ.addEventListener('input', () => saisies++);
    taper('lea@gmial.com');
    egal(dites.length, 1);
    egal(racine.querySelector('.suggestion')!.textContent.includes('lea@gmail.com'), true);
    await accessible(hote);
    boutons()[0]!.click();
    egal(champ.value, 'lea@gmail.com');
    egal(saisies, 2);
    egal(racine.activeElement, champ);
    egal(boutons().length, 0);
    egal(dites.length, 2);
  });

  it('is not asked again of who keeps his own, and never for a right one', () => {
    const { dites, boutons, taper } = poser();
    taper('lea@gmail.com');
    egal(boutons().length, 0);
    taper('lea@gmial.com');
    boutons()[1]!.click();
    egal(boutons().length, 0);
    taper('lea@gmial.com');
    egal(boutons().length, 0);
    egal(dites.length, 1);
  });
});
