import { existsSync } from 'node:fs';

import { chromium, type Browser, type LaunchOptions } from 'playwright';

/** Debian's and the usual system paths first: they need no download. */
const SYSTEME = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium's own services are silenced: tests speak to loopback only. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Launch options for whichever Chromium this machine has: the system's, else Playwright's own. */
export function optionsNavigateur(options: LaunchOptions = {}): LaunchOptions {
  const executablePath = SYSTEME.find((chemin) => existsSync(chemin));
  return {
    ...options,
    ...(executablePath ? { executablePath } : {}),
    args: [...ARGUMENTS, ...(options.args ?? [])],
  };
}

/** Starts that Chromium, headless unless told otherwise. The caller closes it. */
export function lancer(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch(optionsNavigateur(options));
}

/** Debian's Firefox ESR speaks WebDriver BiDi; Playwright's own build is taken where there is none. */
const FIREFOX = '/usr/bin/firefox-esr';

/** Loopback only. */
const SILENCE = {
  'network.captive-portal-service.enabled': false,
  'app.update.enabled': false,
};

/** Launch options for that Firefox, with preferences of `about:config`. */
export function optionsFirefox(preferences: Record<string, number | boolean> = {}): LaunchOptions {
  const firefoxUserPrefs = { ...SILENCE, ...preferences };
  return existsSync(FIREFOX)
    ? { channel: 'moz-firefox', executablePath: FIREFOX, firefoxUserPrefs }
    : { firefoxUserPrefs };
}
