import { z } from 'zod';

/** A whole number from 0. */
export const countField = z.number().int().min(0);

/** A moment in UTC, with milliseconds or more. */
export const momentField = z.iso.datetime();

/** A SHA-256 in lower-case hex. */
export const sha256Field = z.string().regex(/^[0-9a-f]{64}$/);

/** JSON of a producer as it was sent: any value at all. */
export const anyJson = z.unknown();

/** What Runlens changed of something that was sent. */
export const alterationSchema = z
  .object({
    path: z.string().describe('Where, as `steps[1].seq`; empty for the whole item'),
    code: z.string().describe('What kind, as `truncated`'),
    message: z.string().describe('In words'),
  })
  .describe('One change that Runlens made to what was sent');
