'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { MAX_PATH_COLUMNS, pathColumnKey } from '@/lib/domain/column-layout';
import { isExecutionId } from '@/lib/domain/execution-id';
import { listPathColumns } from '@/lib/search/list-path-columns';

const input = z.object({
  project: z.string(),
  ids: z.array(z.string().refine(isExecutionId)).min(1).max(200),
  paths: z
    .array(z.string().refine((path) => pathColumnKey(path) === path, 'no path'))
    .min(1)
    .max(MAX_PATH_COLUMNS),
});

/** What rows that are on the screen already have at a path that has just become a column. */
export const listPathValuesAction = defineAction('list-path-values', input, async (call) =>
  listPathColumns(call.project.id, call.input.ids, call.input.paths),
);
