import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, open, openKeyed, openList, rows, test } from './fixtures';
import { ago, HOUR_MS, type Item, MINUTE_MS, type Room } from './room';

const LINE = 'raise ValidationError(f"Part {part[\'id\']} has no revision")';
const CODE = `part = context["part"]\nif not part["revision"]:\n    ${LINE}\n`;

/** A failure as the recorder sends it: any two are alike, whatever the part. */
function failed(part: number, ageMs: number, more: Partial<Item> = {}): Item {
  const message = `Part ${part} has no revision`;
  return {
    ...{ id: `part-${part}`, created_at: ago(ageMs), status: 'failed' },
    ...{ event: 'UPDATE', target: 'PART', target_record_id: String(part) },
    ...{ actions: [{ key: 'check_part' }], raised_action: 'check_part' },
    ...{ triggered_by: ['ana@example.com', 'wei@example.com'][part % 2], duration_ms: 12 },
    ...{ validation_message: message, language: 'python', code: CODE },
    context: { part: { id: part, revision: null, site: ['BER', 'LIS'][part % 2] } },
    output: {
      stdout: '',
      stderr: `Traceback (most recent call last):\n  File "<action>", line 3, in <module>\n    ${LINE}\nValidationError: ${message}\n`,
      ...{ exit_code: 1, outcome: 'rejected' },
    },
    ...more,
  };
}

const succeeded = (part: number, ageMs: number): Item => ({
  ...failed(part, ageMs),
  ...{
    status: 'success',
    raised_action: undefined,
    validation_message: undefined,
    output: undefined,
  },
  context: { part: { id: part, revision: 'A', site: ['BER', 'LIS'][part % 2] } },
});

const keyError = (key: string, ageMs: number): Item => ({
  ...failed(900, ageMs),
  ...{ id: `key-${key}`, raised_action: 'price_import', actions: [{ key: 'price_import' }] },
  ...{
    validation_message: `KeyError: '${key}'`,
    output: undefined,
    code: `price[${JSON.stringify(key)}]`,
  },
});

/** Twelve parts without a revision, two missing prices, one missing rate, and sixty good runs. */
const ITEMS: Item[] = [
  ...Array.from({ length: 12 }, (_, i) => failed(i + 1, (i + 1) * HOUR_MS)),
  keyError('price', 20 * MINUTE_MS),
  { ...keyError('price', 50 * HOUR_MS), id: 'key-price-2' },
  keyError('rate', 30 * MINUTE_MS),
  ...Array.from({ length: 60 }, (_, i) => succeeded(i + 100, (i + 1) * 10 * MINUTE_MS)),
];

/** A room of its own for what changes states. */
async function changingRoom(newRoom: (name: string) => Promise<Room>): Promise<Room> {
  const room = await newRoom('Errors changed');
  await room.send(ITEMS);
  return room;
}

let room: Room;
let empty: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Errors');
  empty = await newRoom('Errors none');
  await room.send(ITEMS);
});

const groups = (page: Page) => page.locator('tr[data-row-id]');
const openErrors = (page: Page, of: Room, search = '') =>
  openKeyed(page, `${of.path}/errors${search}`);
const view = (page: Page, name: RegExp) => page.getByRole('button', { name });
const REVISION = 'ValidationError Part <…> has no revision';
const PRICE = "KeyError 'price'";

test('failures that are alike are one row, with its count, people and code', async ({ page }) => {
  await openErrors(page, room);
  await expect(groups(page)).toHaveCount(3);
  const first = groups(page).first();
  await expect(first).toContainText(REVISION);
  await expect(first).toContainText(`check_part${LINE}`);
  await expect(first.getByRole('cell').or(first.getByRole('gridcell')).nth(4)).toHaveText('2');
  await expect(first.getByRole('img', { name: /Over time/ })).toBeVisible();
  await expect(first.getByTitle(/^First seen with the code version/)).toHaveText(/^[0-9a-f]{8}$/);
  await expect(page.getByTestId('error-status')).toHaveText('3 groups');
  await first.getByTitle('Show its executions').click();
  await expect(page).toHaveURL(/\/executions\?q=error_group:[0-9a-f]{16}$/);
  await expect(rows(page)).toHaveCount(12);
});

test('sorts, filters and finds; the URL says all of it', async ({ page }) => {
  await openErrors(page, room);
  const names = () => groups(page).getByRole('link').first().allInnerTexts();
  await page.getByRole('button', { name: 'Last seen' }).click();
  await expect(page).toHaveURL(/sort=last$/);
  await expect(groups(page).first()).toContainText(PRICE);
  await page.getByRole('button', { name: 'Last seen' }).click();
  await expect(page).toHaveURL(/order=reversed$/);
  await expect(groups(page).last()).toContainText(PRICE);
  await page.getByLabel('Action', { exact: true }).selectOption('price_import');
  await expect(groups(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.getByLabel('Find in error groups').fill('RATE');
  await expect(groups(page)).toHaveCount(1);
  await expect(page).toHaveURL(/find=RATE/);
  await page.reload();
  await expect(groups(page)).toHaveCount(1);
  expect(await names()).toEqual(["KeyError 'rate'"]);
  await page.goBack();
  await expect(page.getByLabel('Action', { exact: true })).toHaveValue('');
  await expect(groups(page)).toHaveCount(3);
  await openErrors(page, room, '?since=-24h');
  await expect(
    groups(page).filter({ hasText: PRICE }).getByTitle('Show its executions'),
  ).toHaveText('1');
});

test('by keys alone: move, select, resolve, undo, open, ignore, go back', async ({
  page,
  newRoom,
}) => {
  const own = await changingRoom(newRoom);
  await openErrors(page, own);
  const active = page.locator('tr[data-row-id]:focus');
  await page.keyboard.press('j');
  await expect(active).toContainText(PRICE);
  await page.keyboard.press('k');
  await expect(active).toContainText(REVISION);
  await page.keyboard.press('r');
  await expect(groups(page)).toHaveCount(2);
  await expect(view(page, /^Resolved/)).toHaveText('Resolved1');
  await expect(active, 'the keys go on from the next row').toContainText(PRICE);
  await page.keyboard.press('u');
  await expect(groups(page)).toHaveCount(3);
  await expect(view(page, /^Resolved/)).toHaveText('Resolved0');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selected groups' })).toContainText('2 selected');
  await page.keyboard.press('i');
  await expect(groups(page)).toHaveCount(1);
  await expect(view(page, /^Ignored/)).toHaveText('Ignored2');
  await page.keyboard.press('/');
  await expect(page.getByLabel('Find in error groups')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/errors\/[0-9a-f]{16}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(REVISION);
  await page.keyboard.press('r');
  await expect(page.getByRole('definition').first()).toHaveText('Resolved');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/errors$/);
  await expect(page.getByRole('heading', { name: 'Nothing is unresolved' })).toBeVisible();
});

test('after a press above the table the keys act on the row they move to', async ({ page }) => {
  await openErrors(page, room);
  const unresolved = view(page, /^Unresolved/);
  await unresolved.click();
  await expect(unresolved).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(groups(page).nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/errors\/[0-9a-f]{16}$/);
});

test('a resolved group comes back with the next failure', async ({ page, newRoom }) => {
  const own = await changingRoom(newRoom);
  await openErrors(page, own);
  const row = groups(page).filter({ hasText: REVISION });
  await row.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Resolve' }).click();
  await expect(row).toHaveCount(0);
  await own.send([failed(500, -1_000, { id: 'again' })]);
  await page.reload();
  await expect(row.getByText('Came back').filter({ visible: true })).toHaveCount(1);
  await view(page, /^Came back/).click();
  await expect(groups(page)).toHaveCount(1);
  await expect(row.getByTitle('Show its executions')).toHaveText('13');
  await row.getByRole('link').first().click();
  await expect(page.getByRole('definition').first()).toHaveText('Came back');
  await page.getByRole('button', { name: 'Ignore' }).click();
  await expect(page.getByRole('definition').first()).toHaveText('Ignored');
  await own.send([failed(501, -1_000, { id: 'and again' })]);
  await openErrors(page, own, '?state=ignored');
  await expect(row.getByTitle('Show its executions')).toHaveText('14');
});

test('several groups are changed at once, by the bar', async ({ page, newRoom }) => {
  const own = await changingRoom(newRoom);
  await openErrors(page, own);
  await page.getByRole('checkbox', { name: 'Select all groups shown' }).check();
  const bar = page.getByRole('region', { name: 'Selected groups' });
  await expect(bar).toContainText('3 selected');
  await bar.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is unresolved' })).toBeVisible();
  await expect(page.getByText('3 groups resolved')).toBeVisible();
  await page.getByRole('button', { name: 'Show all 3 in other states' }).click();
  await expect(
    groups(page).getByText('Resolved', { exact: true }).filter({ visible: true }),
  ).toHaveCount(3);
});

test('nothing yet, nothing matches', async ({ page }) => {
  await openErrors(page, empty);
  await expect(page.getByRole('heading', { name: 'No errors yet' })).toBeVisible();
  await openErrors(page, room, '?find=nowhere&since=-24h');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the text' }).click();
  await expect(groups(page)).toHaveCount(3);
});

test('loading shows the shape of the table, a failure says so and can be retried', async ({
  page,
  watch,
}) => {
  watch.expect(/ERR_FAILED/);
  await openErrors(page, room);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let failing = true;
  await page.route('**/errors*', async (route) => {
    if (!('next-action' in route.request().headers())) return route.fallback();
    await held;
    return failing ? route.abort('failed') : route.fallback();
  });
  await view(page, /^All/).click();
  await expect(page.getByRole('status', { name: 'Loading error groups' })).toBeVisible();
  release();
  await expect(
    page.getByRole('heading', { name: 'The error groups could not be loaded' }),
  ).toBeVisible();
  await expect(page.getByTestId('error-status'), 'not 0 groups').toHaveText('Not loaded');
  failing = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(groups(page)).toHaveCount(3);
});

test('a group says how it was grouped, with which code and in which executions', async ({
  page,
}) => {
  await openErrors(page, room);
  await groups(page).filter({ hasText: REVISION }).getByRole('link').first().click();
  const reasons = page.getByRole('region', { name: 'Grouped by' });
  await expect(reasons).toContainText('ExceptionValidationError');
  await expect(reasons).toContainText('MessagePart <…> has no revision');
  await expect(reasons).toContainText(`Raised atin <module>: ${LINE}`);
  await expect(reasons).toContainText('Actioncheck_part');
  await expect(page.getByRole('img', { name: /^Failures from/ })).toBeVisible();
  const versions = page.getByRole('region', { name: 'Code versions' });
  await expect(versions.getByRole('row')).toHaveCount(2);
  const samples = page.getByRole('region', { name: 'Newest executions' });
  await expect(samples.getByRole('row')).toHaveCount(11);
  await samples.getByRole('link', { name: 'Show all 12 in the list' }).click();
  await expect(rows(page)).toHaveCount(12);
  await page.goBack();
  await samples.getByRole('row').nth(1).getByRole('link').click();
  await expect(page).toHaveURL(/\/executions\/[0-9a-f-]{36}\?q=error_group/);
});

test('a group that is none is not found', async ({ page, watch }) => {
  watch.expect(/404/);
  for (const fingerprint of ['0123456789abcdef', 'x', '%00']) {
    const answer = await page.goto(`${room.path}/errors/${fingerprint}`);
    expect(answer?.status()).toBe(404);
  }
});

test('why these fail: the cause comes first, and one click makes it a filter', async ({ page }) => {
  await openErrors(page, room);
  await groups(page).filter({ hasText: REVISION }).getByRole('link').first().click();
  const why = page.getByRole('region', { name: 'Why do these fail' });
  const cause = why.getByRole('listitem').first();
  await expect(cause).toContainText('ctx.part.revision is null');
  await expect(cause).toContainText('Failed100 %');
  await expect(cause).toContainText('Successful0 %');
  await expect(why).toContainText('12 failed against 60 successful runs of check_part');
  await cause.getByRole('link', { name: 'Filter by ctx.part.revision is null' }).click();
  await expect(page.getByLabel('Search executions')).toHaveValue(
    /^error_group:[0-9a-f]{16} ctx\.part\.revision:null$/,
  );
  await expect(rows(page)).toHaveCount(12);
});

test('why selected executions fail, from the list', async ({ page }) => {
  await openList(page, room, '?q=action:check_part');
  await expect(rows(page).first()).toBeVisible();
  for (let row = 0; row < 60; row += 1) {
    await page.keyboard.press('x');
    await page.keyboard.press('j');
  }
  await page.getByRole('button', { name: 'Why do these fail' }).click();
  const dialog = page.getByRole('dialog', { name: 'Why do these fail' });
  await expect(dialog.getByRole('listitem').first()).toContainText('ctx.part.revision is null');
  await dialog.getByRole('link', { name: /^Filter by ctx.part.revision/ }).click();
  await expect(page.getByLabel('Search executions')).toHaveValue(
    'action:check_part ctx.part.revision:null',
  );
});

test('a hostile failure is text and nothing else', async ({ page, newRoom }) => {
  const own = await newRoom('Errors hostile');
  const message = '<img src=x onerror=alert(1)> {{7*7}} \u202egnp.exe <script>alert(1)</script>';
  await own.send([
    failed(1, MINUTE_MS, {
      ...{ validation_message: message, output: undefined },
      ...{ raised_action: '"><b>x</b>', actions: [{ key: '"><b>x</b>' }] },
    }),
  ]);
  await openErrors(page, own);
  await expect(groups(page)).toContainText('<script>alert(');
  await groups(page).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Grouped by' })).toContainText('"><b>x</b>');
  expect(await page.locator('main img[src=x], main b').count()).toBe(0);
});

const SCREENS: { name: string; show: (page: Page) => Promise<unknown> }[] = [
  { name: 'error groups', show: (page) => openErrors(page, room) },
  {
    name: 'error groups, selected',
    show: async (page) => {
      await openErrors(page, room, '?state=all');
      await page.getByRole('checkbox', { name: 'Select all groups shown' }).check();
    },
  },
  {
    name: 'error group',
    show: async (page) => {
      await openErrors(page, room);
      await groups(page).filter({ hasText: REVISION }).getByRole('link').first().click();
      await expect(page.getByText('ctx.part.revision is null')).toBeVisible();
    },
  },
  { name: 'no errors yet', show: (page) => open(page, `${empty.path}/errors`) },
  { name: 'no error matches', show: (page) => open(page, `${room.path}/errors?find=nowhere`) },
];

for (const { name, show } of SCREENS) {
  test(`${name}: no fault, in both themes, wide and narrow`, async ({ page }) => {
    await expectNoFaults(page, show);
  });
}
