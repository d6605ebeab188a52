import { useQuery } from '@tanstack/react-query';
import type { BundleSource } from '@/lib/bundle/bundle-source';
import { paths } from '@/lib/paths';

export interface RunSource {
  source: BundleSource;
  /** What stands at the end of every bundle. */
  runtime: string;
}

/** Reads a JSON answer of the dashboard's own routes. Rejects with the words of a refusal. */
async function fetchSource(url: string): Promise<RunSource> {
  const answer = await fetch(url);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `The server answered ${answer.status}.`);
  }
  const { source, runtime } = (await answer.json()) as RunSource;
  return { source: { ...source, createdAt: new Date(source.createdAt) }, runtime };
}

/** What the bundle of an execution is made of. */
export function useRunSource(project: string, id: string) {
  const url = paths.executionSource(project, id);
  // What ran does not change; an edit must not be lost to a fetch.
  return useQuery({
    queryKey: ['run-source', url],
    queryFn: () => fetchSource(url),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
