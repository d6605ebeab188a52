import type { BundleSource } from '@/lib/bundle/bundle-source';
import { fetchJson } from './fetch-json';

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
  const { source, runtime } = (await fetchJson(url, signal)) as RunSource;
  return { source: { ...source, createdAt: new Date(source.createdAt) }, runtime };
}
