import { listSummaries } from '@/lib/db/executions/list-summaries';
import { findVerdict } from '@/lib/db/verdicts/find-verdict';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ExecutionVerdict } from '@/lib/domain/execution-verdict';
import type { ProjectId } from '@/lib/domain/project';
import type { Verdict } from '@/lib/domain/verdict';

/** The verdict of an execution, and the rerun that decided it, if one did. Throws `not_found`. */
export async function readVerdict(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<{ verdict: Verdict; last: ExecutionVerdict | null }> {
  const [[summary], last] = await Promise.all([
    listSummaries(projectId, [id]),
    findVerdict(projectId, id),
  ]);
  if (!summary) throw new AppError('not_found');
  return { verdict: last?.verdict ?? summary.reproducibility, last };
}
