import { randomBytes } from 'node:crypto';
import type { Browser } from '@playwright/test';

/** What goes over the wire; only what a spec needs is spelled. */
export interface Item {
  status: string;
  event: string;
  target: string;
  [field: string]: unknown;
}

export interface Report {
  accepted: number;
  duplicates: number;
  rejected: { index: number; code: string; message: string }[];
  altered: { index: number; id: string; alterations: { path: string; code: string }[] }[];
  ids: string[];
}

/** A project of one spec: specs run side by side and must not see each other's rows. */
export interface Room {
  project: string;
  name: string;
  /** `/p/…` */
  path: string;
  url: string;
  key: string;
  /** Sends items or ready JSON text; every item must be taken. Gives the ids in the order sent. */
  send: (items: readonly Item[] | string) => Promise<string[]>;
  post: (body: string) => Promise<Report>;
}

/** Makes the project and its key as a person does. */
export async function makeRoom(browser: Browser, name: string): Promise<Room> {
  const full = `${name} ${randomBytes(3).toString('hex')}`;
  const project = full.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const path = `/p/${project}`;
  const page = await browser.newPage({
    baseURL: process.env.RUNLENS_E2E_URL,
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  await page.goto('/p/default/settings');
  await page.getByLabel('Name of the new project').fill(full);
  await page.getByRole('button', { name: 'Make project' }).click();
  await page.waitForURL(`**${path}/executions`);
  await page.goto(`${path}/settings`);
  await page.getByLabel('Name of the new key').fill('spec');
  await page.getByRole('button', { name: 'Make key' }).click();
  const key = await page.getByTestId('new-key').innerText();
  await page.close();
  return { project, name: full, path, key, ...sender(process.env.RUNLENS_E2E_URL ?? '', key) };
}

/** Sends over the API with a key. */
export function sender(url: string, key: string): Pick<Room, 'url' | 'post' | 'send'> {
  const post = async (body: string): Promise<Report> => {
    const answer = await fetch(`${url}/api/v1/executions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Report;
  };
  return {
    url,
    post,
    send: async (items) => {
      const report = await post(typeof items === 'string' ? items : JSON.stringify(items));
      if (report.rejected.length > 0) throw new Error(JSON.stringify(report.rejected));
      return report.ids;
    },
  };
}

/** A time before now, as producers write it. */
export const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
