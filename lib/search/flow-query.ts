import { parseFlowLogId } from '@/lib/dialects/akinon/flow-log-id';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import type { Flow } from '@/lib/dialects/akinon/open-flow-run';
import type { ProjectId } from '@/lib/domain/project';
import type { Clause, Query } from '@/lib/domain/query';

/** What a list of logs reads. */
export interface FlowList {
  projectId: ProjectId;
  /** Asked for beside the logs: rejects with `not_found` where there is none. */
  flow: Promise<Flow>;
  /** The executions whose logs they are. */
  query: Query;
  /** The seq of the only step or entry that was asked for. */
  only: number | null;
  signal: AbortSignal;
}

/** Which executions a list looks at, and which of their logs. Null where no log can match. Pure. */
export function flowQuery({
  flowId,
  type,
  filename,
  original,
}: FlowLogQuery): Pick<FlowList, 'query' | 'only'> | null {
  const query: Clause[] = [{ kind: 'is', field: 'action', values: [flowId] }];
  if (original !== null) query.push(idIs(original));
  if (filename === null) return { query, only: null };
  const own = parseFlowLogId(filename);
  if (own.type !== type) return null;
  query.push(idIs(own.execution));
  return { query, only: type === 1 ? null : own.seq };
}

/** Runlens' id in any case, or the producer's own. */
function idIs(text: string): Clause {
  return { kind: 'is', field: 'id', values: [...new Set([text, text.toLowerCase()])] };
}
