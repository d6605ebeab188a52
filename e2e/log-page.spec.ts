import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { clipboard, expect, openKeyed, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
/** Newest first. */
let ids: string[];

const CODE = `import sys
print("hello")
part = context["part"]
raise ValidationError("Part 34 has no revision")
`;
/** Not what JSON.stringify would write: digits, key order and a repeated key have to survive. */
const CONTEXT =
  '{"z":1.0,"part":{"id":34,"serial":12345678901234567890,"weight":1e2,"name":"é"},"a":[],"dup":1,"dup":2}';
const STDERR = `Traceback (most recent call last):
  File "<action>", line 4, in <module>
    raise ValidationError("Part 34 has no revision")
ValidationError: Part 34 has no revision
`;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Log');
  const full = {
    ...{
      id: 'log-0',
      created_at: ago(MINUTE_MS),
      status: 'failed',
      event: 'UPDATE',
      target: 'PART',
    },
    ...{ target_record_id: '34', validation_message: 'Part 34 has no revision\nsecond line' },
    ...{ actions: [{ key: 'check part' }, { key: 'notify' }], raised_action: 'check part' },
    ...{ started_at: ago(MINUTE_MS), finished_at: ago(MINUTE_MS - 412), duration_ms: 412 },
    ...{ request_id: 'req-full', triggered_by: 'ana@example.com', environment: 'production' },
    ...{ attempt: 2, language: 'python', code: CODE, trigger: { kind: 'manual' } },
    ...{ attributes: { connector_key: 'workday' } },
    output: {
      ...{ stdout: 'hello\n', stderr: STDERR, exit_code: 1, outcome: 'rejected' },
      ...{ python: '3.11.7', result: { done: false }, mutations: [{ set: 'x' }] },
    },
    steps: [{ seq: 1, name: 'Read part', connector: 'http', status: 'success', duration_ms: 80 }],
    entries: [{ seq: 1, level: 'warning', event: 'resource_completed', message: 'slow answer' }],
  };
  const json = JSON.stringify(full).replace(/}$/, `,"context":${CONTEXT}}`);
  const others = Array.from(
    { length: 6 },
    (_, index): Item => ({
      id: `log-${index + 1}`,
      created_at: ago((index + 2) * MINUTE_MS),
      status: index % 2 === 0 ? 'success' : 'failed',
      event: 'UPDATE',
      target: 'PART',
      target_record_id: String(index + 1),
      actions: [{ key: `other_${index + 1}` }],
    }),
  );
  ids = await room.send(`[${json},${others.map((one) => JSON.stringify(one)).join(',')}]`);
});

const log = (index: number, search = '') => `${room.path}/executions/${ids[index]}${search}`;
const fact = (page: Page, name: string | RegExp) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: name }) })
    .locator('dd');
const context = (page: Page) => page.getByRole('region', { name: 'Context', exact: true });

test('shows all metadata', async ({ page }) => {
  await openKeyed(page, log(0));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('check part');
  await expect(page.locator('header').filter({ hasText: 'Download Code' })).toContainText('Failed');
  await expect(page.getByText('Part 34 has no revision second line')).toBeVisible();
  const facts: [string | RegExp, string | RegExp][] = [
    [/^Created at/, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/],
    [/^Event$/, 'UPDATE'],
    [/^Target$/, 'PART'],
    [/^Target Record ID$/, '34'],
    [/^Execution Time$/, '412 ms'],
    [/^Triggered By$/, 'ana@example.com'],
    [/^Raised Action$/, 'check part'],
    [/^Executed Action IDs$/, 'check part, notify'],
    [/^Request ID$/, 'req-full'],
    [/^Environment$/, 'production'],
    [/^Attempt$/, '2'],
    [/^Python$/, '3.11.7'],
    [/^Started at$/, /\d\d:\d\d/],
    [/^Finished at$/, /\d\d:\d\d/],
    [/^Producer’s ID$/, 'log-0'],
    [/^Execution ID$/, ids[0] ?? ''],
    [/^Trigger$/, '{"kind":"manual"}'],
    [/^Attributes$/, /"connector_key":\s*"workday"/],
  ];
  for (const [name, value] of facts) await expect(fact(page, name)).toHaveText(value);
  await page.getByRole('button', { name: 'Copy Request ID' }).click();
  await expect(page.getByText('Request ID copied')).toBeVisible();
  expect(await clipboard(page)).toBe('req-full');
});

test('shows code with the line that raised, output, steps and entries', async ({ page }) => {
  await openKeyed(page, log(0));
  const code = page.getByRole('region', { name: 'Executed code' });
  await expect(code.locator('[data-line]')).toHaveCount(5);
  await expect(code.locator('[aria-current]')).toContainText('raise ValidationError');
  await expect(code.locator('[aria-current]')).toHaveAttribute('data-line', '4');
  const output = page.getByRole('region', { name: 'Output' });
  await expect(output).toContainText('exit 1 · rejected');
  await expect(output.getByRole('region', { name: 'stdout, text' })).toContainText('hello');
  await expect(output.getByRole('region', { name: 'stderr, text' })).toContainText('Traceback');
  await expect(output).toContainText('{"done":false}');
  await expect(output).toContainText('[{"set":"x"}]');
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('Read part');
  await expect(page.getByRole('region', { name: 'Log', exact: true })).toContainText('slow answer');
});

test('a part that does not arrive says so and leaves the log where it is', async ({
  page,
  watch,
}) => {
  watch.expect(/ERR_FAILED/);
  await openKeyed(page, log(0));
  await page.route('**/_next/static/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Show Execution Context' }).click();
  await expect(context(page).getByRole('alert')).toContainText('could not be loaded');
  await expect(page.getByRole('region', { name: 'Executed code' })).toContainText('hello');
  await page.unroute('**/_next/static/**');
  await context(page).getByRole('button', { name: 'Try again' }).click();
  await expect(context(page).getByRole('tree')).toContainText('"part"');
});

test('Show Execution Context gives formatted JSON with the producer’s digits', async ({ page }) => {
  await openKeyed(page, log(0));
  const tree = context(page).getByRole('tree');
  await expect(tree).toBeHidden();
  await page.getByRole('button', { name: 'Show Execution Context' }).click();
  // The row that has the focus also has a menu.
  const texts = async () =>
    (await tree.getByRole('treeitem').allInnerTexts()).map((text) => text.split('\n')[0]?.trim());
  await expect.poll(texts).toContain('"z": 1.0,');
  expect(await texts()).toEqual([
    '{',
    '"z": 1.0,',
    '"part": {',
    '"id": 34,',
    '"serial": 12345678901234567890,',
    '"weight": 1e2,',
    '"name": "é"',
    '"a": [],',
    '"dup": 1,',
    '"dup": 2',
  ]);
  await context(page).getByRole('button', { name: 'Copy all' }).click();
  await expect.poll(() => clipboard(page)).toContain('12345678901234567890');
  expect((await clipboard(page)).replaceAll(/\s/g, '')).toBe(CONTEXT);
  await page.getByRole('button', { name: 'Hide Execution Context' }).click();
  await expect(tree).toBeHidden();
});

test('the context is searched and folded by keys', async ({ page }) => {
  await openKeyed(page, log(0));
  await page.getByRole('button', { name: 'Show Execution Context' }).click();
  const tree = context(page).getByRole('tree');
  const current = tree.getByRole('treeitem', { selected: true });
  await tree.focus();
  for (const text of ['"z"', '"part"']) {
    await page.keyboard.press('ArrowDown');
    await expect(current).toContainText(text);
  }
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { expanded: false })).toContainText('4 keys');
  await context(page).getByRole('searchbox').fill('serial');
  await page.keyboard.press('Enter');
  await expect(tree.locator('mark')).toHaveText('serial');
});

test('the raw context is a file with the same bytes', async ({ page }) => {
  await openKeyed(page, log(0));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    context(page).getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(CONTEXT);
});

test('Copy Link and Download Code', async ({ page }) => {
  await openKeyed(page, log(0, '?q=status:failed'));
  await page.getByRole('button', { name: /^Copy Link/ }).click();
  await expect(page.getByText('Link to the log copied')).toBeVisible();
  expect(await clipboard(page)).toBe(room.url + log(0));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download Code' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^check-part-.*\.py$/);
  expect(readFileSync(await download.path(), 'utf8')).toContain('Part 34 has no revision');
});

test('previous and next stay within the filter of the list', async ({ page }) => {
  await openKeyed(page, log(0, '?q=status:failed'));
  await expect(page.getByRole('button', { name: 'Previous log: there is none' })).toBeDisabled();
  for (const index of [2, 4, 6]) {
    await page.getByRole('link', { name: 'Next log' }).click();
    await expect(page).toHaveURL(log(index, '?q=status:failed'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`other_${index}`);
  }
  await expect(page.getByRole('button', { name: 'Next log: there is none' })).toBeDisabled();
  await page.keyboard.press('k');
  await expect(page).toHaveURL(log(4, '?q=status:failed'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('other_4');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${room.path}/executions?q=status:failed&at=${ids[4]}`);
  await expect(page.locator(`[data-row-id="${ids[4]}"]`)).toBeFocused();
  await expect(rows(page)).toHaveCount(4);
});

test('a log that has almost nothing says what was not sent', async ({ page }) => {
  await openKeyed(page, log(1));
  await expect(page.getByText('No code was sent with this execution.')).toBeVisible();
  await expect(page.getByText('No context was sent with this execution.')).toBeVisible();
  await expect(page.getByText('Output was not recorded.')).toBeVisible();
  const download = page.getByRole('button', { name: 'Download Code (No code was sent' });
  await expect(download).toBeDisabled();
  await page.keyboard.press('d');
  await expect(page.getByText('No code was sent with this execution.')).toHaveCount(2);
  await expect(fact(page, /^Request ID$/)).toHaveText('–');
});

test('a log that is not there is a page that says so', async ({ page, watch }) => {
  watch.expect(/404/);
  for (const id of [`${ids[0]?.slice(0, -4)}0000`, 'nonsense']) {
    const answer = await page.goto(`${room.path}/executions/${id}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  }
});
