import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { column, EVERY_COLUMN, expect, grid, openKeyed, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

const COUNT = 130;
let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Order of titles');
  const items = Array.from({ length: COUNT }, (_, index) => {
    const item: Item = {
      id: `column-${index}`,
      created_at: ago((index + 1) * MINUTE_MS),
      status: 'failed',
      event: 'UPDATE',
      target: 'PART',
      target_record_id: String(index),
      attributes: { status_code: 500 + index },
      duration_ms: index === 0 ? 3_600_000 : 5,
    };
    const context = `{"part": {"id": 9007199254740993${index}, "a b": "=x\\u202e"}, "lines": [{}, {"sku": "S-${index}"}]}`;
    return `${JSON.stringify(item).slice(0, -1)},"context":${context}}`;
  });
  await room.send(items.join('\n'));
});

const titles = async (page: Page) =>
  (await grid(page).getByRole('columnheader').allInnerTexts())
    .map((text) => text.split('\n')[0]?.trim())
    .filter((text) => text !== '' && text !== 'Actions');

const rowIds = async (page: Page) => {
  await openList(page, room);
  return rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-row-id')));
};

const header = (page: Page, name: string) =>
  grid(page).locator('[role=columnheader]', { hasText: name }).first();

/** The part of the URL that says which columns there are. */
const cols = (page: Page) => new URL(page.url()).searchParams.get('cols');

async function openColumns(page: Page) {
  await page.getByRole('button', { name: 'Columns' }).click();
  const panel = page.getByRole('dialog', { name: 'Columns' });
  await expect(panel).toBeVisible();
  return panel;
}

async function dragTitle(page: Page, from: string, to: string, share: number) {
  const start = await header(page, from).boundingBox();
  const end = await header(page, to).boundingBox();
  if (!start || !end) throw new Error('a title is out of sight');
  await page.mouse.move(start.x + 12, start.y + 12);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 12, { steps: 2 });
  await page.mouse.move(end.x + end.width * share, end.y + 12, { steps: 4 });
  await page.mouse.up();
}

test('a title is dragged to another place, and whoever gets the URL sees it there', async ({
  page,
  browser,
  baseURL,
}) => {
  await openList(page, room);
  await dragTitle(page, 'Target', 'Status', 0.2);
  const moved = ['Created at', 'Target', 'Status', 'Event'];
  await expect.poll(async () => (await titles(page)).slice(0, 4)).toEqual(moved);
  await expect.poll(() => cols(page)).toBe('target@createdAt');
  await page.goto(`${room.path}/executions`);
  expect((await titles(page)).slice(0, 4)).toEqual(moved);
  await expect.poll(() => cols(page)).toBe('target@createdAt');
  const other = await browser.newContext({
    baseURL,
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  const guest = await other.newPage();
  await guest.goto(page.url());
  expect((await titles(guest)).slice(0, 4)).toEqual(moved);
  // To look is not to choose: the guest's own columns are what they were.
  await guest.goto(`${room.path}/executions`);
  expect((await titles(guest)).slice(0, 4)).toEqual(['Created at', 'Status', 'Event', 'Target']);
  await other.close();
});

test('dragging a title neither sorts nor leaves the table, and a drop far away is none', async ({
  page,
}) => {
  await openList(page, room);
  await dragTitle(page, 'Created at', 'Event', 0.8);
  await expect
    .poll(async () => (await titles(page)).slice(0, 3))
    .toEqual(['Status', 'Event', 'Created at']);
  expect(new URL(page.url()).searchParams.get('order')).toBeNull();
  const before = await titles(page);
  const box = await header(page, 'Status').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 12, (box?.y ?? 0) + 12);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 400, (box?.y ?? 0) + 300, { steps: 4 });
  await page.mouse.up();
  expect(await titles(page)).toEqual(before);
});

test('by keys alone: a title is moved and keeps the focus, pinned and hidden', async ({ page }) => {
  await openList(page, room);
  await page.getByRole('textbox', { name: 'Search executions' }).focus();
  const menu = page.getByRole('button', { name: 'Menu of event' });
  for (let press = 0; press < 60; press += 1) {
    if (await menu.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(menu).toBeFocused();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(page.getByText('Event: column 2 of 16')).toBeAttached();
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect(page.getByText('Event: column 1 of 16')).toBeAttached();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(page.getByText('Event: stays column 1 of 16')).toBeAttached();
  await expect(menu).toBeFocused();
  expect((await titles(page)).slice(0, 3)).toEqual(['Event', 'Created at', 'Status']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Move left' })).toBeVisible();
  const pin = page.getByRole('menuitem', { name: 'Pin to the left' });
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(pin).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect.poll(() => cols(page)).toBe('*event@');
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Move right' })).toBeVisible();
  const hide = page.getByRole('menuitem', { name: 'Hide' });
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(hide).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect.poll(() => titles(page)).not.toContain('Event');
});

test('pinned columns stay in sight however far the rest is scrolled', async ({ page }) => {
  await openList(page, room, '?cols=*status,*targetRecordId');
  expect((await titles(page)).slice(0, 2)).toEqual(['Status', 'Record ID']);
  const cell = rows(page).first().getByRole('gridcell').nth(2);
  const before = await cell.boundingBox();
  await grid(page).evaluate((element) => element.parentElement?.scrollTo({ left: 10_000 }));
  await expect(header(page, 'Reproducibility')).toBeInViewport();
  await expect(cell).toHaveText('0');
  expect((await cell.boundingBox())?.x).toBe(before?.x);
  // Nothing shines through: what is drawn there is the pinned cell.
  const drawn = await cell.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width - 4, top + height / 2));
  });
  expect(drawn).toBe(true);
});

test('a narrow window has no pinned columns', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openList(page, room, '?cols=*validationMessage,*status');
  await grid(page).evaluate((element) => element.parentElement?.scrollTo({ left: 10_000 }));
  await expect(header(page, 'Reproducibility')).toBeInViewport();
  await expect(header(page, 'Validation message')).not.toBeInViewport();
});

test('the list of columns moves them by pointer and by keys, pins, hides and resets', async ({
  page,
}) => {
  await openList(page, room);
  const panel = await openColumns(page);
  const grip = (name: string) => panel.getByRole('button', { name: `Move ${name}`, exact: true });
  const from = await grip('Status').boundingBox();
  const to = await grip('Target').boundingBox();
  await page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) + 20, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => (await titles(page)).slice(0, 4))
    .toEqual(['Created at', 'Event', 'Target', 'Status']);
  await grip('Status').focus();
  await page.keyboard.press('ArrowUp');
  await expect(grip('Status')).toBeFocused();
  expect((await titles(page)).slice(0, 4)).toEqual(['Created at', 'Event', 'Status', 'Target']);
  await panel.getByRole('button', { name: 'Pin Attempt' }).click();
  await expect.poll(async () => (await titles(page))[0]).toBe('Attempt');
  await expect(panel.getByRole('button', { name: 'Pin Attempt' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await panel.getByRole('checkbox', { name: 'Event' }).click();
  await expect.poll(() => titles(page)).not.toContain('Event');
  await expect(panel.getByRole('checkbox', { name: 'Created at' })).toBeDisabled();
  await panel.getByRole('button', { name: 'Reset all columns' }).click();
  await expect.poll(() => cols(page)).toBeNull();
  expect((await titles(page)).slice(0, 3)).toEqual(['Created at', 'Status', 'Event']);
});

test('a path is a column: exact values, of every row, also without scripts', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.setViewportSize(EVERY_COLUMN);
  await openList(page, room);
  const panel = await openColumns(page);
  const field = panel.getByLabel('A path as a column');
  await field.fill('part.id');
  await field.press('Enter');
  await expect(panel.getByRole('alert')).toContainText('such as ctx.part.id');
  await field.fill('ctx["part"].id');
  await field.press('Enter');
  await field.fill('attr.status_code');
  await field.press('Enter');
  await field.fill('ctx.lines[].sku');
  await field.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await column(page, 'ctx.part.id'))[1]).toBe('90071992547409931');
  await expect.poll(async () => (await column(page, 'ctx.lines[].sku'))[2]).toBe('S-2');
  await expect.poll(async () => (await column(page, 'attr.status_code'))[3]).toBe('503');
  await expect.poll(() => cols(page)).toBe('ctx.part.id,attr.status_code,ctx.lines[].sku');
  // Rows that arrive later bring theirs along.
  await expect(async () => {
    await grid(page).evaluate((element) => element.parentElement?.scrollBy(0, 900));
    await expect(page.getByText(`S-${COUNT - 1}`, { exact: true })).toBeVisible({ timeout: 100 });
  }).toPass();
  const bare = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  const still = await bare.newPage();
  await still.goto(page.url());
  await expect(rows(still).first()).toContainText('90071992547409930');
  await bare.close();
});

test('characters of a value that would mislead are shown, not obeyed', async ({ page }) => {
  await openList(page, room, `?cols=${encodeURIComponent('ctx.part["a b"]')}`);
  await expect(rows(page).first()).toContainText('=x');
  await expect(rows(page).first()).not.toContainText('\u202e');
});

test('a value in a path column becomes a filter, and its opposite', async ({ page }) => {
  await page.setViewportSize(EVERY_COLUMN);
  await openList(page, room, '?cols=ctx.lines[].sku');
  await page.getByRole('button', { name: 'S-7', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Include S-7' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('ctx.lines[].sku:S-7');
  await expect.poll(() => column(page, 'Record ID')).toEqual(['7']);
  await page.goBack();
  // Another list begins at its top, not where the row of the one before stands in it.
  await expect(rows(page).first()).toContainText('S-0');
  await page.getByRole('button', { name: 'S-0', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Exclude S-0' }).click();
  await expect.poll(async () => (await column(page, 'Record ID'))[0]).toBe('1');
});

test('a value of a context leads to the list: with it, without it, and as a column', async ({
  page,
}) => {
  const [id] = await rowIds(page);
  const show = async () => {
    await openKeyed(page, `${room.path}/executions/${id}?q=COLUMN`);
    await page.getByRole('button', { name: 'Show Execution Context' }).click();
    const value = page.getByRole('treeitem', { name: /"sku"/ });
    await value.click();
    // The row that the pointer was over before may still show its own.
    await value.getByRole('button', { name: 'Row actions' }).click();
  };
  const q = () => new URL(page.url()).searchParams.get('q');
  await show();
  await page.getByRole('menuitem', { name: 'Include: ctx.lines[].sku:S-0' }).click();
  await expect.poll(q).toBe('ctx.lines[].sku:S-0');
  await expect.poll(() => column(page, 'Record ID')).toEqual(['0']);
  await show();
  await page.getByRole('menuitem', { name: 'Exclude: -ctx.lines[].sku:S-0' }).click();
  await expect.poll(async () => (await column(page, 'Record ID'))[0]).toBe('1');
  await show();
  await page.getByRole('menuitem', { name: 'Add as a column' }).click();
  await expect.poll(() => cols(page)).toBe('ctx.lines[1].sku');
  await expect.poll(async () => (await column(page, 'ctx.lines[1].sku'))[0]).toBe('S-0');
});

test('counts, the verdict and the bar of a duration', async ({ page }) => {
  await page.setViewportSize(EVERY_COLUMN);
  await openList(page, room);
  expect((await column(page, 'Warnings'))[0]).toBe('0');
  expect((await column(page, 'Errors'))[0]).toBe('0');
  expect((await column(page, 'Reproducibility'))[0]).toBe('Not recorded');
  const bars = rows(page).locator('[role=gridcell] [style*=linear-gradient]');
  const look = (index: number) =>
    bars.nth(index).evaluate((one) => (one as HTMLElement).style.background);
  expect(await look(0)).toContain('var(--mute) 100%');
  expect(await look(1)).toContain('var(--mute) 12%');
});

test('titles, menus and the list of columns: no fault in both themes, wide and narrow', async ({
  page,
}) => {
  await expectNoFaults(page, async () => {
    await openList(page, room, '?cols=*status,ctx.part.id,-event');
    await page.getByRole('button', { name: 'Columns' }).click();
    const panel = page.getByRole('dialog', { name: 'Columns' });
    await panel.getByLabel('A path as a column').fill('nothing');
    await panel.getByLabel('A path as a column').press('Enter');
    await expect(panel.getByRole('alert')).toBeVisible();
  });
});
