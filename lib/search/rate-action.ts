import { countTried } from '@/lib/db/verdicts/count-tried';
import type { ProjectId } from '@/lib/domain/project';
import type { VerdictRate } from '@/lib/domain/verdict-rate';

/** More would say the same. */
const MOST_TRIED = 10_000;

/** How much of what somebody has rerun of an action reproduces. */
export async function rateAction(projectId: ProjectId, actionKey: string): Promise<VerdictRate> {
  return countTried(projectId, actionKey, MOST_TRIED);
}
