'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listViewsAction } from '@/lib/actions/list-views';
import { unwrap } from '@/lib/domain/result';
import type { SavedView } from '@/lib/domain/saved-view';
import { ALL_EXECUTIONS, type ExecutionParams } from '@/lib/query-state/execution-params';

/** The saved views as the page has found them; see lib/views/open-view.ts. */
export interface ViewsOfPage {
  view: SavedView | null;
  isMissing: boolean;
  hasDefault: boolean;
}

/**
 * The view that the URL names. The page brings the one that it was opened with; the others are asked
 * for when somebody looks at them, or goes to one.
 */
export function useViews(
  project: string,
  { view: named }: ExecutionParams,
  ofPage: ViewsOfPage,
  isListed: boolean,
) {
  const client = useQueryClient();
  const id = named === ALL_EXECUTIONS ? null : named;
  const isKnown = id === null || id === ofPage.view?.id || ofPage.isMissing;
  const queryKey = ['views', project];
  const list = useQuery({
    queryKey,
    queryFn: async () => unwrap(await listViewsAction({ project })),
    enabled: isListed || !isKnown,
  });
  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: ['views', project] }),
    [client, project],
  );
  const listed = list.data?.find((one) => one.id === id);
  const view = listed ?? (!list.data && id === ofPage.view?.id ? ofPage.view : null);
  return {
    list,
    refresh,
    /** The view that is open. */
    view: id === null ? null : view,
    isMissing: id !== null && view === null && (list.data ? true : ofPage.isMissing),
    hasDefault: list.data ? list.data.some((one) => one.isDefault) : ofPage.hasDefault,
  };
}
