import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { type CodedRun, listCodedRuns } from './list-coded-runs';

/** Everything that a download is made of. */
export interface StoredRun extends CodedRun {
  contextText: string | null;
  outputText: string | null;
  /** In full, where the summary's may be cut. */
  validationMessage: string | null;
}

/** Characters of context and output read at once; one log that is larger is read alone. */
const MAX_AT_ONCE = 4_000_000;
const MAX_RUNS = 50;

/** The ids in groups that are small enough to be held in memory, in their order. */
export async function groupStoredRuns(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<ExecutionId[][]> {
  const rows = await prisma().$queryRaw<{ id: string; size: number }[]>`
    SELECT execution_id AS id,
      (coalesce(octet_length(context_text), 0) + coalesce(octet_length(output_text), 0))::float8 AS size
    FROM runlens.execution_payloads
    WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])`;
  const sizes = new Map(rows.map(({ id, size }) => [id, size]));
  const groups: ExecutionId[][] = [];
  let left = 0;
  for (const id of ids) {
    const size = sizes.get(id) ?? 0;
    const group = groups.at(-1);
    if (group && group.length < MAX_RUNS && size <= left) group.push(id);
    else {
      groups.push([id]);
      left = MAX_AT_ONCE;
    }
    left -= size;
  }
  return groups;
}

/** Several executions as they are stored; one that does not exist is left out. */
export async function listStoredRuns(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, StoredRun>> {
  const [runs, payloads] = await Promise.all([
    listCodedRuns(projectId, ids),
    prisma().executionPayload.findMany({
      where: { projectId, executionId: { in: [...ids] } },
      select: { executionId: true, contextText: true, outputText: true, validationMessage: true },
    }),
  ]);
  const payloadOf = new Map(payloads.map((payload) => [payload.executionId, payload]));
  return new Map(
    Array.from(runs, ([id, coded]) => {
      const payload = payloadOf.get(id);
      const run: StoredRun = {
        ...coded,
        contextText: payload?.contextText ?? null,
        outputText: payload?.outputText ?? null,
        validationMessage: payload?.validationMessage ?? coded.summary.validationMessage,
      };
      return [id, run];
    }),
  );
}
