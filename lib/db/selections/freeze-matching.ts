import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { AppError } from '@/lib/domain/app-error';
import { narrowedRange } from '@/lib/domain/created-range';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ExecutionQuery } from '@/lib/domain/execution-query';
import { type FrozenSelection, MAX_SELECTION, SELECTION_PART } from '@/lib/domain/frozen-selection';
import type { ProjectId } from '@/lib/domain/project';
import type { ListClock } from '../executions/list-executions';
import { compileQuery, paceOf } from '../executions/where';
import { windows } from '../executions/windows';
import { Prisma } from '../generated/client';
import { inTransaction } from '../in-transaction';

interface Freezing {
  userId: string;
  /** What was asked for, as the URL says it. */
  search: string;
  query: Pick<ExecutionQuery, 'query' | 'sinceMs' | 'untilMs' | 'direction'>;
  clock: ListClock;
  /** Waited for. */
  onProgress: (count: number) => void | Promise<void>;
  signal: AbortSignal;
  /** Most that a selection may hold. */
  limit?: number;
}

/**
 * Writes down the ids of all that matches at this moment, in their order: one transaction sees one
 * state of the database from its first window to its last, and leaves nothing when it is given up.
 * Throws `too_large` above the limit.
 */
export async function freezeMatching(
  projectId: ProjectId,
  { userId, search, query, clock, onProgress, signal, limit = MAX_SELECTION }: Freezing,
): Promise<FrozenSelection> {
  const id = randomUUID();
  return inTransaction(async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    let count = 0;
    let parts = 0;
    let part: ExecutionId[] = [];
    const write = async () => {
      await client.query(
        'INSERT INTO runlens.frozen_selection_parts (selection_id, seq, execution_ids) VALUES ($1, $2, $3)',
        [id, parts, part],
      );
      parts += 1;
      part = [];
      await onProgress(count);
    };
    for await (const ids of matchingIds(client, projectId, query, clock)) {
      signal.throwIfAborted();
      for (const one of ids) {
        part.push(one);
        count += 1;
        if (count > limit) throw tooMany(limit);
        if (part.length === SELECTION_PART) await write();
      }
      await onProgress(count);
    }
    if (part.length > 0) await write();
    signal.throwIfAborted();
    await client.query(
      `INSERT INTO runlens.frozen_selections (id, project_id, user_id, search, count)
       VALUES ($1, $2, $3, $4, $5)`,
      [id, projectId, userId, search, count],
    );
    return { id, count };
  });
}

function tooMany(limit: number): AppError {
  const most = limit.toLocaleString('en');
  return new AppError(
    'too_large',
    `More than ${most} executions match, which is the most that can be selected: narrow the search or the time range`,
  );
}

/** A window at a time, and within it a part at a time, so that no statement takes long. */
async function* matchingIds(
  client: PoolClient,
  projectId: ProjectId,
  query: Freezing['query'],
  clock: ListClock,
): AsyncGenerator<ExecutionId[]> {
  const older = query.direction === 'older';
  const range = { ...query, ...narrowedRange(query.query, query, clock.now), cursor: null };
  const pace = paceOf(query.query);
  const walk = windows(range, { ...clock, pace: pace === 'wide' ? 'days' : pace });
  for (let window = walk.next(); !window.done; ) {
    const began = performance.now();
    const { edgeMs: _, ...ids } = window.value;
    let past = Prisma.empty;
    for (;;) {
      const { text, values } = Prisma.sql`
        SELECT e.id FROM runlens.executions AS e
        WHERE e.project_id = ${projectId} AND e.id >= ${ids.lowId}::uuid AND e.id < ${ids.highId}::uuid
          ${past} AND ${compileQuery(query.query, { now: clock.now, ids })}
        ORDER BY e.id ${older ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${SELECTION_PART}`;
      const { rows } = await client.query<{ id: ExecutionId }>(text, values);
      const last = rows.at(-1);
      if (!last) break;
      yield rows.map((row) => row.id);
      if (rows.length < SELECTION_PART) break;
      past = older
        ? Prisma.sql`AND e.id < ${last.id}::uuid`
        : Prisma.sql`AND e.id > ${last.id}::uuid`;
    }
    window = walk.next(performance.now() - began);
  }
}
