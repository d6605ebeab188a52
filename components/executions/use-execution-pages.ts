'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { nextTask } from '@/components/ui/next-task';
import { listExecutionsAction } from '@/lib/actions/list-executions';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { Direction, ExecutionPage } from '@/lib/domain/execution-query';
import { PAGE_SIZE } from '@/lib/domain/limits';
import type { PathValues } from '@/lib/domain/path-value';
import { unwrap } from '@/lib/domain/result';
import { type ExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';
import { downwards, firstCursor, listKey } from '@/lib/query-state/list-key';
import { parseQuery } from '@/lib/query-state/parse-query';

type SummaryPage = ExecutionPage<ExecutionSummary> & { values?: PathValues };

/** What the server had ready with the page, and for which list. */
export interface FirstPage {
  key: string;
  /** Null where the query is not understood. */
  page: SummaryPage | null;
  /** From where it can be followed. */
  feed: string;
}

interface PageParam {
  direction: Direction;
  cursor: string | null;
}

const NO_PAGES: readonly SummaryPage[] = [];

/** All loaded pages of a list as one run of rows, growing at both ends. */
export function useExecutionPages(
  project: string,
  params: ExecutionParams,
  first: FirstPage,
  /** Those that are columns: a page brings their values along. */
  paths: readonly ColumnKey[],
) {
  const key = listKey(params);
  const down = downwards(params);
  const up: Direction = down === 'older' ? 'newer' : 'older';
  const search = printExecutionFilter(params);
  const query = useInfiniteQuery({
    queryKey: ['executions', project, key],
    // Rows hold dates: none would be found equal, and each would be copied.
    structuralSharing: false,
    queryFn: async ({ pageParam }: { pageParam: PageParam }) => {
      // To send takes as long as half of what the screen did to get here.
      await nextTask();
      return unwrap(
        await listExecutionsAction({
          project,
          search,
          limit: PAGE_SIZE,
          paths: [...paths],
          ...pageParam,
        }),
      );
    },
    // What is not understood is not asked: the screen says why.
    enabled: parseQuery(params.q).problems.length === 0,
    initialPageParam: { direction: down, cursor: firstCursor(params) } as PageParam,
    initialData:
      first.key === key && first.page
        ? { pages: [first.page], pageParams: [{ direction: down, cursor: firstCursor(params) }] }
        : undefined,
    getNextPageParam: (last): PageParam | undefined =>
      last.next === null ? undefined : { direction: down, cursor: last.next },
    getPreviousPageParam: (top, _pages, topParam): PageParam | undefined => {
      if (topParam.direction === up) {
        return top.next === null ? undefined : { direction: up, cursor: top.next };
      }
      const head = top.items[0];
      return params.at !== null && head ? { direction: up, cursor: head.id } : undefined;
    },
  });
  const pages = query.data?.pages;
  const pageParams = query.data?.pageParams;
  const rows = useMemo(
    () =>
      (pages ?? []).flatMap((page, index) =>
        (pageParams?.[index] as PageParam | undefined)?.direction === up
          ? page.items.toReversed()
          : page.items,
      ),
    [pages, pageParams, up],
  );
  return {
    ...query,
    pages: pages ?? NO_PAGES,
    rows,
    searchedToMs: pages?.at(-1)?.searchedToMs ?? null,
  };
}
