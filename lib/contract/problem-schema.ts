import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '@/lib/domain/app-error';
import { REFUSAL_ORDER } from '@/lib/domain/retry-eligibility';
import { appendVerdictsSchema } from './append-report';
import { ingestVerdictsSchema } from './ingest-report';

const codes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];

/** A refusal of the native API (RFC 9457). */
export const problemSchema = z
  .object({
    title: z.string(),
    status: z.number().int(),
    code: z.enum(codes).describe('Stable: what a program decides by'),
    detail: z.string().describe('For people'),
  })
  .describe('Why something was refused');

/** What ended the reading of a body, and what became of the items before it. */
export const ingestProblemSchema = problemSchema
  .extend(ingestVerdictsSchema.partial().shape)
  .describe('Why the body was not read to its end, with what became of the items before that');

export const appendProblemSchema = problemSchema
  .extend(appendVerdictsSchema.partial().shape)
  .describe('Why the body was not read to its end, with what became of the items before that');

const refusal = z.enum(REFUSAL_ORDER as [(typeof REFUSAL_ORDER)[number]]);

export const notRetryableSchema = problemSchema
  .extend({
    reason: refusal.optional().describe('The first of the reasons'),
    reasons: z
      .array(z.object({ code: refusal, message: z.string() }))
      .optional()
      .describe('All of them'),
  })
  .describe('Why an execution cannot be retried');
