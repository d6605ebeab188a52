import type { Page } from '@playwright/test';
import { expect, grid, open, openFilters, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Unreached');
  ids = await room.send(
    Array.from(
      { length: 60 },
      (_, index): Item => ({
        ...{ id: `away-${index}`, created_at: ago((index + 1) * MINUTE_MS), status: 'failed' },
        ...{ event: 'UPDATE', target: 'PART', target_record_id: String(index) },
        ...{ actions: [{ key: 'check_part' }], code: 'print(1)\n', context: { part: { id: 1 } } },
        output: { stdout: '1\n', stderr: '', exit_code: 0, outcome: 'finished' },
      }),
    ),
  );
});

test.beforeEach(({ watch }) => watch.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/));

const away = () => `Runlens cannot be reached at ${room.url}. Check that it runs, then try again.`;
const notLoaded = () => `This could not be loaded from ${room.url}.`;

/** From now on no code arrives; gives what lets it pass again. */
async function withoutCode(page: Page): Promise<() => Promise<void>> {
  const url = '**/_next/static/chunks/**';
  await page.route(url, (route) => route.abort('failed'));
  return () => page.unroute(url);
}

test('a list says that the server is away, and comes by itself when it is back', async ({
  page,
  context,
}) => {
  await openList(page, room);
  const panel = await openFilters(page);
  const statuses = panel.getByRole('group', { name: 'Status' });
  await expect(statuses.getByRole('listitem')).toHaveText(/Failed.*60/);
  await context.setOffline(true);
  await page.getByRole('textbox', { name: 'Search executions' }).fill('away-7');
  await expect(page.getByRole('alert').filter({ hasText: 'Runlens' })).toHaveText(away());
  await expect(statuses).toContainText('Not counted.');
  await context.setOffline(false);
  await expect(rows(page)).toHaveCount(1);
  await expect(statuses.getByRole('listitem')).toHaveText(/Failed.*1/);
  await expect(page.getByRole('region', { name: 'Over time' })).toContainText('1 execution');
  const more = { status: 'failed', event: 'UPDATE', target: 'PART', target_record_id: '70' };
  await room.send([{ id: 'away-70', created_at: ago(0), ...more }]);
  await expect(page.getByRole('button', { name: /^1 new/ })).toBeVisible();
});

test('a list that has no line either is asked for again by hand', async ({ page, context }) => {
  await page.route('**/executions/stream*', (route) => route.abort('failed'));
  await openList(page, room);
  await context.setOffline(true);
  await page.getByRole('textbox', { name: 'Search executions' }).fill('away-8');
  await expect(page.getByRole('alert').filter({ hasText: 'Runlens' })).toHaveText(away());
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).last().click();
  await expect(rows(page)).toHaveCount(1);
});

test('what is asked for at a list says so', async ({ page, context }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await rows(page).first().focus();
  // So that the code of all of it is there.
  for (const key of ['Space', 'r']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await rows(page).nth(5).focus();
  await page.keyboard.press('x');
  const exported = page.getByRole('button', { name: 'Export NDJSON' });
  await expect(exported).toBeVisible();
  await context.setOffline(true);
  await exported.click();
  await expect(page.getByText(`Exporting failed: ${away()}`)).toBeVisible();
  await page.getByRole('button', { name: /^Download/ }).click();
  await expect(page.getByText(`failed: ${away()}`)).toBeVisible();
  await panel.getByRole('textbox', { name: /Add a facet/ }).fill('ctx.part.id');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('alert').first()).toHaveText(away());
  await rows(page).nth(20).focus();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Retry Execution' });
  await expect(dialog.getByRole('alert')).toHaveText(away());
  await context.setOffline(false);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByRole('alert')).toBeHidden();
});

test('a press that changes something says that nothing was changed', async ({ page, context }) => {
  await open(page, `${room.path}/executions/${ids[3]}`);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Pin as Case' }).click();
  await expect(page.getByText(`It was not pinned. ${away()}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pin as Case' })).toBeEnabled();
});

test('in a narrow window all of it is in sight', async ({ page, context }) => {
  await page.setViewportSize({ width: 390, height: 640 });
  await page.route('**/executions*', (route) =>
    'next-action' in route.request().headers() ? route.abort('failed') : route.fallback(),
  );
  await openList(page, room);
  await page.keyboard.press('End');
  const foot = page.getByText('The next rows could not be loaded');
  await foot.scrollIntoViewIfNeeded();
  await expect(foot).toBeInViewport({ ratio: 1 });
  const [words, last] = [await foot.boundingBox(), await rows(page).last().boundingBox()];
  expect(words?.y).toBeGreaterThanOrEqual((last?.y ?? Number.NaN) + (last?.height ?? Number.NaN));
  await open(page, `${room.path}/settings`);
  await context.setOffline(true);
  const retry = page.getByRole('region', { name: 'Retry' });
  await retry.getByRole('radio', { name: /^Off/ }).check();
  await retry.getByRole('button', { name: 'Save' }).click();
  await expect(retry.getByRole('alert')).toHaveText(away());
  await expect(retry.getByRole('alert')).toBeInViewport({ ratio: 1 });
});

test('settings say that nothing was saved', async ({ page, context }) => {
  await open(page, `${room.path}/settings`);
  await context.setOffline(true);
  await page.getByLabel('Name of the new key').fill('one');
  await page.getByRole('button', { name: 'Make key' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Runlens' })).toHaveText(away());
});

for (const [key, name] of [
  ['Control+k', 'Commands'],
  ['?', 'Keys and search language'],
  ['r', 'Retry Execution'],
  ['Space', 'Quick view'],
] as const) {
  test(`${key} says that its code did not arrive, and works once it does`, async ({ page }) => {
    await openList(page, room);
    const pass = await withoutCode(page);
    await rows(page).nth(1).focus();
    await page.keyboard.press(key);
    await expect(page.getByText(notLoaded())).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
    await pass();
    // What was on its way fails a moment later, and with it what is asked for until then.
    await expect(async () => {
      await rows(page).nth(1).focus();
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible({ timeout: 2_000 });
    }).toPass();
  });
}

test('menus and panels say that their code did not arrive, and open once it does', async ({
  page,
}) => {
  await openList(page, room);
  const pass = await withoutCode(page);
  const columns = page.getByRole('button', { name: 'Columns' });
  await columns.click();
  await expect(page.getByText(notLoaded())).toBeVisible();
  await pass();
  await expect(async () => {
    await columns.click();
    await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('the filters say that their code did not arrive, and come once it does', async ({ page }) => {
  await openList(page, room);
  // Nobody has been at the screen yet: not even the pointer.
  const pass = await withoutCode(page);
  const button = page.getByRole('button', { name: /^Filters/ });
  await button.click();
  await expect(page.getByText(notLoaded()).first()).toBeVisible();
  await pass();
  await button.click();
  await openFilters(page);
});

test('what is said of an empty list says that its code did not arrive, and the page stays', async ({
  page,
}) => {
  await openList(page, room);
  await page.mouse.move(10, 10);
  const pass = await withoutCode(page);
  await page.getByRole('textbox', { name: 'Search executions' }).fill('nowhere');
  await expect(page.getByRole('alert').filter({ hasText: notLoaded() })).toBeVisible();
  await pass();
  await page.getByRole('button', { name: 'Try again' }).last().click();
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expect(grid(page)).toBeHidden();
});

test('retries of many say that the server is away, and are looked at again', async ({ page }) => {
  await openList(page, room);
  await rows(page).nth(1).focus();
  await page.keyboard.press('x');
  await page.route('**/retries', (route) => route.abort('failed'));
  await page.getByRole('button', { name: /^Retry/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Retry 1 / });
  await expect(dialog.getByRole('alert')).toContainText(away());
  await page.unroute('**/retries');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByRole('list', { name: 'What can be retried' })).toBeVisible();
});
