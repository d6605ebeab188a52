'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { caseName } from '@/lib/contract/case-name';
import { isExecutionId } from '@/lib/domain/execution-id';
import { renameCase } from '@/lib/pins/rename-case';

const input = z.object({
  project: z.string(),
  actionKey: z.string(),
  id: z.string().refine(isExecutionId),
  name: caseName,
});

export const renameCaseAction = defineAction('rename-case', input, async (call) =>
  renameCase(call.project.id, call.input.actionKey, call.input.id, call.input.name),
);
