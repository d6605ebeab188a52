import { z } from 'zod';

/** For readers that cannot set a header when they begin; the header is the newer one of the two. */
export const streamPlace = z
  .string()
  .optional()
  .describe('As the header Last-Event-ID, for readers that cannot set one');
