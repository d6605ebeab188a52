import { summaryJson } from '@/lib/contract/execution-json';
import { type ChangedExecution, listChanged } from '@/lib/db/feed/list-changed';
import type { FeedRow } from '@/lib/db/feed/read-feed';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** Who reads: the dashboard's own screen, or a program with a key. */
export type Door = 'screen' | 'api' | 'run-logs';

/** One execution that is new or was changed, once however often that was. */
export interface LiveChange extends ChangedExecution {
  seq: number;
  isNew: boolean;
  /** The row as each door writes it, made when it is first asked for. */
  rowJson: (door: Door) => string;
}

/** What changed in a project between two reads, as far as a reader gets it one by one. */
export interface LiveBatch {
  /** In the order of their last changes. */
  changes: readonly LiveChange[];
  /** Executions beyond those. */
  more: number;
}

/**
 * The rows of what changed, `limit` at most. Those that existed before come first: a screen may show
 * them, while new ones are as well found at the top of the list.
 */
export async function readBatch(
  projectId: ProjectId,
  rows: readonly FeedRow[],
  limit: number,
): Promise<LiveBatch> {
  const byId = new Map<ExecutionId, { seq: number; isNew: boolean }>();
  for (const { executionId, seq, isNew } of rows) {
    const before = byId.get(executionId);
    byId.delete(executionId);
    byId.set(executionId, { seq, isNew: isNew || before?.isNew === true });
  }
  const all = Array.from(byId, ([id, change]) => ({ id, ...change }));
  const shown = all.length > limit ? all.filter(({ isNew }) => !isNew).slice(0, limit) : all;
  const found = await listChanged(
    projectId,
    shown.map(({ id }) => id),
  );
  const changes = shown.flatMap(({ id, ...change }) => {
    const execution = found.get(id);
    return execution ? [{ ...change, ...execution, rowJson: writer(execution.summary) }] : [];
  });
  return { changes, more: all.length - shown.length };
}

function writer(summary: ExecutionSummary): (door: Door) => string {
  const written: Partial<Record<Door, string>> = {};
  return (door) => {
    written[door] ??= JSON.stringify(door === 'api' ? summaryJson(summary) : summary);
    return written[door];
  };
}
