import type { Page } from '@playwright/test';
import { column, expect, open, openFilters, openKeyed, rows, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

let room: Room;
let ids: string[];

const KEY = 'check part/über?';

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Actions');
  const base = { event: 'UPDATE', target: 'PART', language: 'python' };
  const named = { key: KEY, name: 'Check the part' };
  ids = await room.send([
    {
      ...{ ...base, id: 'action-1', created_at: ago(MINUTE_MS), status: 'failed' },
      ...{ actions: [named], code: 'print("new version")\n', target_record_id: '1' },
      context: { part: { id: 34 } },
    },
    {
      ...{ ...base, id: 'action-2', created_at: ago(2 * MINUTE_MS), status: 'success' },
      ...{ actions: [named, { key: 'other' }], code: 'print("old version")\n' },
      target_record_id: '2',
    },
    {
      ...{ ...base, id: 'action-3', created_at: ago(3 * MINUTE_MS), status: 'rejected' },
      ...{ actions: [{ key: 'other' }], target_record_id: '3' },
    },
  ]);
});

const action = (search = '') => `${room.path}/actions/${encodeURIComponent(KEY)}${search}`;
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Action', exact: true }).getByRole('link', { name });

test('the list of actions leads to all execution logs and to each action', async ({ page }) => {
  await open(page, `${room.path}/actions`);
  const row = page.getByRole('row').filter({ hasText: KEY });
  await expect(row).toContainText('Check the part');
  await expect(row).toContainText('Failed');
  await row.getByRole('link', { name: KEY }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(KEY);
  await page.goBack();
  await page.getByRole('link', { name: 'View Execution Logs' }).click();
  await expect(page).toHaveURL(`${room.path}/executions`);
  await expect(rows(page)).toHaveCount(3);
});

test('a long key and a long name leave the other columns in sight', async ({ page, newRoom }) => {
  const long = await newRoom('Long names');
  const key = `act_${'k'.repeat(150)}`;
  const actions = [{ key, name: 'very long '.repeat(20) }];
  await long.send([{ event: 'UPDATE', target: 'PART', status: 'failed', actions }]);
  await open(page, `${long.path}/actions`);
  const row = page.getByRole('row').filter({ hasText: key });
  await expect(row.getByText('Failed')).toBeInViewport();
  expect((await row.boundingBox())?.height).toBeLessThan(40);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row.getByText('Failed')).toBeInViewport();
});

test('the Executions tab lists the logs of this action only', async ({ page }) => {
  await openKeyed(page, action());
  await expect(tab(page, 'Executions')).toHaveAttribute('aria-current', 'page');
  expect(await column(page, 'Record ID')).toEqual(['1', '2']);
  const filters = await openFilters(page);
  await filters.getByRole('checkbox', { name: 'Success' }).check();
  await expect.poll(() => column(page, 'Record ID')).toEqual(['2']);
  await expect(filters.getByRole('group', { name: /^Action/ })).toBeHidden();
  await rows(page).getByRole('link').click();
  await expect(page).toHaveURL((url) => url.pathname === `${room.path}/executions/${ids[1]}`);
  await expect(page).toHaveURL((url) =>
    /^status:success action:/.test(url.searchParams.get('q') ?? ''),
  );
});

test('the Code tab shows the newest code, the Context tab its context', async ({ page }) => {
  await openKeyed(page, action());
  await tab(page, 'Code').click();
  await expect(page).toHaveURL(action('?tab=code'));
  await expect(page.getByRole('region', { name: `Code of ${KEY}` })).toContainText('new version');
  await tab(page, 'Context').click();
  await expect(page).toHaveURL(action('?tab=context'));
  await page.getByRole('button', { name: 'Show Execution Context' }).click();
  await expect(page.getByRole('tree')).toContainText('"id": 34');
  await page.reload();
  await expect(tab(page, 'Context')).toHaveAttribute('aria-current', 'page');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^[A-Z][a-z]{2} \d\d / })
    .click();
  await expect(page).toHaveURL(`${room.path}/executions/${ids[0]}`);
});

test('quick view works in the Executions tab and keeps it', async ({ page }) => {
  await openKeyed(page, action());
  await rows(page).first().focus();
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Quick view' });
  await expect(dialog).toContainText('new version');
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText('old version');
  await expect(dialog).toContainText('2 of 2');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(action());
});

test('an action that never ran is not there', async ({ page, watch }) => {
  watch.expect(/404/);
  await page.goto(`${room.path}/actions/never`);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
