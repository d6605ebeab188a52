import type { Page } from '@playwright/test';
import { downloadZipOfAll } from './download-zip';
import { expect, grid, open, openFilters, openKeyed, openList, rows, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

let room: Room;
let ids: string[];

const HTML = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>';
const BIDI = '\u202Egnp.exe\u2066\u200B';
const NUL = 'a\u0000b';
const ANSI = '\u001b[31mred\u001b]0;title\u0007';
const PATH = '../../../etc/passwd';

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Hostile');
  const all = (text: string) => ({
    ...{ event: text, target: text, target_record_id: text, validation_message: text },
    ...{ actions: [{ key: text, name: text }], raised_action: text, request_id: text },
    ...{ triggered_by: text, environment: text, language: 'python', code: text },
    ...{ context: { [text]: text }, trigger: { [text]: text }, attributes: { [text]: text } },
    output: {
      ...{ stdout: text, stderr: text, outcome: text, python: text },
      ...{ result: text, mutations: [text] },
    },
    steps: [{ seq: 1, name: text, connector: text, status: 'success', input: text, error: text }],
    entries: [{ seq: 1, level: 'info', event: text, message: text, data: { [text]: text } }],
  });
  ids = await room.send(
    [HTML, BIDI, NUL, ANSI, PATH].map((text, index) => ({
      ...all(text),
      status: 'failed',
      id: `${text} ${index}`,
      created_at: ago((index + 1) * MINUTE_MS),
    })),
  );
});

/** Nothing ran, nothing was drawn that the page did not mean. */
async function harmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.title()).toMatch(/Runlens$/);
  const text = await page.locator('main').innerText();
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u0000\u0007\u001b]/);
}

test('every field of the table shows as text', async ({ page }) => {
  await openList(page, room);
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(page).nth(0)).toContainText(HTML);
  await expect(rows(page).nth(1)).toContainText('[U+202E]gnp.exe[U+2066][U+200B]');
  await expect(rows(page).nth(3)).toContainText('[U+001B]');
  await expect(rows(page).nth(4)).toContainText(PATH);
  await harmless(page);
  await openFilters(page);
  await expect(page.getByRole('checkbox', { name: HTML }).first()).toBeVisible();
  await harmless(page);
  // A mark that turns its line around must not turn the cells beside it.
  const cells = rows(page).nth(1).getByRole('gridcell');
  const xs = await cells.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
  // The last one is pinned to the edge of the window.
  const flowing = xs.slice(0, -1);
  expect(flowing).toEqual([...flowing].sort((a, b) => a - b));
});

test('quick view and the log page show everything as text', async ({ page }) => {
  for (const [index, id] of ids.entries()) {
    await openList(page, room, `?quick=${id}`);
    const dialog = page.getByRole('dialog', { name: 'Quick view' });
    await expect(dialog.getByRole('region', { name: 'Executed code' })).toBeVisible();
    await harmless(page);
    await openKeyed(page, `${room.path}/executions/${id}`);
    await page.getByRole('button', { name: 'Show Execution Context' }).click();
    await expect(page.getByRole('tree')).toBeVisible();
    await harmless(page);
    const code = page.getByRole('region', { name: 'Executed code' });
    if (index === 0) await expect(code).toContainText(HTML);
    if (index === 1) await expect(code).toContainText('U+202E');
  }
});

test('NUL and broken text are told as altered on the log page', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions/${ids[2]}`);
  const told = page.getByText(/things were altered or left out of the search/);
  await told.click();
  await expect(page.getByText('NUL characters are shown as ␀').first()).toBeVisible();
  await openKeyed(page, `${room.path}/executions/${ids[4]}`);
  await expect(told).toBeHidden();
});

test('colours of a terminal are colours, other commands of it are shown', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions/${ids[3]}`);
  const stdout = page.getByRole('region', { name: 'stdout, text' });
  await expect(stdout).toContainText('red');
  await expect(stdout.locator('[class*="ansi-red"]').first()).toContainText('red');
  await harmless(page);
});

test('actions and links of hostile names lead where they should', async ({ page }) => {
  await open(page, `${room.path}/actions`);
  await harmless(page);
  for (const name of [HTML, PATH]) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(grid(page)).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await harmless(page);
    await page.goBack();
  }
});

test('file names are safe, alone and in a zip', async ({ page }) => {
  const SAFE = /^[\p{L}\p{N}_][\p{L}\p{N}_-]*\.py$/u;
  await openList(page, room);
  for (const index of [0, 4]) {
    await rows(page)
      .nth(index)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download Code' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(SAFE);
  }
  const { names } = await downloadZipOfAll(page);
  expect(names).toHaveLength(5);
  for (const name of names) expect(name).toMatch(SAFE);
});

test('a language that is no word is repeated nowhere', async ({ page, newRoom, watch }) => {
  const other = await newRoom('Hostile languages');
  for (const language of [HTML, BIDI, ANSI, 'js\nimport os']) {
    const [id] = await other.send([
      { ...{ status: 'failed', event: 'E', target: 'T', id: language }, language, code: '1\n' },
    ]);
    const path = `${other.path}/executions/${id}`;
    await openKeyed(page, path);
    const refused = 'Download Code (Its code is in another language, and only Python';
    await expect(page.getByRole('button', { name: refused })).toBeDisabled();
    await harmless(page);
    watch.expect(/404/);
    const answer = await page.request.get(`${path}/bundle`);
    expect(answer.status()).toBe(404);
    expect(await answer.text()).not.toContain('import os');
  }
});

test('what is served as a file cannot run as a page', async ({ page }) => {
  for (const part of ['context', 'output', 'bundle']) {
    const answer = await page.request.get(`${room.path}/executions/${ids[0]}/${part}`);
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
    expect(answer.headers()['content-security-policy']).toContain('sandbox');
    expect(answer.headers()['content-type']).not.toContain('html');
  }
  const script = page.locator('script:not([nonce])');
  await openList(page, room);
  expect(
    await script.evaluateAll((all) => all.filter((one) => !one.getAttribute('src')).length),
  ).toBe(0);
});

test('hostile URLs give pages, not errors', async ({ page, watch }) => {
  watch.expect(/404/);
  const search = `?q=${encodeURIComponent(HTML)}&status=%00&at=zzz&quick=%3Cscript%3E&order=;--&min_ms=1e9`;
  await openList(page, room, search);
  await harmless(page);
  await expect(page.getByRole('heading', { name: 'This search is not understood' })).toBeVisible();
  for (const path of [
    '/p/%00/executions',
    `${room.path}/executions/%2e%2e%2f`,
    '/p/..%2f/settings',
  ]) {
    const answer = await page.goto(path);
    expect([400, 404], path).toContain(answer?.status());
  }
});
