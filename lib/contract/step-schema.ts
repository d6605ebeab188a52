import { z } from 'zod';
import { STEP_STATUSES } from '@/lib/domain/step-status';
import { anyJson, countField, momentField } from './wire-fields';

/** What a step says but for its texts, which are the producer's own. */
export const stepOwnSchema = z.object({
  seq: countField.describe('Its number within the execution'),
  parent_seq: countField.nullable().describe('The step that it is part of'),
  name: z.string().nullable(),
  connector: z.string().nullable(),
  status: z.enum(STEP_STATUSES).nullable(),
  started_at: momentField.nullable(),
  duration_ms: z.number().min(0).nullable(),
});

const text = (name: string) =>
  z.string().optional().describe(`In place of \`${name}\` that is no strict JSON`);

/** One step on the wire. */
export const stepSchema = stepOwnSchema
  .extend({
    input: anyJson.describe('As it was sent'),
    input_text: text('input'),
    output: anyJson.describe('As it was sent'),
    output_text: text('output'),
    error: anyJson.describe('As it was sent: why it failed or was skipped'),
    error_text: text('error'),
  })
  .describe('One step of an execution');

export const stepListSchema = z
  .object({
    items: z.array(stepSchema),
    next: z.string().nullable().describe('The `after` of the next page; null at the end'),
  })
  .describe('A page of steps in the order of `seq`');
