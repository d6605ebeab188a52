import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, openKeyed, test } from './fixtures';
import type { Room } from './room';

let room: Room;
let folder: string;
const client = (name: string) =>
  fileURLToPath(new URL(`../clients/typescript/${name}`, import.meta.url));

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('TypeScript');
  execFileSync(process.execPath, [client('build.mjs')]);
  folder = mkdtempSync(join(tmpdir(), 'runlens-example-'));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${room.url}/api/v1/executions${path}`, {
    headers: { authorization: `Bearer ${room.key}` },
  });
  expect(answer.status).toBe(200);
  return answer.json() as Promise<T>;
}

interface Run {
  id: string;
  status: string;
  validation_message: string | null;
}

test('the example of the client tells what it does', async ({ page }) => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(client('.'), join(folder, 'node_modules/runlens'));
  cpSync(client('example.mjs'), join(folder, 'example.mjs'));
  const said = await new Promise<string>((resolve, reject) => {
    const env = {
      ...process.env,
      ...{ RUNLENS_URL: room.url, RUNLENS_API_KEY: room.key },
      RUNLENS_SPOOL_DIR: join(folder, 'spool'),
    };
    execFile(process.execPath, [join(folder, 'example.mjs')], { env }, (error, stdout, stderr) =>
      error ? reject(error) : resolve(stdout + stderr),
    );
  });
  expect(JSON.parse(said)).toMatchObject({ waiting: 0, refused: 0, lost: 0 });
  const { items } = await ask<{ items: Run[] }>('?q=action:check_part');
  expect(items.map(({ status }) => status).sort()).toEqual(['failed', 'success']);
  const failed = items.find(({ status }) => status === 'failed');
  expect(failed?.validation_message).toBe('Error: Part 35 has no revision');
  const done = items.find(({ status }) => status === 'success');
  expect(await ask(`/${done?.id}/steps`)).toMatchObject({
    items: [{ seq: 1, name: 'Read revision', connector: 'erp', status: 'success', output: 'B' }],
  });
  expect(await ask(`/${done?.id}/entries`)).toMatchObject({
    items: [{ seq: 1, event: 'revision_read', message: 'Part 34 has revision B' }],
  });
  expect(await ask(`/${done?.id}/context`)).toEqual({
    part: { id: 34, revision: 'B', requestId: 'example-request-1' },
  });
  // As a person sees it who comes with the id of the request.
  await openKeyed(page, `/go/example-request-2`);
  await expect(page.getByText('Part 35 has no revision').first()).toBeVisible();
});

test('in a page it tells while it can, and the rest when the page is back', async ({ page }) => {
  const { outputFiles } = await build({
    ...{ entryPoints: [client('browser.ts')], bundle: true, platform: 'browser' },
    ...{ format: 'iife', globalName: 'runlensClient', write: false },
  });
  const code = `${outputFiles[0]?.text}
    globalThis.runlens = runlensClient.createClient({ apiKey: '${room.key}', batchMs: 20 });`;
  const tell = (id: string) =>
    page.evaluate(
      `runlens.run({ id: '${id}', event: 'CLICK', target: 'PAGE' }, (run) => run.log('info', 'in a page'))`,
    );
  await openKeyed(page, `${room.path}/executions`);
  await page.evaluate(code);
  await tell('page-1');
  await page.evaluate('runlens.flush()');
  expect(await ask('/page-1')).toMatchObject({ status: 'success' });

  await page.route('**/api/v1/executions', (route) => route.abort());
  await tell('page-2');
  await page.goto('about:blank');
  await page.unroute('**/api/v1/executions');
  await page.goto(`${room.path}/executions`);
  await page.evaluate(code);
  expect(await page.evaluate('runlens.flush()')).toBe(true);
  expect(await ask('/page-2')).toMatchObject({ status: 'success', event: 'CLICK' });
  expect(await ask('/page-2/entries')).toMatchObject({ items: [{ message: 'in a page' }] });
});
