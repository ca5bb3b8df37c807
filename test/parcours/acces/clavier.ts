import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright';
import type { Ici } from './regard.ts';

const PATIENCE = 8000;

/** Asks again until the answer is neither false nor undefined. */
async function jusque<T>(demande: () => Promise<T | false | undefined>, sinon: () => string): Promise<T> {
  const limite = performance.now() + PATIENCE;
  for (;;) {
    const valeur = await demande().catch(() => undefined);
    if (valeur !== undefined && valeur !== false) return valeur;
    if (performance.now() > limite) throw new Error(sinon());
    await new Promise((suite) => setTimeout(suite, 25));
  }
}

/** A person without mouse: keys only, and at each stop the focus must be somewhere, seen, and not caught. */
export class Clavier {
  readonly page: Page;
  readonly #cadre: () => Page | Frame;

  /** `cadre`: where the widget lives, when it is a frame of the page. */
  constructor(page: Page, cadre: () => Page | Frame = () => page) {
    this.page = page;
    this.#cadre = cadre;
  }

  ici(): Promise<Ici> {
    return this.#cadre().evaluate(() => __regard.ici());
  }

  /** Tabs until the focus is on the control of this name; `arriere` goes back. */
  async vers(
    nom: RegExp,
    { arriere = false, role }: { arriere?: boolean; role?: RegExp } = {},
  ): Promise<Ici> {
    const vus: string[] = [];
    let avant = await this.ici();
    let pareils = 0;
    if (convient(avant, nom, role)) return this.#sain(avant);
    for (let pas = 0; pas < 90; pas++) {
      await this.page.keyboard.press(arriere ? 'Shift+Tab' : 'Tab');
      const ici = await this.ici();
      // Between the page and its frame, and at the end of the page, nothing of ours has the focus.
      if (!ici.perdu) {
        // A date is four stops: day, month, year, calendar.
        pareils = ici.rang === avant.rang ? pareils + 1 : 0;
        assert.ok(
          ici.dehors || pareils < (ici.role === 'date' ? 4 : 1),
          `caught on « ${ici.nom} » (${ici.role})`,
        );
        if (!ici.dehors) await this.#sain(ici);
      }
      vus.push(`${ici.role} ${ici.nom.slice(0, 30)}`);
      if (convient(ici, nom, role)) return ici;
      avant = ici;
    }
    throw new Error(`the keyboard never reached ${nom}; it stopped on\n${vus.join('\n')}`);
  }

  /** Goes to a button or link and presses it. */
  async activer(nom: RegExp): Promise<void> {
    await this.vers(nom, { role: /^(button|a|summary|submit|option)$/ });
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a field and types what it must hold. */
  async remplir(nom: RegExp, texte: string): Promise<void> {
    await this.vers(nom, { role: /^(text|search|email|tel|textarea|date)$/ });
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(texte);
  }

  /** Enters a group of radio buttons and goes down to the choice of this name. */
  async choisir(groupe: RegExp, choix: RegExp): Promise<void> {
    await this.vers(groupe, { role: /^radio$/ });
    if (convient(await this.ici(), choix)) return this.page.keyboard.press('Space');
    for (let pas = 0; pas < 12; pas++) {
      await this.page.keyboard.press('ArrowDown');
      if (convient(await this.ici(), choix)) return;
    }
    throw new Error(`no choice ${choix}`);
  }

  /** Goes down a drop-down list to that option. */
  async selectionner(liste: RegExp, option: RegExp): Promise<void> {
    await this.vers(liste, { role: /^select$/ });
    for (let pas = 0; pas < 20; pas++) {
      await this.page.keyboard.press('ArrowDown');
      if (option.test((await this.ici()).valeur)) return;
    }
    throw new Error(`no option ${option}`);
  }

  async cocher(nom: RegExp): Promise<void> {
    await this.vers(nom, { role: /^checkbox$/ });
    await this.page.keyboard.press('Space');
  }

  /** Waits until the focus has come by itself to what is named so. */
  async attendre(nom: RegExp): Promise<Ici> {
    let dernier: Ici | undefined;
    return jusque(
      async () => {
        dernier = await this.ici();
        return convient(dernier, nom) && dernier.defauts.length === 0 && dernier;
      },
      () => `the focus never came to ${nom}: ${JSON.stringify(dernier)}`,
    );
  }

  /** The focus is somewhere: on what had it, or on what stands for it. */
  async garde(quand: string): Promise<Ici> {
    const ici = await this.ici();
    assert.ok(!ici.perdu && !ici.dehors, `${quand}: the focus is lost`);
    // What has just come above may have pushed it down: nobody pulls the page from under the reader's eyes.
    return this.#sain({ ...ici, defauts: ici.defauts.filter((defaut) => !defaut.startsWith('off-screen')) });
  }

  /** Files cannot be chosen in a headless browser: the field must have the focus, the rest is done for it. */
  async joindre(nom: RegExp, fichier: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.vers(nom, { role: /^file$/ });
    const poignee = await this.#cadre().evaluateHandle(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element as HTMLInputElement;
    });
    await poignee.setInputFiles(fichier);
  }

  async #sain(ici: Ici): Promise<Ici> {
    if (ici.defauts.length === 0) return ici;
    // The browser may still be scrolling to it.
    return jusque(
      async () => {
        const { defauts, rang } = await this.ici();
        return rang === ici.rang && defauts.length === 0 && ici;
      },
      () => `the focus does not show on « ${ici.nom} » (${ici.role}): ${ici.defauts.join(', ')}`,
    );
  }
}

const convient = (ici: Ici, nom: RegExp, role?: RegExp): boolean =>
  !ici.perdu && nom.test(ici.nom) && (!role || role.test(ici.role));
