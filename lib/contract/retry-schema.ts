import { z } from 'zod';
import { EXECUTOR_KINDS } from '@/lib/domain/action-runner';
import { anyJson } from './wire-fields';

/** The body of a request for a retry; parseRetryBody reads it without a parse of its context. */
export const retryRequestSchema = z
  .object({
    code: z.enum(['original', 'current']).optional().describe('`original` unless it is said'),
    context: anyJson.optional().describe('To run on in place of the recorded one'),
  })
  .describe('What shall run');

export const retryAnswerSchema = z
  .object({
    id: z.uuid().describe('The execution: a retry is another attempt of it'),
    attempt: z.number().int().min(2),
    status: z.enum(['pending', 'queued']).optional().describe('Only when it was started'),
    executor: z.enum(EXECUTOR_KINDS).optional().describe('Only when it was started'),
    repeated: z.boolean().describe('The same Idempotency-Key had been heard before'),
  })
  .describe('The attempt that was started');

export const steerAnswerSchema = z
  .object({
    id: z.uuid(),
    outcome: z.enum(['done', 'asked']).describe('`asked` where the worker does it within seconds'),
  })
  .describe('What became of the wish');
