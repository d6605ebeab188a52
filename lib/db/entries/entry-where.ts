import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { LEVELS } from '@/lib/domain/level';
import type { ProjectId } from '@/lib/domain/project';
import { allParts, anyPart, containsAny } from '../executions/sql-parts';
import { Prisma } from '../generated/client';

type Sql = Prisma.Sql;

/** The entries of one execution. */
export function ofExecution(projectId: ProjectId, executionId: ExecutionId): Sql {
  return Prisma.sql`project_id = ${projectId}::int AND execution_id = ${executionId}::uuid`;
}

/** Those that a filter lets through. */
export function compileEntryFilter(filter: EntryFilter): Sql {
  const { level, events, workers, attempts, q } = filter;
  const parts: Sql[] = [];
  if (level !== null && level !== LEVELS[0]) {
    parts.push(Prisma.sql`level >= ${LEVELS.indexOf(level)}`);
  }
  if (events.length > 0) parts.push(Prisma.sql`event = ANY(${[...events]}::text[])`);
  if (workers.length > 0) parts.push(Prisma.sql`worker_id = ANY(${[...workers]}::text[])`);
  if (attempts.length > 0) {
    // Entries of before attempts were told apart are those of the first.
    parts.push(Prisma.sql`coalesce(attempt, 1) = ANY(${[...attempts]}::int[])`);
  }
  if (q !== '') {
    const columns = ['message', 'event', 'data_text', 'worker_id'].map((name) => Prisma.raw(name));
    parts.push(anyPart(columns.map((column) => contains(column, q))));
  }
  return allParts(parts);
}

/** Half as much work again as all the rest would be spent on the rules of other scripts. */
function contains(column: Sql, text: string): Sql {
  if (!/^[\x01-\x7f]*$/.test(text)) return containsAny(column, [text]);
  return Prisma.sql`strpos(lower(${column} COLLATE "C"), ${text.toLowerCase()}) > 0`;
}
