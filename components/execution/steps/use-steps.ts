import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/components/reproduce/fetch-json';
import type { StepList } from '@/lib/domain/step-outline';
import { paths } from '@/lib/paths';

/** While it runs, steps come and change. */
const LIVE_MS = 2_000;

type Sent<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Sent<T[K]> } : T;

/**
 * The steps of a log: those that came with the page, until all of them are there. While the execution goes
 * on they are read again and again.
 */
export function useSteps(project: string, id: string, first: StepList, isLive: boolean) {
  const url = paths.executionSteps(project, id);
  const isWhole = first.steps.length >= first.total;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['steps', url, isWhole ? first.total : null],
    queryFn: async ({ signal }) => readSteps((await fetchJson(url, signal)) as Sent<StepList>),
    initialData: isWhole ? first : undefined,
    refetchInterval: isLive ? LIVE_MS : false,
  });
  return { list: data ?? first, error: data ? null : error, isFetching, refetch };
}

function readSteps({ steps, total }: Sent<StepList>): StepList {
  return {
    steps: steps.map((step) => ({
      ...step,
      startedAt: step.startedAt === null ? null : new Date(step.startedAt),
    })),
    total,
  };
}
