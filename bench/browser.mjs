import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

// The system's browser where there is one; undefined means Playwright's own.
const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path) => path && existsSync(path));

/**
 * A browser of its own, signed in, with nothing in its cache: signing in loads no page of the dashboard.
 * @param {import('./server.mjs').Server} server
 */
export async function openBrowser(server) {
  const downloads = mkdtempSync(join(tmpdir(), 'runlens-bench-downloads-'));
  const browser = await chromium.launch({
    executablePath,
    downloadsPath: downloads,
    // Chromium's own sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--enable-precise-memory-info',
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    storageState: server.session,
  });
  const close = async () => {
    await browser.close();
    rmSync(downloads, { recursive: true, force: true });
  };
  return { browser, context, close };
}

/** Uses the one-time link and keeps the session for every browser of the run. */
export async function signIn(server) {
  const { browser, context, close } = await openBrowser(server);
  try {
    const page = await context.newPage();
    await page.goto(server.signInUrl);
    await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
    server.session = await context.storageState();
    return browser.version();
  } finally {
    await close();
  }
}

/** After the rows: for the scripts that come when the page is idle, in ms. */
const SETTLED_MS = 1_500;

/** The table page, with its rows drawn and its scripts at work. */
export async function openList(server, search = '') {
  const { context, browser, close } = await openBrowser(server);
  const page = await context.newPage();
  await page.goto(`${server.url}/p/${server.project}/executions${search}`);
  // Never idle: what is live stays connected.
  await page.getByRole('row').nth(1).waitFor();
  await page.waitForTimeout(SETTLED_MS);
  return { page, browser, close };
}
