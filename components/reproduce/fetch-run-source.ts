import type { BundleSource } from '@/lib/bundle/bundle-source';

export interface RunSource {
  source: BundleSource;
  /** What stands at the end of every bundle. */
  runtime: string;
}

/**
 * Reads what a bundle is made of from one of the dashboard's own routes. Rejects with the words of a
 * refusal.
 */
export async function fetchRunSource(url: string, signal?: AbortSignal): Promise<RunSource> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `The server answered ${answer.status}.`);
  }
  const { source, runtime } = (await answer.json()) as RunSource;
  return { source: { ...source, createdAt: new Date(source.createdAt) }, runtime };
}
