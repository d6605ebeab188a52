import { expect, test } from 'vitest';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import { NO_PARAMS } from '@/lib/query-state/execution-params';
import { type ExportRequest, parseApiExport } from '@/lib/query-state/export-request';
import { UNDATED, withIngest } from '@/lib/testing/with-ingest';
import { exportExecutions } from './export-executions';
import { listPage } from './list-page';

const { newProject, sendBody } = withIngest();
const COUNT = 1_234;

async function fill(project: ProjectId): Promise<void> {
  const now = Date.now();
  const lines = Array.from({ length: COUNT }, (_, n) =>
    JSON.stringify({
      ...UNDATED,
      id: `export-${n}`,
      created_at: new Date(now - 1_000 - n * 2_000).toISOString(),
      status: n % 3 === 0 ? 'failed' : 'success',
      target_record_id: n === 0 ? '=HYPERLINK("http://x")' : String(n),
      duration_ms: n / 8,
    }).replace(/}$/, `,"context":{"n":${n}.50,"s":"-${n}"}}`),
  );
  const report = await sendBody(project, lines.join('\n'), new Date(now));
  expect(report.rejected).toEqual([]);
}

async function read(project: ProjectId, asked: ExportRequest): Promise<string> {
  let text = '';
  for await (const part of exportExecutions(project, asked)) text += part;
  return text;
}

/** The list, walked as a screen does. */
async function walked(project: ProjectId, q: string): Promise<ExecutionSummary[]> {
  const rows: ExecutionSummary[] = [];
  let cursor: string | null = null;
  do {
    const page = await listPage(project, { ...NO_PARAMS, q }, { direction: 'older', cursor });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

const ask = (search: string) => parseApiExport(new URLSearchParams(search));

test('NDJSON: exactly the list, every row once, and a last line that says so', async () => {
  const project = newProject();
  await fill(project);
  for (const q of ['', 'status:failed']) {
    const lines = (await read(project, ask(`q=${q}`))).trimEnd().split('\n');
    const rows = lines.slice(0, -1).map((line) => JSON.parse(line) as { id: string });
    const expected = await walked(project, q);
    expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ end: true, count: expected.length });
    expect(rows[0]).toMatchObject({ event: 'UPDATE', error_count: 0, flags: [] });
  }
});

test('CSV: the columns of the screen in their order, paths too, in the zone of the screen', async () => {
  const project = newProject();
  await fill(project);
  const cols = 'ctx.n@createdAt,ctx.s,-event,-target,*targetRecordId';
  const text = await read(
    project,
    ask(`format=csv&zone=Asia/Kolkata&cols=${encodeURIComponent(cols)}`),
  );
  const lines = text.split('\r\n');
  expect(lines[0]).toBe(
    'id,target_record_id,created_at,ctx.n,status,validation_message,raised_action,triggered_by,' +
      'duration_ms,action_keys,request_id,environment,attempt,warning_count,error_count,' +
      'reproducibility,ctx.s',
  );
  expect(lines).toHaveLength(COUNT + 2);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  // Text is made harmless, and numbers and times of ours stay what they are.
  expect(lines[9]).toMatch(/^[0-9a-f-]{36},8,[0-9T:.-]+\+05:30,8\.50,success,.*,1,.*,'-8$/);
});

test('CSV: the columns that are named, and no others', async () => {
  const project = newProject();
  await fill(project);
  const cols = 'created_at, ctx["n"],duration_ms,id,duration_s';
  const text = await read(project, ask(`format=csv&cols=${encodeURIComponent(cols)}`));
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('created_at,ctx.n,duration_ms,id,duration_s');
  expect(lines[9]).toMatch(/^[0-9T:.-]+Z,8\.50,1,[0-9a-f-]{36},0\.001$/);
  const short = await read(project, ask('format=csv&cols=status,event'));
  expect(short.split('\r\n').slice(0, 2)).toEqual(['status,event', 'failed,UPDATE']);
});

test('NDJSON brings the digits of a path along', async () => {
  const project = newProject();
  await fill(project);
  const [line = ''] = (await read(project, ask('cols=ctx.n,ctx.none'))).split('\n');
  expect(line).toMatch(/,"paths":\{"ctx\.n":0\.50,"ctx\.none":null\}\}$/);
});

test('ids: in the order given, without those that are gone', async () => {
  const project = newProject();
  await fill(project);
  const [a, b] = (await walked(project, 'status:failed')).map(({ id }) => id);
  const gone = '019a0000-0000-7000-8000-000000000000';
  const source = { ids: [b ?? '', gone, a ?? ''] };
  const text = await read(project, { ...ask(''), source });
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id?: string }).id)).toEqual([b, a, undefined]);
  expect(lines.at(-1)).toBe('{"end":true,"count":2}');
  expect(await read(newProject(), { ...ask(''), source })).toBe('{"end":true,"count":0}\n');
});

test.each([
  ['format=xml', 'format is none of ndjson, csv'],
  ['zone=Mars', 'zone is no time zone'],
  ['limit=5', 'An export has no limit: it is all that matches'],
  ['state=failed', 'There is no parameter state'],
  ['q=status:', 'q is not understood'],
  ['cols=id,bogus', 'There is no column bogus; there are id, created_at, status,'],
  ['cols=ctx.', 'There is no column ctx.;'],
  ['cols=ctx["a,b",id', 'There is no column ctx["a,b"'],
  [`cols=${'abcdefghi'.replace(/./g, 'ctx.$&,')}`, 'cols has more than 8 paths'],
])('%s is refused', (search, message) => {
  expect(() => ask(search)).toThrow(message);
});
