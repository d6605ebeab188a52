import { z } from 'zod';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import { STATUSES } from '@/lib/domain/status';
import { STEP_STATUSES } from '@/lib/domain/step-status';
import { anyJson } from './wire-fields';

const MAX_SEQ = 2_147_483_647;
const MAX_ATTEMPT = 32_767;

const text = z.string().nullish();
const moment = z
  .union([z.iso.datetime({ offset: true }), z.number()])
  .nullish()
  .describe('ISO 8601, or an epoch number in s, ms, µs or ns');
const duration = z.number().min(0).nullish().describe('Milliseconds, with a fraction');
const seq = z.number().int().min(0).max(MAX_SEQ).nullish();
const attempt = z.number().int().min(1).max(MAX_ATTEMPT).nullish();

export const stepMessageSchema = z
  .looseObject({
    seq: seq.describe('Its number within the execution: the same for its begin and its end'),
    parent_seq: seq.describe('The step that it is part of'),
    name: text,
    connector: text,
    status: z.enum(STEP_STATUSES).nullish(),
    started_at: moment,
    duration_ms: duration,
    input: anyJson.optional(),
    output: anyJson.optional(),
    error: anyJson.optional(),
  })
  .describe('A step as it is sent. Further members are kept as attributes of the execution');

/** A step that is sent by itself. */
export const stepLineSchema = stepMessageSchema
  .extend({
    seq: z
      .number()
      .int()
      .min(0)
      .max(MAX_SEQ)
      .describe('Its number within the execution: the same for its begin and its end'),
  })
  .describe('A step that is sent by itself, when it begins and again when it has ended');

export const entryMessageSchema = z
  .looseObject({
    seq: seq.describe('Its place in the log; the next free one where there is none'),
    id: z.string().nullish().describe('By which it is known again, without a seq'),
    level: z
      .enum(['debug', 'info', 'warning', 'warn', 'error'])
      .nullish()
      .describe(
        '`info` where there is none. Names of other loggers mean the nearest: `fatal`, `critical` and the like `error`, `notice` `info`, `trace` and `verbose` `debug`',
      ),
    event: text.describe('What kind of thing happened, as `resource_completed`'),
    message: text,
    data: anyJson.optional(),
    worker_id: text,
    attempt,
    occurred_at: moment,
  })
  .describe('A log line as it is sent. Further members are kept with it');

const actionMessageSchema = z
  .union([z.string(), z.looseObject({ key: z.string(), name: text })])
  .describe('Its key, or its key and its name');

/**
 * An execution as it is sent. Runlens reads it with a scanner of its own, which takes more than this and
 * says what it altered; a message that is as this says is never refused for its form.
 */
export const executionMessageSchema = z
  .looseObject({
    id: z
      .string()
      .max(MAX_NAME_LENGTH)
      .nullish()
      .describe("The producer's own id: by it a later message updates the execution"),
    created_at: moment,
    started_at: moment,
    finished_at: moment,
    duration_ms: duration,
    status: z.enum(STATUSES),
    event: z.string().min(1),
    target: z.string().min(1),
    target_record_id: z.union([z.string(), z.number()]).nullish(),
    actions: z.array(actionMessageSchema).nullish().describe('What ran, in its order'),
    raised_action: text.describe('Key of the action that raised'),
    validation_message: text.describe('What it raised'),
    request_id: text,
    triggered_by: text,
    trigger: anyJson.optional().describe('`kind` and `hash` mean something to Runlens'),
    environment: text,
    attempt,
    retry_of: text.describe('The id of the execution that this one is a retry of'),
    language: text,
    code: text.describe('The exact code that ran'),
    context: anyJson.optional().describe('What it ran with; kept to the byte'),
    output: anyJson.optional().describe('The recording: stdout, stderr, exit_code, outcome, …'),
    attributes: z.record(z.string(), anyJson).nullish(),
    steps: z.array(stepMessageSchema).nullish(),
    entries: z.array(entryMessageSchema).nullish(),
  })
  .describe('An execution as it is sent. Further members are kept as attributes');
