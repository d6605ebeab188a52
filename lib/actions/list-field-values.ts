'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { FACET_FIELDS } from '@/lib/domain/query-fields';
import { listFilterValues } from '@/lib/search/list-filter-values';

const input = z.object({
  project: z.string(),
  field: z.enum(FACET_FIELDS),
  containing: z.string().max(200),
});

/** The values that a filter offers. */
export const listFieldValuesAction = defineAction('list-field-values', input, async (call) =>
  listFilterValues(call.project.id, call.input.field, call.input.containing),
);
