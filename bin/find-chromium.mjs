import { existsSync } from 'node:fs';

/** The one without a screen first: tests take half the time in it. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
];

/**
 * The browser that tests run in: CHROMIUM_PATH, else the system's; undefined where only Playwright's
 * own can be there.
 * @returns {string | undefined}
 */
export function findChromium() {
  return [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));
}
