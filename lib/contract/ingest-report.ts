import { z } from 'zod';
import { alterationSchema, countField as count } from './wire-fields';

/** What became of a request's items. Indexes count from 0 in the order in which they were sent. */
export const ingestReportSchema = z.object({
  /** New executions, and those that a later message changed. */
  accepted: count,
  /** Sent before with the same content, or a message of an earlier stage that came late. */
  duplicates: count,
  rejected: z.array(z.object({ index: count, code: z.string(), message: z.string() })),
  /** Stored, but not exactly as sent. */
  altered: z.array(
    z.object({
      index: count,
      id: z.uuid(),
      alterations: z.array(alterationSchema),
    }),
  ),
  /** One per item; null where it was rejected. */
  ids: z.array(z.uuid().nullable()),
  /** Items read. */
  read: count,
  /** Why the rest of the body was not read; null when all of it was. */
  stopped: z
    .object({ code: z.enum(['too_large', 'invalid_input']), message: z.string() })
    .nullable(),
});

/** The same in an answer, where a problem says what stopped it. */
export const ingestVerdictsSchema = ingestReportSchema
  .omit({ stopped: true })
  .describe('What became of each item of the request');

export type IngestReport = z.infer<typeof ingestReportSchema>;
