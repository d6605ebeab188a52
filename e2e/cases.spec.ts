import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, open, openKeyed, test } from './fixtures';
import type { Room } from './room';
import { recordAction } from './run-python';

/** Fetching and starting Python, once for every case, on a machine that is busy. */
const PYTHON_MS = 60_000;

test.setTimeout(240_000);

const ACTION = 'weigh part/é';
const CODE = `import random
print("part", context["id"], random.random())
if context["id"] > 1:
    raise ValidationError("Part %d has no <b>revision</b>" % context["id"])
`;
const THREADS = `import threading
thread = threading.Thread(target=print, args=("from a thread",))
thread.start()
thread.join()
`;
/** From the oldest to the newest. */
const RUNS = [
  ['3', THREADS],
  ['1', CODE],
  ['2', CODE],
] as const;
const OWN = '2 of 3 give the pinned outcome, each with its own code; 1 cannot run here.';

let room: Room;
let folder: string;
const ids: Record<string, string> = {};

async function pin(browser: Browser, path: string): Promise<void> {
  const page = await browser.newPage({
    baseURL: process.env.RUNLENS_E2E_URL,
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  await page.goto(path);
  await page.getByRole('button', { name: 'Pin as Case' }).click();
  await expect(page.getByRole('button', { name: 'Unpin Case' })).toBeVisible();
  await page.close();
}

test.beforeAll(async ({ browser, newRoom }) => {
  room = await newRoom('Cases');
  folder = mkdtempSync(join(tmpdir(), 'runlens-cases-'));
  for (const [id, code] of RUNS) {
    writeFileSync(join(folder, 'act.py'), code);
    writeFileSync(join(folder, 'context.json'), `{"id": ${id}}`);
    const about = `--event UPDATE --target PART --target-record-id ${id}`.split(' ');
    await recordAction(['act.py', '--context', 'context.json', ...about, '--action', ACTION], {
      ...{ folder, url: room.url, key: room.key },
    });
    ids[id] = String((await list(`target_record_id:${id}`))[0]?.id);
    await pin(browser, `${room.path}/executions/${ids[id]}`);
  }
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function list(query: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${room.url}/api/v1/executions?q=${encodeURIComponent(query)}`, {
    headers: { authorization: `Bearer ${room.key}` },
  });
  return (await answer.json()).items;
}

const cases = () => `${room.path}/actions/${encodeURIComponent(ACTION)}?tab=cases`;
const bench = (page: Page) => page.getByRole('region', { name: 'Run in the browser' });
const runAll = (page: Page) => bench(page).getByRole('button', { name: 'Run all in the browser' });
const stop = (page: Page) => bench(page).getByRole('button', { name: 'Stop' });
const summary = (page: Page) => bench(page).getByRole('status');
const editor = (page: Page) => bench(page).locator('.monaco-editor').first();
const row = (page: Page, id: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: `UPDATE PART ${id}` }) });

async function openCases(page: Page): Promise<void> {
  await open(page, cases());
  await expect(runAll(page)).toBeVisible();
}

/** Replaces the code as a person does. */
async function write(page: Page, code: string): Promise<void> {
  await bench(page).getByRole('button', { name: 'Edit the code' }).click();
  await editor(page).locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
  await expect(bench(page).getByText('with edited code')).toBeVisible();
}

const ended = { timeout: 3 * PYTHON_MS };

test('every case runs with its own code, and nothing is fetched or kept before or after', async ({
  page,
}) => {
  const asked: string[] = [];
  const sent: string[] = [];
  page.on('request', (one) => {
    const { pathname } = new URL(one.url());
    if (pathname.startsWith('/pyodide')) asked.push(pathname);
    if (one.method() !== 'GET') sent.push(pathname);
  });
  await openCases(page);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);

  await runAll(page).click();
  await expect(page.getByRole('progressbar', { name: 'Python' })).toBeVisible();
  await expect(row(page, '1')).toContainText('Waiting');
  // Seconds go by until an interpreter has been started for it.
  await expect(row(page, '1')).toContainText('Running…', { timeout: PYTHON_MS });
  await expect(summary(page)).toContainText(/Running [23] of 3 each with its own code/);
  await expect(summary(page)).toHaveText(OWN, ended);
  await expect(row(page, '3')).toContainText('Cannot run here. Threads do not run in the browser.');
  for (const id of ['1', '2']) await expect(row(page, id)).toContainText('In the browser: Same');
  expect(asked.length).toBeGreaterThan(0);
  expect(sent).toEqual([]);
  for (const one of await list('target:PART')) expect(one.reproducibility).toBe('not_tried');
});

test('code is edited once and tried on all cases, by keyboard alone', async ({ page }) => {
  await openKeyed(page, cases());
  await bench(page).getByRole('button', { name: 'Edit the code' }).focus();
  await page.keyboard.press('Enter');
  const code = page.getByRole('textbox', { name: /^Code for all cases/ });
  await expect(editor(page)).toContainText('has no <b>revision</b>');
  await code.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(CODE.replace('no <b>revision', 'no <i>version'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(summary(page)).toContainText(/Running \d of 3 with edited code/);
  await expect(summary(page)).toHaveText(
    '1 of 3 gives the pinned outcome, with edited code; 2 are different.',
    ended,
  );
  await expect(row(page, '1')).toContainText('In the browser: Same');
  await expect(row(page, '3')).toContainText('Different: stdout, outcome, message.');
  await expect(row(page, '2')).toContainText('Different: message.');
  await row(page, '2').getByRole('button', { name: 'Show what differs' }).focus();
  await page.keyboard.press('Enter');
  const compared = page.getByRole('region', { name: 'message, compared' });
  await expect(compared).toContainText('removed: Part 2 has no <b>revision</b>');
  await expect(compared).toContainText('added: Part 2 has no <i>version</b>');

  // What is said is of what ran, not of what stands there now.
  await code.focus();
  await page.keyboard.type('#');
  await expect(summary(page)).toContainText('before the last change');

  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(editor(page)).toContainText('has no <b>revision</b>');
  await page.getByRole('checkbox', { name: /^Run all cases with this code/ }).check();
  await runAll(page).click();
  await expect(summary(page)).toHaveText(
    '2 of 3 give the pinned outcome, with the newest code; 1 is different.',
    ended,
  );
  await page.getByRole('button', { name: 'Reset' }).click();
  await runAll(page).click();
  await expect(summary(page)).toHaveText(OWN, ended);
  for (const one of await list('target:PART')) expect(one.reproducibility).toBe('not_tried');
});

test('Stop ends an endless loop and all that waits, and another go works', async ({ page }) => {
  await openCases(page);
  await runAll(page).click();
  // While Python is still on its way.
  await stop(page).click();
  await expect(summary(page)).toHaveText(
    '0 of 3 give the pinned outcome, each with its own code; 3 were not run.',
  );
  await write(page, 'while True:\n    pass\n');
  await runAll(page).click();
  await expect(row(page, '3')).toContainText('Running…', { timeout: PYTHON_MS });
  await expect(bench(page).getByText(/^Python 3\.14\.\d+, ready/)).toBeVisible(ended);
  await stop(page).click();
  await expect(row(page, '3')).toContainText('In the browser: Stopped');
  await expect(row(page, '1')).toContainText('Not run: stopped before its turn');
  await expect(summary(page)).toHaveText(
    '0 of 3 give the pinned outcome, with edited code; 2 were not run, 1 was stopped.',
  );
  await bench(page).getByRole('button', { name: 'Reset' }).click();
  await runAll(page).click();
  await expect(summary(page)).toHaveText(OWN, ended);
});

test('Python that cannot be fetched and code that cannot be read say so, and can be tried again', async ({
  page,
  watch,
}) => {
  watch.expect(/pyodide|ERR_FAILED|Failed to load|net::/);
  await page.route('**/pyodide/*/*', (route) => route.abort());
  await page.route('**/actions/*/code', (route) => route.abort());
  await openCases(page);
  await bench(page).getByRole('button', { name: 'Edit the code' }).click();
  await expect(bench(page).getByRole('alert')).toContainText(
    'The code could not be fetched',
    ended,
  );
  await runAll(page).click();
  await expect(bench(page)).toContainText('Python could not be started', ended);
  await expect(row(page, '1')).toContainText('Not run: Python could not be started');
  await page.unrouteAll();
  const again = bench(page).getByRole('button', { name: 'Try again' });
  await expect(again).toHaveCount(2);
  await again.last().click();
  await again.first().click();
  await expect(bench(page).getByText(/^Python 3\.14\.\d+, ready/)).toBeVisible(ended);
  await expect(editor(page)).toContainText('has no <b>revision</b>');
  await runAll(page).click();
  await expect(summary(page)).toHaveText(OWN, ended);
});

test('cases that ran: no fault, in both themes, wide and narrow', async ({ page }) => {
  await expectNoFaults(page, async (shown) => {
    await openCases(shown);
    await write(shown, 'print("something else")\n');
    await runAll(shown).click();
    await expect(summary(shown)).toContainText('0 of 3 give the pinned outcome', ended);
    await row(shown, '2').getByRole('button', { name: 'Show what differs' }).click();
    await expect(shown.getByRole('region', { name: 'stdout, compared' })).toBeVisible();
  });
});

test('each case has the hash seed of its own recording', async ({ page, browser }) => {
  // What 32-bit Python makes of this text with these seeds.
  const hashes = [
    [7, -1680060517],
    [0, 907629395],
  ] as const;
  const sent = hashes.map(([seed, hash]) => ({
    ...{ status: 'success', event: 'CREATE', target: 'HASH', actions: ['hash'] },
    ...{ id: `seed-${seed}`, code: 'print(hash("part"))\n', context: {} },
    output: { stdout: `${hash}\n`, exit_code: 0, outcome: 'ok', frozen: { hash_seed: seed } },
  }));
  for (const id of await room.send(sent)) await pin(browser, `${room.path}/executions/${id}`);
  await open(page, `${room.path}/actions/hash?tab=cases`);
  await runAll(page).click();
  await expect(summary(page)).toHaveText(
    '2 of 2 give the pinned outcome, each with its own code.',
    ended,
  );
});

test('a case that was unpinned meanwhile is not run, and the others are', async ({
  page,
  browser,
  watch,
}) => {
  watch.expect(/404/);
  await openCases(page);
  const other = await browser.newPage({
    baseURL: process.env.RUNLENS_E2E_URL,
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  await open(other, cases());
  await other.getByRole('button', { name: 'Unpin UPDATE PART 1' }).click();
  await expect(other.getByText('2 cases:')).toBeVisible();
  await other.close();
  await runAll(page).click();
  await expect(summary(page)).toHaveText(
    '1 of 3 gives the pinned outcome, each with its own code; 1 cannot run here, 1 was not run.',
    ended,
  );
  await expect(row(page, '1')).toContainText('Not run: There is no such case');
});
