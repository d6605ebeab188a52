'use client';

import { useQuery } from '@tanstack/react-query';

/** Where the count of what a list shows is kept, for whoever says or does something about all of it. */
export const matchingKey = (project: string, filter: string) => ['matching', project, filter];

interface MatchingCount {
  total: number;
  exact: boolean;
}

/** How many executions match, once that was counted for the histogram. */
export function useMatchingCount(project: string, filter: string): MatchingCount | null {
  const matching = useQuery<MatchingCount | null>({
    queryKey: matchingKey(project, filter),
    queryFn: () => null,
    enabled: false,
  });
  return matching.data ?? null;
}
