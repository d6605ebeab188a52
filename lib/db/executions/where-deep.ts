import type { JsonPath } from '@/lib/domain/json-path';
import { isNumberText, scalarsOf } from '@/lib/domain/json-scalar';
import { LEVELS } from '@/lib/domain/level';
import type { Bound, Clause } from '@/lib/domain/query';
import { type PathField, parsePathField } from '@/lib/domain/query-fields';
import { STEP_STATUS_CODE } from '@/lib/domain/step-status';
import { Prisma } from '../generated/client';
import { containsAny, equalsAny, FALSE, numberWithin } from './sql-parts';

type Sql = Prisma.Sql;
type FieldClause = Exclude<Clause, { kind: 'text' }>;

/** Of the ids of a window, so that only its partitions are visited. */
export interface IdRange {
  lowId: string;
  highId: string;
}

const TABLES = {
  payload: 'execution_payloads',
  steps: 'execution_steps',
  entries: 'execution_entries',
};

/** A row of a child table, of the same execution, for which something holds. */
function exists(table: keyof typeof TABLES, ids: IdRange | null, holds: Sql): Sql {
  const range = ids
    ? Prisma.sql`AND c.execution_id >= ${ids.lowId}::uuid AND c.execution_id < ${ids.highId}::uuid`
    : Prisma.empty;
  return Prisma.sql`EXISTS (SELECT FROM runlens.${Prisma.raw(TABLES[table])} c
    WHERE c.project_id = e.project_id AND c.execution_id = e.id ${range} AND ${holds})`;
}

/** What jsonb cannot hold is in no context: NUL and broken characters. */
const isStorable = (text: string) => !/\0/.test(text) && text.isWellFormed();

/** `$."part"."lines"[*]`, or null for a path that nothing can have. Lax: see match-json.ts. */
export function jsonpath(path: JsonPath): string | null {
  if (path.some((step) => 'key' in step && !isStorable(step.key))) return null;
  return `$${path
    .map((step) => {
      if ('any' in step) return '[*]';
      return 'index' in step ? `[${step.index}]` : `.${JSON.stringify(step.key)}`;
    })
    .join('')}`;
}

function equals(value: string): string {
  const { text, literal } = scalarsOf(value);
  const asText = `@ == ${JSON.stringify(text)}`;
  return literal === null ? asText : `${asText} || @ == ${literal}`;
}

function bounds(min: Bound | null, max: Bound | null): string {
  const parts: string[] = [];
  if (min) parts.push(`@ ${min.inclusive ? '>=' : '>'} ${min.value}`);
  if (max) parts.push(`@ ${max.inclusive ? '<=' : '<'} ${max.value}`);
  return parts.join(' && ');
}

function compilePath({ root, path }: PathField, clause: FieldClause, ids: IdRange | null): Sql {
  const place = jsonpath(path);
  if (place === null) return FALSE;
  const filter = pathFilter(clause);
  if (filter === null) return FALSE;
  const column = Prisma.raw(root === 'ctx' ? 'c.context' : 'c.attributes');
  return exists('payload', ids, Prisma.sql`${column} @? ${place + filter}::jsonpath`);
}

/** Null when nothing can satisfy it. */
function pathFilter(clause: FieldClause): string | null {
  if (clause.kind === 'has') return '';
  if (clause.kind === 'is') {
    const values = clause.values.filter(isStorable);
    return values.length === 0 ? null : ` ? (${values.map(equals).join(' || ')})`;
  }
  const texts = [clause.min, clause.max].flatMap((bound) => (bound ? [bound.value] : []));
  if (!texts.every(isNumberText)) return null;
  // One number must be within both bounds: a list would be, if each were satisfied by another element.
  return `[*][*] ? (@.type() == "number" && ${bounds(clause.min, clause.max)})`;
}

const STEP_CODE = new Map<string, number>(Object.entries(STEP_STATUS_CODE));
const LEVEL_CODE = new Map<string, number>(LEVELS.map((level, code) => [level, code]));

/** A column of a child table, and how its values are compared. */
const CHILDREN: Record<string, { table: 'steps' | 'entries'; column: string; as: Comparison }> = {
  entry: { table: 'entries', column: 'c.message', as: 'text' },
  'entry.level': { table: 'entries', column: 'c.level', as: 'level' },
  'entry.event': { table: 'entries', column: 'c.event', as: 'keyword' },
  step: { table: 'steps', column: 'c.name', as: 'text' },
  'step.connector': { table: 'steps', column: 'c.connector', as: 'keyword' },
  'step.status': { table: 'steps', column: 'c.status', as: 'status' },
  'step.duration': { table: 'steps', column: 'c.duration_ms', as: 'number' },
};

type Comparison = 'text' | 'keyword' | 'level' | 'status' | 'number';

const COMPARE: Record<Comparison, (column: Sql, values: readonly string[]) => Sql> = {
  text: containsAny,
  keyword: equalsAny,
  level: (column, values) =>
    codes(
      column,
      values.map((value) => LEVEL_CODE.get(value)),
    ),
  status: (column, values) =>
    codes(
      column,
      values.map((value) => STEP_CODE.get(value)),
    ),
  number: (column, values) => Prisma.sql`${column} = ANY(${values.map(Number)}::float8[])`,
};

function codes(column: Sql, values: readonly (number | undefined)[]): Sql {
  const known = values.filter((code) => code !== undefined);
  return Prisma.sql`${column} = ANY(${known}::smallint[])`;
}

/** SQL of a clause on payload, steps or entries; null for a field that is none of them. */
export function compileDeepClause(clause: FieldClause, ids: IdRange | null): Sql | null {
  const path = parsePathField(clause.field);
  if (path) return compilePath(path, clause, ids);
  const child = CHILDREN[clause.field];
  if (!child) return null;
  const column = Prisma.raw(child.column);
  // `has:entry` and `has:step` ask for any at all.
  const isAny = clause.kind === 'has' && !clause.field.includes('.');
  if (isAny) return exists(child.table, ids, Prisma.sql`TRUE`);
  if (clause.kind === 'has') return exists(child.table, ids, Prisma.sql`${column} IS NOT NULL`);
  if (clause.kind === 'is')
    return exists(child.table, ids, COMPARE[child.as](column, clause.values));
  return exists(child.table, ids, numberWithin(column, clause.min, clause.max));
}
