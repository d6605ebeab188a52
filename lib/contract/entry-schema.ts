import { z } from 'zod';
import { LEVELS } from '@/lib/domain/level';
import { anyJson, countField, momentField } from './wire-fields';

/** What an entry says but for its data, which is the producer's own text. */
export const entryOwnSchema = z.object({
  seq: countField.describe('Its place in the log of the execution'),
  level: z.enum(LEVELS),
  event: z.string().nullable(),
  message: z.string().nullable(),
  worker_id: z.string().nullable(),
  attempt: z.number().int().min(1).nullable(),
  occurred_at: z.iso.datetime({ offset: true }).nullable(),
});

/** One entry on the wire. */
export const entrySchema = entryOwnSchema
  .extend({
    occurred_at: momentField.nullable(),
    data: anyJson.describe('As it was sent'),
    data_text: z.string().optional().describe('In place of `data` that is no strict JSON'),
  })
  .describe('One line of a log');

export const entryListSchema = z
  .object({
    items: z.array(entrySchema),
    next: z.string().nullable().describe('The `after` of the next page; null at the end'),
  })
  .describe('A page of entries in the order of `seq`');
