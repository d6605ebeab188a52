'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { suggestValues } from '@/lib/search/suggest-values';

const input = z.object({
  project: z.string(),
  field: z.string().max(1_000),
  containing: z.string().max(200),
});

/** What the search bar proposes as values of a field. */
export const suggestValuesAction = defineAction('suggest-values', input, async (call) =>
  suggestValues(call.project.id, call.input.field, call.input.containing),
);
