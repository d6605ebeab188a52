import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { column, expect, openList, rows, test } from './fixtures';
import type { Item, Room } from './room';

let room: Room;
const HOUR_MS = 3_600_000;
/** A full hour, some hours ago. */
const BASE = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 30 * HOUR_MS;

/** An execution at minute 20 of each of ten hours; the last two with other code. */
function itemOf(n: number): Item {
  return {
    ...{ id: `bar-${n}`, target_record_id: String(n), event: 'UPDATE', target: 'PART' },
    created_at: new Date(BASE + n * HOUR_MS + 20 * 60_000).toISOString(),
    status: n === 4 ? 'failed' : 'success',
    actions: [{ key: 'check_part' }],
    code: n < 8 ? 'print(1)' : 'print(2)',
  };
}

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Histogram');
  await room.send(Array.from({ length: 10 }, (_, n) => itemOf(n)));
});

const iso = (hour: number) => new Date(BASE + hour * HOUR_MS).toISOString();
const TEN_HOURS = () => `?since=${iso(0)}&until=${iso(10)}`;
const records = (page: Page) => expect.poll(() => column(page, 'Record ID'));
const slider = (page: Page) => page.getByRole('slider', { name: 'Executions over time' });
const strip = (page: Page) => page.getByRole('region', { name: 'Over time' });
const range = (page: Page) => {
  const { searchParams } = new URL(page.url());
  return [searchParams.get('since'), searchParams.get('until')];
};
const at = (page: Page) => slider(page).getAttribute('aria-valuetext');

async function pressUntil(page: Page, key: string, words: RegExp): Promise<void> {
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press(key);
    if (words.test((await at(page)) ?? '')) return;
  }
  throw new Error(`${key} does not lead to ${words}`);
}

/** Where in the window a moment is drawn. */
async function pointOf(page: Page, hour: number): Promise<{ x: number; y: number }> {
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('no bars');
  return { x: box.x + (box.width * hour) / 10, y: box.y + box.height / 2 };
}

/** Its code is fetched when somebody is at the screen. */
async function openReached(page: Page, search: string): Promise<void> {
  await openList(page, room, search);
  await page.mouse.move(5, 5);
}

async function openBars(page: Page): Promise<void> {
  await openReached(page, TEN_HOURS());
  await expect(strip(page)).toContainText('10 executions');
  await expect(slider(page)).toBeVisible();
}

test('shows how many, when, and of which status', async ({ page }) => {
  await openBars(page);
  await expect(slider(page).locator('svg')).toHaveAttribute('data-filled', '10');
  await expect(slider(page).locator('path[fill="var(--st-failed)"]')).toHaveCount(1);
  await page.mouse.move((await pointOf(page, 4.4)).x, (await pointOf(page, 4.4)).y);
  const tip = page.getByTestId('bar-tip');
  await expect(tip).toContainText('1 execution');
  await expect(tip).toContainText('Failed');
});

test('a drag over the bars zooms to them', async ({ page }) => {
  await openBars(page);
  const from = await pointOf(page, 2.1);
  const to = await pointOf(page, 4.6);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await expect(page.locator('[data-chosen]')).toBeVisible();
  await page.mouse.up();
  await records(page).toEqual(['4', '3', '2']);
  const [since, until] = range(page).map((text) => Date.parse(text ?? ''));
  expect(since).toBe(BASE + 2 * HOUR_MS);
  // The end of the bar in which the drag ended.
  expect(until).toBeGreaterThan(BASE + 4.6 * HOUR_MS);
  expect(until).toBeLessThanOrEqual(BASE + 4.85 * HOUR_MS);
  await expect(strip(page)).toContainText('3 executions');
  await page.goBack();
  await records(page).toEqual(['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']);
});

test('by keys alone: move, extend, cancel, zoom in and out', async ({ page }) => {
  await openBars(page);
  await page.getByRole('button', { name: 'Over time' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press('Home');
  expect(await at(page)).toMatch(/: 0 executions$/);
  await pressUntil(page, 'ArrowRight', /: 1 execution, 1 success$/);
  await pressUntil(page, 'Shift+ArrowRight', /: 2 executions, 2 success$/);
  await page.keyboard.press('Escape');
  expect(await at(page)).toMatch(/: 1 execution, 1 success$/);
  expect(range(page)).toEqual([iso(0), iso(10)]);
  await pressUntil(page, 'Shift+ArrowLeft', /: 2 executions, 2 success$/);
  await page.keyboard.press('Enter');
  await records(page).toEqual(['1', '0']);
  await expect(strip(page)).toContainText('2 executions');
  await expect(slider(page)).toBeFocused();
  // The row of the table has not moved meanwhile.
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'false');
  const [zoomed] = range(page);
  await page.getByRole('button', { name: 'Zoom out' }).press('Enter');
  await expect.poll(() => range(page)[0]).not.toBe(zoomed);
});

test('the bars begin where the clock of the zone is round', async ({ page }) => {
  await openReached(page, `?since=${iso(-20)}&until=${iso(15)}`);
  await expect(strip(page)).toContainText('10 executions');
  const round = /^\w+ \d+, \d\d:(00|30) – (\w+ \d+, )?\d\d:(00|30): /;
  await slider(page).focus();
  await page.keyboard.press('Home');
  const utc = await at(page);
  expect(utc).toMatch(round);
  await page.getByRole('button', { name: /time zone, sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Another time zone…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Time zone' });
  await dialog.getByLabel('Time zone').fill('Asia/Kathmandu');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await slider(page).focus();
  await page.keyboard.press('Home');
  // 5:45 ahead: the same bars would begin at a quarter to.
  await expect.poll(() => at(page)).toMatch(round);
  expect(await at(page)).not.toBe(utc);
});

test('marks the first run of each version of the code', async ({ page }) => {
  await openBars(page);
  const marks = page.getByRole('list', { name: 'First runs of code versions' });
  await expect(marks.getByRole('button')).toHaveCount(2);
  const second = marks.getByRole('button').nth(1);
  await expect(second).toHaveAccessibleName(/^first run of [0-9a-f]{4} by check_part, /);
  await second.click();
  await records(page).toEqual(['9', '8']);
  expect(new URL(page.url()).searchParams.get('q')).toMatch(/^code:[0-9a-f]{64}$/);
});

test('is there before any script', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: process.env.RUNLENS_E2E_URL,
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  const page = await context.newPage();
  await page.goto(`${room.path}/executions${TEN_HOURS()}`);
  await expect(page.getByText('10 executions').last()).toBeAttached();
  await expect(page.locator('svg[data-filled="10"]')).toBeAttached();
  await context.close();
});

test('is put away, and stays away', async ({ page }) => {
  await openBars(page);
  await page.getByRole('button', { name: 'Over time' }).click();
  await expect(slider(page)).toBeHidden();
  await expect(strip(page)).toContainText('10 executions');
  await openReached(page, TEN_HOURS());
  await expect(strip(page)).toContainText('10 executions');
  await expect(slider(page)).toBeHidden();
  await page.getByRole('button', { name: 'Over time' }).click();
  await expect(slider(page)).toBeVisible();
});

test('without a fault for axe, in both themes, wide and narrow', async ({ page, watch }) => {
  test.slow();
  watch.expect(/Content Security Policy/);
  await expectNoFaults(page, async (shown) => {
    await openBars(shown);
    await slider(shown).focus();
    await expect(shown.getByTestId('bar-tip')).toBeVisible();
  });
});
