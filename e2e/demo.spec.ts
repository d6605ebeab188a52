import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, rows, test } from './fixtures';
import { type OwnServer, ownServer } from './own-server';

let own: OwnServer;
let path: string;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

// Where python3 does not work the demo comes from recordings: seconds instead of a minute.
test.beforeAll(() => {
  own = ownServer({ RUNLENS_DEMO: 'on' });
  const bin = join(own.folder, 'bin');
  mkdirSync(bin);
  for (const name of ['python3', 'python']) {
    writeFileSync(join(bin, name), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  }
  path = [bin, process.env.PATH].join(delimiter);
});

test.afterAll(() => own.end());

test('the first start fills the demo, and the start page shows it', async ({ browser }) => {
  const server = await own.start({ PATH: path });
  await server.says(' filled\n');
  const page = await own.signIn(browser);
  await expect(page).toHaveURL(/\/p\/demo\/executions$/);
  await expect(rows(page).first()).toBeVisible();
  await page.goto('/p/demo/executions?status=failed');
  await expect(rows(page).first()).toContainText('Failed');
  await rows(page).first().getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Executed code' })).toBeVisible();
  // The key that filled it ends with the filling.
  await expect(async () => {
    await page.goto('/p/demo/settings');
    await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible();
    expect(await page.getByRole('button', { name: /^Revoke/ }).count()).toBe(0);
  }).toPass();
  await page.context().close();
  expect(await server.stop()).toBe(0);
});

test('the next start does not fill it again; deleted, it stays deleted', async ({ browser }) => {
  const server = await own.start({ PATH: path });
  const page = await own.signIn(browser);
  await expect(rows(page).first()).toBeVisible();
  const newest = await rows(page).first().getAttribute('data-row-id');
  await page.goto('/p/demo/settings');
  await page.getByLabel('Type “Demo” to confirm').fill('Demo');
  await page.getByRole('button', { name: 'Delete project' }).click();
  await expect(page).toHaveURL(/\/p\/default\/executions$/);
  expect((await page.goto('/p/demo/executions'))?.status()).toBe(404);
  expect((await page.goto(`/p/demo/executions/${newest}`))?.status()).toBe(404);
  await page.context().close();
  expect(await server.stop()).toBe(0);

  await own.start({ PATH: path });
  const later = await own.signIn(browser);
  await expect(later).toHaveURL(/\/p\/default\/executions$/);
  expect((await later.goto('/p/demo/executions'))?.status()).toBe(404);
  await later.context().close();
});
