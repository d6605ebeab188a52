import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import JSZip from 'jszip';
import { expectNoFaults } from './axe';
import { expect, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

const COUNT = 130;
let room: Room;
/** Newest first. */
let ids: string[];

const item = (index: number): Item => ({
  id: `export-${index}`,
  created_at: ago((index + 1) * MINUTE_MS),
  status: index % 2 === 0 ? 'failed' : 'success',
  event: 'UPDATE',
  target: index === 0 ? '=HYPERLINK("http://example.com")' : 'PART',
  target_record_id: String(index),
  code: `print(${index})\n`,
  context: { n: index },
});

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Taken along');
  ids = await room.send(Array.from({ length: COUNT }, (_, index) => item(index)));
});

const bar = (page: Page) => page.getByRole('region', { name: 'Selected logs' });

async function take(page: Page, name: string): Promise<{ download: Download; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name }).click(),
  ]);
  return { download, text: readFileSync(await download.path(), 'utf8') };
}

const idsIn = (ndjson: string) =>
  ndjson
    .trimEnd()
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { id: string }).id);

/** Selects what is loaded, two pages as the second is loaded ahead, then all that matches. */
async function selectAll(page: Page, count: number): Promise<void> {
  await expect(page.getByTestId('list-status')).toHaveText(/^100 executions loaded/);
  await page.getByRole('checkbox', { name: 'Select all loaded' }).check();
  await bar(page)
    .getByRole('button', { name: /^Select all (\d+ )?that match$/ })
    .click();
  await expect(bar(page)).toContainText(`${count} selected · all that matched`);
}

/** Selects all of a list that is loaded whole: nothing is left to be frozen. */
async function selectLoaded(page: Page, count: number): Promise<void> {
  await expect(page.getByTestId('list-status')).toHaveText(new RegExp(`^${count} executions`));
  await page.getByRole('checkbox', { name: 'Select all loaded' }).check();
  await expect(bar(page)).toContainText(`${count} selected`);
}

test('all that match are frozen: what arrives later is not among them', async ({ page }) => {
  await openList(page, room);
  await selectAll(page, COUNT);
  const [late = ''] = await room.send([
    { ...item(901), created_at: ago(1_000), status: 'running', id: 'late' },
  ]);
  const { text, download } = await take(page, 'Export NDJSON');
  expect(download.suggestedFilename()).toMatch(/^runlens-.*Z-130-logs\.ndjson$/);
  expect(idsIn(text)).toEqual(ids);
  expect(idsIn(text)).not.toContain(late);
  expect(text.trimEnd().split('\n').at(-1)).toBe('{"end":true,"count":130}');
  await expect(page.getByText('Exported 130 logs')).toBeVisible();
  // Another row that is picked is another selection.
  await rows(page).nth(2).getByRole('checkbox').click();
  await expect(bar(page)).not.toContainText('all that matched');
});

test('CSV has the columns of the screen in their order, in its zone, and no formula', async ({
  page,
}) => {
  await openList(page, room, '?q=status:failed&cols=ctx.n@createdAt,-event,*target');
  await page.getByRole('button', { name: /time zone, sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Another time zone…' }).click();
  await page.getByRole('dialog').getByLabel('Time zone').fill('Asia/Kathmandu');
  await page.getByRole('button', { name: 'Use it' }).click();
  await selectLoaded(page, COUNT / 2);
  const { text, download } = await take(page, 'Export CSV');
  expect(download.suggestedFilename()).toMatch(/-65-logs\.csv$/);
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(COUNT / 2 + 2);
  expect(lines[0]).toMatch(/^id,target,created_at,ctx\.n,status,target_record_id,/);
  expect(lines[1]).toContain(`${ids[0]},"'=HYPERLINK(""http://example.com"")",`);
  expect(lines[2]).toMatch(/^[0-9a-f-]{36},PART,[0-9T:.-]+\+05:45,2,failed,2,/);
});

test('rows that were picked are exported, and nothing else', async ({ page }) => {
  await openList(page, room, '?q=export-');
  await rows(page).nth(3).getByRole('checkbox').click();
  await rows(page).nth(1).getByRole('checkbox').click();
  const { text } = await take(page, 'Export NDJSON');
  expect(idsIn(text).sort()).toEqual([ids[1], ids[3]].sort());
});

test('a zip of all that matched', async ({ page }) => {
  await openList(page, room, '?q=status:success');
  await selectLoaded(page, COUNT / 2);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name: 'Download Zip' }).click(),
  ]);
  const zip = await JSZip.loadAsync(readFileSync(await download.path()));
  // The logs, run_all.py and manifest.json.
  expect(Object.keys(zip.files)).toHaveLength(COUNT / 2 + 2);
});

test('an export and a selection are cancelled, and leave the bar as it was', async ({ page }) => {
  await openList(page, room);
  for (const [path, name] of [
    ['selections', 'Select all'],
    ['export', 'Export CSV'],
  ] as const) {
    // It never answers: whoever waits has to be able to stop.
    await page.route(`**/${path}`, () => {});
    await page.getByRole('checkbox', { name: 'Select all loaded' }).check();
    await bar(page).getByRole('button', { name }).click();
    await expect(bar(page).getByRole('progressbar')).toBeVisible();
    await bar(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(bar(page).getByRole('button', { name })).toBeVisible();
    await page.unroute(`**/${path}`);
  }
  await expect(bar(page).getByRole('alert')).toBeHidden();
});

test('an export that breaks off is said to have failed, and no file is saved', async ({ page }) => {
  await openList(page, room);
  await page.route('**/export', (route) =>
    route.fulfill({ contentType: 'application/x-ndjson', body: '{"id":"1"}\n' }),
  );
  await rows(page).first().getByRole('checkbox').click();
  let saved = 0;
  page.on('download', () => {
    saved += 1;
  });
  await bar(page).getByRole('button', { name: 'Export NDJSON' }).click();
  await expect(bar(page).getByRole('alert')).toHaveText('Exporting failed: the export broke off');
  expect(saved).toBe(0);
});

test('by keys alone: a selects, and the bar leads to the file', async ({ page }) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('a');
  await expect(bar(page)).toContainText(/^(50|100) selected/);
  await bar(page).getByRole('button', { name: 'Clear' }).focus();
  await page.keyboard.press('Enter');
  await expect(bar(page)).toBeHidden();
  await rows(page).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(bar(page)).toContainText(/^(50|100) selected/);
  const all = bar(page).getByRole('button', { name: /^Select all/ });
  await expect(all).toBeVisible();
  // The row, its three controls, what the list says, and then the bar.
  for (let press = 0; press < 8; press += 1) {
    if (await all.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(all).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText('all that matched');
});

test('the API exports all that matches, with a key', async () => {
  const get = (search: string, key = room.key) =>
    fetch(`${room.url}/api/v1/export${search}`, { headers: { authorization: `Bearer ${key}` } });
  expect(idsIn(await (await get('?q=status:failed')).text())).toEqual(
    ids.filter((_, index) => index % 2 === 0),
  );
  const csv = await get('?format=csv&q=target_record_id:4,6&order=oldest&cols=-event');
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.headers.get('content-disposition')).toContain('-logs.csv');
  const lines = (await csv.text()).split('\r\n');
  expect(lines.slice(1, 3).map((line) => line.slice(0, 36))).toEqual([ids[6], ids[4]]);
  expect((await get('?format=csv&limit=5')).status).toBe(400);
  expect((await get('?q=status:')).status).toBe(400);
  expect((await get('', 'rl_wrong')).status).toBe(401);
});

test('the bar of a selection: no fault in both themes, wide and narrow', async ({ page }) => {
  await expectNoFaults(page, async () => {
    await openList(page, room, '?q=export-');
    await selectAll(page, COUNT);
  });
});
