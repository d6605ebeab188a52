import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { LogTab } from '@/lib/query-state/log-tab';
import { readAttempts } from '@/lib/retry/read-attempts';
import { describePython } from '@/lib/runner/python-files';
import { readFirstSteps } from '@/lib/search/read-steps';

/** What the tabs of a log show beside what every one of them does; null for those that are not open. */
export async function readLogTab(projectId: ProjectId, id: ExecutionId, tab: LogTab) {
  const [python, stepList, attempts] = await Promise.all([
    tab === 'run' ? describePython() : null,
    tab === 'steps' ? readFirstSteps(projectId, id) : null,
    tab === 'attempts' ? readAttempts(projectId, id) : null,
  ]);
  return { python, stepList, attempts };
}
