import { type ExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import type { CountRange } from './count-error-groups';

/** A version of the code that failed in this way. */
export interface GroupVersion {
  /** Lower-case hex, or null for executions without code. */
  codeSha256: string | null;
  count: number;
  firstId: ExecutionId;
  lastId: ExecutionId;
}

const MAX_VERSIONS = 50;

/** The versions with which a group occurred, the first to fail first. */
export async function listGroupVersions(
  projectId: ProjectId,
  fingerprint: string,
  { sinceMs, untilMs }: CountRange,
): Promise<GroupVersion[]> {
  const { rows } = await pool().query<{
    code: string | null;
    count: number;
    first: string;
    last: string;
  }>(
    `SELECT encode(code_sha256, 'hex') AS code, count(*)::int AS count,
       min(id::text COLLATE "C") AS first, max(id::text COLLATE "C") AS last
     FROM runlens.executions
     WHERE project_id = $1 AND error_group = $2 AND id >= $3::uuid AND id < $4::uuid
     GROUP BY code_sha256 ORDER BY first LIMIT ${MAX_VERSIONS}`,
    [projectId, fingerprint, lowestIdAt(sinceMs), lowestIdAt(untilMs)],
  );
  return rows.map(({ code, count, first, last }) => ({
    codeSha256: code,
    count,
    firstId: first,
    lastId: last,
  }));
}
