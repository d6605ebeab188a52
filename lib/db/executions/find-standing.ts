import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { type Status, statusOfCode } from '@/lib/domain/status';
import { type Verdict, verdictOfCode } from '@/lib/domain/verdict';
import { ENDED_AT } from './upsert-rows';

export interface Standing {
  status: Status;
  /** Hex. */
  contentSha256: string;
  verdict: Verdict;
  attempt: number;
  endedAt: Date | null;
}

/** What rows that an upsert left alone hold. It has locked them, so they hold it until the commit. */
export async function findStanding(
  client: PoolClient,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, Standing>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{
    id: string;
    status: number;
    content_sha256: Buffer;
    reproducibility: number;
    attempt: number;
    ended_at: Date | null;
  }>(
    `SELECT e.id, e.status, e.content_sha256, e.reproducibility, e.attempt, ${ENDED_AT} AS ended_at
     FROM runlens.executions e WHERE e.project_id = $1 AND e.id = ANY($2)`,
    [projectId, ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        status: statusOfCode(row.status),
        contentSha256: row.content_sha256.toString('hex'),
        verdict: verdictOfCode(row.reproducibility),
        attempt: row.attempt,
        endedAt: row.ended_at,
      },
    ]),
  );
}
