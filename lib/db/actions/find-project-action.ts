import type { Action } from '@/lib/domain/action';
import type { Project, ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

interface Found {
  project: Pick<Project, 'key'>;
  action: Pick<Action, 'key' | 'name'>;
}

/** A program asks this before every page: one question, and said by itself it costs half of Prisma's. */
const FIND = `
  SELECT p.key AS project, a.key, a.name FROM runlens.actions a
  JOIN runlens.projects p ON p.id = a.project_id WHERE a.project_id = $1 AND a.key = $2`;

/** An action with its project, or null. */
export async function findProjectAction(projectId: ProjectId, key: string): Promise<Found | null> {
  const { rows } = await pool().query<{ project: string; key: string; name: string | null }>(FIND, [
    projectId,
    key,
  ]);
  const row = rows[0];
  return row ? { project: { key: row.project }, action: { key: row.key, name: row.name } } : null;
}
