import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

/** Adds a path where there are fewer than `most`; says whether it is there now. */
export async function insertPromotedPath(
  projectId: ProjectId,
  path: string,
  most: number,
): Promise<boolean> {
  await pool().query(
    `INSERT INTO runlens.promoted_paths (project_id, path)
     SELECT $1::int, $2 WHERE (SELECT count(*) FROM runlens.promoted_paths WHERE project_id = $1) < $3
     ON CONFLICT (project_id, path) DO NOTHING`,
    [projectId, path, most],
  );
  const { rowCount } = await pool().query(
    'SELECT FROM runlens.promoted_paths WHERE project_id = $1 AND path = $2',
    [projectId, path],
  );
  return rowCount === 1;
}
