import { narrowedRange } from '@/lib/domain/created-range';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ExecutionPage, ExecutionQuery } from '@/lib/domain/execution-query';
import { FIRST_HITS_BUDGET_MS, LIST_BUDGET_MS } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './row';
import { compileQuery, paceOf, readsActions } from './where';
import { windows } from './windows';

export interface ListClock {
  now: number;
  /** Unix ms before which nothing is kept. */
  oldestMs: number;
}

/**
 * One page of executions in the direction of the walk, ordered by id: created_at is in the id, so
 * repeated timestamps cannot lose or repeat a row. Reads one row past the page to learn whether more
 * exist, and never counts. When the time budget ends between two windows the page comes back short,
 * with `searchedToMs` and a `next` that goes on from there.
 */
export async function listExecutions(
  projectId: ProjectId,
  query: ExecutionQuery,
  clock: ListClock,
): Promise<ExecutionPage<ExecutionSummary>> {
  const order = query.direction === 'older' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const past =
    query.cursor === null
      ? Prisma.empty
      : query.direction === 'older'
        ? Prisma.sql`AND e.id < ${query.cursor}::uuid`
        : Prisma.sql`AND e.id > ${query.cursor}::uuid`;
  const readsArrays = readsActions(query.query);
  const range = { ...query, ...narrowedRange(query.query, query, clock.now) };
  const walk = windows(range, { ...clock, pace: paceOf(query.query) });
  const start = performance.now();
  const rows: SummaryRow[] = [];
  let isFirst = true;
  for (let window = walk.next(); !window.done; ) {
    const began = performance.now();
    const { edgeMs, ...ids } = window.value;
    const matching = Prisma.sql`
      SELECT ${SUMMARY_COLUMNS} FROM runlens.executions AS e
      WHERE e.project_id = ${projectId} AND e.id >= ${ids.lowId}::uuid AND e.id < ${ids.highId}::uuid
        ${past} AND ${compileQuery(query.query, { now: clock.now, ids })}`;
    // An action that does not fill the first window is rare. The planner cannot know (it takes half a
    // percent for any value it has no statistics of) and would walk every row in the order of the
    // list; OFFSET 0 makes it collect the matches first, by their index.
    const collected = Prisma.sql`SELECT * FROM (${matching} OFFSET 0) AS matching`;
    const found = await prisma().$queryRaw<SummaryRow[]>`
      ${readsArrays && !isFirst ? collected : matching}
      ORDER BY id ${order} LIMIT ${query.limit + 1 - rows.length}`;
    isFirst = false;
    rows.push(...found);
    if (rows.length > query.limit) break;
    window = walk.next(performance.now() - began);
    // With nothing left to read the list is complete, however long it took.
    const budgetMs = rows.length > 0 ? FIRST_HITS_BUDGET_MS : LIST_BUDGET_MS;
    if (!window.done && performance.now() - start > budgetMs) {
      return { ...page(rows, query.limit), ...pausedAt(edgeMs) };
    }
  }
  return page(rows, query.limit);
}

function page(rows: readonly SummaryRow[], limit: number): ExecutionPage<ExecutionSummary> {
  const items = rows.slice(0, limit).map(toSummary);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? last.id : null, searchedToMs: null };
}

function pausedAt(edgeMs: number) {
  return { next: lowestIdAt(edgeMs), searchedToMs: edgeMs };
}
