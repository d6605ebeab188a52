import { parseFlowLogId } from '@/lib/dialects/akinon/flow-log-id';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import type { Flow } from '@/lib/dialects/akinon/open-flow-run';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import type { Clause, Query } from '@/lib/domain/query';

/** What a list of logs reads. */
export interface FlowList {
  projectId: ProjectId;
  /** Asked for beside the logs: rejects with `not_found` where there is none. */
  flow: Promise<Flow>;
  /** The executions whose logs they are. */
  query: Query;
  /** The same where they are named; null where they are not, or too many are called so. */
  named: Promise<readonly ExecutionSummary[] | null>;
  /** The seq of the only step or entry that was asked for. */
  only: number | null;
  signal: AbortSignal;
}

interface AskedRuns extends Pick<FlowList, 'query' | 'only'> {
  /** What an execution has to be called, all of it, each in its spellings. */
  names: readonly (readonly string[])[];
}

/** Which executions a list looks at, and which of their logs. Null where no log can match. Pure. */
export function flowQuery({ flowId, type, filename, original }: FlowLogQuery): AskedRuns | null {
  const own = filename === null ? null : parseFlowLogId(filename);
  if (own && own.type !== type) return null;
  const texts = [own?.execution ?? null, original].filter((text) => text !== null);
  // Runlens' id in any case, or the producer's own.
  const names = texts.map((text) => [...new Set([text, text.toLowerCase()])]);
  const query: Clause[] = [
    { kind: 'is', field: 'action', values: [flowId] },
    ...names.map((values) => ({ kind: 'is' as const, field: 'id', values })),
  ];
  return { query, names, only: own && type !== 1 ? own.seq : null };
}
