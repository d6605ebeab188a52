import { z } from 'zod';
import { executionSummarySchema } from './execution-schema';
import { countField } from './wire-fields';

/** The data of an event `executions` of the stream of a list. */
export const executionChangesSchema = z
  .object({
    items: z.array(
      z.object({
        seq: countField.describe('Goes up with every change'),
        id: z.uuid(),
        is_new: z.boolean(),
        matches: z.boolean().describe('Whether the list still holds it'),
        row: executionSummarySchema,
      }),
    ),
  })
  .describe('What is new in a list, or has changed');
