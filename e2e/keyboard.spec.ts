import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { clipboard, expect, openKeyed, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
/** Newest first. */
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Keyboard');
  ids = await room.send(
    Array.from(
      { length: 40 },
      (_, index): Item => ({
        id: `key-${index}`,
        created_at: ago((index + 1) * MINUTE_MS),
        status: index % 2 === 0 ? 'failed' : 'success',
        event: 'UPDATE',
        target: 'PART',
        target_record_id: String(index),
        actions: [{ key: `check_${index}` }],
        code: `print(${index})\n`,
        context: { index },
      }),
    ),
  );
});

const row = (page: Page, index: number) => page.locator(`[data-row-id="${ids[index]}"]`);
const focused = (page: Page) => page.locator(':focus');

/** Tabs on until the focus is where it is wanted; what is never reached fails. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const told = await focused(page).evaluate(
      (one) => one.getAttribute('aria-label') ?? one.textContent ?? '',
    );
    if (name.test(told)) return;
  }
  throw new Error(`Tab does not reach ${name} within ${most} presses`);
}

test('the way back of the browser leads to the row that was opened', async ({ page }) => {
  await openList(page, room);
  for (const _ of [1, 2, 3]) await page.keyboard.press('j');
  await expect(row(page, 3)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/executions/${ids[3]}`));
  await page.goBack();
  await expect(row(page, 3)).toHaveAttribute('tabindex', '0');
  await page.keyboard.press('j');
  await expect(row(page, 4)).toBeFocused();
});

test('from search to the file, without a mouse', async ({ page }) => {
  await openList(page, room);
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Search executions' })).toBeFocused();
  await page.keyboard.type('check_1');
  await expect(rows(page)).toHaveCount(11);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(row(page, 11)).toBeFocused();
  await page.keyboard.press('k');
  await expect(row(page, 10)).toBeFocused();
  await page.keyboard.press('c');
  await expect(page.getByText('Link to the log copied')).toBeVisible();
  expect(await clipboard(page)).toContain(ids[10]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('print(10)');
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog', { name: 'Quick view' })).toContainText('print(10)');
  await page.keyboard.press('Escape');
  await expect(row(page, 10)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${room.path}/executions/${ids[10]}?q=check_1`);
});

test('the grid moves by every key that says so', async ({ page }) => {
  await openList(page, room);
  await rows(page).first().focus();
  const moves: [key: string, index: number][] = [
    ['ArrowDown', 1],
    ['ArrowUp', 0],
    ['ArrowUp', 0],
    ['PageDown', 20],
    ['End', 39],
    ['PageUp', 19],
    ['Home', 0],
  ];
  for (const [key, index] of moves) {
    await page.keyboard.press(key);
    await expect(row(page, index), key).toBeFocused();
    await expect(row(page, index)).toBeInViewport();
  }
});

test('after a press in the toolbar the keys act on the row they move to', async ({ page }) => {
  await openList(page, room);
  const toolbar = (name: RegExp) => page.getByRole('button', { name });
  const quick = page.getByRole('dialog', { name: 'Quick view' });
  await toolbar(/^Any time/).click();
  await toolbar(/^Last 7 days/).click();
  await expect(toolbar(/^Last 7 days/)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(row(page, 2)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(quick).toContainText('print(2)');
  await page.keyboard.press('Escape');
  await expect(quick).toBeHidden();
  await toolbar(/^Filters/).click();
  await page.keyboard.press('k');
  await expect(row(page, 1)).toBeFocused();
  await toolbar(/^Columns/).click();
  await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(toolbar(/^Columns/)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/executions/${ids[2]}`));
});

test('a key that moves takes the focus to the only row as well', async ({ page }) => {
  await openList(page, room, '?q=check_17');
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.keyboard.press('j');
  await expect(row(page, 17)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog', { name: 'Quick view' })).toContainText('print(17)');
});

test('x selects, and the bar of the selection is reached by Tab', async ({ page }) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await expect(row(page, 1)).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selected logs' })).toContainText('2 selected');
  await tabTo(page, /^Download Zip$/, 200);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toContain('2-logs.zip');
});

test('menus and filters open, choose and close by keys', async ({ page }) => {
  await openList(page, room);
  await page.getByRole('textbox', { name: 'Search executions' }).focus();
  await tabTo(page, /^Filters/);
  await page.keyboard.press('Enter');
  const success = page
    .getByRole('complementary', { name: 'Filters' })
    .getByLabel('Success', { exact: true });
  await expect(success).toBeVisible();
  // The first box of the statuses; the arrow keys go on from it.
  await tabTo(page, /^Status$/);
  await page.keyboard.press('Tab');
  for (let press = 0; press < 8; press += 1) {
    if (await success.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Space');
  await expect(rows(page)).toHaveCount(20);
  await page.getByRole('button', { name: /^Filters/ }).press('Enter');
  await expect(success).toBeHidden();
  await tabTo(page, /^Columns$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
});

test('Tab leaves the search box past what it offers, and lands on a control', async ({ page }) => {
  await openList(page, room);
  await page.getByRole('textbox', { name: 'Search executions' }).focus();
  const offered = page.getByRole('listbox', { name: 'Completions' });
  await expect(offered).toBeVisible();
  // More than its box shows: what scrolls could be reached by Tab, and would go with the list.
  expect(
    await offered.evaluate(({ parentElement: box }) => box && box.scrollHeight - box.clientHeight),
  ).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  await expect(offered).toBeHidden();
  await expect(page.locator('button:focus')).toBeVisible();
});

test('Tab goes from the search through the header into the active row and its menu', async ({
  page,
}) => {
  await openList(page, room);
  await page.getByRole('textbox', { name: 'Search executions' }).focus();
  await tabTo(page, /^Created at/);
  await tabTo(page, /^Width of target$/);
  await tabTo(page, new RegExp(`^Select ${ids[0]}$`));
  await tabTo(page, new RegExp(`^Actions for ${ids[0]}$`));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'View Execution' })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Quick View' })).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Quick view' })).toContainText('print(0)');
});

test('the focus stays inside quick view', async ({ page }) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Quick view' });
  await expect(dialog).toContainText('print(0)');
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || at?.closest('dialog') !== null;
    });
    expect(inside).toBe(true);
  }
});

test('the log page: skip link, next, context, back to the row', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions/${ids[3]}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('j');
  await expect(page).toHaveURL(`${room.path}/executions/${ids[4]}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('check_4');
  await tabTo(page, /^Show Execution Context$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tree')).toContainText('"index": 4');
  await page.keyboard.press('Escape');
  await expect(row(page, 4)).toBeFocused();
});

test('what is typed while the list follows is kept, letter by letter', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page);
  // Slow enough that a letter arrives while the screen takes over the text before it.
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await openList(page, room);
  const text = 'status:failed event:UPDATE one two three four';
  const box = page.getByRole('textbox', { name: 'Search executions' });
  await box.focus();
  await page.keyboard.type(text, { delay: 190 });
  await expect(box).toHaveValue(text);
});

test('what a dialog took the focus from has it again', async ({ page }) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('x');
  const bar = page.getByRole('region', { name: 'Selected logs' });
  for (const name of ['Retry', 'Why do these fail']) {
    const button = bar.getByRole('button', { name });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button).toBeFocused();
  }
  const viewer = page.getByRole('button', { name: /theme, time zone, sign out/ });
  await viewer.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Another time zone…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Time zone' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeFocused();
});
