import { findRunnerRow } from '@/lib/db/runs/find-runner-row';
import { ANY_ACTION } from '@/lib/domain/action-runner';
import type { ProjectId } from '@/lib/domain/project';
import type { RunnerChoice } from '@/lib/domain/runner-settings';
import { env } from '@/lib/env';

/** What runs an action's retries: its own settings, else the project's, else RUNLENS_RUNNER. */
export async function findRunnerChoice(
  projectId: ProjectId,
  actionKey: string | null,
): Promise<RunnerChoice> {
  const row = await findRunnerRow(projectId, [actionKey ?? ANY_ACTION, ANY_ACTION]);
  return row?.executor ?? env().runner;
}
