'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { isExecutionId } from '@/lib/domain/execution-id';
import { explainFailure } from '@/lib/search/explain-failure';

const input = z.object({ project: z.string(), id: z.string().refine(isExecutionId) });

export const explainFailureAction = defineAction('explain-failure', input, async (call) =>
  explainFailure(call.project.id, call.input.id),
);
