'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { MAX_PATH_COLUMNS, MAX_PATH_LENGTH } from '@/lib/domain/column-layout';
import { isExecutionId } from '@/lib/domain/execution-id';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { listPage } from '@/lib/search/list-page';
import { withPathColumns } from '@/lib/search/list-path-columns';

const input = z.object({
  project: z.string(),
  /** The screen's URL search. */
  search: z.string().max(20_000),
  direction: z.enum(['older', 'newer']),
  cursor: z.string().refine(isExecutionId).nullable(),
  limit: z.number().int().min(1).max(200),
  /** The paths that are columns. */
  paths: z.array(z.string().max(MAX_PATH_LENGTH)).max(MAX_PATH_COLUMNS).default([]),
});

/** A page of what a screen lists. */
export const listExecutionsAction = defineAction('list-executions', input, async (call) => {
  const params = parseExecutionParams(new URLSearchParams(call.input.search));
  const page = await listPage(call.project.id, params, call.input);
  return withPathColumns(call.project.id, page, call.input.paths);
});
