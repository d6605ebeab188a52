import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { clipboard, expect, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
/** Newest first. */
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Row actions');
  const items = Array.from(
    { length: 30 },
    (_, index): Item => ({
      id: `row-${index}`,
      created_at: ago((index + 1) * MINUTE_MS),
      status: 'success',
      event: 'UPDATE',
      target: 'PART',
      target_record_id: String(index),
      // Names that only differ in case are one file to some systems.
      actions: [{ key: index % 2 === 0 ? 'Check' : 'check' }],
      code: `print("log ${index}")\n`,
      context: {},
    }),
  );
  ids = await room.send(items);
});

async function openMenu(page: Page, index: number): Promise<void> {
  await rows(page)
    .nth(index)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await expect(page.getByRole('menuitem')).toContainText([
    'View Execution',
    'Quick View',
    'Copy Link',
    'Download Code',
  ]);
}

const bar = (page: Page) => page.getByRole('region', { name: 'Selected logs' });

async function select(page: Page, first: number, last: number): Promise<void> {
  await rows(page).nth(first).getByRole('checkbox').click();
  await rows(page)
    .nth(last)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText(`${last - first + 1} selected`);
}

test('a row that is cut off at the edge stays below the pointer while it is pressed', async ({
  page,
}) => {
  await openList(page, room);
  const scroller = page.getByRole('grid').locator('..');
  const box = await scroller.boundingBox();
  if (!box) throw new Error('the grid has no box');
  const bottom = box.y + box.height;
  const boxes = await Promise.all((await rows(page).all()).map((row) => row.boundingBox()));
  const cut = boxes.findIndex((row) => row && row.y < bottom && row.y + row.height > bottom);
  const checkbox = rows(page).nth(cut).getByRole('checkbox');
  const target = await checkbox.boundingBox();
  if (!target) throw new Error('no row is cut off');
  await page.mouse.move(target.x + target.width / 2, target.y + 1);
  await page.mouse.down();
  await expect(rows(page).nth(cut)).toHaveAttribute('tabindex', '0');
  // After the frames in which it would be scrolled into sight.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  expect(await scroller.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await page.mouse.up();
  await expect(checkbox).toBeChecked();
  await expect(bar(page)).toContainText('1 selected');
});

test('View Execution opens the log with the filter of the list', async ({ page }) => {
  await openList(page, room, '?q=event:UPDATE');
  await openMenu(page, 2);
  await page.getByRole('menuitem', { name: 'View Execution' }).click();
  await expect(page).toHaveURL(`${room.path}/executions/${ids[2]}?q=event:UPDATE`);
  await expect(page.getByRole('region', { name: 'Executed code' })).toContainText('log 2');
});

test('the timestamp opens the log', async ({ page }) => {
  await openList(page, room);
  await rows(page).nth(1).getByRole('link').click();
  await expect(page).toHaveURL(`${room.path}/executions/${ids[1]}`);
});

test('Copy Link copies a link that opens the log', async ({ page, context }) => {
  await openList(page, room, '?q=event:UPDATE');
  await openMenu(page, 3);
  await page.getByRole('menuitem', { name: 'Copy Link' }).click();
  await expect(page.getByText('Link to the log copied')).toBeVisible();
  const link = await clipboard(page);
  expect(link).toBe(`${room.url}${room.path}/executions/${ids[3]}`);
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('region', { name: 'Executed code' })).toContainText('log 3');
});

test('Download Code saves the one Python file', async ({ page }) => {
  await openList(page, room);
  await openMenu(page, 0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download Code' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Check-\d{8}T\d{9}Z-[0-9a-f]{8}\.py$/);
  expect(readFileSync(await download.path(), 'utf8')).toContain('print("log 0")');
  await expect(rows(page).first()).toBeVisible();
});

test('the menu of another row opens by one click, after a download too', async ({ page }) => {
  await openList(page, room);
  for (const index of [0, 3, 1]) {
    await openMenu(page, index);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download Code' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(`print("log ${index}")`);
  }
});

test('Download Zip holds one file per selected log, named apart', async ({ page }) => {
  await openList(page, room);
  await select(page, 0, 19);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name: 'Download Zip' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^runlens-.*Z-20-logs\.zip$/);
  await expect(page.getByText('Zip with 20 Python files is downloaded')).toBeVisible();
  const zip = await JSZip.loadAsync(readFileSync(await download.path()));
  expect(zip.file('run_all.py')).not.toBeNull();
  const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '');
  expect(manifest.files[0]).toEqual({
    name: expect.any(String),
    execution_id: ids[0],
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    bundle_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    python: null,
    recorded: false,
  });
  const names: string[] = manifest.files.map(({ name }: { name: string }) => name);
  expect(Object.keys(zip.files)).toHaveLength(names.length + 2);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(20);
  for (const name of names) expect(name).toMatch(/^[\w-]+\.py$/);
  const texts = await Promise.all(names.map((name) => zip.file(name)?.async('string') ?? ''));
  for (let index = 0; index < 20; index += 1) {
    expect(texts.filter((text) => text.includes(`print("log ${index}")`))).toHaveLength(1);
  }
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await expect(bar(page)).toBeHidden();
});

test('a zip shows its progress and can be cancelled', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/bundles', async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await openList(page, room);
  await select(page, 0, 4);
  await bar(page).getByRole('button', { name: 'Download Zip' }).click();
  await expect(bar(page).getByRole('progressbar', { name: 'Packing' })).toBeVisible();
  await expect(bar(page)).toContainText('0 of 5');
  await bar(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Packing: cancelled')).toBeVisible();
  await expect(bar(page).getByRole('button', { name: 'Download Zip' })).toBeEnabled();
  await expect(bar(page)).toContainText('5 selected');
  release();
});

test('a zip that fails says why and can be tried again', async ({ page, watch }) => {
  watch.expect(/503/);
  await page.route('**/bundles', (route) =>
    route.fulfill({ status: 503, json: { detail: 'the database is away' } }),
  );
  await openList(page, room);
  await select(page, 0, 2);
  await bar(page).getByRole('button', { name: 'Download Zip' }).click();
  await expect(bar(page).getByRole('alert')).toContainText('the database is away');
  await page.unroute('**/bundles');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name: 'Download Zip' }).click(),
  ]);
  const { files } = await JSZip.loadAsync(readFileSync(await download.path()));
  // The logs, run_all.py and manifest.json.
  expect(Object.keys(files)).toHaveLength(3 + 2);
  await expect(bar(page).getByRole('alert')).toBeHidden();
});

test('the bar of a selection covers nothing, and what is selected stays in sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 640 });
  await openList(page, room);
  await page.keyboard.press('End');
  await page.keyboard.press('x');
  await expect(bar(page)).toBeVisible();
  await expect(rows(page).last()).toBeInViewport();
  const top = (await bar(page).boundingBox())?.y ?? Number.NaN;
  const last = await rows(page).last().boundingBox();
  expect((last?.y ?? Number.NaN) + (last?.height ?? Number.NaN)).toBeLessThanOrEqual(top);
});
