import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, grid, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;

test.beforeEach(async ({ newRoom }) => {
  room = await newRoom('Kept screens');
  await room.send(
    ['failed', 'failed', 'success'].map(
      (status, index): Item => ({
        id: `kept-${index}`,
        created_at: ago((index + 1) * MINUTE_MS),
        status,
        event: 'UPDATE',
        target: 'PART',
      }),
    ),
  );
});

const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const button = (page: Page, name: string) =>
  page.getByRole('button', { name: `Views: ${name}`, exact: true });

async function openViews(page: Page, name = 'all executions') {
  await button(page, name).click();
  const panel = page.getByRole('dialog', { name: 'Views' });
  await expect(panel).toBeVisible();
  return panel;
}

/** Saves the screen and gives the id of the view. */
async function saveAs(page: Page, name: string, open = 'all executions'): Promise<string> {
  const panel = await openViews(page, open);
  await panel.getByLabel('Save this screen as').fill(name);
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(button(page, name)).toBeVisible();
  await expect.poll(() => param(page, 'view')).not.toBeNull();
  return param(page, 'view') ?? '';
}

test('a screen is saved with its columns, opened by its id alone, and lists the same', async ({
  page,
}) => {
  await openList(page, room, '?q=status:failed&order=oldest&cols=-event,*status');
  const id = await saveAs(page, 'Failures');
  await expect(rows(page)).toHaveCount(2);
  const url = page.url();
  await openList(page, room, `?view=${id}`);
  expect(page.url()).toBe(url);
  await expect(button(page, 'Failures')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(grid(page).getByRole('columnheader', { name: 'Event' })).toBeHidden();
  // Its columns are not one's own.
  await openList(page, room);
  await expect(grid(page).getByRole('columnheader', { name: 'Event' })).toBeVisible();
});

test('what differs from a view is said, reset, saved, or saved as another', async ({ page }) => {
  await openList(page, room, '?q=status:failed');
  const id = await saveAs(page, 'Failures');
  const edited = page.getByRole('group', { name: 'Failures is edited' });
  await expect(edited).toBeHidden();
  await page.getByRole('button', { name: /Created at/ }).click();
  await expect(edited).toBeVisible();
  await edited.getByRole('button', { name: 'Reset' }).click();
  await expect(edited).toBeHidden();
  expect(param(page, 'order')).toBeNull();
  await page.getByRole('textbox', { name: 'Search executions' }).fill('status:success');
  await page.getByRole('textbox', { name: 'Search executions' }).press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await edited.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved in Failures')).toBeVisible();
  await expect(edited).toBeHidden();
  await openList(page, room, `?view=${id}`);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: /Created at/ }).click();
  await edited.getByRole('button', { name: 'Save as' }).click();
  const panel = page.getByRole('dialog', { name: 'Views' });
  await panel.getByLabel('Save this screen as').fill('Oldest');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(button(page, 'Oldest')).toBeVisible();
  expect(param(page, 'view')).not.toBe(id);
  expect(param(page, 'order')).toBe('oldest');
});

test('a column that is changed inside of a view belongs to the view', async ({ page }) => {
  await openList(page, room);
  await saveAs(page, 'Plain');
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Event' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Plain is edited' })).toBeVisible();
  await page.reload();
  await expect(grid(page).getByRole('columnheader', { name: 'Event' })).toBeHidden();
  await openList(page, room);
  await expect(grid(page).getByRole('columnheader', { name: 'Event' })).toBeVisible();
});

test('the default opens by itself, and the plain list is still there', async ({ page }) => {
  await openList(page, room, '?q=status:failed');
  const id = await saveAs(page, 'Failures');
  const panel = await openViews(page, 'Failures');
  await panel.getByRole('button', { name: 'Open Failures by default' }).click();
  await expect(panel.getByRole('button', { name: 'Open Failures by default' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await openList(page, room);
  expect(param(page, 'view')).toBe(id);
  await expect(rows(page)).toHaveCount(2);
  await (await openViews(page, 'Failures')).getByRole('button', { name: 'All executions' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  expect(param(page, 'view')).toBe('all');
  // A search that is emptied again is the plain list, also after a reload.
  await openList(page, room, '?q=status:failed');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
});

test('a name is taken once; a view is renamed, shared and deleted', async ({ page }) => {
  await openList(page, room, '?q=status:failed');
  await saveAs(page, 'Failures');
  const panel = await openViews(page, 'Failures');
  await panel.getByLabel('Save this screen as').fill('failures');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByRole('alert')).toHaveText(
    'You have a view named “failures” already: choose another name',
  );
  await panel.getByRole('button', { name: 'Edit Failures' }).click();
  await panel.getByLabel('Name of Failures').fill('Broken');
  await panel.getByRole('button', { name: 'Rename' }).click();
  await panel.getByRole('button', { name: 'Edit Broken' }).click();
  await panel.getByRole('button', { name: 'Share', exact: true }).click();
  // The form below has a choice of the same words.
  await expect(
    panel.getByRole('button', { name: 'Broken shared with the project', exact: true }),
  ).toBeAttached();
  await panel.getByRole('button', { name: 'Edit Broken' }).click();
  await panel.getByRole('button', { name: 'Delete' }).click();
  await panel.getByRole('button', { name: 'Delete it for everybody' }).click();
  await expect(panel.getByRole('button', { name: 'Edit Broken' })).toBeHidden();
  await expect.poll(() => param(page, 'view')).toBeNull();
  await expect(rows(page)).toHaveCount(2);
});

test('a link to a view that is gone says so, and lists what it says beside it', async ({
  page,
}) => {
  await openList(page, room, `?view=${randomUUID()}&q=status:failed`);
  const notice = page.getByText('The saved view of this link was deleted, or is not shared');
  await expect(notice).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  expect(param(page, 'view')).toBeNull();
});

test('the way into a log and back keeps the view', async ({ page }) => {
  await openList(page, room, '?q=status:failed');
  const id = await saveAs(page, 'Failures');
  await rows(page).first().getByRole('link').click();
  // Until the log is there, the only link of this name is the one of the project: to all executions.
  await expect(page).toHaveURL(/\/executions\/[0-9a-f-]{36}/);
  await page.locator('#main').getByRole('link', { name: 'Executions', exact: true }).click();
  await expect(page).toHaveURL(/\/executions\?/);
  await expect(button(page, 'Failures')).toBeVisible();
  expect(param(page, 'view')).toBe(id);
  await expect(rows(page)).toHaveCount(2);
});

test('by keys alone: saved, left, and opened again', async ({ page }) => {
  await openList(page, room, '?q=status:failed');
  await page.getByRole('textbox', { name: 'Search executions' }).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(button(page, 'all executions')).toBeFocused();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Views' });
  const name = panel.getByLabel('Save this screen as');
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(name).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Mine')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'All executions' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
  await expect(button(page, 'all executions')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'All executions' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('button', { name: 'Mine', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
});

test('views: no fault in both themes, wide and narrow', async ({ page }) => {
  await openList(page, room, '?q=status:failed');
  const id = await saveAs(page, 'Failures');
  await expectNoFaults(page, async () => {
    await openList(page, room, `?view=${id}&q=other`);
    const panel = await openViews(page, 'Failures');
    await panel.getByRole('button', { name: 'Edit Failures' }).click();
    await panel.getByLabel('Save this screen as').fill('Failures');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(panel.getByRole('alert')).toBeVisible();
  });
});
