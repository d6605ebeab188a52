import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { fetchJson } from '@/components/reproduce/fetch-json';
import type { LogStanding, RunStanding } from '@/lib/domain/run-standing';
import type { OpenRun } from '@/lib/domain/run-steering';
import { isTerminal } from '@/lib/domain/status';
import { paths } from '@/lib/paths';

const ASK_MS = 1_000;

/**
 * Draws the page of a log anew when the execution has gone on. Once it has ended nothing is asked.
 * @returns the run that is under way, or null
 */
export function useFreshLog(project: string, id: string, shown: RunStanding): OpenRun | null {
  const router = useRouter();
  const isOver = isTerminal(shown.status);
  const { data } = useQuery({
    queryKey: ['standing', project, id, shown.attempt, shown.status],
    queryFn: async ({ signal }) =>
      (await fetchJson(paths.executionStanding(project, id), signal)) as LogStanding,
    enabled: !isOver,
    refetchInterval: ASK_MS,
    staleTime: 0,
  });
  const hasGoneOn = data && (data.attempt !== shown.attempt || data.status !== shown.status);
  useEffect(() => {
    if (hasGoneOn) router.refresh();
  }, [hasGoneOn, router]);
  return (!isOver && data?.run) || null;
}
