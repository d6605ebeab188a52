import { getMetadata } from '@/lib/db/executions/get-metadata';
import { listExecutions } from '@/lib/db/executions/list-executions';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Clause, Query } from '@/lib/domain/query';
import { listClock } from './list-clock';

/** Reads of one list, each of which may end for time before something is found. */
const MAX_READS = 20;

/**
 * The newest successful execution before this one that did the same: of the action that raised (else
 * of all its actions) on the same event and target. Null where there was none while logs are kept.
 */
export async function findLastSuccess(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<ExecutionId | null> {
  const query = sameKind(await getMetadata(projectId, id));
  let cursor: ExecutionId | null = id;
  for (let read = 0; cursor !== null && read < MAX_READS; read += 1) {
    const page = await listExecutions(
      projectId,
      { query, sinceMs: null, untilMs: null, direction: 'older', cursor, limit: 1 },
      listClock(),
    );
    if (page.items[0]) return page.items[0].id;
    cursor = page.next;
  }
  return null;
}

function sameKind({ raisedAction, actionKeys, event, target }: ExecutionMetadata): Query {
  const is = (field: string, value: string): Clause => ({ kind: 'is', field, values: [value] });
  const actions = raisedAction === null ? actionKeys : [raisedAction];
  return [
    is('status', 'success'),
    is('event', event),
    is('target', target),
    ...actions.map((key) => is('action', key)),
  ];
}
