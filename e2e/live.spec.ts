import type { Page } from '@playwright/test';
import { column, expect, grid, openList, rows, test } from './fixtures';
import { ownServer } from './own-server';
import { ago, type Item, MINUTE_MS, type Room, sender } from './room';

let room: Room;
let count = 0;
let last = 0;

test.beforeEach(async ({ newRoom }) => {
  count += 1;
  room = await newRoom(`Live ${count}`);
});

/** Each a millisecond after the one before: their order is that of their making. */
const now = () => {
  last = Math.max(last + 1, Date.now());
  return new Date(last).toISOString();
};

const item = (name: string, more: object = {}): Item => ({
  id: name,
  status: 'failed',
  event: 'UPDATE',
  target: 'PART',
  target_record_id: name,
  created_at: now(),
  ...more,
});

/** Executions that were there before. */
const old = (total: number) =>
  Array.from({ length: total }, (_, index) =>
    item(`old-${index}`, { created_at: ago((index + 5) * MINUTE_MS) }),
  );

const names = (page: Page) => column(page, 'Record ID');
const anyPill = (page: Page) =>
  page.getByRole('button', { name: /^(New executions|[\d,]+\+? new)/ });
const pill = (page: Page, count: number) =>
  page.getByRole('button', { name: new RegExp(`^${count} new`) });
const follow = (page: Page) => page.getByRole('button', { name: 'Follow' });
const row = (page: Page, name: string) => rows(page).filter({ hasText: name });
const topOf = async (page: Page, name: string) => (await row(page, name).boundingBox())?.y;

/** The list, once it is followed. */
async function openLive(page: Page, search = ''): Promise<void> {
  const following = page.waitForResponse(/executions\/stream/);
  await openList(page, room, search);
  await following;
  await expect(follow(page)).toBeVisible();
}

/** Moves the pointer to where it is over no row. */
const letGo = (page: Page) => page.mouse.move(5, 5);

test('what is new and matches waits behind a pill, and a click puts it on top', async ({
  page,
}) => {
  await room.send([...old(2), item('gone', { status: 'success' })]);
  await openLive(page, '?q=status:failed');
  await room.send([item('a'), item('b', { status: 'success' })]);
  await room.send([item('c'), item('d', { event: 'CREATE' })]);
  await expect(pill(page, 3)).toBeVisible();
  expect(await names(page)).toEqual(['old-0', 'old-1']);
  await pill(page, 3).click();
  await expect.poll(() => names(page)).toEqual(['d', 'c', 'a', 'old-0', 'old-1']);
  await expect(anyPill(page)).toBeHidden();
  await expect(page.getByTestId('list-status')).toHaveText('5 executions');
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['d', 'c', 'a', 'old-0', 'old-1']);
});

test('the key . shows what is new and scrolls to it; until then the list stays where it is', async ({
  page,
}) => {
  await room.send(old(60));
  await openLive(page);
  await grid(page).evaluate((element) => element.parentElement?.scrollBy(0, 40 * 31));
  await expect(row(page, 'old-40')).toBeVisible();
  const before = await topOf(page, 'old-40');
  await room.send([item('a'), item('b')]);
  await expect(pill(page, 2)).toBeVisible();
  expect(await topOf(page, 'old-40')).toBe(before);
  await page.keyboard.press('.');
  await expect(row(page, 'b')).toBeInViewport();
  expect((await names(page)).slice(0, 3)).toEqual(['b', 'a', 'old-0']);
  // In the search bar it is a character.
  await room.send([item('c')]);
  await expect(pill(page, 1)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('.');
  await expect(page.getByRole('textbox', { name: 'Search executions' })).toHaveValue('.');
});

test('an empty list fills by itself', async ({ page }) => {
  await openLive(page);
  await expect(page.getByText('No executions yet')).toBeVisible();
  await room.send([item('first')]);
  await expect.poll(() => names(page)).toEqual(['first']);
  await room.send([item('second')]);
  await expect(pill(page, 1)).toBeVisible();
});

test('running rows end in their place, and stay though they match no longer', async ({ page }) => {
  const running = { status: 'running', created_at: ago(MINUTE_MS) };
  await room.send([item('run', running), ...old(3)]);
  await openLive(page);
  await room.send([item('run', { ...running, status: 'success', duration_ms: 412 })]);
  await expect(row(page, 'run')).toContainText('Success');
  await expect(row(page, 'run')).toContainText('412 ms');
  expect(await names(page)).toEqual(['run', 'old-0', 'old-1', 'old-2']);

  const other = { status: 'running', created_at: ago(2 * MINUTE_MS) };
  await room.send([item('other', other)]);
  await openLive(page, '?q=status:running');
  await room.send([item('other', { ...other, status: 'failed' })]);
  await expect(row(page, 'other')).toContainText('Failed');
  await expect(row(page, 'other')).toHaveAttribute('title', /no longer matches/);
  await page.reload();
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

test('following puts new rows on top, while the row under the pointer or with the focus stays', async ({
  page,
}) => {
  await room.send(old(5));
  await openLive(page);
  await letGo(page);
  await follow(page).click();
  await letGo(page);
  await room.send([item('a')]);
  await expect.poll(async () => (await names(page))[0]).toBe('a');

  await row(page, 'old-1').hover();
  const before = await topOf(page, 'old-1');
  await room.send([item('b')]);
  await expect(pill(page, 1)).toBeVisible();
  expect(await topOf(page, 'old-1')).toBe(before);
  await letGo(page);
  await expect.poll(async () => (await names(page)).slice(0, 2)).toEqual(['b', 'a']);

  await row(page, 'old-2').getByText('UPDATE').click();
  await letGo(page);
  await page.keyboard.press('j');
  await expect(row(page, 'old-3')).toBeFocused();
  await room.send([item('c')]);
  await expect(pill(page, 1)).toBeVisible();
  expect((await names(page))[0]).toBe('b');
  await page.keyboard.press('.');
  await expect.poll(async () => (await names(page))[0]).toBe('c');
});

test('following lasts for the visit, and is not offered where nothing new can come', async ({
  page,
}) => {
  await room.send(old(2));
  await openLive(page);
  await follow(page).click();
  await page.reload();
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'true');
  await letGo(page);
  await room.send([item('a')]);
  await expect.poll(() => names(page)).toEqual(['a', 'old-0', 'old-1']);
  await page.goto(`${room.path}/executions?order=oldest`);
  await expect.poll(() => names(page)).toEqual(['old-1', 'old-0', 'a']);
  await expect(follow(page)).toBeHidden();
});

test('a row that comes late goes where it belongs', async ({ page }) => {
  await room.send(old(3));
  await openLive(page);
  await room.send([item('late', { created_at: ago(5.5 * MINUTE_MS) })]);
  await pill(page, 1).click();
  await expect.poll(() => names(page)).toEqual(['old-0', 'late', 'old-1', 'old-2']);
});

test('a filter that is set and taken back goes on with what came meanwhile', async ({ page }) => {
  await room.send([...old(2), item('ok', { status: 'success', created_at: ago(60 * MINUTE_MS) })]);
  await openLive(page);
  await openLive(page, '?q=status:success');
  await expect.poll(() => names(page)).toEqual(['ok']);
  await room.send([item('a'), item('b', { status: 'success' })]);
  await expect(pill(page, 1)).toBeVisible();
  await page.getByRole('textbox', { name: 'Search executions' }).fill('');
  await expect.poll(() => names(page)).toContain('a');
  await room.send([item('c')]);
  await expect(pill(page, 1)).toBeVisible();
  expect((await names(page)).filter((name) => name === 'c')).toEqual([]);
});

test('a tab that is out of sight gives its line back, and misses nothing', async ({ page }) => {
  await room.send(old(2));
  await page.clock.install();
  await openLive(page);
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const ended = page.waitForEvent('requestfailed', (request) => /stream/.test(request.url()));
  await hide(true);
  await page.clock.fastForward(61_000);
  await ended;
  await room.send([item('a'), item('b')]);
  const back = page.waitForResponse(/executions\/stream/);
  await hide(false);
  await back;
  await expect(pill(page, 2)).toBeVisible();
  expect(await names(page)).toEqual(['old-0', 'old-1']);
});

test('many at once are read as a list', async ({ page }) => {
  await room.send(old(2));
  await openLive(page);
  await room.send(Array.from({ length: 900 }, (_, index) => item(`many-${index}`)));
  await anyPill(page).click();
  await expect.poll(async () => (await names(page))[0]).toMatch(/^many-/);
  await expect(grid(page)).toBeVisible();
});

test('goes on by itself when the server comes back', async ({ browser }) => {
  test.setTimeout(180_000);
  const key = 'live-page-key-0123456789';
  const own = ownServer({ RUNLENS_API_KEY: key, RUNLENS_DEMO: 'off' });
  try {
    let server = await own.start();
    const page = await own.signIn(browser);
    const { send } = sender(server.url, key);
    await send(old(2));
    const following = page.waitForResponse(/executions\/stream/);
    await page.goto('/p/default/executions');
    await following;
    await expect(follow(page)).toBeVisible();
    for (const [turn, signal] of (['SIGKILL', 'SIGTERM'] as const).entries()) {
      await server.stop(signal);
      await expect(page.getByText('Live updates paused, reconnecting')).toBeVisible();
      server = await own.start({ PORT: new URL(server.url).port });
      await send([item(`new-${turn}-a`), item(`new-${turn}-b`)]);
      await pill(page, 2).click({ timeout: 60_000 });
      await expect(page.getByText('Live updates paused, reconnecting')).toBeHidden();
      await expect
        .poll(async () => (await names(page)).slice(0, 2))
        .toEqual([`new-${turn}-b`, `new-${turn}-a`]);
    }
    await page.context().close();
  } finally {
    await own.end();
  }
});
