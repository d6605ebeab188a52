import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { clipboard, expect, openKeyed, test } from './fixtures';
import type { Item, Room } from './room';

let room: Room;
/** Ends, runs, has no lines. */
let ids: string[];

const COUNT = 1_500;
const BASE = { event: 'UPDATE', target: 'PART' };

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Entries');
  const entries = Array.from({ length: COUNT }, (_, n) => ({
    seq: n + 1,
    level: n % 100 === 99 ? 'error' : n % 10 === 9 ? 'warning' : 'info',
    event: n % 3 === 0 ? 'slice_started' : 'slice_completed',
    message:
      n === 1 ? '\u001b[31mred\u001b[0m and \u202e turned\nsecond' : `Slice ${n + 1} of ${COUNT}`,
    data: { rows: n, nested: { ok: true } },
    worker_id: `worker-${n % 2}`,
    attempt: n < 1_000 ? 1 : 2,
    occurred_at: new Date(Date.UTC(2026, 10, 20, 10, 0, 0, n)).toISOString(),
  }));
  ids = await room.send([
    { ...BASE, id: 'ended', status: 'failed', entries },
    { ...BASE, id: 'runs', status: 'running' },
    { ...BASE, id: 'bare', status: 'success' },
  ] as Item[]);
});

const log = (index: number, search = '') =>
  `${room.path}/executions/${ids[index]}?tab=entries${search}`;
const grid = (page: Page) => page.getByRole('treegrid', { name: 'Log entries' });
const line = (page: Page, seq: number) => grid(page).locator(`[data-seq="${seq}"]`);
const count = (page: Page) =>
  page.getByRole('region', { name: 'Log', exact: true }).getByRole('status').first();

async function append(id: string, ...entries: object[]): Promise<void> {
  const answer = await fetch(`${room.url}/api/v1/executions/${id}/entries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${room.key}` },
    body: entries.map((entry) => JSON.stringify(entry)).join('\n'),
  });
  expect(await answer.json()).toMatchObject({ accepted: entries.length, rejected: [] });
}

test('filters by level, event, worker and attempt, and the URL says so', async ({ page }) => {
  await openKeyed(page, log(0));
  await expect(count(page)).toHaveText('1,500 lines');
  await page.getByLabel('Level').selectOption('warning');
  await expect(count(page)).toHaveText('150 lines');
  await expect(line(page, 10)).toContainText('Nov 20 10:00:00.009');
  await page.getByLabel('Event type').selectOption('slice_started');
  await expect(count(page)).toHaveText('50 lines');
  await page.getByLabel('Worker').selectOption('worker-1');
  await page.getByLabel('Attempt').selectOption('2');
  await expect(page).toHaveURL(/log_level=warning&log_event=slice_started&log_worker=worker-1/);
  await expect(count(page)).toHaveText('16 lines');
  await page.reload();
  await expect(count(page)).toHaveText('16 lines');
  await expect(page.getByLabel('Attempt')).toHaveValue('2');
  await expect(grid(page).locator('[data-seq]').first()).toBeVisible();
});

test('finds words in a log, and says when nothing matches', async ({ page }) => {
  await openKeyed(page, log(0));
  await page.keyboard.press('/');
  await page.keyboard.type('slice 777 OF');
  await expect(count(page)).toHaveText('1 line');
  await expect(line(page, 777).locator('mark')).toHaveText('Slice 777 of');
  await page.getByLabel('Search this log').fill('"rows":778');
  await expect(line(page, 779)).toBeVisible();
  await page.getByLabel('Search this log').fill('nowhere to be found');
  await expect(page.getByText('No line of this log matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(count(page)).toHaveText('1,500 lines');
});

test('goes to any place by keys, opens a line and links to it', async ({ page }) => {
  await openKeyed(page, log(0));
  await expect(count(page)).toHaveText('1,500 lines');
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(line(page, COUNT)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  const tree = page.getByRole('tree', { name: 'data.json' });
  await expect(tree).toContainText('"rows": 1498');
  await grid(page).focus();
  await page.keyboard.press('c');
  await expect(page.getByText('Link to the line copied')).toBeVisible();
  const link = await clipboard(page);
  expect(link).toContain(`line=${COUNT - 1}`);
  await page.keyboard.press('Escape');
  await expect(tree).toBeHidden();
  await page.keyboard.press('Home');
  await expect(line(page, 1)).toHaveAttribute('aria-selected', 'true');
  await openKeyed(page, new URL(link).pathname + new URL(link).search);
  await expect(line(page, COUNT - 1)).toHaveAttribute('aria-selected', 'true');
  await expect(line(page, COUNT - 1)).toBeInViewport();
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  await page.setViewportSize({ ...size, height: size.height - 60 });
  await expect(line(page, COUNT - 1)).toBeInViewport();
});

test('shows colours, and every other control as text', async ({ page }) => {
  await openKeyed(page, log(0));
  await expect(line(page, 2)).toContainText('U+202E');
  await expect(line(page, 2)).not.toContainText('[31m');
  await expect(line(page, 2).getByText('red', { exact: true })).toHaveClass(/ansi-red/);
  await line(page, 2).click();
  await expect(page.getByText('second', { exact: true })).toBeVisible();
});

test('is exported as it is narrowed, in the zone of the screen', async ({ page }) => {
  await openKeyed(page, log(0, '&log_level=error'));
  await expect(count(page)).toHaveText('15 lines');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export NDJSON' }).click(),
  ]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(rows).toHaveLength(16);
  expect(rows[0]).toMatchObject({ seq: 100, level: 'error', data: { rows: 99 }, attempt: 1 });
  expect(rows.at(-1)).toEqual({ end: true, count: 15 });
});

test('follows a log that another process writes, and pauses where somebody reads', async ({
  page,
}) => {
  const id = ids[1] ?? '';
  await openKeyed(page, log(1));
  await expect(page.getByText('There are no log lines yet.')).toBeVisible();
  const some = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => ({
      seq: from + n,
      message: `line ${from + n}`,
    }));
  await append(id, ...some(1, 300));
  await expect(line(page, 300)).toBeInViewport();
  await grid(page).hover();
  await page.mouse.wheel(0, -2_000);
  await expect(page.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  await append('runs', ...some(301, 312));
  const pill = page.getByRole('button', { name: /12 new/ });
  await expect(pill).toBeVisible();
  await expect(line(page, 312)).toBeHidden();
  await pill.click();
  await expect(line(page, 312)).toBeInViewport();
  await append(id, ...some(313, 313));
  await expect(line(page, 313)).toBeInViewport();
  await room.send([{ ...BASE, id: 'runs', created_at: undefined, status: 'success' }]);
  await expect(page.getByText('Lines appear as they come')).toBeHidden();
  await expect(page.locator('header').filter({ hasText: 'Download Code' })).toContainText(
    'Success',
  );
  await expect(count(page)).toHaveText('313 lines');
});

test('says what there is when there are no lines, and when they cannot be read', async ({
  page,
  watch,
}) => {
  await openKeyed(page, log(2));
  await expect(page.getByText('No log lines were sent with this execution.')).toBeVisible();
  watch.expect(/503|outline/);
  await page.route('**/entries/outline*', (route) =>
    route.fulfill({ status: 503, json: { detail: 'The database does not answer' } }),
  );
  await openKeyed(page, log(0, '&log_level=error'));
  await expect(
    page.getByRole('alert').filter({ hasText: 'The log could not be read' }),
  ).toContainText('The database does not answer');
  await page.unroute('**/entries/outline*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(count(page)).toHaveText('15 lines');
});

test('is without a fault with an opened line', async ({ page }) => {
  test.slow();
  await expectNoFaults(page, async () => {
    await openKeyed(page, log(0));
    await line(page, 3).click();
    await expect(page.getByRole('tree', { name: 'data.json' })).toBeVisible();
  });
});

test('is without a fault while it has no lines', async ({ page }) => {
  await expectNoFaults(page, () => openKeyed(page, log(2)));
});
