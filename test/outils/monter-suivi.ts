import { Client } from '../../widgets/core/client.ts';
import { SuiviDemande } from '../../widgets/suivi-demande/suivi-demande.ts';
import type { Minuterie } from '../../widgets/ui/suivi/veille.ts';
import { creerFauxServeur, type FauxServeur } from '../fixtures/faux-fetch.ts';

/** Timers that run only when a test says so. */
export class FausseMinuterie implements Minuterie {
  readonly prevus = new Map<number, { acte: () => void; ms: number }>();
  #suivant = 1;

  planifier(acte: () => void, ms: number): number {
    this.prevus.set(this.#suivant, { acte, ms });
    return this.#suivant++;
  }

  annuler(id: number): void {
    this.prevus.delete(id);
  }

  /** Runs what is planned, once. */
  sonner(): void {
    for (const [id, { acte }] of new Map(this.prevus)) {
      this.prevus.delete(id);
      acte();
    }
  }
}

/** `<suivi-demande>` of the tests, on a fake server. */
export interface Monture {
  element: SuiviDemande;
  serveur: FauxServeur;
  minuterie: FausseMinuterie;
  /** First element of the shadow root that matches; throws when there is none. */
  un<E extends HTMLElement = HTMLElement>(selecteur: string): E;
  /** Visible words, spaces made single. */
  texte(): string;
  /** Waits, frame after frame, until `condition`; throws with its own text after 300 frames. */
  jusque(condition: () => unknown): Promise<void>;
  saisir(id: string, valeur: string): void;
  cliquer(libelle: string): void;
  ouvrir(numero: string, code?: string): Promise<void>;
}

class SuiviEssai extends SuiviDemande {}
customElements.define('suivi-essai', SuiviEssai);

/** Mounts in the page; `retirerTout` of the last test's elements is the caller's `afterEach`. */
export async function monterSuivi({
  serveur = creerFauxServeur(),
  attributs = {},
  repli = '',
}: { serveur?: FauxServeur; attributs?: Record<string, string>; repli?: string } = {}): Promise<Monture> {
  const minuterie = new FausseMinuterie();
  const element = new SuiviEssai(minuterie);
  element.textContent = repli;
  for (const [nom, valeur] of Object.entries(attributs)) element.setAttribute(nom, valeur);
  element.client = new Client({
    serveur: 'http://localhost:8787',
    commune: 'port-aubier',
    fetch: serveur.fetch,
    attendre: async () => {},
  });
  document.body.append(element);
  await element.updateComplete;
  const racine = element.renderRoot as ShadowRoot;
  const un = <E extends HTMLElement = HTMLElement>(selecteur: string): E => {
    const trouve = racine.querySelector<E>(selecteur);
    if (!trouve) throw new Error(`${selecteur} is not in: ${texte()}`);
    return trouve;
  };
  const texte = () => (racine.querySelector('.root')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const jusque = async (condition: () => unknown): Promise<void> => {
    for (let tour = 0; tour < 300; tour++) {
      await element.updateComplete;
      if (condition()) return;
      await new Promise(requestAnimationFrame);
    }
    throw new Error(`Never: ${condition}\n${texte()}`);
  };
  const saisir = (id: string, valeur: string): void => {
    const champ = un<HTMLInputElement>(`#${id}`);
    champ.value = valeur;
    champ.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const cliquer = (libelle: string): void => {
    const bouton = [...racine.querySelectorAll<HTMLElement>('button, summary')].find((candidat) =>
      candidat.textContent.replaceAll(/\s+/g, ' ').includes(libelle),
    );
    if (!bouton) throw new Error(`No button « ${libelle} » in: ${texte()}`);
    bouton.click();
  };
  const ouvrir = async (numero: string, code = ''): Promise<void> => {
    await jusque(() => racine.querySelector('#numero'));
    saisir('numero', numero);
    saisir('code', code);
    cliquer('Voir où en est ma demande');
    await jusque(() => racine.querySelector('#titre'));
  };
  return { element, serveur, minuterie, un, texte, jusque, saisir, cliquer, ouvrir };
}
