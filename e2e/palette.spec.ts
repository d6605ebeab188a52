import type { Page } from '@playwright/test';
import { column, expect, openKeyed, openList, rows, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

let room: Room;
let second: Room;
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Palette');
  second = await newRoom('Palette twin');
  const base = { event: 'UPDATE', target: 'PART', actions: [{ key: 'check_part' }] };
  const request = `palette-${room.project.slice(-6)}-5f3c9a1e`;
  ids = await room.send([
    { ...base, status: 'failed', target_record_id: '1', request_id: request },
    { ...base, status: 'success', target_record_id: '2', created_at: ago(MINUTE_MS) },
  ]);
});

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const command = (page: Page, name: RegExp) => palette(page).getByRole('option', { name });
const active = (page: Page) => palette(page).locator('[role=option][aria-selected=true]');

/** Opens the palette and types: with the first press, not waiting for its code. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
  await expect(page.getByRole('combobox', { name: 'Command, id, link or query' })).toHaveValue(
    text,
  );
}

test('goes to pages, ids and links by keys alone', async ({ page }) => {
  await openList(page, room);
  await type(page, 'sett');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${room.path}/settings`);
  await expect(palette(page)).toBeHidden();
  await type(page, `palette-${room.project.slice(-6)}-5f3c9a1e`);
  await expect(active(page)).toContainText('The log with the id');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${room.path}/executions/${ids[0]}`);
  await type(page, `${room.url}${room.path}/executions/${ids[1]}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${room.path}/executions/${ids[1]}`);
});

test('stays where it opened while its list gets shorter', async ({ page }) => {
  await openList(page, room);
  await type(page, 's');
  const top = async () => (await palette(page).boundingBox())?.y;
  const opened = await top();
  await page.keyboard.type('ett');
  await expect(active(page)).toContainText('Settings');
  expect(await top()).toBe(opened);
});

test('filters by a field and its values, and narrows what is there', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions/${ids[0]}`);
  await type(page, 'stat');
  await expect(active(page)).toContainText('status');
  await page.keyboard.press('Enter');
  await expect(command(page, /status:failed/)).toBeVisible();
  await page.keyboard.type('fai');
  await expect(active(page)).toContainText('status:failed');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'status:failed');
  await expect.poll(() => column(page, 'Record ID')).toEqual(['1']);
  await type(page, 'PART check');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'status:failed PART check');
  await expect(rows(page)).toHaveCount(1);
});

test('switches project, theme and time zone', async ({ page }) => {
  await openList(page, room);
  await type(page, second.name);
  await expect(active(page)).toContainText('Switch project');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${second.path}/executions`);
  for (const theme of ['dark', 'light']) {
    await type(page, `theme ${theme}`);
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  }
  await page.getByRole('button', { name: /time zone, sign out/ }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Light' })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.goto(`${room.path}/executions`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await openList(page, room);
  const before = await column(page, 'Created at');
  await type(page, 'berlin');
  await page.keyboard.press('Enter');
  await expect.poll(() => column(page, 'Created at')).not.toEqual(before);
  await expect
    .poll(
      async () =>
        (await page.context().cookies()).find(({ name }) => name === 'runlens_zone')?.value,
    )
    .toBe(encodeURIComponent('Europe/Berlin'));
});

test('arrows go round, Esc gives the focus back, and the list keeps still meanwhile', async ({
  page,
}) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('Control+k');
  await expect(active(page)).toContainText('Executions');
  await page.keyboard.press('ArrowUp');
  await expect(active(page)).toContainText('Keys and search language');
  await page.keyboard.press('ArrowDown');
  await expect(active(page)).toContainText('Executions');
  await page.keyboard.type('xcd jk');
  await expect(page.getByRole('region', { name: 'Selected logs' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeHidden();
});

test('over quick view its keys rest', async ({ page }) => {
  await openList(page, room, `?quick=${ids[0]}`);
  const quick = page.getByRole('dialog', { name: 'Quick view' });
  await expect(quick.getByTestId('quick-position')).toContainText('1 of 2');
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await page.keyboard.type('cd');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Link to the log copied')).toBeHidden();
  await expect(quick.getByTestId('quick-position')).toContainText('1 of 2');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(quick).toBeVisible();
});

test('? shows the keys and the language, but not where text is typed', async ({ page }) => {
  await openList(page, room);
  const help = page.getByRole('dialog', { name: 'Keys and search language' });
  await page.keyboard.press('?');
  await expect(help).toContainText('quick view');
  await expect(help).toContainText('ctx.part.id:34');
  await expect(help).toContainText('triggered_by');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('/');
  await page.keyboard.type('?');
  await expect(page.getByRole('textbox', { name: 'Search executions' })).toHaveValue('?');
  await expect(help).toBeHidden();
  await openKeyed(page, `${room.path}/executions/${ids[0]}`);
  await page.keyboard.press('?');
  await expect(help).toBeVisible();
});

test('without a keyboard the menu of the viewer opens both', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openList(page, room);
  for (const [item, dialog] of [
    ['Commands…', 'Commands'],
    ['Keys and search language', 'Keys and search language'],
  ]) {
    await page.getByRole('button', { name: /time zone, sign out/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: dialog })).toBeHidden();
  }
});
