import type { FoundLogs } from '@/lib/dialects/akinon/flow-log-page';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { findFlow } from './find-flow';
import { type FlowList, flowQuery } from './flow-query';
import { listLineLogs } from './list-line-logs';
import { listMainLogs } from './list-main-logs';
import { listNamedRuns } from './list-named-runs';
import { listSubLogs } from './list-sub-logs';

/** A search through line logs has no index, and may have to read all of them. */
const LIMIT_MS = 30_000;

const LISTS = { 1: listMainLogs, 2: listSubLogs, 3: listLineLogs };

/**
 * One page of the logs that Akinon's list asks for: executions newest first, each with its logs in their
 * order. Throws `not_found` when it is empty, and `timeout` when it takes too long.
 */
export async function listFlowLogs(
  projectId: ProjectId,
  asked: FlowLogQuery,
  givenUp: AbortSignal,
): Promise<FoundLogs> {
  const found = flowQuery(asked);
  // No text in PostgreSQL holds NUL.
  if (!found || asked.flowId.includes('\0')) throw nothing();
  const flow = findFlow(projectId, asked).then((one) => one ?? Promise.reject(nothing()));
  const limit = AbortSignal.timeout(LIMIT_MS);
  const named = listNamedRuns(projectId, { flowId: asked.flowId, names: found.names });
  const signal = AbortSignal.any([givenUp, limit]);
  const list: FlowList = { projectId, flow, named, ...found, signal };
  try {
    const [logs] = await Promise.all([LISTS[asked.type](list, asked), flow]);
    if (logs.logs.length === 0) throw nothing();
    return logs;
  } catch (error) {
    if (!limit.aborted) throw error;
    const message = `Not found within ${LIMIT_MS / 1_000} s: name the main log by original_filename_uuid`;
    throw new AppError('timeout', message, { cause: error });
  }
}

function nothing(): AppError {
  return new AppError('not_found', 'No log matches, or it is older than the retention');
}
