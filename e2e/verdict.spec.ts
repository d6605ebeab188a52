import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import {
  column,
  EVERY_COLUMN,
  expect,
  open,
  openFilters,
  openKeyed,
  openList,
  rows,
  test,
} from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

let room: Room;
let other: Room;
let ids: string[];

const ACTION = 'check part/é';
const HOSTILE =
  '--- stdout recorded\n+++ stdout now\n@@ -1,1 +1,1 @@\n-<img src=x onerror="window.hacked=1">\n+\u001b[31m\u202Egnp.exe\u0000\n';

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Verdict');
  other = await newRoom('Verdict other');
  const output = { stdout: '34\n', stderr: '', exit_code: 0, python: '3.11.2', layout: 'plain' };
  const base = { status: 'success', event: 'UPDATE', target: 'PART', code: 'print(context)\n' };
  ids = await room.send(
    Array.from({ length: 6 }, (_, n) => ({
      ...{ ...base, id: `verdict-${n}`, created_at: ago((n + 1) * MINUTE_MS) },
      ...{ actions: [{ key: ACTION }], context: { id: n }, target_record_id: String(n) },
      ...(n === 5 ? {} : { output }),
    })),
  );
});

const url = (of: Room, index: number, part: string) =>
  `${of.url}/api/v1/executions/${ids[index]}/${part}`;
const headers = (of: Room) => ({ authorization: `Bearer ${of.key}` });

/** As somebody would who has only the downloaded file. */
async function hashOf(index: number): Promise<string> {
  const answer = await fetch(url(room, index, 'bundle'), { headers: headers(room) });
  const lines = (await answer.text()).split('\n');
  const begin = lines.findIndex((line) => /^(r'''|r""")?#>>> action/.test(line));
  const section = lines.slice(begin, lines.lastIndexOf('#=== runtime ==='));
  return createHash('sha256')
    .update(`${section.join('\n')}\n`)
    .digest('hex');
}

async function post(index: number, more: object, of = room) {
  const report = {
    ...{ outcome: 'same', python: '3.11.7', implementation: 'cpython', masked: false },
    ...{ differences: [], bundle_sha256: await hashOf(index), ...more },
  };
  const answer = await fetch(url(of, index, 'verdict'), {
    method: 'POST',
    headers: headers(of),
    body: JSON.stringify(report),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function get(index: number, of = room) {
  const answer = await fetch(url(of, index, 'verdict'), { headers: headers(of) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const pane = (page: Page) => page.getByRole('region', { name: 'Reproducibility', exact: true });
const log = (index: number) => `${room.path}/executions/${ids[index]}`;

test('what a rerun found is in the list at once, in its facet and on the log page', async ({
  page,
}) => {
  await page.setViewportSize(EVERY_COLUMN);
  await openList(page, room, '?cols=reproducibility');
  await expect.poll(() => column(page, 'Reproducibility')).toContain('Not tried');
  const differences = [{ part: 'stdout', diff: '@@ -1 +1 @@\n-34\n+35\n' }];
  expect(await post(0, { outcome: 'different', differences })).toMatchObject({
    ...{ status: 200, body: { verdict: 'diverged', counted: true } },
  });
  expect(await post(1, {})).toMatchObject({ body: { verdict: 'verified', counted: true } });
  await expect
    .poll(async () => (await column(page, 'Reproducibility')).slice(0, 3))
    .toEqual(['Diverged', 'Verified', 'Not tried']);
  const filters = await openFilters(page);
  const facet = filters.getByRole('group', { name: 'Reproducibility' });
  await expect(facet.getByRole('checkbox', { name: 'Diverged' })).toHaveAccessibleDescription(
    '1 execution',
  );
  await facet.getByRole('checkbox', { name: 'Diverged' }).check();
  await expect.poll(() => column(page, 'Record ID')).toEqual(['0']);

  await openKeyed(page, log(0));
  await expect(pane(page)).toContainText('Diverged');
  await expect(pane(page)).toContainText('gave another output than was recorded');
  await expect(pane(page)).toContainText('3.11.7 (CPython)');
  await expect(pane(page)).toContainText('python3 FILE --verify, spec');
  await expect(pane(page)).toContainText((await hashOf(0)).slice(0, 8));
  const diff = pane(page).getByRole('region', { name: 'Difference in stdout, text' });
  await expect(diff).toHaveText(/-34\s*\+35/);
  expect(await get(0)).toMatchObject({
    status: 200,
    body: {
      ...{ execution_id: ids[0], verdict: 'diverged', python: '3.11.7', source: 'verify' },
      ...{ bundle_sha256: await hashOf(0), reported_by: 'spec', masked: false, differences },
    },
  });
});

test('the log page and the API say when nobody has tried, and when nothing is recorded', async ({
  page,
}) => {
  await openKeyed(page, log(4));
  await expect(pane(page)).toContainText('Not tried – Nobody has run its file again');
  expect(await get(4)).toMatchObject({
    body: { verdict: 'not_tried', python: null, differences: [] },
  });
  await openKeyed(page, log(5));
  await expect(pane(page)).toContainText('Not recorded – ');
  const refused = await post(5, {});
  expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(refused.body.detail).toMatch(/^Not recorded/);
});

test('quick view says it', async ({ page }) => {
  await post(1, {});
  await openList(page, room, `?quick=${ids[1]}`);
  const dialog = page.getByRole('dialog', { name: 'Quick view' });
  await expect(
    dialog.locator('dl > div').filter({ hasText: 'Reproducibility' }).locator('dd'),
  ).toHaveText('Verified');
});

test('another file, another project and a wrong body are refused in words', async () => {
  const edited = await post(2, { bundle_sha256: 'a'.repeat(64) });
  expect(edited).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(edited.body.detail).toMatch(/not the present file of this execution/);
  expect(await post(2, {}, other)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(await get(2, other)).toMatchObject({ status: 404 });
  const wrong = await post(2, { outcome: 'fine' });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  expect(wrong.body.detail).toMatch(/^outcome: /);
  const long = [{ part: 'stdout', diff: 'x'.repeat(5_000_000) }];
  expect(await post(2, { differences: long })).toMatchObject({ status: 413 });
  const stranger = await fetch(url(room, 2, 'verdict'), { method: 'POST', body: '{}' });
  expect(stranger.status).toBe(401);
  const otherPython = await post(2, { outcome: 'different', python: '3.13.1' });
  expect(otherPython).toMatchObject({ status: 200, body: { counted: false } });
  expect(otherPython.body.reason).toMatch(/another version/);
  expect((await get(2)).body.verdict).toBe('not_tried');
});

test('a hostile diff stays text', async ({ page }) => {
  await post(3, {
    ...{ outcome: 'different', differences: [{ part: '<b>stdout</b>', diff: HOSTILE }] },
  });
  await openKeyed(page, log(3));
  const diff = pane(page).getByRole('region', { name: 'Difference in <b>stdout</b>, text' });
  await expect(diff).toContainText('-<img src=x onerror="window.hacked=1">');
  await expect(diff).toContainText('U+001B');
  expect(await diff.innerText()).not.toContain('\u202E');
  await expect(page.locator('img')).toHaveCount(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});

test('the page of an action says how much of it reproduces, and leads to each part', async ({
  page,
}) => {
  await post(0, { outcome: 'different' });
  await post(1, {});
  await post(2, {});
  await post(3, { outcome: 'needs_network' });
  await open(page, `${room.path}/actions/${encodeURIComponent(ACTION)}`);
  await expect(page.getByText('50 % of 4 tried are verified')).toBeVisible();
  await page.getByRole('link', { name: '1 diverged' }).click();
  await expect.poll(() => column(page, 'Record ID')).toEqual(['0']);
  await expect(rows(page)).toHaveCount(1);
});
