import type { Page } from '@playwright/test';
import { column, expect, grid, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

const COUNT = 160;
const TITLES = [
  'Created at',
  'Status',
  'Event',
  'Target',
  'Record ID',
  'Validation message',
  'Raised action',
  'Triggered by',
  'Execution time',
  'Executed action IDs',
  'Request ID',
  'Environment',
  'Attempt',
  'Warnings',
  'Errors',
  'Reproducibility',
];

let room: Room;
/** Newest first. */
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Table');
  const items = Array.from({ length: COUNT }, (_, index): Item => {
    const failed = index % 4 === 0;
    return {
      id: `table-${index}`,
      created_at: ago((index + 1) * 5 * MINUTE_MS),
      status: failed ? 'failed' : 'success',
      event: ['UPDATE', 'CREATE', 'DELETE'][index % 3] ?? 'UPDATE',
      target: 'PART_INVENTORY',
      target_record_id: String(index),
      actions: [{ key: 'first_check' }, { key: 'second_check' }],
      raised_action: failed ? 'second_check' : null,
      validation_message: failed ? `Part ${index} has no revision` : null,
      request_id: `req-${index}`,
      triggered_by: 'ana@example.com',
      environment: 'production',
      duration_ms: 100 + index,
      attempt: 1,
    };
  });
  ids = await room.send(items);
});

/** Place and id of each row that is drawn. */
const shownRows = (page: Page) =>
  rows(page).evaluateAll((all) =>
    all.map((row): [number, string] => [
      Number(row.getAttribute('aria-rowindex')),
      row.getAttribute('data-row-id') ?? '',
    ]),
  );

const scrollBy = (page: Page, pixels: number) =>
  grid(page).evaluate((element, by) => element.parentElement?.scrollBy(0, by), pixels);

test('the server draws the first page, with every column, and no script is needed', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: process.env.RUNLENS_E2E_STATE,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(`${room.path}/executions`);
  await expect(rows(page)).not.toHaveCount(0);
  const titles = await grid(page).getByRole('columnheader').allInnerTexts();
  for (const title of TITLES) expect(titles.join('|')).toContain(title);
  const first = rows(page).first();
  await expect(first).toBeVisible();
  await expect(first.getByRole('gridcell')).toContainText([
    /^$/,
    /^[A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\.\d{3}$/,
    'Failed',
    'UPDATE',
    'PART_INVENTORY',
    '0',
    'Part 0 has no revision',
    'second_check',
    'ana@example.com',
    '100 ms',
    'first_check, second_check',
    'req-0',
    'production',
    '1',
    /^$/,
  ]);
  await first.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('second_check');
  await context.close();
});

test('scrolling loads every row once, in order, and says when that is all', async ({ page }) => {
  await openList(page, room);
  const seen = new Map<number, string>();
  const foot = page.getByText('That is all. Logs are kept for 30 days.');
  await expect(async () => {
    for (const [index, id] of await shownRows(page)) seen.set(index, id);
    await scrollBy(page, 450);
    await expect(foot).toBeInViewport({ timeout: 1 });
    expect(seen.size).toBe(COUNT);
  }).toPass({ intervals: [10] });
  const order = [...seen].sort(([a], [b]) => a - b).map(([, id]) => id);
  expect(order).toEqual(ids);
  await expect(page.getByTestId('list-status')).toHaveText(`${COUNT} executions`);
});

test('from a row in the middle the list grows upwards without moving it', async ({ page }) => {
  await openList(page, room, `?at=${ids[120]}`);
  const row = page.locator(`[data-row-id="${ids[120]}"]`);
  await expect(row).toBeInViewport();
  // All that is above arrives page by page, and the row stays where it is.
  await expect(page.getByTestId('list-status')).toContainText(/^(9\d|1\d\d) executions/);
  await expect(row).toBeInViewport();
  await expect(async () => {
    await scrollBy(page, -600);
    await expect(page.locator(`[data-row-id="${ids[0]}"]`)).toBeInViewport({ timeout: 1 });
  }).toPass({ intervals: [10] });
  expect((await column(page, 'Record ID')).slice(0, 5)).toEqual(['0', '1', '2', '3', '4']);
});

test('sorts by time both ways, and the URL keeps it', async ({ page }) => {
  await openList(page, room);
  await page.getByRole('button', { name: /Created at/ }).click();
  await expect(page).toHaveURL(/order=oldest/);
  await expect(rows(page).first()).toHaveAttribute('data-row-id', ids[COUNT - 1] ?? '');
  await page.reload();
  await expect(rows(page).first()).toHaveAttribute('data-row-id', ids[COUNT - 1] ?? '');
  await page.goBack();
  await expect(rows(page).first()).toHaveAttribute('data-row-id', ids[0] ?? '');
});

test('columns are hidden and shown, and stay so after a reload', async ({ page }) => {
  await openList(page, room);
  const header = grid(page).getByRole('columnheader', { name: 'Environment' });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Environment' }).click();
  await expect(header).toBeHidden();
  await page.reload();
  await expect(rows(page)).not.toHaveCount(0);
  await expect(header).toBeHidden();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Reset all columns' }).click();
  await expect(header).toBeVisible();
});

test('columns are resized by mouse and by arrow keys, and stay so', async ({ page }) => {
  await openList(page, room);
  const header = grid(page).getByRole('columnheader', { name: 'Target' }).first();
  const edge = header.getByRole('separator');
  const width = async () => Math.round((await header.boundingBox())?.width ?? 0);
  const before = await width();
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBe(before + 16);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBe(before - 16);
  const box = await edge.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 3, (box?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 83, (box?.y ?? 0) + 8, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBe(before + 64);
  await page.reload();
  await expect(rows(page)).not.toHaveCount(0);
  await expect.poll(width).toBe(before + 64);
});

test('shift-click selects the rows between, and Clear lets go of them', async ({ page }) => {
  await openList(page, room);
  const boxes = rows(page).getByRole('checkbox');
  await boxes.nth(1).click();
  await boxes.nth(5).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: 'Selected logs' });
  await expect(bar).toContainText('5 selected');
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(5);
  await boxes.nth(3).click();
  await expect(bar).toContainText('4 selected');
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toBeHidden();
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(0);
});

test('every time is written in the zone that was chosen', async ({ page }) => {
  await openList(page, room);
  const [utc] = await column(page, 'Created at');
  await page.getByRole('button', { name: /time zone, sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Another time zone…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Time zone' });
  await dialog.getByLabel('Time zone').fill('Asia/Kathmandu');
  await dialog.getByRole('button', { name: 'Use it' }).click();
  // 5:45 ahead: minutes differ by three quarters of an hour.
  await expect.poll(async () => (await column(page, 'Created at'))[0]).not.toBe(utc);
  const minutes = (text = '') => Number(text.slice(10, 12));
  const [there] = await column(page, 'Created at');
  expect((minutes(there) - minutes(utc) + 60) % 60).toBe(45);
  await page.reload();
  expect((await column(page, 'Created at'))[0]).toBe(there);
});
