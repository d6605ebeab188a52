'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { isExecutionId } from '@/lib/domain/execution-id';
import { planRetry } from '@/lib/retry/plan-retry';

const input = z.object({ project: z.string(), id: z.string().refine(isExecutionId) });

export const planRetryAction = defineAction('plan-retry', input, async (call) =>
  planRetry(call.project.id, call.input.id),
);
