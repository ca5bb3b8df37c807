import { webdriverLauncher } from '@web/test-runner-webdriver';
import { demarrerWebKit, type PiloteWebKit } from './webkitgtk.ts';

type Lanceur = ReturnType<typeof webdriverLauncher>;

/** Web Test Runner's launcher for WebKitGTK: display and driver start with the first file, and stop with the run. */
export function webkitLauncher(): Lanceur {
  const options = {
    hostname: '127.0.0.1',
    logLevel: 'error' as const,
    capabilities: {
      browserName: 'MiniBrowser',
      // webdriverio would speak BiDi, which WebKitGTK's driver does not.
      'wdio:enforceWebDriverClassic': true,
    },
  };
  const lanceur = webdriverLauncher(options);
  let pilote: Promise<PiloteWebKit> | undefined;
  const { startSession, stop } = lanceur;
  return Object.assign(lanceur, {
    name: 'WebKitGTK',
    async startSession(id: string, url: string) {
      pilote ??= demarrerWebKit();
      const { port, binary } = await pilote;
      Object.assign(options, { port });
      Object.assign(options.capabilities, {
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      });
      return startSession.call(lanceur, id, url);
    },
    async stop() {
      await stop.call(lanceur);
      await pilote?.then(
        ({ fermer }) => fermer(),
        () => undefined,
      );
    },
  });
}
