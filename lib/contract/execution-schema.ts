import { z } from 'zod';
import { STATUSES } from '@/lib/domain/status';
import { VERDICTS } from '@/lib/domain/verdict';
import { alterationSchema, anyJson, countField, momentField, sha256Field } from './wire-fields';

export const statusSchema = z
  .enum(STATUSES)
  .describe('How far an execution is, or how it has ended');

export const verdictNameSchema = z
  .enum(VERDICTS)
  .describe('Whether a rerun of its file gave what was recorded');

/** A list row on the wire. */
export const executionSummarySchema = z
  .object({
    id: z.uuid().describe('Made by Runlens; its time is `created_at`'),
    external_id: z.string().nullable().describe("The producer's own id"),
    created_at: momentField.describe(
      'As exact as its id has it, with up to seven digits of a second: sent again with the same `id` it is the same execution',
    ),
    status: statusSchema,
    status_label: z.string().describe('The status in words, as `Partially Executed`'),
    event: z.string(),
    target: z.string(),
    target_record_id: z.string().nullable(),
    validation_message: z.string().nullable().describe('Cut to 1,000 characters'),
    raised_action: z.string().nullable().describe('Key of the action that raised'),
    action_keys: z.array(z.string()).describe('Of the actions that ran, in their order'),
    duration_ms: z.number().min(0).nullable().describe('With a fraction'),
    request_id: z.string().nullable().describe('Of the request during which it was created'),
    triggered_by: z.string().nullable(),
    environment: z.string().nullable(),
    attempt: z.number().int().min(1).describe('1 is the first run'),
    warning_count: countField.describe('Log entries of this level'),
    error_count: countField.describe('Log entries of this level'),
    step_count: countField,
    reproducibility: verdictNameSchema,
    error_group: z.string().nullable().describe('Fingerprint of the failure; null without one'),
    flags: z.array(z.string()).describe('What was altered when it was stored, as `sanitized`'),
  })
  .describe('An execution as a list has it');

export type ExecutionSummaryJson = z.infer<typeof executionSummarySchema>;

/** What one execution says beside its list row, but for the texts of its producer. */
export const executionOwnSchema = executionSummarySchema.extend({
  received_at: momentField,
  started_at: momentField.nullable(),
  finished_at: momentField.nullable(),
  retry_of: z.uuid().nullable().describe('The execution that this one was sent as a retry of'),
  language: z.string().nullable(),
  code_sha256: sha256Field.nullable().describe('Of the code as a JSON string'),
  context_bytes: countField.nullable().describe('Of its UTF-8; null without a context'),
  alterations: z.array(alterationSchema).describe('What was not stored exactly as sent'),
});

/** One execution on the wire. */
export const executionSchema = executionOwnSchema
  .extend({
    actions: anyJson.describe('As they were sent'),
    actions_text: z.string().optional().describe('In place of `actions` that are no strict JSON'),
    trigger: anyJson.describe('As it was sent'),
    trigger_text: z.string().optional().describe('In place of a `trigger` that is no strict JSON'),
    attributes: anyJson.describe('What was sent beside the fields that Runlens knows'),
    attributes_text: z
      .string()
      .optional()
      .describe('In place of `attributes` that are no strict JSON'),
  })
  .describe('An execution without its code, its context and what it printed');

export const executionListSchema = z
  .object({
    items: z.array(executionSummarySchema),
    next: z.uuid().nullable().describe('The `cursor` of the next page; null at the end'),
  })
  .describe('A page of executions');
