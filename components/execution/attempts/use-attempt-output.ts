import { useQuery } from '@tanstack/react-query';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { type RecordedOutput, readRecordedOutput } from '@/lib/domain/recorded-output';
import { isTerminal } from '@/lib/domain/status';
import { fetchAttemptText } from './fetch-attempt-text';

/** What was recorded of an attempt, read when it is asked for. */
export function useAttemptOutput(project: string, one: ExecutionAttempt, isWanted: boolean) {
  const { executionId, attempt, outputBytes, status } = one;
  return useQuery<RecordedOutput>({
    queryKey: ['attempt-output', project, executionId, attempt, outputBytes],
    queryFn: async ({ signal }) => {
      if (outputBytes === null) return readRecordedOutput(null);
      return readRecordedOutput(await fetchAttemptText(project, one, 'output', signal));
    },
    enabled: isWanted,
    staleTime: isTerminal(status) ? Number.POSITIVE_INFINITY : 0,
  });
}
