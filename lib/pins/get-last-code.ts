import { listCases } from '@/lib/db/pins/list-cases';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { getCase } from './get-case';

/** The code of the case that was pinned last. Throws `not_found` when none is. */
export async function getLastCode(projectId: ProjectId, actionKey: string): Promise<string> {
  const last = (await listCases(projectId, actionKey)).at(-1);
  if (!last) throw new AppError('not_found', 'No case of this action is pinned');
  return (await getCase(projectId, actionKey, last.executionId)).code;
}
