import { rangeMsOf } from '@/lib/domain/created-range';
import { isExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import type { Clause } from '@/lib/domain/query';
import { type FIELDS, isFieldName } from '@/lib/domain/query-fields';
import { isStatus, STATUS_CODE } from '@/lib/domain/status';
import { VERDICT_CODE, VERDICTS } from '@/lib/domain/verdict';
import { Prisma } from '../generated/client';
import { allParts, anyPart, containsAny, equalsAny, FALSE, numberWithin, TRUE } from './sql-parts';
import { identifierIs, searchContains } from './where-search';

type Sql = Prisma.Sql;
type Range = Pick<Extract<Clause, { kind: 'range' }>, 'min' | 'max'>;

/** Fields that the list row answers. */
type RowField = {
  [F in keyof typeof FIELDS]: (typeof FIELDS)[F]['place'] extends 'row' ? F : never;
}[keyof typeof FIELDS];

interface FieldSql {
  is: (values: readonly string[], now: number) => Sql;
  has: Sql;
  within?: (range: Range, now: number) => Sql;
}

const e = (column: string) => Prisma.raw(`e.${column}`);
const isSet = (column: Sql) => Prisma.sql`${column} IS NOT NULL`;

const keyword = (name: string): FieldSql => ({
  is: (values) => equalsAny(e(name), values),
  has: isSet(e(name)),
});

const identifier = (name: string): FieldSql => ({
  is: (values) => identifierIs(e(name), values),
  has: isSet(e(name)),
});

const number = (name: string, has: Sql): FieldSql => ({
  is: (values) => Prisma.sql`${e(name)} = ANY(${values.map(Number)}::float8[])`,
  has,
  within: ({ min, max }) => numberWithin(e(name), min, max),
});

/** More than none is what a partial index holds, and a larger count is more than none. */
const count = (name: string): FieldSql => {
  const some = Prisma.sql`${e(name)} > 0`;
  const { is } = number(name, some);
  return {
    is: (values, now) =>
      values.every((value) => Number(value) > 0)
        ? allParts([some, is(values, now)])
        : is(values, now),
    has: some,
    within: ({ min, max }) => {
      const within = numberWithin(e(name), min, max);
      return min && Number(min.value) >= 0 && (Number(min.value) > 0 || !min.inclusive)
        ? allParts([some, within])
        : within;
    },
  };
};

/** Codes of a closed list; a value that is none of it matches nothing. */
function codes(name: string, values: readonly (number | undefined)[]): Sql {
  const known = values.filter((code) => code !== undefined);
  const [only] = known;
  if (known.length === 1) return Prisma.sql`${e(name)} = ${only}::smallint`;
  return Prisma.sql`${e(name)} = ANY(${known}::smallint[])`;
}

const verdictCode = (value: string) =>
  VERDICT_CODE[VERDICTS.find((verdict) => verdict === value) ?? ('' as 'verified')];

/** Hex digits that a sha256 starts with, as the range of its bytes. */
function startsWithHex(column: Sql, value: string): Sql {
  if (!/^[0-9a-f]{1,64}$/.test(value)) return FALSE;
  const [low, high] = [value.padEnd(64, '0'), value.padEnd(64, 'f')].map((hex) => `\\x${hex}`);
  return Prisma.sql`${column} BETWEEN ${low}::bytea AND ${high}::bytea`;
}

function createdWithin(range: Range, now: number): Sql {
  const { sinceMs, untilMs } = rangeMsOf(range, now);
  const parts: Sql[] = [];
  if (sinceMs !== null) parts.push(Prisma.sql`e.id >= ${lowestIdAt(sinceMs)}::uuid`);
  if (untilMs !== null) parts.push(Prisma.sql`e.id < ${lowestIdAt(untilMs)}::uuid`);
  return allParts(parts);
}

const ROW_FIELDS: Record<RowField, FieldSql> = {
  status: {
    is: (values) =>
      codes(
        'status',
        values.map((value) => (isStatus(value) ? STATUS_CODE[value] : undefined)),
      ),
    has: TRUE,
  },
  event: keyword('event'),
  target: keyword('target'),
  target_record_id: identifier('target_record_id'),
  action: {
    is: (values) => Prisma.sql`e.action_keys && ${[...values]}::text[]`,
    has: Prisma.sql`e.action_keys <> '{}'`,
  },
  raised_action: keyword('raised_action'),
  validation_message: {
    is: (values) =>
      anyPart(
        values.map((value) =>
          allParts([searchContains(value), containsAny(e('validation_message'), [value])]),
        ),
      ),
    has: isSet(e('validation_message')),
  },
  triggered_by: keyword('triggered_by'),
  environment: keyword('environment'),
  reproducibility: {
    is: (values) => codes('reproducibility', values.map(verdictCode)),
    has: isSet(e('verdict')),
  },
  id: {
    is: (values) => {
      const ids = values.filter(isExecutionId);
      const own = ids.length > 0 ? [Prisma.sql`e.id = ANY(${ids}::uuid[])`] : [];
      return anyPart([...own, equalsAny(e('external_id'), values)]);
    },
    has: TRUE,
  },
  request_id: identifier('request_id'),
  created: {
    is: (values, now) =>
      anyPart(
        values.map((value) => {
          const bound = { value, inclusive: true };
          return createdWithin({ min: bound, max: bound }, now);
        }),
      ),
    has: TRUE,
    within: createdWithin,
  },
  duration: number('duration_ms', isSet(e('duration_ms'))),
  attempt: {
    ...number('attempt', TRUE),
    // As for a count: the partial index holds what is more than one.
    within: ({ min, max }) => {
      const within = numberWithin(e('attempt'), min, max);
      return min && (Number(min.value) > 1 || (Number(min.value) === 1 && !min.inclusive))
        ? allParts([Prisma.sql`e.attempt > 1`, within])
        : within;
    },
    is: (values) => {
      const is = Prisma.sql`e.attempt = ANY(${values.map(Number)}::float8[])`;
      return values.every((value) => Number(value) > 1)
        ? allParts([Prisma.sql`e.attempt > 1`, is])
        : is;
    },
  },
  language: keyword('language'),
  code: {
    is: (values) => anyPart(values.map((value) => startsWithHex(e('code_sha256'), value))),
    has: isSet(e('code_sha256')),
  },
  warnings: count('warning_count'),
  errors: count('error_count'),
  error_group: keyword('error_group'),
};

function isRowField(field: string): field is RowField {
  return isFieldName(field) && field in ROW_FIELDS;
}

/** SQL of a clause on a field of the list row, or null for a field that lies deeper. */
export function compileRowClause(
  clause: Exclude<Clause, { kind: 'text' }>,
  now: number,
): Sql | null {
  if (!isRowField(clause.field)) return null;
  const field = ROW_FIELDS[clause.field];
  if (clause.kind === 'has') return field.has;
  if (clause.kind === 'is') return field.is(clause.values, now);
  if (!field.within) throw new Error(`${clause.field} has no ranges`);
  return field.within(clause, now);
}
