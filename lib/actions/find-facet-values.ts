'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import { FACET_FIELDS, parsePathField } from '@/lib/domain/query-fields';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { requireQuery } from '@/lib/query-state/require-query';
import { findFacetValues } from '@/lib/search/find-facet-values';

const isFacet = (field: string) =>
  FACET_FIELDS.some((name) => name === field) || parsePathField(field) !== null;

const input = z.object({
  project: z.string(),
  /** The screen's URL search. */
  search: z.string().max(20_000),
  field: z.string().max(MAX_NAME_LENGTH).refine(isFacet),
  containing: z.string().max(200),
});

/** The values of one facet that contain a text, with their counts. */
export const findFacetValuesAction = defineAction('find-facet-values', input, async (call) => {
  const { q, range } = parseExecutionParams(new URLSearchParams(call.input.search));
  const { field, containing } = call.input;
  return findFacetValues(call.project.id, { query: requireQuery(q), range, field, containing });
});
