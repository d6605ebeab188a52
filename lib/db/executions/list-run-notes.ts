import type { ExecutionId } from '@/lib/domain/execution-id';
import { MAX_SEARCHABLE_BYTES } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import { Prisma } from '../generated/client';
import { idSpan } from './id-span';

/** What other systems show of an execution in a list, beside its row. */
export interface RunNotes {
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Null above a megabyte: a list does not carry them then, as no search looks into them. */
  attributesText: string | null;
  triggerText: string | null;
}

/** The notes of some executions; one that does not exist is left out. */
export async function listRunNotes(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, RunNotes>> {
  if (ids.length === 0) return new Map();
  const [least, greatest] = idSpan(ids);
  const { text, values } = Prisma.sql`
    SELECT e.id, e.started_at AS "startedAt", e.finished_at AS "finishedAt",
      CASE WHEN octet_length(p.attributes_text) <= ${MAX_SEARCHABLE_BYTES}::int
        THEN p.attributes_text END AS "attributesText",
      CASE WHEN octet_length(p.trigger_text) <= ${MAX_SEARCHABLE_BYTES}::int
        THEN p.trigger_text END AS "triggerText"
    FROM runlens.executions e
    LEFT JOIN runlens.execution_payloads p ON p.project_id = e.project_id AND p.execution_id = e.id
      AND p.execution_id >= ${least}::uuid AND p.execution_id <= ${greatest}::uuid
    WHERE e.project_id = ${projectId} AND e.id = ANY(${[...ids]}::uuid[])
      AND e.id >= ${least}::uuid AND e.id <= ${greatest}::uuid`;
  const { rows } = await pool().query<RunNotes & { id: ExecutionId }>(text, values);
  return new Map(rows.map(({ id, ...notes }) => [id, notes]));
}
