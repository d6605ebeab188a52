'use client';

import { useMemo } from 'react';
import { listPathValuesAction } from '@/lib/actions/list-path-values';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { PathValues } from '@/lib/domain/path-value';
import { unwrap } from '@/lib/domain/result';
import { PathValueStore } from './path-value-store';

/** The values of the paths that are columns, with those that came with the pages already in it. */
export function usePathValues(
  project: string,
  pages: readonly { items: readonly ExecutionSummary[]; values?: PathValues }[],
): PathValueStore {
  const store = useMemo(
    () =>
      new PathValueStore(async (ids, paths) =>
        unwrap(await listPathValuesAction({ project, ids, paths })),
      ),
    [project],
  );
  // Before the cells are drawn, on the server too.
  for (const { items, values } of pages) if (values) store.add(items, values);
  return store;
}
