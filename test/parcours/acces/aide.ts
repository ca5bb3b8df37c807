import type { Page } from 'playwright';

/**
 * Where the help of a human stands in a form: what comes just before it among the controls, and what it says
 * (WCAG 3.2.6). The same words on each step, or the order changed.
 */
export function aideALaMemePlace(page: Page, formulaire: string): Promise<string> {
  return page.locator(formulaire).evaluate((element) => {
    const racine = element.shadowRoot!;
    const controles = [...racine.querySelectorAll('button, input, a[href], summary')];
    const aides = racine.querySelectorAll('summary');
    const rang = controles.indexOf(aides[0]!);
    const propre = (noeud: Element | undefined) => noeud?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
    // The last button before it belongs to the step; nothing of the page's foot comes first.
    const avant = controles[rang - 1]?.closest('.actions') ? 'after the buttons of the step' : 'elsewhere';
    return `${aides.length} × « ${propre(aides[0])} », ${avant}`;
  });
}
