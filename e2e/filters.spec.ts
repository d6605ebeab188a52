import type { Page } from '@playwright/test';
import { column, expect, openFilters, openList, rows, test } from './fixtures';
import { ago, HOUR_MS, type Item, MINUTE_MS, type Room } from './room';

let room: Room;

const ITEMS: Item[] = [
  item('1', 'failed', 'UPDATE', 'PART', 'check_part', 'ana@example.com', 'production', 50),
  item('2', 'success', 'CREATE', 'PART', 'check_part', 'wei@example.com', 'production', 500),
  item('3', 'success', 'UPDATE', 'RUN_STEP', 'plan_step', 'ana@example.com', 'staging', 5_000),
  item('4', 'rejected', 'DELETE', 'PURCHASE', 'block_delete', 'tom@example.com', 'staging', 50_000),
  item('5', 'partially_executed', 'UPDATE', 'PART', 'a,b "c"', 'ana@example.com', 'production', 70),
];
/** How long ago each was created. */
const AGES_MS = [MINUTE_MS, 30 * MINUTE_MS, 3 * HOUR_MS, 50 * HOUR_MS, 200 * HOUR_MS];

function item(
  record: string,
  status: string,
  event: string,
  target: string,
  action: string,
  person: string,
  environment: string,
  ms: number,
): Item {
  return {
    ...{ id: `filter-${record}`, status, event, target, environment },
    ...{ target_record_id: record, actions: [{ key: action }] },
    ...{ triggered_by: person, duration_ms: ms },
  };
}

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Filters');
  await room.send(
    ITEMS.map((one, index) => ({ ...one, created_at: ago(AGES_MS[index] ?? MINUTE_MS) })),
  );
});

const records = (page: Page) => expect.poll(() => column(page, 'Record ID'));

const VALUES: [field: string, value: string, q: string, found: string[]][] = [
  ['Status', 'Partially executed', 'status:partially_executed', ['5']],
  ['Event', 'UPDATE', 'event:UPDATE', ['1', '3', '5']],
  ['Target', 'PART', 'target:PART', ['1', '2', '5']],
  ['Action', 'check_part', 'action:check_part', ['1', '2']],
  ['Triggered by', 'ana@example.com', 'triggered_by:ana@example.com', ['1', '3', '5']],
  ['Environment', 'staging', 'environment:staging', ['3', '4']],
];

for (const [field, value, q, found] of VALUES) {
  test(`filters by ${field.toLowerCase()}`, async ({ page }) => {
    await openList(page, room);
    const panel = await openFilters(page);
    const group = panel.getByRole('group', { name: new RegExp(`^${field}`) });
    await group.getByRole('checkbox', { name: value, exact: true }).check();
    await records(page).toEqual(found);
    expect(new URL(page.url()).searchParams.get('q')).toBe(q);
    await expect(page.getByLabel('Search executions')).toHaveValue(q);
    const chips = page.getByRole('list', { name: 'Filters that are on' });
    await expect(chips).toContainText(value);
    await page.reload();
    await records(page).toEqual(found);
    await page.getByRole('button', { name: `Remove filter ${field}` }).click();
    await records(page).toEqual(['1', '2', '3', '4', '5']);
  });
}

test('a value with a comma and quotes is one value, also after a reload', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await panel.getByRole('checkbox', { name: 'a,b "c"' }).check();
  await records(page).toEqual(['5']);
  await page.reload();
  await records(page).toEqual(['5']);
});

test('values of one field add up, different fields and the search narrow', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await panel.getByRole('checkbox', { name: 'Success' }).check();
  await records(page).toEqual(['2', '3']);
  await panel.getByRole('checkbox', { name: 'Failed' }).check();
  await records(page).toEqual(['1', '2', '3']);
  await panel.getByRole('checkbox', { name: 'production' }).check();
  await records(page).toEqual(['1', '2']);
  await page.keyboard.press('Escape');
  const bar = page.getByLabel('Search executions');
  await bar.press('End');
  await bar.pressSequentially(' create');
  await records(page).toEqual(['2']);
  const url = page.url();
  await page.goBack();
  await records(page).toEqual(['1', '2']);
  await page.goto(url);
  await records(page).toEqual(['2']);
  await openFilters(page);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page).toHaveURL((address) => address.search === '?q=create');
  await records(page).toEqual(['2']);
});

test('filters by execution time, both bounds inclusive and with units', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await panel.getByLabel('At least').fill('0.5 s');
  await panel.getByLabel('At least').press('Enter');
  await records(page).toEqual(['2', '3', '4']);
  await panel.getByLabel('At most').fill('5s');
  await panel.getByLabel('At most').press('Enter');
  await records(page).toEqual(['2', '3']);
  expect(new URL(page.url()).searchParams.get('q')).toBe('duration:500ms..5000ms');
  await panel.getByLabel('At most').fill('soon');
  await expect(panel.getByText('A number with ms, s, m or h')).toBeVisible();
  await panel.getByLabel('At most').fill('0.1s');
  await panel.getByLabel('At most').press('Enter');
  await expect(panel.getByText('It ends before it begins')).toBeVisible();
  await expect(panel.getByLabel('At most')).toHaveValue('0.1s');
  expect(new URL(page.url()).searchParams.get('q')).toBe('duration:500ms..5000ms');
  await page.reload();
  await records(page).toEqual(['2', '3']);
});

test('filters by a relative and by an absolute time range', async ({ page }) => {
  await openList(page, room);
  await page.getByRole('button', { name: 'Any time' }).click();
  await page.getByRole('button', { name: 'Last hour' }).click();
  await records(page).toEqual(['1', '2']);
  await expect(page).toHaveURL((url) => url.searchParams.get('since') === '-1h');
  await page.reload();
  await records(page).toEqual(['1', '2']);
  await page.getByRole('button', { name: 'Last hour' }).click();
  const input = (ms: number) => new Date(Date.now() - ms).toISOString().slice(0, 16);
  await page.getByLabel('From').fill(input(60 * HOUR_MS));
  await page.getByLabel('To', { exact: true }).fill(input(2 * HOUR_MS));
  await page.getByRole('button', { name: 'Apply' }).click();
  await records(page).toEqual(['3', '4']);
  await page.reload();
  await records(page).toEqual(['3', '4']);
});

test('a range that ends before it begins cannot be applied', async ({ page }) => {
  await openList(page, room);
  await page.getByRole('button', { name: 'Any time' }).click();
  await page.getByLabel('From').fill('2026-11-20T10:00');
  await page.getByLabel('To', { exact: true }).fill('2026-11-20T09:00');
  await expect(page.getByText('The range ends before it begins.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
});

test('a link with everything in it gives the rows that satisfy all of it', async ({ page }) => {
  const search =
    '?q=filter-&status=failed,success&event=UPDATE,CREATE&target=PART&action=check_part' +
    '&triggered_by=wei@example.com&environment=production&since=-24h&min_ms=100&max_ms=1000';
  await openList(page, room, search);
  await records(page).toEqual(['2']);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Filters/ })).toContainText('7');
});
