import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectNoFaults } from './axe';
import { expect, openKeyed, test } from './fixtures';
import type { Room } from './room';
import { runPython } from './run-python';
import {
  editor,
  openRun,
  output,
  PYTHON_MS,
  REJECTS,
  runButton,
  sendRecorded,
  stream,
  verdict,
  write,
} from './run-tab';

test.setTimeout(180_000);

const EXITS = `import atexit, sys
atexit.register(print, "at the end")
sys.stdout.write("no line end")
sys.exit(3)
`;

let room: Room;
let folder: string;
/** Ids by the name of the action. */
const ids: Record<string, string> = {};

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Run');
  folder = mkdtempSync(join(tmpdir(), 'runlens-run-'));
  const rejects = await sendRecorded(room, folder, 'rejects', REJECTS);
  const exits = await sendRecorded(room, folder, 'exits', EXITS);
  const [bare = ''] = await room.send([
    { status: 'success', event: 'UPDATE', target: 'PART', code: 'print("bare")\n' },
  ]);
  Object.assign(ids, { rejects, exits, bare });
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = (name: string, search = '') => `${room.path}/executions/${ids[name]}${search}`;

test('a recorded execution gives the same again, and again', async ({ page }) => {
  await openRun(page, log('rejects'));
  for (const _ of [1, 2]) {
    await runButton(page).click();
    await expect(verdict(page)).toContainText('SAME as recorded.', { timeout: PYTHON_MS });
    await expect(verdict(page)).toContainText(
      /Python 3\.14\.\d+ in your browser, recorded with 3\.\d+\.\d+\./,
    );
    await expect(stream(page, 'stdout')).toContainText('part 34 weighs 1.0 kg');
    await expect(stream(page, 'stderr')).toContainText('has no revision – 部品');
    const facts = output(page).getByRole('table');
    await expect(facts).toContainText('[1.0, 12345678901234567890]');
    await expect(facts).toContainText('rejected');
    await expect(facts).not.toContainText('differs');
  }
});

test('what happens at the end of a process happens', async ({ page }) => {
  await openRun(page, log('exits'));
  await runButton(page).click();
  await expect(verdict(page)).toContainText('SAME as recorded.', { timeout: PYTHON_MS });
  await expect(stream(page, 'stdout')).toContainText('no line endat the end');
});

test('edited code differs, and the difference is shown', async ({ page }) => {
  await openRun(page, log('rejects'));
  await write(page, 'Code', 'print("something else")\n');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(verdict(page)).toContainText('With edited code: DIFFERENT: stdout', {
    timeout: PYTHON_MS,
  });
  const compared = stream(page, 'stdout, compared');
  await expect(compared).toContainText('removed: part 34 weighs 1.0 kg');
  await expect(compared).toContainText('added: something else');
  await expect(output(page).getByRole('table')).toContainText('ok differs');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download edited version' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/-edited\.py$/);
  const file = join(folder, 'edited.py');
  await download.saveAs(file);
  expect(readFileSync(file, 'utf8')).toContain('\n# Edited: code\n');
  expect((await runPython([file], { folder })).stdout.toString()).toBe('something else\n');

  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(editor(page, 'Code')).toContainText('import datetime');
  await runButton(page).click();
  await expect(verdict(page)).toContainText(/^SAME as recorded/, { timeout: PYTHON_MS });
});

test('an edited context is what the code reads; one that is no JSON is refused', async ({
  page,
}) => {
  await openRun(page, log('rejects'));
  await expect(editor(page, 'Context')).toContainText('12345678901234567890');
  const part =
    '"part": {"id": 35, "weight": 2.50, "revision": "C", "serial": 98765432109876543210}';
  await write(page, 'Context', `{${part}`);
  await expect(page.locator('main').getByRole('alert').filter({ hasText: /\w/ })).toContainText(
    'The context has to be JSON',
  );
  await runButton(page).click();
  await expect(verdict(page)).toHaveText('Nothing has been run yet.');
  await write(page, 'Context', `{${part}}`);
  await expect(page.locator('main').getByRole('alert').filter({ hasText: /\w/ })).toBeHidden();
  await runButton(page).click();
  await expect(verdict(page)).toContainText('With edited context: DIFFERENT', {
    timeout: PYTHON_MS,
  });
  await expect(stream(page, 'stdout, compared')).toContainText('added: part 35 weighs 2.5 kg');
  await expect(stream(page, 'stderr, compared')).toContainText('serial 98765432109876543210');
});

test('output streams, Stop ends an endless loop, and another run works', async ({ page }) => {
  await openRun(page, log('rejects'));
  await write(page, 'Code', 'print("first")\nprint("second")\nwhile True:\n    pass\n');
  await runButton(page).click();
  // Both are seen while the loop goes on.
  await expect(stream(page, 'stdout')).toContainText('second', { timeout: PYTHON_MS });
  await expect(runButton(page)).toHaveText('Stop');
  await expect(verdict(page)).toHaveText('Running…');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('Stopped.');
  await expect(stream(page, 'stdout')).toContainText('first');

  await write(page, 'Code', 'while True:\n    print("x" * 100)\n');
  await runButton(page).click();
  await expect(stream(page, 'stdout')).toContainText('xxx', { timeout: PYTHON_MS });
  await runButton(page).click();
  await expect(verdict(page)).toContainText(/Stopped\.|Ended after 1\d MB of output/);

  await page.getByRole('button', { name: 'Reset' }).click();
  await runButton(page).click();
  await expect(verdict(page)).toContainText('SAME as recorded.', { timeout: PYTHON_MS });
});

test('what cannot run in a browser is said in words', async ({ page }) => {
  await openRun(page, log('rejects'));
  const limits = page.getByRole('list', { name: 'What does not run here' });
  const code = 'import threading\nthreading.Thread(target=print).start()\n';
  await write(page, 'Code', code);
  await runButton(page).click();
  await expect(limits).toContainText('Threads do not run in the browser.', { timeout: PYTHON_MS });
  await write(page, 'Code', 'import numpy\n');
  await runButton(page).click();
  await expect(limits).toContainText('numpy is not part of it', { timeout: PYTHON_MS });
  await expect(stream(page, 'stderr, compared')).toContainText('ModuleNotFoundError');
});

test('an execution without a recording runs, and says that there is nothing to compare with', async ({
  page,
}) => {
  await openRun(page, log('bare'));
  await runButton(page).click();
  await expect(verdict(page)).toContainText('Not recorded: nothing to compare with.', {
    timeout: PYTHON_MS,
  });
  await expect(stream(page, 'stdout')).toContainText('bare');
});

test('the tab is in the address, and opens by keyboard alone', async ({ page }) => {
  await openKeyed(page, log('rejects', '?q=status:failed'));
  const tab = page
    .getByRole('navigation', { name: 'Execution' })
    .getByRole('link', { name: 'Run' });
  await tab.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(log('rejects', '?q=status:failed&tab=run'));
  await page.reload();
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText(/^Python 3\.14\.\d+, ready/)).toBeVisible({ timeout: PYTHON_MS });
  await expect(editor(page, 'Code')).toBeVisible();

  // Into the code, a line below it, and out again: keys of the page do not act meanwhile.
  const code = page.getByRole('textbox', { name: /^Code/ });
  await code.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('print("dcjk")');
  await expect(editor(page, 'Code')).toContainText('print("dcjk")');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(code).not.toBeFocused();
  await expect(page).toHaveURL(log('rejects', '?q=status:failed&tab=run'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(verdict(page)).toContainText('With edited code', { timeout: PYTHON_MS });
  await runButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText(/Waiting|Running|With edited code/);
});

test('no other page asks for Python or the editor', async ({ page }) => {
  const asked: string[] = [];
  page.on('response', async (answer) => {
    const url = new URL(answer.url());
    const isEditor =
      /javascript/.test(answer.headers()['content-type'] ?? '') &&
      /monaco|loadPyodide/i.test(await answer.text().catch(() => ''));
    if (url.pathname.startsWith('/pyodide') || isEditor) asked.push(url.pathname);
  });
  await openKeyed(page, `${room.path}/executions`);
  await openKeyed(page, log('rejects', ''));
  await page.getByRole('button', { name: 'Show Execution Context' }).click();
  await expect(page.getByRole('tree')).toBeVisible();
  expect(asked).toEqual([]);
  await openRun(page, log('rejects'));
  expect(asked.length).toBeGreaterThan(5);
});

test('files that Python is made of are kept, and open only with a session', async ({
  page,
  playwright,
}) => {
  const seen: { path: string; encoding?: string; cached?: string }[] = [];
  page.on('response', (answer) => {
    const { pathname } = new URL(answer.url());
    if (!/^\/pyodide\/\d/.test(pathname)) return;
    const headers = answer.headers();
    seen.push({
      ...{ path: pathname, encoding: headers['content-encoding'] },
      cached: headers['cache-control'],
    });
  });
  await openRun(page, log('rejects'));
  expect(seen).toHaveLength(5);
  for (const { path, encoding, cached } of seen) {
    expect(cached, path).toBe('private, max-age=31536000, immutable, no-transform');
    expect(encoding, path).toBe(path.endsWith('.zip') ? undefined : 'br');
  }
  const stranger = await playwright.request.newContext({
    ...{ baseURL: room.url, storageState: { cookies: [], origins: [] } },
  });
  for (const path of [seen[0]?.path ?? '', '/pyodide/frame', log('rejects', '/source')]) {
    expect((await stranger.get(path)).status(), path).toBe(401);
  }
  await stranger.dispose();
  const folderOf = seen[0]?.path.replace(/[^/]+$/, '') ?? '';
  for (const name of ['package.json', 'manifest.json', '..%2Fmain.mjs', 'pyodide.asm.wasm.br']) {
    expect((await page.request.get(folderOf + name)).status(), name).toBe(404);
  }
});

test('the Run tab: no fault, in both themes, wide and narrow', async ({ page }) => {
  await expectNoFaults(page, async () => {
    await openRun(page, log('rejects'));
    await write(page, 'Code', 'print("something else")\nimport numpy\n');
    await runButton(page).click();
    await expect(verdict(page)).toContainText('DIFFERENT', { timeout: PYTHON_MS });
  });
});
