import { z } from 'zod';
import { RUN_LOG_LEVELS } from './run-log-query';

const levelField = z.enum(RUN_LOG_LEVELS);

/** An entry as VirtuousAI documents it. */
export const runLogSchema = z
  .object({
    id: z.string().describe("The producer's own, or one that is made of ours"),
    level: levelField,
    event: z.string().nullable(),
    message: z.string().nullable(),
    data: z.unknown().describe('As it was sent'),
    data_text: z.string().optional().describe('In place of `data` that is no strict JSON'),
    worker_id: z.string().nullable(),
    attempt: z.number().int().min(1),
    occurred_at: z.iso.datetime().nullable(),
  })
  .describe('A log entry as VirtuousAI documents it');

export const runLogShape = z
  .object({ level: levelField.describe('The least level: `warning` gives errors as well') })
  .partial();
