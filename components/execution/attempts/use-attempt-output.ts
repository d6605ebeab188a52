import { useQuery } from '@tanstack/react-query';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { type RecordedOutput, readRecordedOutput } from '@/lib/domain/recorded-output';
import { isTerminal } from '@/lib/domain/status';
import { paths } from '@/lib/paths';

/** What was recorded of an attempt, read when it is asked for. */
export function useAttemptOutput(project: string, one: ExecutionAttempt, isWanted: boolean) {
  const { executionId, attempt, outputBytes, status } = one;
  return useQuery<RecordedOutput>({
    queryKey: ['attempt-output', project, executionId, attempt, outputBytes],
    queryFn: async ({ signal }) => {
      if (outputBytes === null) return readRecordedOutput(null);
      const url = paths.attemptText(project, executionId, attempt, 'output');
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      return readRecordedOutput(await answer.text());
    },
    enabled: isWanted,
    staleTime: isTerminal(status) ? Number.POSITIVE_INFINITY : 0,
  });
}
