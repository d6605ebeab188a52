import { useQuery } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { fetchRunSource } from './fetch-run-source';

/** What the bundle of an execution is made of. */
export function useRunSource(project: string, id: string) {
  const url = paths.executionSource(project, id);
  // What ran does not change; an edit must not be lost to a fetch.
  return useQuery({
    queryKey: ['run-source', url],
    queryFn: () => fetchRunSource(url),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
