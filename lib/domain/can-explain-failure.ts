import { isFailing } from './error-group';
import type { ExecutionSummary } from './execution';
import { retriesLeft } from './retry-limit';

/** Whether a row offers its details and the retry in them: no longer once the retries are used up. */
export function canExplainFailure({
  status,
  attempt,
}: Pick<ExecutionSummary, 'status' | 'attempt'>): boolean {
  return isFailing(status) && retriesLeft(attempt) > 0;
}
