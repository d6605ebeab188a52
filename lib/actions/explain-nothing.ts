'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { explainNothing } from '@/lib/search/explain-nothing';

const input = z.object({
  project: z.string(),
  /** The screen's URL search. */
  search: z.string().max(20_000),
});

/** Which part of a search that matches nothing excludes most. */
export const explainNothingAction = defineAction('explain-nothing', input, async (call) =>
  explainNothing(call.project.id, parseExecutionParams(new URLSearchParams(call.input.search))),
);
