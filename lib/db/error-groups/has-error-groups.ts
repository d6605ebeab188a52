import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

/** Whether anything has ever failed in the project. */
export async function hasErrorGroups(projectId: ProjectId): Promise<boolean> {
  const { rowCount } = await pool().query(
    'SELECT FROM runlens.error_groups WHERE project_id = $1 LIMIT 1',
    [projectId],
  );
  return rowCount === 1;
}
