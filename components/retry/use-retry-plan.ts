import { useQuery } from '@tanstack/react-query';
import { planRetryAction } from '@/lib/actions/plan-retry';
import { unwrap } from '@/lib/domain/result';

/** What a retry of an execution would run, as it is at this moment. */
export function useRetryPlan(project: string, id: string) {
  return useQuery({
    queryKey: ['retry-plan', project, id],
    queryFn: async () => unwrap(await planRetryAction({ project, id })),
    // Runs come and go, and so do workers.
    staleTime: 0,
    gcTime: 0,
  });
}
