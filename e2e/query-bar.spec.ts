import type { Page } from '@playwright/test';
import { column, expect, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Query bar');
  const items: Item[] = [
    {
      ...{ id: 'bar-1', event: 'UPDATE', target: 'PART', target_record_id: '1', status: 'failed' },
      ...{ actions: [{ key: 'check_revision', name: 'Check revision' }], duration_ms: 1_500 },
      ...{ validation_message: 'localhost:3000 refused', context: { part: { id: 34 } } },
    },
    {
      ...{ id: 'bar-2', event: 'CREATE', target: 'PART', target_record_id: '2', status: 'success' },
      ...{ actions: [{ key: 'plan_step' }], duration_ms: 20, context: { part: { id: 35 } } },
    },
    {
      ...{ id: 'bar-3', event: 'a, "b"', target: 'RUN', target_record_id: '3', status: 'failed' },
      ...{ actions: [{ key: 'plan_step' }], duration_ms: 700 },
    },
  ];
  await room.send(items.map((item, at) => ({ ...item, created_at: ago((at + 1) * MINUTE_MS) })));
});

const box = (page: Page) => page.getByRole('textbox', { name: 'Search executions' });
const list = (page: Page) => page.getByRole('listbox', { name: 'Completions' });
const option = (page: Page, name: string | RegExp) => list(page).getByRole('option', { name });
const records = (page: Page) => expect.poll(() => column(page, 'Record ID'));
const q = (page: Page) => new URL(page.url()).searchParams.get('q');

/** The runs of the text under the box, with the colour of each. */
const painted = (page: Page) =>
  box(page).evaluate((input) =>
    [...(input.previousElementSibling?.querySelectorAll('span:not([data-testid] *)') ?? [])].map(
      (run) => [run.textContent, getComputedStyle(run).color],
    ),
  );

test('the syntax is coloured, glyph on glyph, also where the text is longer than the box', async ({
  page,
}) => {
  await openList(page, room);
  await box(page).fill('status:failed -x (a OR "b c")');
  const runs = await painted(page);
  expect(runs.map(([text]) => text)).toEqual([
    'status',
    ':',
    'failed',
    '-',
    'x',
    '(',
    'a',
    'OR',
    '"b c"',
    ')',
  ]);
  const colours = Object.fromEntries(runs);
  expect(
    new Set([colours.status, colours[':'], colours.failed, colours['-'], colours.OR]).size,
  ).toBe(5);
  await box(page).fill(`event:"${'wide '.repeat(60)}" ->=> é 漢字 end`);
  await box(page).press('End');
  const places = () =>
    box(page).evaluate((input: HTMLInputElement) => {
      const layer = input.previousElementSibling as HTMLElement;
      return {
        scrolled: input.scrollLeft,
        shifted: -Number.parseFloat(layer.style.translate),
        wide: input.scrollWidth,
        painted: layer.scrollWidth,
      };
    });
  await expect.poll(async () => (await places()).scrolled).toBeGreaterThan(500);
  const { scrolled, shifted, wide, painted: width } = await places();
  expect(Math.abs(shifted - scrolled)).toBeLessThanOrEqual(1);
  expect(Math.abs(width - wide)).toBeLessThanOrEqual(2);
  await box(page).press('Home');
  await expect.poll(async () => Math.abs((await places()).shifted)).toBe(0);
});

test('fields, values and ranges are completed by keys alone', async ({ page }) => {
  await openList(page, room);
  await page.keyboard.press('/');
  await page.keyboard.type('stat');
  await expect(option(page, /^status/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(box(page)).toHaveValue('status:');
  await page.keyboard.type('fai');
  const active = option(page, 'failed');
  await expect(active).toHaveAttribute('aria-selected', 'true');
  await expect(box(page)).toHaveAttribute(
    'aria-activedescendant',
    (await active.getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('status:failed ');
  await expect(list(page)).toBeHidden();
  await records(page).toEqual(['1', '3']);
  await page.keyboard.type('dura');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('status:failed duration:');
  await expect(option(page, />1s/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('status:failed duration:>1s ');
  await records(page).toEqual(['1']);
});

test('values come from what was seen, and are written as they must be', async ({ page }) => {
  await openList(page, room);
  await box(page).pressSequentially('event:');
  await expect(list(page).getByRole('option')).toHaveCount(3);
  await expect(option(page, 'CREATE')).toBeVisible();
  await option(page, /a, "b"/).click();
  await expect(box(page)).toHaveValue('event:"a, \\"b\\"" ');
  await expect(box(page)).toBeFocused();
  await records(page).toEqual(['3']);
  await box(page).fill('action:rev');
  await expect(option(page, /check_revision Check revision/)).toBeVisible();
});

test('paths of contexts are found by a part of their name, with what is at them', async ({
  page,
}) => {
  await openList(page, room);
  await box(page).pressSequentially('part.id');
  await option(page, /^ctx\.part\.id/).click();
  await expect(box(page)).toHaveValue('ctx.part.id:');
  await expect(list(page).getByRole('option')).toHaveText([/^34\s*1$/, /^35\s*1$/]);
  await expect(page.getByText('counts of the newest 3')).toBeVisible();
  await option(page, /^34/).click();
  await records(page).toEqual(['1']);
});

test('what is not understood is marked and explained, and the rows stay', async ({ page }) => {
  await openList(page, room, '?q=target:PART');
  await records(page).toEqual(['1', '2']);
  await box(page).fill('target:PART status:faild');
  const reason = page.getByRole('status').filter({ hasText: 'status is one of failed' });
  await expect(reason).toBeVisible();
  await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(box(page)).toHaveAccessibleDescription(/status is one of failed/);
  const marked = page.getByTestId('query-problems').locator('span');
  await expect(marked).toHaveText('faild');
  expect(await marked.evaluate((one) => getComputedStyle(one).textDecorationStyle)).toBe('wavy');
  expect(q(page)).toBe('target:PART');
  expect(await column(page, 'Record ID')).toEqual(['1', '2']);
  await reason.getByRole('button', { name: 'Use failed' }).click();
  await expect(box(page)).toHaveValue('target:PART status:failed');
  await expect(box(page)).toBeFocused();
  await expect(reason).toBeHidden();
  await records(page).toEqual(['1']);
});

test('pasted text that looks like a field is found as text by one click', async ({ page }) => {
  await openList(page, room);
  await box(page).fill('localhost:3000');
  await page.getByRole('button', { name: 'Search for it as text' }).click();
  await expect(box(page)).toHaveValue('"localhost:3000"');
  await records(page).toEqual(['1']);
});

test('half a clause is no mistake while its values are offered', async ({ page }) => {
  await openList(page, room);
  await box(page).fill('status:');
  await expect(option(page, 'failed')).toBeVisible();
  await expect(box(page)).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();
  await expect(page.getByText('status: needs a value directly behind it.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box(page)).not.toBeFocused();
  await expect(rows(page)).toHaveCount(3);
});

test('half a clause is no mistake where nothing is offered, until Enter', async ({ page }) => {
  await openList(page, room);
  await box(page).fill('status: entry:');
  await expect(page.getByTestId('query-problems').locator('span')).toHaveText('status:');
  await box(page).press('Enter');
  await expect(page.getByTestId('query-problems').locator('span')).toHaveText([
    'status:',
    'entry:',
  ]);
  await box(page).fill('has:');
  await expect(option(page, 'request_id')).toBeVisible();
  await expect(box(page)).not.toHaveAttribute('aria-invalid');
  await box(page).pressSequentially('ctx.');
  await expect(option(page, 'ctx.part.id')).toBeVisible();
});

test('a lower-case or between clauses says what it is, and becomes one by a click', async ({
  page,
}) => {
  await openList(page, room);
  await box(page).fill('event:UPDATE or event:CREATE ');
  const said = page.getByText('OR joins terms in capitals; this searches for the text or.');
  await expect(said.first()).toBeVisible();
  await expect(said).toHaveCount(2);
  await box(page)
    .locator('xpath=ancestor::search')
    .getByRole('button', { name: 'Write OR' })
    .click();
  await expect(box(page)).toHaveValue('event:UPDATE OR event:CREATE ');
  await expect(box(page)).toBeFocused();
  await expect(said).toHaveCount(0);
  await records(page).toEqual(['1', '2']);
});

test('a link whose time was cut says so, and lists nothing else instead', async ({ page }) => {
  await openList(page, room, '?since=2026-1');
  await expect(page.getByRole('heading', { name: 'This search is not understood' })).toBeVisible();
  await expect(box(page)).toHaveValue('created:>=2026-1');
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await records(page).toEqual(['1', '2', '3']);
});

test('recent queries are offered where nothing is typed, and can be forgotten', async ({
  page,
}) => {
  await openList(page, room);
  for (const query of ['event:UPDATE', 'event:CREATE', 'plan_step']) {
    await box(page).fill(query);
    await box(page).press('Enter');
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === query);
  }
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(page).toHaveURL((url) => !url.searchParams.has('q'));
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  const recents = page.getByRole('group', { name: 'Recent' }).getByRole('option');
  await box(page).focus();
  await expect(recents).toHaveText(['plan_step', 'event:CREATE', 'event:UPDATE']);
  await page.getByRole('button', { name: 'Forget event:CREATE' }).click();
  await expect(recents).toHaveText(['plan_step', 'event:UPDATE']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Delete');
  await expect(recents).toHaveText(['event:UPDATE']);
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('event:UPDATE');
  await records(page).toEqual(['1']);
});

test('back and forward bring the text and its rows', async ({ page }) => {
  await openList(page, room);
  await box(page).fill('event:UPDATE');
  await records(page).toEqual(['1']);
  await box(page).blur();
  await box(page).fill('status:success');
  await records(page).toEqual(['2']);
  await page.goBack();
  await expect(box(page)).toHaveValue('event:UPDATE');
  await records(page).toEqual(['1']);
  await page.goBack();
  await expect(box(page)).toHaveValue('');
  await expect(rows(page)).toHaveCount(3);
  await page.goForward();
  await page.goForward();
  await expect(box(page)).toHaveValue('status:success');
  await records(page).toEqual(['2']);
});

test('Tab goes on from an empty box, and letters of other scripts are composed in peace', async ({
  page,
}) => {
  await openList(page, room);
  await box(page).focus();
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(box(page)).not.toBeFocused();
  await expect(list(page)).toBeHidden();
  await box(page).focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 });
  await expect(box(page)).toHaveValue('か');
  expect((await painted(page)).map(([text]) => text)).toEqual(['か']);
  await cdp.send('Input.insertText', { text: '漢' });
  await expect(box(page)).toHaveValue('漢');
});
