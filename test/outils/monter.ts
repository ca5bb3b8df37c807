import { Client } from '../../widgets/core/client.ts';
import type { ParvisElement } from '../../widgets/core/element.ts';
import { creerFauxServeur, type FauxServeur } from '../fixtures/faux-fetch.ts';

/** A public widget in the page, on a fake server, seen through its shadow roots. */
export interface Monture<E extends ParvisElement = ParvisElement> extends Gestes {
  element: E;
  serveur: FauxServeur;
}

/** What a person does and sees. */
export interface Gestes {
  /** Visible words, spaces made single. */
  texte(): string;
  /** First element that matches, in the widget or in its form. */
  un<H extends HTMLElement = HTMLElement>(selecteur: string): H | undefined;
  /** Waits, frame after frame, until `condition`. */
  jusque(condition: () => unknown): Promise<void>;
  /** Waits until the words are there. */
  voir(mots: string): Promise<void>;
  /** The button, label or summary whose words contain `libelle`; waits for it. */
  bouton(libelle: string): Promise<HTMLElement>;
  cliquer(libelle: string): Promise<void>;
  /** Types into the control labelled `libelle`. */
  saisir(libelle: string, valeur: string): Promise<void>;
  /** Ticks the radio button or the check box labelled `libelle`. */
  cocher(libelle: string): Promise<void>;
  /** Gives files to the file field of the step. */
  joindre(...fichiers: File[]): Promise<void>;
  /** Id of the element that has the focus, through the shadow roots. */
  focus(): string | undefined;
}

const net = (texte: string | null) => (texte ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim();

export function nouveauClient(serveur: FauxServeur): Client {
  return new Client({
    serveur: 'http://localhost:8787',
    commune: 'port-aubier',
    fetch: serveur.fetch,
    attendre: async () => {},
  });
}

export function monter<E extends ParvisElement>(
  tag: string,
  options: { attributs?: Record<string, string>; serveur?: FauxServeur; repli?: string } = {},
): Monture<E> {
  const serveur = options.serveur ?? creerFauxServeur();
  const element = document.createElement(tag) as E;
  element.client = nouveauClient(serveur);
  element.textContent = options.repli ?? '';
  for (const [nom, valeur] of Object.entries(options.attributs ?? {})) element.setAttribute(nom, valeur);
  document.body.append(element);
  return { element, serveur, ...gestesSur(element) };
}

/** Hands and eyes on a widget that is in the page. */
export function gestesSur(element: Element): Gestes {
  const racines = (): ShadowRoot[] => {
    // The form, the views of one's own space, their dialogs: elements of the kit inside others.
    const ouvrir = (racine: ShadowRoot): ShadowRoot[] => [
      racine,
      ...[...racine.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? ouvrir(shadowRoot) : [],
      ),
    ];
    return ouvrir(element.shadowRoot!);
  };
  const tous = <H extends HTMLElement>(selecteur: string) =>
    racines().flatMap((racine) => [...racine.querySelectorAll<H>(selecteur)]);
  const texte = () =>
    net(
      racines()
        .map((racine) => racine.textContent)
        .join(' '),
    );
  const jusque = async (condition: () => unknown): Promise<void> => {
    for (let tour = 0; tour < 400; tour++) {
      if (condition()) return;
      await new Promise((suite) => requestAnimationFrame(suite));
    }
    throw new Error(`Never: ${condition}\n${texte()}`);
  };
  const trouver = async <H extends HTMLElement>(
    quoi: string,
    lire: () => H | undefined | null,
  ): Promise<H> => {
    await jusque(lire).catch((erreur: unknown) => {
      throw new Error(`${quoi} is not there`, { cause: erreur });
    });
    return lire()!;
  };
  const bouton = (libelle: string) =>
    trouver(`Button « ${libelle} »`, () =>
      tous('button, summary, a.bouton').find((candidat) => net(candidat.textContent).includes(libelle)),
    );
  const controle = (libelle: string) =>
    trouver(`Control « ${libelle} »`, () => {
      const etiquette = tous<HTMLLabelElement>('label').find(({ textContent }) =>
        net(textContent).startsWith(libelle),
      );
      return etiquette?.control as HTMLInputElement | undefined;
    });
  return {
    texte,
    jusque,
    bouton,
    un: <H extends HTMLElement>(selecteur: string) => tous<H>(selecteur)[0],
    voir: (mots) => jusque(() => texte().includes(mots)),
    cliquer: async (libelle) => (await bouton(libelle)).click(),
    saisir: async (libelle, valeur) => {
      const cible = await controle(libelle);
      cible.value = valeur;
      cible.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    },
    cocher: async (libelle) => (await controle(libelle)).click(),
    joindre: async (...fichiers) => {
      const entree = await trouver('File field', () => tous<HTMLInputElement>('input[type=file]')[0]);
      const choix = new DataTransfer();
      for (const fichier of fichiers) choix.items.add(fichier);
      entree.files = choix.files;
      entree.dispatchEvent(new Event('change'));
    },
    focus: () => {
      let actif = document.activeElement;
      while (actif?.shadowRoot?.activeElement) actif = actif.shadowRoot.activeElement;
      return actif?.id;
    },
  };
}
