import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as ingested, GET as listed } from '@/app/api/v1/executions/route';
import { GET as exported } from '@/app/api/v1/export/route';
import { withCli } from '@/lib/testing/with-cli';
import { withIngest } from '@/lib/testing/with-ingest';
import { EXIT } from '../cli-problem';
import { importRuns } from './import-runs';

const { rowsOf, childrenOf } = withIngest();
let refuseNext = 0;
const cli = withCli({
  '/api/v1/export': exported,
  '/api/v1/executions': async (request, context) => {
    if (request.method === 'GET') return listed(request, context);
    if (refuseNext === 0) return ingested(request, context);
    refuseNext -= 1;
    return new Response('busy', { status: 503 });
  },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-import-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const NOW = new Date().toISOString();
const LEAST = { event: 'UPDATE', target: 'PART', status: 'success', created_at: NOW };

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

const linesOf = (...items: object[]) => items.map((item) => JSON.stringify(item)).join('\n');

describe('runlens import', () => {
  it('takes our lines as they are, twice without a copy', async () => {
    const { id, key } = await cli.newProject();
    const exact = `{"id": "a", "event": "E", "target": "T", "status": "success", "created_at": "${NOW}", "context": {"n": 12345678901234567890.10}}`;
    const unnamed = linesOf(LEAST, LEAST);
    const file = await fileOf('ours.ndjson.gz', gzipSync(`${exact}\n${unnamed}\n`));
    const first = await cli.run(importRuns, key, [file]);
    expect(first).toMatchObject({ isYes: true, problem: null });
    expect(first.lines).toEqual(['runlens: 3 read: 3 accepted, 0 duplicates, 0 rejected']);
    const again = await cli.run(importRuns, key, [file]);
    expect(again.lines).toEqual(['runlens: 3 read: 0 accepted, 3 duplicates, 0 rejected']);
    const rows = await rowsOf(id);
    expect(rows).toHaveLength(3);
    const texts = rows.map(({ context_text }) => context_text);
    expect(texts).toContain('{"n": 12345678901234567890.10}');
  });

  it('says which items were rejected and why, and takes their neighbours', async () => {
    const { key } = await cli.newProject();
    const bad = { ...LEAST, id: 'bad\u001b[2J', status: 'nonsense' };
    const text = [linesOf({ ...LEAST, id: 'a' }, bad), '{"broken', linesOf({ ...LEAST, id: 'b' })];
    const file = await fileOf('mixed.ndjson', text.join('\n'));
    const { isYes, lines } = await cli.run(importRuns, key, [file]);
    expect(isYes).toBe(false);
    expect(lines.at(-1)).toBe('runlens: 4 read: 2 accepted, 0 duplicates, 2 rejected');
    const told = lines.join('\n');
    expect(told).toContain(`${file}, item 2 (bad<U+001B>[2J): invalid_status: status is one of`);
    expect(told).toContain(`${file}, item 3: invalid_json: Not JSON`);
    const json = (await cli.run(importRuns, key, [file, '--json'])).lines.map((one) =>
      JSON.parse(one),
    );
    expect(json.map(({ kind }) => kind)).toEqual(['rejected', 'rejected', 'summary']);
    expect(json.at(-1)).toMatchObject({ format: 'runlens', duplicates: 2, rejected: 2 });
  });

  it('takes a file of which nothing can be stored for an answer', async () => {
    const { key } = await cli.newProject();
    const file = await fileOf(
      'old.ndjson',
      linesOf({ ...LEAST, created_at: '2001-01-01T00:00:00Z' }),
    );
    const { isYes, lines } = await cli.run(importRuns, key, [file]);
    expect(isYes).toBe(false);
    expect(lines[0]).toContain('outside_retention');
  });

  it('takes what an export of ours has in it', async () => {
    const { key } = await cli.newProject();
    const full = { ...LEAST, id: 'a', actions: [{ key: 'x' }], duration_ms: 7, request_id: 'r' };
    await cli.run(importRuns, key, [await fileOf('a.ndjson', linesOf(full))]);
    const answer = await fetch(`${cli.url()}/api/v1/export`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const file = await fileOf('export.ndjson', await answer.text());
    const other = await cli.newProject();
    const { lines } = await cli.run(importRuns, other.key, [file]);
    expect(lines.at(-1)).toBe('runlens: 1 read: 1 accepted, 0 duplicates, 0 rejected');
    expect(await rowsOf(other.id)).toMatchObject([
      { external_id: 'a', duration_ms: 7, request_id: 'r', action_keys: ['x'] },
    ]);
  });

  it('takes our own rows for what they are of, without a time of their own as well', async () => {
    const { id, key } = await cli.newProject();
    const untimed = ['q0', 'q1', 'q2'].map((one) => ({ ...LEAST, id: one, created_at: undefined }));
    const fine = { ...LEAST, id: 'fine', created_at: NOW.replace('Z', '456Z') };
    await fetch(`${cli.url()}/api/v1/executions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify([...untimed, fine]),
    });
    const headers = { authorization: `Bearer ${key}` };
    const list = await (await fetch(`${cli.url()}/api/v1/executions`, { headers })).json();
    const indian = await fetch(`${cli.url()}/api/v1/export?zone=Asia/Kolkata`, { headers });
    const rows = [linesOf(...list.items), await indian.text()];
    for (const [at, text] of rows.entries()) {
      const file = await fileOf(`own-${at}.ndjson`, text);
      const { lines, isYes } = await cli.run(importRuns, key, [file]);
      expect(isYes).toBe(true);
      expect(lines.at(-1)).toBe('runlens: 4 read: 0 accepted, 4 duplicates, 0 rejected');
    }
    expect(await rowsOf(id)).toHaveLength(4);
  });

  it.each([
    ['n8n', 'n8n/golden/execution.json', { steps: 2, entries: 0 }],
    ['github-actions', 'github/golden/run.json', { steps: 4, entries: 4 }],
    ['airflow', 'airflow/golden/dag-run.json', { steps: 2, entries: 0 }],
  ])('recognises %s and stores what it means', async (format, name, { steps, entries }) => {
    const { id, key } = await cli.newProject();
    const golden = new URL(`../../../lib/dialects/${name}`, import.meta.url);
    // The documented day, moved to today: what is older than the retention is not stored.
    const text = (await readFile(golden, 'utf8')).replaceAll('2026-11-20', NOW.slice(0, 10));
    const past = text.replaceAll('T09:', 'T00:');
    const file = await fileOf(`${format}.json`, past);
    const { lines, isYes } = await cli.run(importRuns, key, [file]);
    expect(lines.at(-1)).toBe(`${format}: 1 read: 1 accepted, 0 duplicates, 0 rejected`);
    expect(isYes).toBe(true);
    expect(lines.join('\n')).toContain('kept in attributes: ');
    expect(await rowsOf(id)).toMatchObject([{ raised_action: expect.any(String) }]);
    expect(await childrenOf(id, 'execution_steps')).toHaveLength(steps);
    expect(await childrenOf(id, 'execution_entries')).toHaveLength(entries);
    const again = await cli.run(importRuns, key, [file, '--format', format]);
    expect(again.lines.at(-1)).toBe(`${format}: 1 read: 0 accepted, 1 duplicates, 0 rejected`);
  });

  it('takes the logs of jobs from a folder', async () => {
    const { id, key } = await cli.newProject();
    const job = { id: 7, run_id: 1, name: 'j', status: 'completed', conclusion: 'success' };
    const run = { id: 1, head_sha: 'x', run_attempt: 1, run_number: 1, created_at: NOW };
    await fileOf('7.txt', `${NOW.replace('Z', '0000Z')} hello\n`);
    const file = await fileOf('run.json', JSON.stringify({ run, jobs: [job] }));
    await cli.run(importRuns, key, [file, '--job-logs', folder]);
    expect(await childrenOf(id, 'execution_entries')).toMatchObject([{ message: 'hello' }]);
  });

  it('takes the logs of jobs from the zip that GitHub gives, and names what is left', async () => {
    const { id, key } = await cli.newProject();
    const job = {
      id: 7,
      run_id: 2,
      name: 'build / all',
      status: 'completed',
      conclusion: 'success',
    };
    const run = { id: 2, head_sha: 'x', run_attempt: 1, run_number: 1, created_at: NOW };
    const zip = new JSZip();
    const at = NOW.replace('Z', '0000Z');
    zip.file('0_build  all.txt', `\ufeff${at} hello\n${at} ##[error]gone\n`);
    zip.file('build  all/1_Set up job.txt', `${at} hello\n`);
    zip.file('../../5_other\u001b.txt', 'x');
    const logs = await fileOf('logs.zip', await zip.generateAsync({ type: 'uint8array' }));
    const file = await fileOf('zipped.json', JSON.stringify({ run, jobs: [job] }));
    const { lines, isYes } = await cli.run(importRuns, key, [file, '--logs', logs]);
    expect(await childrenOf(id, 'execution_entries')).toMatchObject([
      { message: 'hello', level: 1 },
      { message: 'gone', level: 3, event: 'error' },
    ]);
    expect(isYes).toBe(false);
    expect(lines).toContain(
      `rejected: ${logs}, 5_other<U+001B>.txt: not_read: no job has this name: its log was left out`,
    );
    const ours = await fileOf('none.ndjson', linesOf({ ...LEAST, id: 'a' }));
    const refused = await cli.run(importRuns, key, [ours, '--logs', logs]);
    expect(refused.problem).toMatchObject({ exitCode: EXIT.usage });
    const several = linesOf(
      { run, jobs: [job] },
      { run: { ...run, id: 3 }, jobs: [{ ...job, run_id: 3 }] },
    );
    const both = await fileOf('both.ndjson', several);
    const { problem } = await cli.run(importRuns, key, [both, '--logs', logs]);
    expect(problem).toMatchObject({ message: expect.stringContaining('the logs of one run') });
  });

  it('asks a server that is busy again', async () => {
    const { key } = await cli.newProject();
    refuseNext = 1;
    const file = await fileOf('one.ndjson', linesOf({ ...LEAST, id: 'a' }));
    const { isYes, said } = await cli.run(importRuns, key, [file]);
    expect(isYes).toBe(true);
    expect(said.join('\n')).toContain('asking again in');
  });

  it.each([
    ['what nobody recognises', '{"a": 1}', EXIT.usage],
    ['nothing but broken lines', '{"a\n{"b', EXIT.usage],
    ['gzip that is cut', gzipSync(linesOf(LEAST)).subarray(0, 20), EXIT.usage],
  ])('refuses %s', async (_, content, exitCode) => {
    const { key } = await cli.newProject();
    const file = await fileOf('bad', content);
    expect((await cli.run(importRuns, key, [file])).problem).toMatchObject({ exitCode });
  });

  it('refuses a file that is not there, an unknown format and a wrong key', async () => {
    const { key } = await cli.newProject();
    const file = await fileOf('fine.ndjson', linesOf(LEAST));
    const codeOf = async (asked: string, ...args: string[]) =>
      (await cli.run(importRuns, asked, args)).problem?.exitCode;
    expect(await codeOf(key, join(folder, 'nowhere'))).toBe(EXIT.usage);
    expect(await codeOf(key, file, '--format', 'jenkins')).toBe(EXIT.usage);
    expect(await codeOf(key)).toBe(EXIT.usage);
    expect(await codeOf('wrong', file)).toBe(EXIT.notAllowed);
  });
});
