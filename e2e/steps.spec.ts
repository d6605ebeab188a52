import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { clipboard, expect, openKeyed, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
let ids: string[];

/** Milliseconds into a run that began a minute before the tests. */
const BEGAN = Date.parse(ago(MINUTE_MS));
const at = (ms: number) => new Date(BEGAN + ms).toISOString();
const RAN = { event: 'UPDATE', target: 'ORDER', target_record_id: '34' };
const INPUT = { id: 34, note: '12345678901234567890' };

const STEPS = [
  {
    ...{ seq: 1, name: 'HTTP Trigger', connector: 'http_trigger', status: 'success' },
    ...{ started_at: at(0), duration_ms: 12, input: { path: '/orders' } },
  },
  {
    ...{ seq: 2, name: 'Read order', connector: 'http', status: 'success' },
    ...{ started_at: at(20), duration_ms: 180, input: INPUT, output: { lines: 2 } },
  },
  {
    ...{ seq: 3, name: 'For each line', connector: 'loop', status: 'failed' },
    ...{ started_at: at(200), duration_ms: 900 },
  },
  {
    ...{ seq: 4, parent_seq: 3, name: 'Reserve stock', connector: 'erp', status: 'failed' },
    ...{ started_at: at(300), duration_ms: 500, input: { sku: 'B' } },
    error: { message: 'Only 1 of 2 pieces are in stock' },
  },
  {
    ...{ seq: 5, name: 'Send confirmation', connector: 'mail', status: 'skipped' },
    error: 'the order was not reserved',
  },
  { seq: 6, name: 'Book shipping', connector: 'carrier', status: 'skipped' },
  { seq: 7, name: 'Write audit line', connector: 'log', status: 'success', duration_ms: 3 },
];

const many = () =>
  Array.from({ length: 5_000 }, (_, index) => ({
    ...{ seq: index + 1, name: `Row ${index + 1}`, connector: 'http' },
    ...{ parent_seq: index % 10 === 0 ? null : index - (index % 10) + 1 },
    ...{ status: index === 4_242 ? 'failed' : 'success' },
    ...{ started_at: at(index * 2), duration_ms: 2 },
  }));

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Steps');
  const items: Item[] = [
    {
      ...{ id: 'nested', created_at: at(0), status: 'failed', ...RAN, steps: STEPS },
      ...{ actions: [{ key: 'reserve' }], raised_action: 'reserve', duration_ms: 1_100 },
      validation_message: 'Only 1 of 2 pieces are in stock',
    },
    { id: 'many', created_at: at(1), status: 'failed', ...RAN, steps: many() },
    { id: 'timeless', created_at: at(2), status: 'success', ...RAN, steps: [{ name: 'a' }] },
    { id: 'last-try', created_at: at(3), status: 'failed', ...RAN, attempt: 3, steps: STEPS },
    { id: 'live', created_at: at(4), status: 'running', ...RAN, steps: STEPS.slice(0, 1) },
  ];
  ids = await room.send(items);
});

const path = (index: number) => `${room.path}/executions/${ids[index]}?tab=steps`;
const tree = (page: Page) => page.getByRole('treegrid', { name: 'Steps' });
const row = (page: Page, name: string) =>
  tree(page)
    .getByRole('row')
    .filter({ has: page.locator('[role=gridcell]:first-child', { hasText: name }) })
    .first();
const active = (page: Page) =>
  tree(page).evaluate((one) => {
    const id = one.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.innerText.split('\n')[0];
  });
const marks = (page: Page) => page.locator('.step-head [data-axis] span').allInnerTexts();

test('shows each step with its connector, status, duration and place in time', async ({ page }) => {
  await openKeyed(page, path(0));
  await expect(page.getByRole('link', { name: /^Steps ?7$/ })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page.getByText('7 steps, 2 failed, 2 skipped · 1.10 s in all')).toBeVisible();
  await expect(row(page, 'Read order')).toContainText(/http\s*Success\s*180 ms/);
  await expect(row(page, 'Reserve stock')).toHaveAttribute('aria-level', '2');
  await expect(row(page, 'Send confirmation')).toContainText('Skipped: the order was not reserved');
  await expect(row(page, 'Book shipping')).toContainText(
    'Skipped: no reason was sent; step 4, Reserve stock, had failed before it',
  );
  await expect(row(page, 'Write audit line')).toContainText('took 3 ms; when was not sent');
  const bar = async (name: string) => {
    const box = await row(page, name).locator('[data-axis] > [aria-hidden]').boundingBox();
    return box ?? { x: 0, width: 0 };
  };
  const [first, second] = [await bar('Read order'), await bar('For each line')];
  expect(first.x + first.width).toBeLessThanOrEqual(second.x + 1);
  expect(second.width / first.width).toBeGreaterThan(4);
});

test('says so when no step has a time', async ({ page }) => {
  await openKeyed(page, path(2));
  await expect(page.getByText('No step says when it ran')).toBeVisible();
  await expect(row(page, 'a')).toContainText('no times were sent');
});

test('is worked by keys alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openKeyed(page, path(0));
  await tree(page).focus();
  await page.keyboard.press('n');
  expect(await active(page)).toContain('For each line');
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'For each line')).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 'Reserve stock')).toHaveCount(0);
  // What is closed is opened for the next failed one.
  await page.keyboard.press('n');
  await expect.poll(() => active(page)).toContain('Reserve stock');
  const whole = await marks(page);
  await page.keyboard.press('z');
  await expect.poll(() => marks(page)).not.toEqual(whole);
  const zoomed = await marks(page);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => marks(page)).not.toEqual(zoomed);
  await page.keyboard.press('0');
  await expect.poll(() => marks(page)).toEqual(whole);
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Step Read order' });
  const input = dialog.getByRole('region', { name: 'input.json' });
  await input.getByRole('button', { name: 'Copy all' }).click();
  await expect.poll(() => clipboard(page)).toBe(JSON.stringify(INPUT));
  await expect(dialog.getByRole('tree', { name: 'output.json' })).toContainText('"lines": 2');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(tree(page)).toBeFocused();
});

test('opens the input of a trigger, which has no output', async ({ page }) => {
  await openKeyed(page, path(0));
  await page.getByRole('button', { name: 'Input and output of HTTP Trigger' }).click();
  const dialog = page.getByRole('dialog', { name: 'Step HTTP Trigger' });
  await expect(dialog.getByRole('tree', { name: 'input.json' })).toContainText('/orders');
  await expect(dialog.getByText('output.json')).toHaveCount(0);
});

test('zooms where it is dragged over', async ({ page }) => {
  await openKeyed(page, path(0));
  const whole = page.getByRole('button', { name: 'Whole time' });
  await expect(whole).toBeDisabled();
  // The axis may still be finding its width.
  await expect(async () => {
    const box = await page.locator('.step-head [data-axis]').boundingBox();
    if (!box) throw new Error('there is no axis');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.2, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, y, { steps: 4 });
    await page.mouse.up();
    await expect(row(page, 'HTTP Trigger')).toContainText('‹ earlier', { timeout: 1_000 });
  }).toPass();
  const zoomed = await marks(page);
  await whole.click();
  await expect(whole).toBeDisabled();
  await expect.poll(() => marks(page)).not.toEqual(zoomed);
  await expect(row(page, 'HTTP Trigger')).not.toContainText('‹ earlier');
});

test('draws only what is in sight of thousands', async ({ page }) => {
  await openKeyed(page, path(1));
  await expect(page.getByText('5,000 steps, 1 failed')).toBeVisible();
  await tree(page).focus();
  await page.keyboard.press('End');
  await expect.poll(() => active(page)).toContain('Row 5000');
  await page.keyboard.press('n');
  await expect.poll(() => active(page)).toContain('Row 4243');
  await expect(row(page, 'Row 4243')).toBeInViewport();
  expect(await tree(page).getByRole('row').count()).toBeLessThan(120);
});

test('explains a failure on the step, on the log page and in the list', async ({ page }) => {
  await openKeyed(page, path(0));
  const details = page.getByRole('dialog', { name: 'Execution details' });
  const look = async () => {
    await expect(details).toContainText('Only 1 of 2 pieces are in stock');
    await expect(details.getByRole('link', { name: 'reserve' })).toBeVisible();
    await expect(
      details.getByRole('listitem').filter({ hasText: 'Send confirmation' }),
    ).toContainText('the order was not reserved');
    await expect(details.getByRole('button', { name: 'Retry Execution' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(details).toHaveCount(0);
  };
  await page.getByRole('button', { name: 'Why Reserve stock failed' }).click();
  await look();
  await page.getByRole('button', { name: 'Why it failed' }).click();
  await look();
  await openList(page, room);
  await page.getByRole('button', { name: `Why ${ids[0]} failed` }).click();
  await look();
  // Once the retries are used up there is nothing more to be done there.
  const used = rows(page).and(page.locator(`[data-row-id="${ids[3]}"]`));
  await expect(used).toContainText('Failed');
  await expect(used.getByRole('button', { name: /^Why/ })).toHaveCount(0);
  await openKeyed(page, path(3));
  await expect(page.getByRole('button', { name: /^Why/ })).toHaveCount(0);
});

test('shows steps as they are sent', async ({ page }) => {
  await openKeyed(page, path(4));
  await expect(row(page, 'HTTP Trigger')).toBeVisible();
  const next = { id: 'live', created_at: at(4), status: 'running', ...RAN };
  await room.send([{ ...next, steps: STEPS.slice(0, 2) }]);
  await expect(row(page, 'Read order')).toBeVisible({ timeout: 15_000 });
});

test('counts them in the list, where the duration can be had in seconds', async ({ page }) => {
  await openList(page, room, '?cols=steps@createdAt,seconds@steps');
  const first = rows(page).and(page.locator(`[data-row-id="${ids[0]}"]`));
  await expect(first.getByText('7', { exact: true })).toBeVisible();
  await expect(first.getByText('1.1', { exact: true })).toBeVisible();
});

test('writes the axis in the zone of the screen', async ({ page, context }) => {
  const hour = async (zone: string) => {
    const url = process.env.RUNLENS_E2E_URL ?? '';
    await context.addCookies([{ name: 'runlens_zone', value: zone, url }]);
    await openKeyed(page, path(0));
    return Number((await marks(page))[0]?.slice(0, 2));
  };
  const [utc, tokyo] = [await hour('UTC'), await hour('Asia/Tokyo')];
  expect((tokyo - utc + 24) % 24).toBe(9);
});

test('has no fault that axe finds', async ({ page }) => {
  await expectNoFaults(page, async () => {
    await openKeyed(page, path(0));
    await expect(row(page, 'Read order')).toBeVisible();
  });
});

test('has no fault in the texts of a step', async ({ page }) => {
  await expectNoFaults(page, async () => {
    await openKeyed(page, path(0));
    await page.getByRole('button', { name: 'Input and output of Read order' }).click();
    await expect(page.getByRole('tree', { name: 'output.json' })).toBeVisible();
  });
});

test('has no fault in the details of a failure', async ({ page }) => {
  await expectNoFaults(page, async () => {
    await openKeyed(page, path(0));
    await page.keyboard.press('i');
    await expect(page.getByRole('dialog', { name: 'Execution details' })).toContainText('Reserve');
  });
});
