import { z } from 'zod';
import { EXECUTOR_KINDS } from '@/lib/domain/action-runner';
import { statusSchema } from './execution-schema';
import { countField, momentField, sha256Field } from './wire-fields';

/** An attempt on the wire. */
export const attemptSchema = z
  .object({
    execution_id: z
      .uuid()
      .describe('The execution itself, or one that a producer sent as its retry'),
    attempt: z.number().int().min(1),
    is_last: z.boolean(),
    status: statusSchema,
    started_at: momentField.nullable(),
    finished_at: momentField.nullable(),
    duration_ms: z.number().min(0).nullable(),
    raised_action: z.string().nullable(),
    validation_message: z.string().nullable(),
    code_sha256: sha256Field.nullable(),
    context_bytes: countField.nullable(),
    output_bytes: countField.nullable(),
    warning_count: countField,
    error_count: countField,
    requested_by: z.string().nullable().describe('Who asked for it; null for a first attempt'),
    requested_at: momentField.nullable(),
    executor: z
      .string()
      .nullable()
      .describe(`What ran it: ${EXECUTOR_KINDS.join(' or ')}`),
    worker_id: z.string().nullable(),
  })
  .describe('One attempt of an execution');

export const attemptListSchema = z
  .object({ items: z.array(attemptSchema), next: z.null() })
  .describe('All attempts, the first one first');
