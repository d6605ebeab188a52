'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { isExecutionId } from '@/lib/domain/execution-id';
import { unpinCase } from '@/lib/pins/unpin-case';

const input = z.object({
  project: z.string(),
  actionKey: z.string(),
  id: z.string().refine(isExecutionId),
});

export const unpinCaseAction = defineAction('unpin-case', input, async (call) =>
  unpinCase(call.project.id, call.input.actionKey, call.input.id),
);
