import type { Browser, Page } from '@playwright/test';
import { expect, rows, test } from './fixtures';
import { type OwnServer, ownServer } from './own-server';

// The pictures of the README, from the demo as everybody gets it.
let own: OwnServer;
let page: Page;

test.describe.configure({ mode: 'serial', timeout: 600_000 });

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  own = ownServer({ RUNLENS_DEMO: 'on' });
  const server = await own.start();
  await server.says(' filled\n');
  page = await own.signIn(browser);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test.afterAll(() => own.end());

async function show(theme: 'dark' | 'light', path: string): Promise<void> {
  const url = new URL(page.url()).origin;
  await page.context().addCookies([{ name: 'runlens_theme', value: theme, url }]);
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const save = (name: string) => page.screenshot({ path: `public/screens/${name}.png` });

test('table', async () => {
  await show('dark', '/p/demo/executions');
  for (const index of [3, 4]) await rows(page).nth(index).getByRole('checkbox').click();
  await rows(page).nth(9).hover();
  await save('table-dark');
});

test('quick view', async () => {
  await show('light', '/p/demo/executions?status=failed&q=check_part');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Executed code' })).toBeVisible();
  await save('quick-view-light');
});

test('log page', async () => {
  await show('dark', '/p/demo/executions?status=failed&q=check_part');
  await rows(page).nth(1).getByRole('link').click();
  await page.getByRole('button', { name: 'Show Execution Context' }).click();
  await expect(page.getByRole('tree')).toBeVisible();
  await save('log-dark');
});
