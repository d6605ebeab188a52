import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { foldRollups } from '@/lib/db/rollups/fold-rollups';
import type { CountPart, Durations, Facet, Histogram } from '@/lib/domain/counts';
import { timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Clause, Query } from '@/lib/domain/query';
import { STATUSES, statusOfCode } from '@/lib/domain/status';
import { verdictOfCode } from '@/lib/domain/verdict';
import { planTimeBars } from '@/lib/format/time-bars';
import { NOW, withIngest } from '@/lib/testing/with-ingest';
import { type CountAsked, countExecutions } from './count-executions';
import { findFacetValues } from './find-facet-values';
import { promotePath } from './promote-path';

const { newProject, sendBody } = withIngest();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ROWS = 3_000;
const END = NOW.getTime();
let project: ProjectId;
let rows: Row[];

interface Row {
  ms: number;
  status: string;
  event: string;
  target: string;
  action: readonly string[];
  triggered_by: string | null;
  environment: string | null;
  reproducibility: string;
  duration: number | null;
  part: string;
}

/** Five days, more of it in some hours than in others. */
function itemOf(n: number) {
  const status = STATUSES[(n * 7) % 11 < 8 ? (n * 7) % 11 : 3] ?? 'success';
  const ms = END - Math.floor(((n * n) / (ROWS * ROWS)) * 5 * DAY) - (n % 977);
  return {
    ...{
      id: `run-${n}`,
      status,
      event: ['UPDATE', 'CREATE', 'DELETE'][n % 3] ?? '',
      target: `T${n % 17}`,
    },
    created_at: new Date(ms).toISOString(),
    actions: n % 5 === 0 ? [] : [`check_${n % 4}`, `ship_${n % 7}`],
    duration_ms: n % 9 === 0 ? null : (n * 37) % 20_000,
    ...(n % 4 === 0 ? {} : { triggered_by: `person ${n % 31}` }),
    ...(n % 3 === 0 ? { environment: 'staging' } : {}),
    ...(n % 2 === 0 ? { code: `print(${n % 3})`, output: { stdout: '' } } : {}),
    context: { part: { id: n % 10 }, lines: [{ sku: 'A' }, { sku: n % 2 === 0 ? 'A' : 'B' }] },
  };
}

beforeAll(async () => {
  project = newProject();
  const bodyOf = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => JSON.stringify(itemOf(from + i))).join('\n');
  await sendBody(project, bodyOf(0, 1_800));
  while (await foldRollups(2_000));
  // The rest is counted, but not added up yet.
  await sendBody(project, bodyOf(1_800, ROWS));
  await sendBody(newProject(), bodyOf(0, 50));
  await promotePath(project, 'ctx.part.id');
  await promotePath(project, 'ctx["lines"][].sku');
  const { rows: stored } = await pool().query(
    `SELECT e.*, p.context->'part'->>'id' AS part FROM runlens.executions e
     JOIN runlens.execution_payloads p ON p.project_id = e.project_id AND p.execution_id = e.id
     WHERE e.project_id = $1`,
    [project],
  );
  rows = stored.map((row) => ({
    ...{ ms: timeOfId(row.id), event: row.event, target: row.target, action: row.action_keys },
    ...{ triggered_by: row.triggered_by, environment: row.environment, part: row.part },
    ...{ status: statusOfCode(row.status), duration: row.duration_ms },
    reproducibility: verdictOfCode(row.reproducibility),
  }));
}, 60_000);

/** However busy the machine is. */
const ALL_TIME = { budgetMs: 60_000, sliceMs: 1_000 };

type Ends = { sinceMs: number | null; untilMs: number | null };

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const rangeOf = ({ sinceMs, untilMs }: Ends) => ({ since: iso(sinceMs), until: iso(untilMs) });
const ALWAYS = { since: null, until: null };

async function count(asked: Partial<CountAsked>) {
  const facets = new Map<string, Facet>();
  const found: { histogram?: Histogram; durations?: Durations } = {};
  const all = { query: [], range: ALWAYS, zone: 'UTC', bars: 50, values: 100 };
  const emit = (part: CountPart) => {
    if (part.part === 'histogram') found.histogram = part.histogram;
    if (part.part === 'durations') found.durations = part.durations;
    if (part.part === 'facets') for (const facet of part.facets) facets.set(facet.field, facet);
  };
  await countExecutions(project, { ...all, exact: true, ...asked }, emit);
  return { ...found, facets };
}

type Field =
  | 'status'
  | 'event'
  | 'target'
  | 'action'
  | 'triggered_by'
  | 'environment'
  | 'reproducibility';

function valuesOf(row: Row, field: Field): readonly string[] {
  const value = row[field];
  return Array.isArray(value) ? value : value === null ? [] : [value as string];
}

/** `value count` lines of a plain grouping. */
function grouped(some: readonly Row[], field: Field): string[] {
  const counts = new Map<string, number>();
  for (const row of some) {
    for (const value of valuesOf(row, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Array.from(counts, ([value, n]) => `${value} ${n}`).sort();
}

const lines = (facet: Facet | undefined) =>
  facet?.values
    .filter(({ count: n }) => n > 0)
    .map(({ value, count: n }) => `${value} ${n}`)
    .sort();

const is = (field: string, ...values: string[]): Clause => ({ kind: 'is', field, values });

interface Case {
  query: Query;
  /** By field: what of the query holds for a row; the whole of it must hold for all fields. */
  holds: Partial<Record<Field | 'duration' | 'part', (row: Row) => boolean>>;
}

const CASES: Record<string, Case> = {
  nothing: { query: [], holds: {} },
  'two statuses': {
    query: [is('status', 'failed', 'success')],
    holds: { status: ({ status }) => ['failed', 'success'].includes(status) },
  },
  'all but a status': {
    query: [{ kind: 'not', term: is('status', 'running') }],
    holds: { status: ({ status }) => status !== 'running' },
  },
  'an event': {
    query: [is('event', 'UPDATE')],
    holds: { event: ({ event }) => event === 'UPDATE' },
  },
  'several fields': {
    query: [
      is('status', 'failed', 'paused'),
      is('action', 'check_1', 'ship_2'),
      is('target', 'T1', 'T2', 'T3'),
    ],
    holds: {
      status: ({ status }) => ['failed', 'paused'].includes(status),
      action: ({ action }) => action.includes('check_1') || action.includes('ship_2'),
      target: ({ target }) => ['T1', 'T2', 'T3'].includes(target),
    },
  },
  'an excluded person and a duration': {
    query: [
      { kind: 'not', term: is('triggered_by', 'person 3') },
      { kind: 'range', field: 'duration', min: { value: '5000', inclusive: true }, max: null },
    ],
    holds: {
      triggered_by: (row) => row.triggered_by !== 'person 3',
      duration: ({ duration }) => duration !== null && duration >= 5_000,
    },
  },
  'a path of the context': {
    query: [is('ctx.part.id', '3')],
    holds: { part: ({ part }) => part === '3' },
  },
};

const RANGES: Record<string, { sinceMs: number | null; untilMs: number | null }> = {
  'all time': { sinceMs: null, untilMs: null },
  'whole days': { sinceMs: Date.UTC(2026, 10, 17), untilMs: Date.UTC(2026, 10, 19) },
  'ragged days': { sinceMs: END - 4 * DAY - 1_234_567, untilMs: END - 8 * HOUR - 7_654 },
  'an open end': { sinceMs: END - 2 * DAY - 55_555, untilMs: null },
  'within a day': { sinceMs: END - 5 * HOUR - 123, untilMs: END - HOUR + 77 },
  'a minute': { sinceMs: END - 2 * MINUTE, untilMs: END - MINUTE },
  'nothing there': { sinceMs: END - 20 * DAY, untilMs: END - 19 * DAY },
};

const FIELDS: Field[] = [
  ...(['status', 'event', 'target', 'action'] as const),
  ...(['triggered_by', 'environment', 'reproducibility'] as const),
];

function within({ sinceMs, untilMs }: { sinceMs: number | null; untilMs: number | null }): Row[] {
  return rows.filter(
    ({ ms }) => ms >= (sinceMs ?? 0) && ms < (untilMs ?? Number.POSITIVE_INFINITY),
  );
}

const except = (holds: Case['holds'], field: string) => (row: Row) =>
  Object.entries(holds).every(([name, test]) => name === field || test(row));

describe.each(Object.entries(CASES))('%s', (_name, { query, holds }) => {
  it.each(Object.entries(RANGES))(
    'over %s is what a plain grouping counts',
    async (_range, range) => {
      const { histogram, durations, facets } = await count({ query, range: rangeOf(range) });
      const inRange = within(range);
      const matching = inRange.filter(except(holds, ''));
      expect(histogram).toMatchObject({
        exact: true,
        total: matching.length,
        countedBackToMs: null,
      });
      for (const field of FIELDS) {
        const counted = inRange.filter(except(holds, field));
        expect(lines(facets.get(field)), field).toEqual(grouped(counted, field));
        expect(facets.get(field)).toMatchObject({ exact: true, more: false });
      }
      const timed = inRange.filter(except(holds, 'duration')).map(({ duration }) => duration);
      const expected = durations?.edgesMs
        .slice(1)
        .map(
          (edge, n) =>
            timed.filter((ms) => ms !== null && ms < edge && ms >= (durations.edgesMs[n] ?? 0))
              .length,
        );
      expect(durations).toMatchObject({ exact: true, counts: expected });
      const parts = inRange.filter(except(holds, 'part')).map(({ part }) => part);
      const byPart = Array.from(
        new Set(parts),
        (part) => `${part} ${parts.filter((one) => one === part).length}`,
      );
      expect(lines(facets.get('ctx.part.id'))).toEqual(byPart.sort());
    },
  );
});

describe('the histogram', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'])(
    'has bars of the clock in %s, by status',
    async (zone) => {
      for (const name of ['all time', 'ragged days', 'within a day']) {
        const range = RANGES[name] ?? { sinceMs: null, untilMs: null };
        for (const { query, holds } of [CASES.nothing, CASES['an event']] as Case[]) {
          const { histogram } = await count({ query, zone, range: rangeOf(range) });
          if (!histogram) throw new Error('no histogram');
          const { edgesMs, widthMs, counts, sinceMs, untilMs } = histogram;
          const wanted = { zone, wanted: 50 };
          expect({ widthMs, edgesMs }, name).toEqual(planTimeBars({ sinceMs, untilMs }, wanted));
          for (const status of STATUSES) {
            const of = within(range).filter(
              (row) => row.status === status && except(holds, '')(row),
            );
            const bars = edgesMs
              .slice(1)
              .map((edge, n) => of.filter(({ ms }) => ms >= (edgesMs[n] ?? 0) && ms < edge).length);
            expect(counts[status] ?? bars.map(() => 0), `${name} ${status}`).toEqual(bars);
          }
        }
      }
    },
  );

  it('narrows to what is asked of created', async () => {
    const { sinceMs, untilMs } = RANGES['ragged days'] as { sinceMs: number; untilMs: number };
    const bound = (ms: number) => ({ value: new Date(ms).toISOString(), inclusive: true });
    const query: Query = [
      { kind: 'range', field: 'created', min: bound(sinceMs), max: bound(untilMs - 1) },
    ];
    const { histogram, facets } = await count({ query });
    expect(histogram).toMatchObject({
      sinceMs,
      untilMs,
      total: within({ sinceMs, untilMs }).length,
    });
    expect(lines(facets.get('event'))).toEqual(grouped(within({ sinceMs, untilMs }), 'event'));
  });
});

describe('a facet', () => {
  it('lists the most frequent, says that there are more, and always what was chosen', async () => {
    const query = [is('target', 'T16', 'nowhere')];
    const { facets } = await count({ query, values: 3 });
    const target = facets.get('target');
    const byCount = grouped(rows, 'target').map((line) => Number(line.split(' ')[1]));
    expect(target?.values.slice(0, 3).map(({ count: n }) => n)).toEqual(
      byCount.sort((a, b) => b - a).slice(0, 3),
    );
    expect(target?.more).toBe(true);
    expect(target?.values.at(-1)).toEqual({ value: 'nowhere', count: 0 });
    expect(target?.values.map(({ value }) => value)).toContain('T16');
  });

  it('counts an execution once for a value that it has twice at a path', async () => {
    const { facets } = await count({});
    expect(lines(facets.get('ctx.lines[].sku'))).toEqual([`A ${ROWS}`, `B ${ROWS / 2}`]);
  });

  it.each([
    [[] as Query, 'triggered_by', 'SON 2'],
    [[is('status', 'failed')], 'triggered_by', 'person 1'],
    [[is('event', 'UPDATE')], 'event', 'e'],
    [[is('event', 'UPDATE')], 'triggered_by', 'son 3'],
  ])('of %j is searched in %s for %s', async (query, field, containing) => {
    const found = await findFacetValues(
      project,
      {
        query,
        field,
        containing,
        range: ALWAYS,
      },
      ALL_TIME,
    );
    const [clause] = query;
    const counted = rows.filter(
      (row) =>
        clause?.kind !== 'is' ||
        clause.field === field ||
        valuesOf(row, clause.field as Field).some((value) => clause.values.includes(value)),
    );
    const wanted = grouped(counted, field as Field).filter((line) =>
      line.replace(/ \d+$/, '').toLowerCase().includes(containing.toLowerCase()),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(lines(found)).toEqual(wanted);
    expect(found.exact).toBe(true);
  });

  it('of a path is searched as well', async () => {
    const found = await findFacetValues(
      project,
      {
        query: [],
        field: 'ctx.part.id',
        containing: '7',
        range: ALWAYS,
      },
      ALL_TIME,
    );
    expect(lines(found)).toEqual([`7 ${ROWS / 10}`]);
  });
});
