import { z } from 'zod';
import { alterationSchema, countField as count } from './wire-fields';

/** What became of the entries or steps of one request. Indexes count from 0 in the order sent. */
export const appendReportSchema = z.object({
  /** New ones, and steps that went on. */
  accepted: count,
  /** Sent before with the same content. */
  duplicates: count,
  rejected: z.array(z.object({ index: count, code: z.string(), message: z.string() })),
  /** Stored, but not exactly as sent. */
  altered: z.array(
    z.object({
      index: count,
      alterations: z.array(alterationSchema),
    }),
  ),
  /** One per item: under which it is stored; null where it was rejected. */
  seqs: z.array(count.nullable()),
  /** Items read. */
  read: count,
  /** Why the rest of the body was not read; null when all of it was. */
  stopped: z
    .object({ code: z.enum(['too_large', 'invalid_input']), message: z.string() })
    .nullable(),
});

/** The same in an answer, where a problem says what stopped it. */
export const appendVerdictsSchema = appendReportSchema
  .omit({ stopped: true })
  .describe('What became of each item of the request');

export type AppendReport = z.infer<typeof appendReportSchema>;
