import { findAction } from '@/lib/db/actions/list-actions';
import { findCode } from '@/lib/db/executions/find-code';
import { getMetadata } from '@/lib/db/executions/get-metadata';
import type { Action } from '@/lib/domain/action';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import { latestOf } from './list-project-actions';

/** An action with its newest execution and the code that it ran. Throws `not_found`. */
export async function readAction(
  projectId: ProjectId,
  key: string,
): Promise<{ action: Action; latest: ExecutionMetadata | null; code: string | null }> {
  const action = await findAction(projectId, key);
  if (!action) throw new AppError('not_found', 'No execution has named this action');
  const newest = await latestOf(projectId, key);
  if (!newest) return { action, latest: null, code: null };
  const [latest, code] = await Promise.all([
    getMetadata(projectId, newest.id),
    findCode(projectId, newest.id),
  ]);
  return { action, latest, code };
}
