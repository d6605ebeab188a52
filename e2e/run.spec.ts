import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, openKeyed, test } from './fixtures';
import type { Room } from './room';
import { recordAction, runPython } from './run-python';

/** Fetching and starting Python, on a machine that is busy. */
const PYTHON_MS = 60_000;

test.setTimeout(180_000);

const CONTEXT =
  '{"part": {"id": 34, "weight": 1.0, "revision": null, "serial": 12345678901234567890}}';

const ACTIONS: Record<string, string> = {
  rejects: `import datetime, random, sys, uuid
part = context["part"]
print("part", part["id"], "weighs", part["weight"], "kg")
print("serial", part["serial"], file=sys.stderr)
print(datetime.datetime.now().isoformat(), random.random(), uuid.uuid4())
mutations.append({"set": "weight", "to": part["weight"]})
result = [1.0, 12345678901234567890]
if part["revision"] is None:
    raise ValidationError("Part %s has no revision – 部品" % part["id"])
`,
  exits: `import atexit, sys
atexit.register(print, "at the end")
sys.stdout.write("no line end")
sys.exit(3)
`,
};

let room: Room;
let folder: string;
/** Ids by the name of the action. */
const ids: Record<string, string> = {};

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Run');
  folder = mkdtempSync(join(tmpdir(), 'runlens-run-'));
  writeFileSync(join(folder, 'context.json'), CONTEXT);
  for (const [name, code] of Object.entries(ACTIONS)) {
    writeFileSync(join(folder, `${name}.py`), code);
    const about = `--event UPDATE --target PART --request-id run-${name}`;
    await recordAction([`${name}.py`, '--context', 'context.json', ...about.split(' ')], {
      ...{ folder, url: room.url, key: room.key },
    });
    const answer = await fetch(`${room.url}/api/v1/executions?q=request_id:run-${name}`, {
      headers: { authorization: `Bearer ${room.key}` },
    });
    ids[name] = (await answer.json()).items[0].id;
  }
  const many = Array.from({ length: 200 }, (_, at) => `"key ${at}": ${at}`).join(', ');
  const lines = '[{"price": 3}, {"price": 1.50, "quantity": null}, {"price": 7}]';
  const large = `{${many}, "part": {"id": 34, "lines": ${lines}}, "user": "ana"}`;
  const [failing = ''] = await room.send(
    `{"status": "failed", "event": "UPDATE", "target": "PART", "context": ${large}, "code": ${JSON.stringify(
      `for line in context["part"]["lines"]:
    if "quantity" in line and line["quantity"] is None:
        raise ValidationError("line %.2f has no quantity" % line["price"])
`,
    )}}`,
  );
  const [other = '', bare = ''] = await room.send([
    {
      ...{ status: 'success', event: 'UPDATE', target: 'PART', id: 'run-other' },
      context: { part: { id: 77, weight: 2, revision: 'B', serial: 1 } },
    },
    { status: 'success', event: 'UPDATE', target: 'PART', code: 'print("bare")\n' },
  ]);
  Object.assign(ids, { other, bare, large: failing });
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = (name: string, search = '?tab=run') => `${room.path}/executions/${ids[name]}${search}`;
const runButton = (page: Page) => page.getByRole('button', { name: /^(Run|Stop)$/ });
const output = (page: Page) => page.getByRole('region', { name: 'Output of this code' });
const verdict = (page: Page) => output(page).getByRole('status');
const stream = (page: Page, name: string) =>
  output(page).getByRole('region', { name, exact: true });
const editor = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true }).locator('.monaco-editor').first();

/** The tab with its editors open and Python started. */
async function openRun(page: Page, name: string): Promise<void> {
  await openKeyed(page, log(name));
  await expect(page.getByText(/^Python 3\.14\.\d+, ready/)).toBeVisible({ timeout: PYTHON_MS });
  await expect(editor(page, 'Code')).toBeVisible();
  await expect(editor(page, 'Context')).toBeVisible();
}

/** Replaces the text of an editor as a person does. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await editor(page, name).locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('a recorded execution gives the same again, and again', async ({ page }) => {
  await openRun(page, 'rejects');
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
  await openRun(page, 'exits');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('SAME as recorded.', { timeout: PYTHON_MS });
  await expect(stream(page, 'stdout')).toContainText('no line endat the end');
});

test('edited code differs, and the difference is shown', async ({ page }) => {
  await openRun(page, 'rejects');
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
  await openRun(page, 'rejects');
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

test('the context of another execution is taken by its id or its link', async ({ page, watch }) => {
  watch.expect(/404/);
  await openRun(page, 'rejects');
  const use = async (text: string) => {
    await page.getByRole('button', { name: 'Use the context of another execution' }).click();
    await page.getByRole('textbox', { name: 'Execution' }).fill(text);
    await page.getByRole('button', { name: 'Use its context' }).click();
  };
  await use('nowhere');
  await expect(page.locator('main').getByRole('alert').filter({ hasText: /\w/ })).toContainText(
    'There is no such execution',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await use(`${room.url}${log('other', '')}`);
  await expect(editor(page, 'Context')).toContainText('77');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('With edited context', { timeout: PYTHON_MS });
  await expect(stream(page, 'stdout, compared')).toContainText('added: part 77 weighs 2 kg');
});

test('output streams, Stop ends an endless loop, and another run works', async ({ page }) => {
  await openRun(page, 'rejects');
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
  await openRun(page, 'rejects');
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

test('the smallest failing input is found, and opened in the editor', async ({ page }) => {
  await openRun(page, 'large');
  const panel = page.getByRole('region', { name: 'Smallest failing input' });
  await panel.getByRole('button', { name: 'Find the smallest failing input' }).click();
  await expect(panel.getByRole('status')).toContainText('Fails with 5 of 211 keys', {
    timeout: 2 * PYTHON_MS,
  });
  // A file that a download of the same execution takes, numbers as they were sent.
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save as a new context' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/-context\.json$/);
  await saved.saveAs(join(folder, 'smallest.json'));
  const smallest = readFileSync(join(folder, 'smallest.json'), 'utf8').replace(/\s/g, '');
  expect(smallest).toBe('{"part":{"lines":[{"price":1.50,"quantity":null}]}}');
  const bundle = await page.request.get(log('large', '/bundle'));
  writeFileSync(join(folder, 'large.py'), await bundle.text());
  const ran = await runPython(['large.py', '--context', 'smallest.json'], { folder });
  expect(ran.stderr.toString()).toContain('ValidationError: line 1.50 has no quantity');

  await panel.getByRole('button', { name: 'Open it in the editor' }).click();
  await expect(editor(page, 'Context')).not.toContainText('key 1');
  await expect(editor(page, 'Context')).toContainText('1.50');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('nothing to compare with', { timeout: PYTHON_MS });
  await expect(stream(page, 'stderr')).toContainText('ValidationError: line 1.50 has no quantity');

  // What does not fail has no such input.
  await write(page, 'Code', 'print(1)\n');
  await panel.getByRole('button', { name: 'Find the smallest failing input' }).click();
  await expect(panel.getByRole('status')).toContainText('does not make the code fail', {
    timeout: PYTHON_MS,
  });
});

test('an edited context is saved, and taken back from its file', async ({ page }) => {
  await openRun(page, 'rejects');
  const save = page.getByRole('button', { name: 'Save as a new context' });
  await expect(save).toBeHidden();
  const text =
    '{"part": {"id": 36, "weight": 2.50, "revision": "D", "serial": 98765432109876543210}}';
  await write(page, 'Context', text);
  const [saved] = await Promise.all([page.waitForEvent('download'), save.click()]);
  await saved.saveAs(join(folder, 'saved.json'));
  const kept = readFileSync(join(folder, 'saved.json'), 'utf8').replace(/\s/g, '');
  expect(kept).toBe(text.replace(/\s/g, ''));
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(editor(page, 'Context')).toContainText('34');

  const take = async (name: string) => {
    await page.getByRole('button', { name: 'Use the context of another execution' }).click();
    await page.getByLabel('or a saved file').setInputFiles(join(folder, name));
  };
  writeFileSync(join(folder, 'broken.json'), '{"part": }');
  await take('broken.json');
  await expect(page.locator('main').getByRole('alert').filter({ hasText: /\w/ })).toContainText(
    'Line 1, column 10',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await take('saved.json');
  await expect(editor(page, 'Context')).toContainText('98765432109876543210');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('With edited context', { timeout: PYTHON_MS });
  await expect(stream(page, 'stdout, compared')).toContainText('added: part 36 weighs 2.5 kg');
});

test('an execution without a recording runs, and says that there is nothing to compare with', async ({
  page,
}) => {
  await openRun(page, 'bare');
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
  await openRun(page, 'rejects');
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
  await openRun(page, 'rejects');
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
    await openRun(page, 'rejects');
    await write(page, 'Code', 'print("something else")\nimport numpy\n');
    await runButton(page).click();
    await expect(verdict(page)).toContainText('DIFFERENT', { timeout: PYTHON_MS });
  });
});
