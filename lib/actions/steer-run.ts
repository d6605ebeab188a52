'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { isExecutionId } from '@/lib/domain/execution-id';
import { RUN_WISHES } from '@/lib/domain/run-steering';
import { steerRun } from '@/lib/runner/steer-run';

const input = z.object({
  project: z.string(),
  id: z.string().refine(isExecutionId, 'not an execution id'),
  wish: z.enum(RUN_WISHES),
});

/** Cancels, pauses or resumes a run. */
export const steerRunAction = defineAction('steer-run', input, async (call) =>
  steerRun(call.project.id, call.input.id, call.input.wish, call.viewer.name),
);
