import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu and Alpine put Chromium; CHROMIUM_PATH comes first. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What browser tests and screenshots take from the environment. */
export interface BrowserEnvironment {
  /** The Chromium to use, when there is one. */
  chromium: string | undefined;
  /** With CI=true a missing Chromium is a failure rather than a skip. */
  required: boolean;
}

export function readBrowserEnvironment(env: NodeJS.ProcessEnv = process.env): BrowserEnvironment {
  const candidates = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : PLACES;
  return {
    chromium: candidates.find((path) => existsSync(path)),
    required: env.CI === 'true',
  };
}

/** The Chromium to use. Without one the tests are skipped, loudly; with CI=true that is a failure. */
export function chromiumOrNothing(): string | undefined {
  const { chromium, required } = readBrowserEnvironment();
  if (chromium) return chromium;
  const message = 'No Chromium here (CHROMIUM_PATH, or /usr/bin/chromium)';
  if (required) throw new Error(`${message}, and CI=true asks for it.`);
  process.stderr.write(`\n*** ${message}: THE BROWSER TESTS ARE SKIPPED. ***\n\n`);
  return undefined;
}
