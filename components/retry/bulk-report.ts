import type { BulkRetryRow } from '@/lib/contract/bulk-retry';
import { csvLine, csvText } from '@/lib/format/csv-cell';

/** What became of each, as CSV. What was not reached when somebody gave up is not among it. */
export function bulkReport(rows: readonly BulkRetryRow[]): string {
  const lines = rows.map(({ id, outcome, attempt, code, message }) =>
    csvLine([id, outcome, String(attempt ?? ''), code ?? '', csvText(message ?? '')]),
  );
  return csvLine(['id', 'outcome', 'attempt', 'reason', 'message']) + lines.join('');
}
