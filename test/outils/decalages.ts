import type { Page } from 'playwright';

/** A poor mobile network: what a phone has between two villages. */
const LENT = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 25_000 };

/** One layout shift, and what it moved, for whoever must find the cause. */
export interface Decalage {
  valeur: number;
  elements: string[];
}

/** Every page opened by `page` from now on is watched, frames included. */
export async function guetterDecalages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const vus: { valeur: number; elements: string[] }[] = [];
    Object.assign(globalThis, { decalages: vus });
    new PerformanceObserver((liste) => {
      for (const entree of liste.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources?: { node?: Node | null }[];
      })[]) {
        // What follows a gesture within half a second is expected (the definition of CLS).
        if (entree.hadRecentInput) continue;
        const elements = (entree.sources ?? []).map(({ node }) =>
          node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName),
        );
        vus.push({ valeur: entree.value, elements });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Slows the network of `page` down: 400 ms each way and 400 kbit/s. */
export async function ralentir(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', LENT);
}

/** The shifts so far, of the page and of its frames. All of them are summed: harsher than CLS, which takes the worst window. */
export async function lireDecalages(page: Page): Promise<{ somme: number; decalages: Decalage[] }> {
  const decalages: Decalage[] = [];
  for (const cadre of page.frames()) {
    // Two frames later, the observer has been told.
    decalages.push(
      ...(await cadre.evaluate(async () => {
        await new Promise((suite) => requestAnimationFrame(() => requestAnimationFrame(suite)));
        return (globalThis as unknown as { decalages?: Decalage[] }).decalages ?? [];
      })),
    );
  }
  return { somme: decalages.reduce((total, { valeur }) => total + valeur, 0), decalages };
}
