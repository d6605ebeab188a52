import { listActions } from '@/lib/db/actions/list-actions';
import { listExecutions } from '@/lib/db/executions/list-executions';
import type { Action } from '@/lib/domain/action';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import { listClock } from './list-clock';

const LIMIT = 500;

export interface ActionWithLatest {
  action: Action;
  latest: ExecutionSummary | null;
}

/** The actions of a project by key, each with its newest execution. */
export async function listProjectActions(projectId: ProjectId): Promise<ActionWithLatest[]> {
  const actions = await listActions(projectId, '', LIMIT);
  return Promise.all(
    actions.map(async (action) => ({ action, latest: await latestOf(projectId, action.key) })),
  );
}

/** The newest execution in which an action ran, or null within the retention. */
export async function latestOf(
  projectId: ProjectId,
  actionKey: string,
): Promise<ExecutionSummary | null> {
  const page = await listExecutions(
    projectId,
    {
      query: [{ kind: 'is', field: 'action', values: [actionKey] }],
      sinceMs: null,
      untilMs: null,
      direction: 'older',
      cursor: null,
      limit: 1,
    },
    listClock(),
  );
  return page.items[0] ?? null;
}
