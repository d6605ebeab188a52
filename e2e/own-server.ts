import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { makeFolder, type StartedServer, startServer } from './start-server';

/** A data folder and servers on it, for what must not happen to the server of the other specs. */
export interface OwnServer {
  folder: string;
  start: (extra?: Record<string, string>) => Promise<StartedServer>;
  /** A page that has been signed in by the link. */
  signIn: (browser: Browser) => Promise<Page>;
  end: () => Promise<void>;
}

export function ownServer(env: Record<string, string>): OwnServer {
  const folder = makeFolder();
  let server: StartedServer | null = null;
  return {
    folder,
    start: async (extra = {}) => {
      server = await startServer({ RUNLENS_DATA_DIR: join(folder, 'data'), ...env, ...extra });
      return server;
    },
    signIn: async (browser) => {
      const context = await browser.newContext({
        baseURL: server?.url,
        storageState: { cookies: [], origins: [] },
      });
      const page = await context.newPage();
      await page.goto(server?.signInUrl ?? '');
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      return page;
    },
    end: async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
