import type { Page } from '@playwright/test';
import { column, expect, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Search');
  const items: Item[] = [
    {
      id: 'ext-7F3a-first',
      event: 'UPDATE',
      target: 'PART_INVENTORY',
      target_record_id: '340081',
      status: 'failed',
      actions: [{ key: 'check_revision' }, { key: 'notify_buyer' }],
      raised_action: 'check_revision',
      validation_message: 'Part 34 has no Revision ümlaut 100%',
      request_id: '5f3c9a1e-88aa-4d2e-9b9d-0123456789ab',
    },
    {
      id: 'ext-second',
      event: 'CREATE',
      target: 'RUN_STEP',
      target_record_id: '77_9',
      status: 'success',
      actions: [{ key: 'plan_step' }],
      request_id: 'aaaa1111-88aa-4d2e-9b9d-0123456789ab',
    },
    {
      id: 'ext-third',
      event: 'DELETE',
      target: 'PURCHASE',
      target_record_id: 'PO-12',
      status: 'rejected',
      actions: [{ key: 'block_delete' }],
      validation_message: "KeyError: 'revision'",
      request_id: 'bbbb2222-88aa-4d2e-9b9d-0123456789ab',
    },
  ];
  await room.send(
    items.map((item, index) => ({ ...item, created_at: ago((index + 1) * MINUTE_MS) })),
  );
});

const box = (page: Page) => page.getByRole('textbox', { name: 'Search executions' });

const EVERY_FIELD: [name: string, typed: string, found: string[]][] = [
  ['action id', 'notify_buyer', ['340081']],
  ['a part of an action id, in capitals', 'BLOCK_DEL', ['PO-12']],
  ['request id', '5f3c9a1e-88aa-4d2e-9b9d-0123456789ab', ['340081']],
  ['a part of request ids', '88aa-4d2e', ['340081', '77_9', 'PO-12']],
  ['target record id', '4008', ['340081']],
  ['target', 'run_st', ['77_9']],
  ['event', 'delete', ['PO-12']],
  ['external id, another case', 'EXT-7f3A', ['340081']],
  ['validation message', 'no revision', ['340081']],
  ['a phrase of the message', '"34 has no"', ['340081']],
  ['letters beyond ASCII', 'ÜMLAUT', ['340081']],
  ['percent sign as itself', '100%', ['340081']],
  ['underscore as itself', '7_9', ['77_9']],
  ['quotes in a message', "KeyError: 'rev", ['PO-12']],
  ['all of several words', 'purchase keyerror', ['PO-12']],
];

for (const [name, typed, found] of EVERY_FIELD) {
  test(`finds by ${name}`, async ({ page }) => {
    await openList(page, room);
    await box(page).fill(typed);
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === typed);
    await expect.poll(() => column(page, 'Record ID')).toEqual(found);
  });
}

test('back, reload and a pasted link give the same rows', async ({ page, context }) => {
  await openList(page, room);
  await box(page).fill('purchase');
  await expect(rows(page)).toHaveCount(1);
  const url = page.url();
  await page.reload();
  await expect(box(page)).toHaveValue('purchase');
  expect(await column(page, 'Record ID')).toEqual(['PO-12']);
  const other = await context.newPage();
  await other.goto(url);
  await expect(box(other)).toHaveValue('purchase');
  expect(await column(other, 'Record ID')).toEqual(['PO-12']);
  await page.goBack();
  await expect(box(page)).toHaveValue('');
  await expect(rows(page)).toHaveCount(3);
  await page.goForward();
  await expect(box(page)).toHaveValue('purchase');
  await expect(rows(page)).toHaveCount(1);
});

test('nothing matches: names the part that excludes most, and takes off any', async ({ page }) => {
  await openList(page, room, '?q=no-such-thing+status:failed+target:PURCHASE');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expect(page.getByText('nor without any single part of it')).toBeVisible();
  await page.getByRole('button', { name: 'Without no-such-thing' }).click();
  await expect(page).toHaveURL((url) => url.search === '?q=status:failed+target:PURCHASE');
  await expect(page.getByText('Most is excluded by “Status Failed”')).toBeVisible();
  await page.getByRole('button', { name: 'Without Status Failed: 1 match' }).click();
  await expect.poll(() => column(page, 'Record ID')).toEqual(['PO-12']);
});

test('clears by its button and gives the focus back to the box', async ({ page }) => {
  await openList(page, room, '?q=purchase');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(box(page)).toBeFocused();
});
