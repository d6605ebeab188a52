import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type FullConfig } from '@playwright/test';
import { makeFolder, startServer } from './start-server';

/** The key with full rights that specs send their executions with. */
const API_KEY = 'e2e-bootstrap-key-0123456789';

/**
 * One server with an empty database for all specs, and the owner signed in. Returns the teardown.
 * With the three variables below set, a server that runs already is used and left alone.
 */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  if (process.env.RUNLENS_E2E_URL) return async () => {};
  const folder = makeFolder();
  const server = await startServer({
    RUNLENS_DATA_DIR: join(folder, 'data'),
    RUNLENS_API_KEY: API_KEY,
    RUNLENS_DEMO: 'off',
    RUNLENS_RUNNER: 'sandbox',
  });
  const end = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const state = join(folder, 'state.json');
    await signIn(config, server.signInUrl, state);
    // Workers are started after this and read the configuration again, with these.
    process.env.RUNLENS_E2E_URL = server.url;
    process.env.RUNLENS_E2E_STATE = state;
    process.env.RUNLENS_E2E_API_KEY = API_KEY;
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

async function signIn(config: FullConfig, url: string, state: string): Promise<void> {
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
    await page.context().storageState({ path: state });
  } finally {
    await browser.close();
  }
}
