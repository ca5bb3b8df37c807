/**
 * Every story is a public state of a widget, and a test: it renders (its play function included) at 1280 and 360 px
 * without an error, does not overflow a phone, passes axe and speaks to nobody. So does every page of documentation.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Browser, Page } from 'playwright';

import { findViolations } from './axe.ts';
import { lancer } from './navigateur.ts';
import { serveFolder, type ServeurStatique } from './statique.ts';
import { buildStorybook, type Histoire } from './storybook.ts';

const LARGEURS = [1280, 360];

const { dossier, histoires, pages } = buildStorybook();

let navigateur: Browser;
let serveur: ServeurStatique;

before(async () => {
  serveur = await serveFolder(dossier);
  navigateur = await lancer();
});

after(async () => {
  await navigateur.close();
  await serveur.close();
});

test('there are stories and pages', () => {
  assert.notEqual(histoires.length, 0);
  assert.notEqual(pages.length, 0);
});

/** Waits until Storybook says that the story, its play function included, is over; gives its error text if it failed. */
async function waitForStory(page: Page): Promise<string | undefined> {
  await page.waitForFunction(() => {
    const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as {
      __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } };
    };
    const echec = document.body?.matches('.sb-show-errordisplay, .sb-show-nopreview');
    return echec || /^(finished|errored|aborted)$/.test(preview?.currentRender?.phase ?? '');
  });
  // The error display comes a moment after the phase: one turn of the page's own loop.
  return page.evaluate(async () => {
    await new Promise((suite) => requestAnimationFrame(() => requestAnimationFrame(suite)));
    const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as {
      __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } };
    };
    const phase = preview?.currentRender?.phase;
    if (!document.body.matches('.sb-show-errordisplay, .sb-show-nopreview') && phase === 'finished')
      return undefined;
    const texte = document.querySelector('#error-message')?.textContent;
    return `Storybook: ${texte || 'no preview'} (phase ${phase})`;
  });
}

/** Waits until the page of documentation is drawn, its elements and live widgets included; gives its error if it failed. */
async function waitForDocs(page: Page): Promise<string | undefined> {
  await page.waitForFunction(() => {
    if (document.body?.matches('.sb-show-errordisplay, .sb-show-nopreview')) return true;
    return (
      document.querySelector('.sbdocs-content h1') !== null &&
      !document.querySelector('.sbdocs-content :not(:defined)') &&
      [...document.querySelectorAll('[id^="story--"]')].every((histoire) => histoire.querySelector('*')) &&
      // A story in a frame plays its part before axe takes the processor.
      [...document.querySelectorAll<HTMLIFrameElement>('iframe[src*="viewMode=story"]')].every(
        ({ contentWindow }) => {
          const { __STORYBOOK_PREVIEW__: preview } = contentWindow as unknown as {
            __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } };
          };
          return /^(finished|errored|aborted)$/.test(preview?.currentRender?.phase ?? '');
        },
      )
    );
  });
  return page.evaluate(async () => {
    // What is folded is looked at too; two themes of one grid stand for the others, drawn by the same code.
    const plis = document.querySelector('doc-grille')?.shadowRoot?.querySelectorAll('details') ?? [];
    for (const pli of [...plis].slice(0, 2)) pli.open = true;
    await new Promise((suite) => requestAnimationFrame(() => requestAnimationFrame(suite)));
    if (!document.body.matches('.sb-show-errordisplay, .sb-show-nopreview')) return undefined;
    return `Storybook: ${document.querySelector('#error-message')?.textContent || 'no preview'}`;
  });
}

/** Everything wrong with a story or a page, loaded at the widest and then narrowed: one load for all widths. */
async function visit({ id, type }: Histoire): Promise<string[]> {
  const [premiere, ...suivantes] = LARGEURS as [number, ...number[]];
  const contexte = await navigateur.newContext({
    viewport: { width: premiere, height: 800 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  const fautes: string[] = [];
  try {
    const page = await contexte.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error') fautes.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (erreur) => fautes.push(`page: ${erreur.message}`));
    await contexte.route(
      (url) => /^(https?|wss?):/.test(url.protocol) && url.origin !== serveur.origine,
      (route) => {
        fautes.push(`network: ${route.request().url()}`);
        return route.abort();
      },
    );
    const mode = type === 'docs' ? 'docs' : 'story';
    await page.goto(`${serveur.origine}/iframe.html?id=${id}&viewMode=${mode}`);
    const echec = await (type === 'docs' ? waitForDocs(page) : waitForStory(page));
    if (echec) return [...fautes, echec];

    for (const width of [premiere, ...suivantes]) {
      await page.setViewportSize({ width, height: 800 });
      const largeur = await page.evaluate(async () => {
        // Observers of sizes have drawn after two frames.
        await new Promise((suite) => requestAnimationFrame(() => requestAnimationFrame(suite)));
        return document.documentElement.scrollWidth;
      });
      if (largeur > width) fautes.push(`${width} px, overflow: the page is ${largeur} px wide`);
      for (const violation of await findViolations(page)) fautes.push(`${width} px, axe: ${violation}`);
    }
    return fautes;
  } finally {
    await contexte.close();
  }
}

describe('stories and pages of documentation', { concurrency: 2 }, () => {
  for (const histoire of [...pages, ...histoires])
    test(`${histoire.title} · ${histoire.name}`, async () => {
      assert.deepEqual(await visit(histoire), []);
    });
});
