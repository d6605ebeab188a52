'use client';

import { useQuery } from '@tanstack/react-query';
import { listErrorsAction } from '@/lib/actions/list-errors';
import type { ErrorList } from '@/lib/contract/error-list';
import { unwrap } from '@/lib/domain/result';
import {
  ERROR_PAGE_SIZE,
  type ErrorParams,
  printErrorParams,
} from '@/lib/query-state/error-params';

/** What the server had ready with the page, and for which search. */
export interface FirstErrors {
  key: string;
  list: ErrorList;
}

/** The groups of a screen. More rows of the same search are waited for with those that are there. */
export function useErrorList(project: string, params: ErrorParams, first: FirstErrors) {
  const search = printErrorParams(params);
  const of = printErrorParams({ ...params, rows: ERROR_PAGE_SIZE });
  return useQuery({
    queryKey: ['errors', project, of, params.rows],
    queryFn: async () => unwrap(await listErrorsAction({ project, search })),
    initialData: first.key === search ? first.list : undefined,
    placeholderData: (previous, query) => (query?.queryKey[2] === of ? previous : undefined),
  });
}
