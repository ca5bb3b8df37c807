/** Somebody signed in everywhere, in one page of the browser's tests: what is drawn there is measured. */
import { contraste } from '#contract/contraste.ts';
import type { Rvb } from '#contract/couleurs.ts';
import '../../widgets/connexion-usager/define.ts';
import '../../widgets/espace-aidant/define.ts';
import '../../widgets/mes-demandes/define.ts';
import '../../widgets/mes-documents/define.ts';
import { creerFauxServeur } from '../fixtures/faux-fetch.ts';
import { oublierSessions, ouvrirSessionFausse } from '../fixtures/session-page.ts';
import { monter, nouveauClient } from './monter.ts';

export interface Scene {
  /** On that ground, with that brand. */
  habiller(fond: string, marque: string): Promise<void>;
  /** Texts under 4.5:1 (3:1 where they are large) and buttons whose edge or ground is under 3:1. */
  illisibles(): Promise<string[]>;
  /** Spoils a text of that element. */
  palir(tag: string): void;
  /** Signs everybody out, takes everything off the page. */
  quitter(): void;
}

export async function entrerPartout(): Promise<Scene> {
  const serveur = creerFauxServeur();
  const sessions = [
    await ouvrirSessionFausse(nouveauClient(serveur)),
    await ouvrirSessionFausse(nouveauClient(serveur), 'aidant', { courriel: 'aidant@port-aubier.example' }),
  ];
  const boite = document.createElement('div');
  document.body.append(boite);
  const vues = [
    monter('connexion-usager', { serveur, attributs: { espace: '/espace' } }),
    monter('mes-demandes', { serveur }),
    monter('mes-documents', { serveur }),
    monter('espace-aidant', { serveur }),
  ];
  boite.append(...vues.map(({ element }) => element));
  const [porte, demandes, documents, aidant] = vues as [
    (typeof vues)[0],
    (typeof vues)[0],
    (typeof vues)[0],
    (typeof vues)[0],
  ];
  await porte.voir('Bonjour');
  await demandes.voir('PAB-');
  await documents.voir('Passeport');
  await aidant.voir('Vos mandats');
  return {
    async habiller(fond, marque) {
      boite.style.background = fond;
      boite.style.setProperty('--parvis-brand', marque);
      // Put back, they read the page's colours again.
      boite.append(...vues.map(({ element }) => element));
      await import('../../widgets/core/couleurs-de-la-page.ts');
      await new Promise((image) => requestAnimationFrame(() => requestAnimationFrame(image)));
      if (!porte.un('.menu')) await porte.cliquer('Bonjour');
      await porte.jusque(() => porte.un('.menu'));
    },
    async illisibles() {
      return [...(await textes(boite)), ...boutons(boite)];
    },
    palir(tag) {
      const vue = vues.find(({ element }) => element.localName === tag)!;
      vue.un<HTMLElement>('h2')!.style.color = '#bbb';
    },
    quitter() {
      document.body.replaceChildren();
      oublierSessions(...sessions);
    },
  };
}

interface Axe {
  run(
    racine: Element,
    options: object,
  ): Promise<{ violations: { nodes: { html: string; failureSummary?: string }[] }[] }>;
}

async function textes(racine: Element): Promise<string[]> {
  await import('axe-core/axe.min.js' as string);
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run(racine, { runOnly: { type: 'rule', values: ['color-contrast'] } });
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary ?? ''}`),
  );
}

function boutons(racine: Element): string[] {
  const fond = couleur(getComputedStyle(racine).backgroundColor);
  return tous(racine, '.bouton:not(.lien)').flatMap((bouton) => {
    const { borderTopColor, backgroundColor } = getComputedStyle(bouton);
    const plus = Math.max(...[borderTopColor, backgroundColor].map((une) => contraste(couleur(une), fond)));
    return plus >= 3 ? [] : [`${bouton.textContent.trim()}: ${plus.toFixed(2)}:1`];
  });
}

function* arbre(racine: Element | ShadowRoot): Generator<Element> {
  for (const element of racine.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* arbre(element.shadowRoot);
  }
}
const tous = (racine: Element, selecteur: string) =>
  [...arbre(racine)].filter((element) => element.matches(selecteur) && element.checkVisibility());

/** What the browser has computed, on white. */
function couleur(texte: string): Rvb {
  const toile = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  toile.fillStyle = texte;
  toile.fillRect(0, 0, 1, 1);
  const [r, v, b] = toile.getImageData(0, 0, 1, 1).data;
  return [r!, v!, b!];
}
