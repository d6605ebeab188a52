'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { findStoredBundle } from '@/lib/bundle/find-stored-bundle';
import { isExecutionId } from '@/lib/domain/execution-id';

const input = z.object({ project: z.string(), id: z.string().refine(isExecutionId) });

/** Whether a file that somebody has is of an execution of the project, and the hash of its present one. */
export const findStoredBundleAction = defineAction('find-stored-bundle', input, async (call) =>
  findStoredBundle(call.project.id, call.input.id),
);
