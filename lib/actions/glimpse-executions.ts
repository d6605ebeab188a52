'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { MAX_GLIMPSES } from '@/lib/contract/glimpse';
import { isExecutionId } from '@/lib/domain/execution-id';
import { glimpseExecutions } from '@/lib/search/glimpse-executions';

const input = z.object({
  project: z.string(),
  ids: z.array(z.string().refine(isExecutionId)).min(1).max(MAX_GLIMPSES),
});

/** What quick view shows of a few executions at once, so that the neighbours are there before the key. */
export const glimpseExecutionsAction = defineAction('glimpse-executions', input, async (call) =>
  glimpseExecutions(call.project.id, call.input.ids),
);
