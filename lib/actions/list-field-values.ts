'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { VALUE_FIELDS } from '@/lib/domain/execution-columns';
import { listFilterValues } from '@/lib/search/list-filter-values';

const input = z.object({
  project: z.string(),
  field: z.enum(VALUE_FIELDS),
  containing: z.string().max(200),
});

/** The values that a filter offers. */
export const listFieldValuesAction = defineAction('list-field-values', input, async (call) =>
  listFilterValues(call.project.id, call.input.field, call.input.containing),
);
