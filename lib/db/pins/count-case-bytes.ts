import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

/** UTF-8 bytes of all contexts and recordings that are kept of an action. */
export async function countCaseBytes(projectId: ProjectId, actionKey: string): Promise<number> {
  const { rows } = await pool().query<{ bytes: number }>(
    `SELECT coalesce(sum(coalesce(octet_length(context_text), 0) + octet_length(output_text)), 0)::float8
       AS bytes FROM runlens.pinned_cases WHERE project_id = $1 AND action_key = $2`,
    [projectId, actionKey],
  );
  return rows[0]?.bytes ?? 0;
}
