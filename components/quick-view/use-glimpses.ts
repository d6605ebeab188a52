'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { glimpseExecutionsAction } from '@/lib/actions/glimpse-executions';
import { type Glimpse, MAX_GLIMPSES } from '@/lib/contract/glimpse';
import { unwrap } from '@/lib/domain/result';

/** Rows fetched ahead on each side, so that a step shows at once; with the row itself one request. */
const BEHIND = 4;
const AHEAD = MAX_GLIMPSES - BEHIND - 1;

const keyOf = (project: string, id: string) => ['glimpse', project, id];

/** Ids on their way: whoever steps onto one waits for it and does not ask again. */
const underWay = new Map<string, Promise<readonly Glimpse[]>>();

function load(
  client: QueryClient,
  project: string,
  ids: readonly string[],
): Promise<readonly Glimpse[]> {
  const ask = async () => {
    try {
      const found = unwrap(await glimpseExecutionsAction({ project, ids: [...ids] }));
      for (const glimpse of found) client.setQueryData(keyOf(project, glimpse.summary.id), glimpse);
      return found;
    } finally {
      for (const id of ids) underWay.delete(id);
    }
  };
  const loading = ask();
  for (const id of ids) underWay.set(id, loading);
  return loading;
}

function missingOf(client: QueryClient, project: string, ids: readonly string[]): string[] {
  return ids.filter(
    (id) => !underWay.has(id) && client.getQueryData(keyOf(project, id)) === undefined,
  );
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
    near: [...after.slice(0, Math.ceil(AHEAD / 2)), ...before.slice(0, BEHIND / 2)],
    all: [...after, ...before],
  };
}

/**
 * One execution in quick view. When one of the near neighbours is missing, all that are missing are
 * fetched in one request behind it: requests go one after another, so one has to serve several steps.
 */
export function useGlimpse(project: string, id: string, { near, all }: Neighbours) {
  const client = useQueryClient();
  const query = useQuery<Glimpse | null>({
    queryKey: keyOf(project, id),
    queryFn: async () => {
      const missing = missingOf(client, project, all);
      // The first one comes alone and soonest; who steps faster than it arrives gets all at once.
      const ids = missing.length === all.length ? [id] : [id, ...missing];
      const found = await (underWay.get(id) ?? load(client, project, ids));
      return found.find(({ summary }) => summary.id === id) ?? null;
    },
    staleTime: 60_000,
  });
  const ready = query.isSuccess;
  useEffect(() => {
    if (!ready || missingOf(client, project, near).length === 0) return;
    load(client, project, missingOf(client, project, all)).catch(() => {});
  }, [client, project, near, all, ready]);
  return query;
}
