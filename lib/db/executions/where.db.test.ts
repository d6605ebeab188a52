import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isNumberText } from '@/lib/domain/json-scalar';
import { isDeep, predicateOf } from '@/lib/domain/match-query';
import type { ProjectId } from '@/lib/domain/project';
import type { Clause, Query, Term } from '@/lib/domain/query';
import { FIELD_NAMES, FIELDS, meaningOf } from '@/lib/domain/query-fields';
import { insertWorld, makeWorld, seededRandom } from '@/lib/testing/query-world';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { disconnect, prisma } from '../client';
import { ensureDays } from '../partitions/ensure-days';
import { listExecutions } from './list-executions';
import { compileQuery } from './where';

const database = withTestDatabase();
const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const clock = { now, oldestMs: now - 31 * DAY_MS };
const project = 1 as ProjectId;
const world = makeWorld(20_000, now);

beforeAll(async () => {
  await ensureDays(now - 21 * DAY_MS, now + DAY_MS);
  await insertWorld(database.query, project, world);
  // Rows of another project that match just as well.
  await insertWorld(database.query, 2, makeWorld(500, now, 8));
  await database.query('ANALYZE');
}, 120_000);

afterAll(disconnect);

const sorted = world.toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1));

function expectedOf(query: Query): string[] {
  const matches = predicateOf(query, now);
  return sorted.filter(({ row, depth }) => matches(row, depth)).map(({ row }) => row.id);
}

/** A set of ids as how many they are and their last 48 bits, which are random, folded into one number. */
interface SetDigest {
  count: number;
  high: number;
  low: number;
}

function digestOf(ids: readonly string[]): SetDigest {
  let [high, low] = [0, 0];
  for (const id of ids) {
    high ^= Number.parseInt(id.slice(-12, -6), 16);
    low ^= Number.parseInt(id.slice(-6), 16);
  }
  return { count: ids.length, high, low };
}

/** Most sets are as expected and need not travel. */
async function digestBySql(query: Query): Promise<SetDigest> {
  const [row] = await prisma().$queryRaw<SetDigest[]>`
    SELECT count(*)::int AS count,
      coalesce(bit_xor(('x' || left(right(e.id::text, 12), 6))::bit(24)::int), 0) AS high,
      coalesce(bit_xor(('x' || right(e.id::text, 6))::bit(24)::int), 0) AS low
    FROM runlens.executions AS e
    WHERE e.project_id = ${project} AND ${compileQuery(query, { now })}`;
  if (!row) throw new Error('an aggregate has one row');
  return row;
}

async function expectFound(query: Query, expected: readonly string[]): Promise<void> {
  const digest = await digestBySql(query);
  const wanted = digestOf(expected);
  if (digest.high !== wanted.high || digest.low !== wanted.low || digest.count !== wanted.count) {
    expect(await foundBySql(query), JSON.stringify(query)).toEqual(expected);
  }
  expect(digest, JSON.stringify(query)).toEqual(wanted);
}

async function foundBySql(query: Query): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    SELECT e.id FROM runlens.executions AS e
    WHERE e.project_id = ${project} AND ${compileQuery(query, { now })} ORDER BY e.id`;
  return rows.map(({ id }) => id);
}

async function walk(query: Query, direction: 'older' | 'newer'): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listExecutions(
      project,
      { query, sinceMs: null, untilMs: null, direction, cursor, limit: 500 },
      clock,
    );
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  return direction === 'newer' ? seen : seen.toReversed();
}

/** Values worth asking for: such that are there, such that nearly are, and nonsense. */
const VALUES: Record<string, string[]> = {
  event: ['UPDATE', 'update', 'Über,weisung', 'a "quoted" one', 'none', 'nul\0'],
  target: ['PART', '100%', 'back\\slash', ''],
  target_record_id: ['34', '3', '399', '100', '34 '],
  action: ['check_part', 'OR', '-negative', 'plan step', 'plan'],
  raised_action: ['check_part', 'notify_buyer'],
  validation_message: ['no revision', 'ÜMLAUT', 'STRASSE', '%_', 'ey', "'x'", 'part 34', 'a\nb'],
  triggered_by: ['ana@example.com', 'Zoë', 'zoë'],
  environment: ['production', 'staging', 'sandbox'],
  id: [world[5]?.row.id ?? '', world[6]?.row.externalId ?? 'ext-6', 'ext-17', 'none'],
  request_id: ['req-5-A-1', 'req-7-007', 'req', 'REQ-5-A-1'],
  created: ['2026-11-10', '2026-11-19T08:30', '2026-11-20T11:59:59.000Z', '-3d'],
  duration: ['0', '12.5', '412', '60000', '-1'],
  attempt: ['1', '2', '3', '0'],
  language: ['python', 'javascript', 'cobol'],
  code: ['9f', '9f3', '9f3c77', '0', 'zz', 'ffff'.padEnd(64, '7')],
  warnings: ['0', '1', '12', '5'],
  errors: ['0', '2'],
  error_group: ['aaaa', 'cccc'],
  entry: ['timeout', 'ärger', 'OK', 'none'],
  'entry.event': ['heartbeat', 'none'],
  step: ['read', 'MAIL', 'none'],
  'step.connector': ['http', 'none'],
  'step.duration': ['1', '80', '2000', '50'],
  'ctx.part.id': ['A-1', '34', '007', '7', '-2.5', 'true', 'null', 'nul\0', '\ud800', '1e21'],
  'ctx.part["a b"]': ['A-2', '0'],
  'ctx.lines': ['A-1', '34'],
  'ctx.lines[]': ['A-1', '34', 'false'],
  'ctx.lines[].sku': ['A-1', 'B "x"', '7'],
  'ctx.lines[1]': ['34', 'A-2'],
  'ctx.lines.sku': ['A-1', '34'],
  'ctx.lines[][]': ['A-1', '500'],
  'ctx["no such key\\u0000"].x': ['1'],
  'attr.status_code': ['500', '404', '2'],
  'attr.tags[0]': ['A-1', '34'],
};
const valuesOf = (field: string): readonly string[] =>
  VALUES[field] ?? meaningOf(field)?.values ?? [];

/** Every operator that a field's type has, over its values. */
function clausesOn(field: string): Clause[] {
  const values = valuesOf(field);
  const type = meaningOf(field)?.type;
  const is: Clause[] = values.map((value) => ({ kind: 'is', field, values: [value] }));
  const several: Clause[] = [{ kind: 'is', field, values: values.slice(0, 3) }];
  const has: Clause[] = [{ kind: 'has', field }];
  if (type === 'keyword' || type === 'enum' || type === 'text') return [...is, ...several, ...has];
  const ordered = values.filter((value) => type !== 'json' || isNumberText(value));
  const ranges = ordered.flatMap((value): Clause[] => {
    const [inside, outside] = [true, false].map((inclusive) => ({ value, inclusive }));
    return [inside, outside].flatMap((bound): Clause[] => [
      { kind: 'range', field, min: bound ?? null, max: null },
      { kind: 'range', field, min: null, max: bound ?? null },
      {
        kind: 'range',
        field,
        min: { value: ordered[0] ?? '', inclusive: true },
        max: bound ?? null,
      },
    ]);
  });
  return [...is, ...several, ...has, ...ranges];
}

const PATHS = Object.keys(VALUES).filter((field) => /^(ctx|attr)\b/.test(field));
const ALL_FIELDS = [...FIELD_NAMES, ...PATHS];

test('every field of the catalogue has values to ask for', () => {
  expect(FIELD_NAMES.filter((field) => valuesOf(field).length === 0)).toEqual([]);
});

describe.each(ALL_FIELDS)('%s', (field) => {
  test('each operator finds what memory finds, and its negation the rest', async () => {
    let matches = 0;
    for (const clause of clausesOn(field)) {
      const expected = expectedOf([clause]);
      matches += expected.length;
      await expectFound([clause], expected);
      const { count } = await digestBySql([{ kind: 'not', term: clause }]);
      expect(count, `not ${JSON.stringify(clause)}`).toBe(world.length - expected.length);
    }
    // A field that nothing ever matches would be no test, but for the key that nothing can have.
    expect(matches > 0 || field.includes('no such key')).toBe(true);
  }, 120_000);
});

const TEXTS = [
  'part',
  'REVISION',
  '34',
  'a-1',
  'ü',
  '%',
  'req-5',
  'ext-12',
  'no such thing',
  '"',
  '\\',
];

test.each(TEXTS)('bare text %s', async (text) => {
  const query: Query = [{ kind: 'text', text }];
  const expected = expectedOf(query);
  await expectFound(query, expected);
  expect(await walk(query, 'older')).toEqual(expected);
});

describe('combinations', () => {
  const random = seededRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const clause = (): Clause =>
    random() < 0.2 ? { kind: 'text', text: pick(TEXTS) } : pick(clausesOn(pick(ALL_FIELDS)));
  const term = (depth: number): Term => {
    const kind = random();
    if (depth === 0 || kind < 0.4) return clause();
    if (kind < 0.6) return { kind: 'not', term: term(depth - 1) };
    const terms = Array.from({ length: 2 + Math.floor(random() * 2) }, () => term(depth - 1));
    return { kind: kind < 0.8 ? 'or' : 'and', terms };
  };
  const queries = Array.from(
    { length: 120 },
    (): Query => Array.from({ length: 1 + Math.floor(random() * 3) }, () => term(2)),
  );

  test('of any shape find what memory finds', async () => {
    for (const query of queries) {
      await expectFound(query, expectedOf(query));
    }
  }, 240_000);

  test('walked page by page in both directions give the same rows in order', async () => {
    for (const query of queries.slice(0, 10)) {
      const expected = expectedOf(query);
      expect(await walk(query, 'older'), JSON.stringify(query)).toEqual(expected);
      expect(await walk(query, 'newer'), JSON.stringify(query)).toEqual(expected);
    }
  }, 240_000);
});

test('a query that needs more than the list row is known as such', () => {
  expect(isDeep([{ kind: 'is', field: 'status', values: ['failed'] }])).toBe(false);
  expect(isDeep([{ kind: 'not', term: { kind: 'has', field: 'ctx.part' } }])).toBe(true);
  expect(FIELD_NAMES.filter((field) => isDeep([{ kind: 'has', field }]))).toEqual(
    FIELD_NAMES.filter((field) => FIELDS[field].place !== 'row'),
  );
});
