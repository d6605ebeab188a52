import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as postBundles } from '@/app/api/v1/bundles/route';
import { GET as getBundle } from '@/app/api/v1/executions/[id]/bundle/route';
import { POST as postRetry } from '@/app/api/v1/executions/[id]/retry/route';
import { GET as getExecution } from '@/app/api/v1/executions/[id]/route';
import { GET as listExecutions } from '@/app/api/v1/executions/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { serveRoutes } from '@/lib/testing/serve-routes';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { bundle } from './bundle';
import { CliProblem, EXIT } from './cli-problem';
import type { Command } from './define-command';
import { get } from './get';
import { list } from './list';
import { retry } from './retry';
import { verify } from './verify';

const { send } = withIngest();

let server: Awaited<ReturnType<typeof serveRoutes>>;
let folder: string;
let key: string;

const CODE = 'print("part", context["id"])\n';
const OUTPUT = { stdout: 'part 7\n', stderr: '', exit_code: 0, outcome: 'ok' };

beforeAll(async () => {
  server = await serveRoutes({
    '/api/v1/bundles': postBundles,
    '/api/v1/executions': listExecutions,
    '/api/v1/executions/:id': getExecution,
    '/api/v1/executions/:id/bundle': getBundle,
    '/api/v1/executions/:id/retry': postRetry,
  });
  folder = await mkdtemp(join(tmpdir(), 'runlens-cli-test-'));
  const project = (await createProject('cli-commands', 'CLI')).id;
  key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  const at = (second: number) => new Date(Date.now() - 60_000 + second * 1_000).toISOString();
  const ran = { language: 'python', code: CODE, context: { id: 7 } };
  await send(
    project,
    { ...LEAST, id: 'same', created_at: at(0), ...ran, status: 'success', output: OUTPUT },
    {
      ...{ ...LEAST, id: 'other', created_at: at(1), ...ran, status: 'success' },
      output: { ...OUTPUT, stdout: 'part 8\x1b[2J\n' },
    },
    {
      ...{ ...LEAST, id: 'hostile', created_at: at(2), status: 'failed', duration_ms: 412 },
      validation_message: 'no\x9b2J\nfail: x',
    },
  );
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(command: Command, args: readonly string[], isScreen = false) {
  const lines: string[] = [];
  const isYes = await command.run(args, {
    place: () => ({ url: server.url, key }),
    commands: [],
    terminal: {
      ...{ isScreen, isColoured: false, say: () => {}, progress: () => {} },
      print: async (line) => {
        lines.push(line);
      },
    },
  });
  return { isYes, lines };
}

describe('runlens list', () => {
  it('prints the newest first, with nothing that steers the terminal', async () => {
    const { lines } = await run(list, []);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}Failed {14} +412 ms {2}[0-9a-f-]{36} {2}/,
    );
    expect(lines[0]?.endsWith('no<U+009B>2J ↵ fail: x')).toBe(true);
  });

  it('takes the query of the search bar, over pages, up to a limit', async () => {
    const found = await run(list, ['status:success', '--format', 'ndjson']);
    expect(found.lines.map((line) => JSON.parse(line).external_id)).toEqual(['other', 'same']);
    const limited = await run(list, ['--format', 'json', '--limit', '2']);
    const items = JSON.parse(limited.lines.join('\n'));
    expect(items.map((one: { external_id: string }) => one.external_id)).toEqual([
      'hostile',
      'other',
    ]);
    expect(
      JSON.parse((await run(list, ['nothing-at-all', '--format', 'json'])).lines.join('')),
    ).toEqual([]);
  });

  it.each([
    ['--limit', '0'],
    ['--format', 'xml'],
    ['--colour', 'red'],
  ])('refuses %s %s', async (...args) => {
    await expect(run(list, args)).rejects.toMatchObject({ exitCode: EXIT.usage });
  });

  it('passes on what the server says about a query', async () => {
    const failed = await run(list, ['nofield:x']).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(CliProblem);
    expect(failed).toMatchObject({ exitCode: EXIT.refused });
    expect((failed as Error).message).toContain('nofield');
  });
});

describe('runlens get', () => {
  it('prints one execution as ASCII where it must', async () => {
    const [json = ''] = (await run(get, ['hostile'])).lines;
    expect(json).not.toMatch(/[\x7f-\x9f]/);
    expect(JSON.parse(json)).toMatchObject({ external_id: 'hostile', status_label: 'Failed' });
  });
});

describe('runlens bundle', () => {
  it('writes the file that the server gives, and never over another', async () => {
    const file = join(folder, 'a.py');
    expect((await run(bundle, ['same', '-o', file])).lines).toEqual([file]);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(CODE);
    expect((await run(bundle, ['same', '-o', '-'])).lines.join('\n')).toBe(text.trimEnd());
    const missing = run(bundle, ['same', '-o', join(folder, 'no', 'a.py')]);
    await expect(missing).rejects.toMatchObject({ exitCode: EXIT.refused });
  });

  it('makes one zip of several, as the dashboard does', async () => {
    const file = join(folder, 'both.zip');
    const said = await run(bundle, ['same', 'other', 'hostile', '-o', file]);
    expect(said.lines).toEqual([file]);
    const zip = await JSZip.loadAsync(await readFile(file));
    const { files } = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '');
    expect(files).toHaveLength(3);
    for (const { name, sha256, recorded } of files) {
      const text = (await zip.file(name)?.async('string')) ?? '';
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      expect(text.includes(CODE)).toBe(recorded);
    }
    expect(
      files.map(({ bundle_sha256 }: { bundle_sha256: unknown }) => typeof bundle_sha256),
    ).toEqual(['string', 'string', 'object']);
    expect(Object.keys(zip.files)).toContain('run_all.py');
  });

  it('takes all that a query finds, and says where that is nothing', async () => {
    const file = join(folder, 'query.zip');
    await run(bundle, ['--query', 'status:success', '-o', file]);
    const zip = await JSZip.loadAsync(await readFile(file));
    expect(Object.keys(zip.files).filter((name) => name !== 'run_all.py')).toHaveLength(3);
    const none = run(bundle, ['--query', 'nothing-at-all', '-o', file]);
    await expect(none).rejects.toMatchObject({ exitCode: EXIT.notFound });
    const missing = run(bundle, ['same', 'gone', '-o', file]);
    await expect(missing).rejects.toThrow('gone');
    const both = run(bundle, ['same', '--query', 'x']);
    await expect(both).rejects.toMatchObject({ exitCode: EXIT.usage });
  });

  it('prints no code to a terminal', async () => {
    const printed = run(bundle, ['same', '-o', '-'], true);
    await expect(printed).rejects.toMatchObject({ exitCode: EXIT.usage });
  });
});

describe('runlens verify', () => {
  it('says yes where the download gives the recorded output', async () => {
    const { isYes, lines } = await run(verify, ['same']);
    expect(lines.join('\n')).toMatch(/^SAME/m);
    expect(isYes).toBe(true);
  });

  it('says no where it does not, and shows what differs as text', async () => {
    const { isYes, lines } = await run(verify, ['other']);
    expect(lines.join('\n')).toMatch(/^DIFFERENT/m);
    expect(lines.join('\n')).not.toContain('\x1b');
    expect(isYes).toBe(false);
  });

  it('says which Python is not there', async () => {
    const failed = await run(verify, ['same', '--python', 'python-of-nobody']).catch(
      (error: unknown) => error,
    );
    expect((failed as Error).message).toContain('python-of-nobody did not start');
  });
});

describe('runlens retry', () => {
  it('says why an execution is not retried', async () => {
    const failed = await run(retry, ['same']).catch((error: unknown) => error);
    expect(failed).toMatchObject({ exitCode: EXIT.refused });
    expect((failed as Error).message).toMatch(/\w/);
  });
});
