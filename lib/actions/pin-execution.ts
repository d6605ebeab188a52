'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { isExecutionId } from '@/lib/domain/execution-id';
import { pinExecution } from '@/lib/pins/pin-execution';

const input = z.object({ project: z.string(), id: z.string().refine(isExecutionId) });

export const pinExecutionAction = defineAction('pin-execution', input, async (call) =>
  pinExecution(call.project.id, call.input.id, call.viewer.name),
);
