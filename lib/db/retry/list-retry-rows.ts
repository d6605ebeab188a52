import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { type Status, statusOfCode } from '@/lib/domain/status';
import { prisma } from '../client';
import { idSpan } from '../executions/id-span';

/** What an execution is, as far as a retry asks. */
export interface RetryRow {
  id: ExecutionId;
  status: Status;
  attempt: number;
  /** Of its code, as it was sent. */
  language: string | null;
  raisedAction: string | null;
  actionKeys: readonly string[];
  /** Lower-case hex. */
  codeSha256: string | null;
  contextBytes: number | null;
  /** The producer's JSON text. */
  triggerText: string | null;
  alterations: readonly Alteration[];
}

interface Row {
  id: string;
  status: number;
  attempt: number;
  language: string | null;
  raised_action: string | null;
  action_keys: string[];
  code_sha256: string | null;
  context_bytes: number | null;
  trigger_text: string | null;
  alterations: Alteration[] | null;
}

/** Some executions; what is not there, or not of this project, is left out. */
export async function listRetryRows(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<RetryRow[]> {
  if (ids.length === 0) return [];
  const [least, greatest] = idSpan(ids);
  const rows = await prisma().$queryRaw<Row[]>`
    SELECT e.id, e.status, e.attempt, e.language, e.raised_action, e.action_keys,
      encode(e.code_sha256, 'hex') AS code_sha256, p.context_bytes, p.trigger_text, p.alterations
    FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
      ON p.project_id = e.project_id AND p.execution_id = e.id
        AND p.execution_id BETWEEN ${least}::uuid AND ${greatest}::uuid
    WHERE e.project_id = ${projectId} AND e.id = ANY(${[...ids]}::uuid[])`;
  return rows.map((row) => ({
    id: row.id,
    status: statusOfCode(row.status),
    attempt: row.attempt,
    language: row.language,
    raisedAction: row.raised_action,
    actionKeys: row.action_keys,
    codeSha256: row.code_sha256,
    contextBytes: row.context_bytes,
    triggerText: row.trigger_text,
    alterations: row.alterations ?? [],
  }));
}
