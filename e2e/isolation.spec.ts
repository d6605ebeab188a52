import type { Page } from '@playwright/test';
import { type CountingServers, countingServers } from './counting-servers';
import { expect, openKeyed, test } from './fixtures';
import { hostilePython, REACHED } from './hostile-python';
import type { Room } from './room';

const PYTHON_MS = 60_000;

test.setTimeout(180_000);

let room: Room;
let servers: CountingServers;
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Isolation');
  servers = await countingServers();
  const one = { status: 'failed', event: 'UPDATE', target: 'PART' };
  ids = await room.send([
    { ...one, code: hostilePython({ api: room.url, ...servers }) },
    { ...one, code: 'import js\nwhile True:\n    pass\n' },
    { ...one, code: 'import js\nprint("<b>bold</b>")\n', validation_message: '<b>' },
  ]);
});

test.afterAll(() => servers.end());

const output = (page: Page) => page.getByRole('region', { name: 'Output of this code' });
const verdict = (page: Page) => output(page).getByRole('status');

async function openRun(page: Page, index: number): Promise<void> {
  await openKeyed(page, `${room.path}/executions/${ids[index]}?tab=run`);
  await expect(page.getByText(/^Python 3\.14\.\d+, ready/)).toBeVisible({ timeout: PYTHON_MS });
}

test('the servers count whoever comes', async () => {
  const before = servers.connections();
  await fetch(servers.httpUrl);
  await fetch(`http://127.0.0.1:${servers.tcpPort}`).catch(() => null);
  expect(servers.connections()).toBe(before + 2);
});

test('a hostile log reaches nothing: no network, no API, no storage, no page', async ({
  page,
  context,
  watch,
}) => {
  // What the browser refuses it also reports.
  watch.expect(/Content Security Policy|violates|blocked|csp|ERR_|net::|GIL|fatal|EvalError/i);
  const before = servers.connections();
  const opened: string[] = [];
  context.on('page', (other) => opened.push(other.url()));
  await openRun(page, 0);
  const url = page.url();
  const heard = await page.evaluateHandle(() => {
    const messages: unknown[] = [];
    new BroadcastChannel('runlens').onmessage = ({ data }) => messages.push(data);
    return messages;
  });
  const frames = page.frames().length;
  const asked: string[] = [];
  page.on('response', (answer) => asked.push(answer.url()));

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const printed = output(page).getByRole('region', { name: 'stdout', exact: true });
  await expect(printed).toContainText(/tried \d+ ways/, { timeout: PYTHON_MS });
  await expect(verdict(page)).toContainText('Not recorded', { timeout: PYTHON_MS });

  const text = await printed.innerText();
  expect(text).toContain('origin null');
  expect(text).not.toContain(REACHED);
  expect(Number(/tried (\d+) ways/.exec(text)?.[1])).toBeGreaterThan(40);
  expect(servers.connections(), 'connections').toBe(before);
  expect(asked.filter((one) => one.startsWith(room.url))).toEqual([]);
  const list = await fetch(`${room.url}/api/v1/executions?q=event:HACKED`, {
    headers: { authorization: `Bearer ${room.key}` },
  });
  expect((await list.json()).items).toEqual([]);

  expect(page.url()).toBe(url);
  expect(opened).toEqual([]);
  expect(page.frames().length).toBe(frames);
  expect(await heard.jsonValue()).toEqual([]);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expect(page.getByText('9.9.9')).toHaveCount(0);
});

test('only the frame is heard, and code of a log stays text', async ({ page }) => {
  await openRun(page, 1);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(verdict(page)).toHaveText('Running…', { timeout: PYTHON_MS });
  await page.evaluate(() => {
    const end = { ending: 'finished', exitCode: 0, outcomeText: null, message: null };
    window.postMessage({ type: 'end', run: 1, end }, '*');
    window.postMessage({ type: 'broken', message: 'spoofed' }, '*');
    return new Promise((resolve) => setTimeout(resolve));
  });
  await expect(verdict(page)).toHaveText('Running…');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(verdict(page)).toContainText('Stopped.');

  await openRun(page, 2);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(output(page)).toContainText('<b>bold</b>', { timeout: PYTHON_MS });
  await expect(output(page).locator('b')).toHaveCount(0);
});

test('the frame brings its own fence, wherever it is opened', async ({ page }) => {
  const answer = await page.request.get('/pyodide/frame');
  const policy = answer.headers()['content-security-policy'] ?? '';
  expect(policy.split('; ')).toEqual([
    'sandbox allow-scripts',
    "default-src 'none'",
    expect.stringMatching(/^script-src 'sha256-[\w+/]+=' 'wasm-unsafe-eval' blob:$/),
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ]);
});
