'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { parseErrorParams } from '@/lib/query-state/error-params';
import { listErrors } from '@/lib/search/list-errors';

/** `search` is that of the screen's URL. */
const input = z.object({ project: z.string(), search: z.string().max(20_000) });

/** The error groups that a screen lists. */
export const listErrorsAction = defineAction('list-errors', input, async (call) =>
  listErrors(call.project.id, parseErrorParams(new URLSearchParams(call.input.search))),
);
