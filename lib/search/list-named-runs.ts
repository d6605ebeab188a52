import { listNamed } from '@/lib/db/executions/list-named';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import { listClock } from './list-clock';

/** More than this under one name are walked through like any others. */
const MOST = 200;

/**
 * The executions of a flow that are named, newest first: whoever names one need not walk the days.
 * @param names all of which an execution must be called, each in its spellings
 * @returns null where nothing is named, or more than `MOST` are called so
 */
export async function listNamedRuns(
  projectId: ProjectId,
  { flowId, names }: { flowId: string; names: readonly (readonly string[])[] },
): Promise<readonly ExecutionSummary[] | null> {
  const [first, ...others] = names;
  if (!first) return null;
  const { oldestMs } = listClock();
  const found = await listNamed(projectId, first, { oldestMs, limit: MOST + 1 });
  if (found.length > MOST) return null;
  return found.filter(
    (run) => run.actionKeys.includes(flowId) && others.every((name) => isCalled(run, name)),
  );
}

function isCalled({ id, externalId }: ExecutionSummary, name: readonly string[]): boolean {
  return name.includes(id) || (externalId !== null && name.includes(externalId));
}
