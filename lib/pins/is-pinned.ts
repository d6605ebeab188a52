import { hasCase } from '@/lib/db/pins/has-case';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { mainAction } from '@/lib/domain/main-action';
import type { ProjectId } from '@/lib/domain/project';

/** Whether an execution is a case of its action. */
export async function isPinned(
  projectId: ProjectId,
  execution: Pick<ExecutionSummary, 'id' | 'raisedAction' | 'actionKeys'>,
): Promise<boolean> {
  const actionKey = mainAction(execution);
  return actionKey !== null && hasCase(projectId, actionKey, execution.id);
}
