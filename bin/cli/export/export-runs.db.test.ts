import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as exported } from '@/app/api/v1/export/route';
import { csvHeading } from '@/lib/contract/export-csv';
import { COLUMN_IDS } from '@/lib/domain/execution-columns';
import { withCli } from '@/lib/testing/with-cli';
import { withIngest } from '@/lib/testing/with-ingest';
import { EXIT } from '../cli-problem';
import { exportRuns } from './export-runs';
import { PARQUET_COLUMNS } from './parquet-columns';

const { sendBody } = withIngest();
const COUNT = 1_700;

/** What comes of an answer before its line breaks; null: all of it. */
let bytesLeft: number | null = null;
/** Whether it lets nobody in who comes again. */
let isClosed = false;
const asked: URLSearchParams[] = [];
const cli = withCli({
  '/api/v1/export': async (request, context) => {
    asked.push(new URL(request.url).searchParams);
    if (isClosed && asked.at(-1)?.has('cursor')) return new Response(null, { status: 401 });
    const answer = await exported(request, context);
    const most = bytesLeft;
    bytesLeft = null;
    return most === null || !answer.body ? answer : new Response(cutAt(answer.body, most), answer);
  },
});

function cutAt(body: ReadableStream<Uint8Array>, most: number): ReadableStream<Uint8Array> {
  let left = most;
  return body.pipeThrough(
    new TransformStream({
      transform(chunk: Uint8Array, controller) {
        controller.enqueue(chunk.subarray(0, left));
        left -= chunk.length;
        if (left <= 0) controller.error(new Error('the line breaks here'));
      },
    }),
  );
}

let folder: string;
let project: Awaited<ReturnType<typeof cli.newProject>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-export-test-'));
  project = await cli.newProject();
  const now = Date.now();
  const lines = Array.from({ length: COUNT }, (_, n) =>
    JSON.stringify({
      ...{ id: `e-${n}`, event: 'UPDATE', target: 'PART', actions: [{ key: 'a' }, { key: 'b' }] },
      created_at: new Date(now - 1_000 - n * 20_000).toISOString(),
      status: n % 2 === 0 ? 'failed' : 'success',
      validation_message: n === 3 ? 'two\nlines "quoted" \u2028 and \u009b' : null,
      duration_ms: n % 5 === 0 ? undefined : n / 8,
    }),
  );
  await sendBody(project.id, lines.join('\n'), new Date(now));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const save = (name: string, ...args: string[]) =>
  cli.run(exportRuns, project.key, ['-o', join(folder, name), ...args]);
const filesOf = async (name: string) =>
  (await readdir(folder)).filter((one) => one.startsWith(name));
const contentOf = (name: string) => readFile(join(folder, name), 'utf8');

describe('runlens export', () => {
  it('prints every row once, newest first', async () => {
    const { lines, isYes } = await cli.run(exportRuns, project.key, []);
    expect(isYes).toBe(true);
    const ids = lines
      .join('\n')
      .split('\n')
      .map((line) => JSON.parse(line).external_id);
    expect(ids).toEqual(Array.from({ length: COUNT }, (_, n) => `e-${n}`));
  });

  it('takes the query of the search bar, and says what the server says of it', async () => {
    const found = await cli.run(exportRuns, project.key, ['status:success', 'lines']);
    expect(found.lines.map((line) => JSON.parse(line).external_id)).toEqual(['e-3']);
    const wrong = await cli.run(exportRuns, project.key, ['nofield:x']);
    expect(wrong.problem).toMatchObject({ exitCode: EXIT.refused });
  });

  it('lets nothing of a row steer a terminal', async () => {
    for (const format of ['ndjson', 'csv']) {
      const args = ['--format', format, '"two"'];
      const { lines } = await cli.run(exportRuns, project.key, args, { isScreen: true });
      expect(lines.join('')).toContain('two');
      expect(lines.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028]/);
    }
  });

  it.each(['ndjson', 'csv'])(
    'goes on behind the last row where a line of %s breaks',
    async (format) => {
      await save(`whole.${format}`, '--format', format);
      bytesLeft = 200_000;
      asked.length = 0;
      const { isYes, lines, said } = await save(`broken.${format}`, '--format', format);
      expect(isYes).toBe(true);
      expect(said.join()).toContain('going on behind the last row');
      expect(asked.map((search) => search.has('cursor'))).toEqual([false, true]);
      expect(await contentOf(`broken.${format}`)).toBe(await contentOf(`whole.${format}`));
      expect(lines).toEqual([`${join(folder, `broken.${format}`)}: 1,700 executions`]);
    },
  );

  it('writes the columns that are named, over a line that breaks as well', async () => {
    const args = ['--format', 'csv', '--columns', 'status,event, validation_message'];
    await save('named.csv', ...args);
    const lines = (await contentOf('named.csv')).split('\r\n');
    expect(lines.slice(0, 3)).toEqual([
      'status,event,validation_message',
      'failed,UPDATE,',
      'success,UPDATE,',
    ]);
    expect(lines[4]).toMatch(/^success,UPDATE,"two\nlines/);
    bytesLeft = 50_000;
    asked.length = 0;
    await save('named-broken.csv', ...args);
    expect(asked.map((search) => search.has('cursor'))).toEqual([false, true]);
    expect(await contentOf('named-broken.csv')).toBe(await contentOf('named.csv'));
  });

  it('goes on where an interrupted export stopped, whatever was written after its note', async () => {
    await save('all.csv', '--format', 'csv');
    await interrupt('part.csv');
    expect(await readdir(folder)).not.toContain('part.csv');
    await appendFile(join(folder, 'part.csv.part'), 'half a r');
    const { lastId } = JSON.parse(await contentOf('part.csv.part.json'));
    asked.length = 0;
    const { isYes, said } = await save('part.csv', '--format', 'csv');
    expect(isYes).toBe(true);
    expect(said.join()).toContain('going on behind');
    expect(asked.map((search) => search.get('cursor'))).toEqual([lastId]);
    expect(await contentOf('part.csv')).toBe(await contentOf('all.csv'));
    expect(await filesOf('part.csv')).toEqual(['part.csv']);
  });

  it('leaves what another export has left alone', async () => {
    await interrupt('other.csv');
    const { problem } = await save('other.csv', 'status:failed', '--format', 'csv');
    expect(problem).toMatchObject({ exitCode: EXIT.refused });
    expect(problem?.message).toContain('of another export');
  });

  it('writes Parquet with the columns of CSV, as another reader sees it', async () => {
    const headings = csvHeading(['id', ...COLUMN_IDS])
      .trim()
      .split(',');
    expect(PARQUET_COLUMNS.map(({ name }) => name)).toEqual(headings);
    bytesLeft = 300_000;
    const { isYes } = await save('rows.parquet', '--format', 'parquet');
    expect(isYes).toBe(true);
    const file = await asyncBufferFromFile(join(folder, 'rows.parquet'));
    const { schema, num_rows } = await parquetMetadataAsync(file);
    expect(num_rows).toBe(BigInt(COUNT));
    expect(schema.slice(1).map(({ name }) => name)).toEqual(headings);
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(COUNT);
    const printed = (await cli.run(exportRuns, project.key, [])).lines.join('\n').split('\n');
    for (const at of [0, 3, 5, COUNT - 1]) {
      const row = JSON.parse(printed[at] ?? '');
      expect(rows[at]).toEqual({
        ...Object.fromEntries(headings.map((name) => [name, row[name]])),
        created_at: new Date(row.created_at),
        action_keys: 'a, b',
        duration_s: row.duration_ms === null ? null : row.duration_ms / 1_000,
      });
    }
    expect(await filesOf('rows.')).toEqual(['rows.parquet']);
  });

  it('writes Parquet of nothing', async () => {
    await save('none.parquet', '--format', 'parquet', 'status:paused');
    const file = await asyncBufferFromFile(join(folder, 'none.parquet'));
    expect(await parquetReadObjects({ file })).toEqual([]);
  });

  it.each([
    ['Parquet to stdout', ['--format', 'parquet'], EXIT.usage],
    ['columns for Parquet', ['--format', 'parquet', '-o', 'x', '--zone', 'UTC'], EXIT.usage],
    ['columns that are none', ['--format', 'csv', '--columns', 'id,bogus'], EXIT.usage],
    ['another format', ['--format', 'xlsx'], EXIT.usage],
    ['a folder that is not there', ['-o', '/nowhere/at/all.csv'], EXIT.refused],
  ])('refuses %s', async (_, args, exitCode) => {
    const { problem } = await cli.run(exportRuns, project.key, args);
    expect(problem).toMatchObject({ exitCode });
  });

  it('leaves nothing where nothing came', async () => {
    const { problem } = await save('nothing.csv', '--zone', 'Nowhere');
    expect(problem).toMatchObject({ exitCode: EXIT.refused });
    expect(await filesOf('nothing.csv')).toEqual([]);
  });

  /** An export that breaks off, and to a server that does not let it go on. */
  async function interrupt(name: string): Promise<void> {
    bytesLeft = 200_000;
    isClosed = true;
    const { problem, said } = await save(name, '--format', 'csv');
    isClosed = false;
    expect(problem).toMatchObject({ exitCode: EXIT.notAllowed });
    expect(said.join()).toContain('the same command goes on');
  }
});
