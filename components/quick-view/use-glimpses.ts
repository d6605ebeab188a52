'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { glimpseExecutionsAction } from '@/lib/actions/glimpse-executions';
import type { Glimpse } from '@/lib/contract/glimpse';
import { unwrap } from '@/lib/domain/result';

/** Rows fetched ahead on each side, so that a step shows at once even with the key held down. */
const AHEAD = 8;
const BEHIND = 4;

const keyOf = (project: string, id: string) => ['glimpse', project, id];

/** Ids on their way, so that two steps in a hurry ask once. */
const underWay = new Set<string>();

async function load(client: QueryClient, project: string, ids: readonly string[]) {
  for (const id of ids) underWay.add(id);
  try {
    const found = unwrap(await glimpseExecutionsAction({ project, ids: [...ids] }));
    for (const glimpse of found) client.setQueryData(keyOf(project, glimpse.summary.id), glimpse);
    return found;
  } finally {
    for (const id of ids) underWay.delete(id);
  }
}

export interface Neighbours {
  /** Those that the next few steps show. */
  near: readonly string[];
  all: readonly string[];
}

/** The neighbours of a row that are worth having ready. */
export function neighboursOf(ids: readonly string[], index: number): Neighbours {
  const after = ids.slice(index + 1, index + 1 + AHEAD);
  const before = ids.slice(Math.max(index - BEHIND, 0), index).toReversed();
  return {
    near: [...after.slice(0, AHEAD / 2), ...before.slice(0, BEHIND / 2)],
    all: [...after, ...before],
  };
}

/**
 * One execution in quick view. When one of the near neighbours is missing, all that are missing are
 * fetched in one request behind it: one request serves several steps.
 */
export function useGlimpse(project: string, id: string, neighbours: Neighbours) {
  const client = useQueryClient();
  const query = useQuery<Glimpse | null>({
    queryKey: keyOf(project, id),
    queryFn: async () => (await load(client, project, [id]))[0] ?? null,
    staleTime: 60_000,
  });
  const ready = query.isSuccess;
  const near = neighbours.near.join(' ');
  const all = neighbours.all.join(' ');
  useEffect(() => {
    if (!ready) return;
    const missingOf = (ids: string) =>
      ids
        .split(' ')
        .filter((one) => one !== '' && !underWay.has(one))
        .filter((one) => client.getQueryData(keyOf(project, one)) === undefined);
    if (missingOf(near).length > 0) load(client, project, missingOf(all)).catch(() => {});
  }, [client, project, near, all, ready]);
  return query;
}
