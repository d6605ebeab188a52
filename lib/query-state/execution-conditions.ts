import { VALUE_FIELDS } from '@/lib/domain/execution-columns';
import type { Condition } from '@/lib/domain/execution-query';
import type { ExecutionParams } from './execution-params';
import { searchTerms } from './search-terms';

/** What must hold for a row to be listed: AND between filters, and between them and the search. */
export function executionConditions(params: ExecutionParams): Condition[] {
  const conditions: Condition[] = [];
  for (const field of VALUE_FIELDS) {
    const values = params.values[field];
    if (values.length > 0) conditions.push({ field, op: 'in', values });
  }
  if (params.minMs !== null || params.maxMs !== null) {
    conditions.push({ field: 'duration', op: 'range', minMs: params.minMs, maxMs: params.maxMs });
  }
  for (const term of searchTerms(params.search)) {
    conditions.push({ field: 'search', op: 'contains', term });
  }
  return conditions;
}
