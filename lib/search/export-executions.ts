import { csvHeading, csvRow } from '@/lib/contract/export-csv';
import { ndjsonEnd, ndjsonRow } from '@/lib/contract/export-ndjson';
import { listPathValues } from '@/lib/db/executions/list-path-values';
import { listSummaries } from '@/lib/db/executions/list-summaries';
import { readSelection } from '@/lib/db/selections/read-selection';
import { pathColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { ExportRequest, ExportSource } from '@/lib/query-state/export-request';
import { walkExecutions } from './walk-executions';

/** Characters of a value at a path: all of it, but for what no cell and no line should hold. */
const MAX_VALUE = 100_000;
/** Rows at once: fewer questions than by the pages of a screen. */
const PAGE = 2_000;
/** The same where each row may bring values at paths along. */
const PAGE_WITH_PATHS = 50;

/**
 * An export as texts of some hundred rows each, made as they are read: nothing of it is kept. NDJSON
 * ends with a line that says how many there were; either format breaks off when it fails. What goes on
 * behind a row has no heading.
 */
export async function* exportExecutions(
  projectId: ProjectId,
  { format, columns, zone, source, after }: ExportRequest,
): AsyncGenerator<string> {
  const paths = [...new Set(columns.filter((key) => pathColumnKey(key)))];
  const pageSize = paths.length > 0 ? PAGE_WITH_PATHS : PAGE;
  let count = 0;
  if (format === 'csv' && after === null) yield csvHeading(columns);
  for await (const page of pagesOf(projectId, source, { limit: pageSize, after })) {
    count += page.length;
    const ids = page.map(({ id }) => id);
    const values = await listPathValues(projectId, ids, paths, MAX_VALUE);
    yield page
      .map((execution) =>
        format === 'csv'
          ? csvRow(execution, columns, values, zone)
          : ndjsonRow(execution, paths, values, zone),
      )
      .join('');
  }
  if (format === 'ndjson') yield ndjsonEnd(count);
}

function pagesOf(
  projectId: ProjectId,
  source: ExportSource,
  page: { limit: number; after: ExecutionId | null },
): AsyncGenerator<readonly ExecutionSummary[]> {
  if ('params' in source) return walkExecutions(projectId, source.params, page);
  const parts = 'ids' in source ? [source.ids] : readSelection(source.selection);
  return pagesOfIds(projectId, parts, page.limit);
}

async function* pagesOfIds(
  projectId: ProjectId,
  parts: Iterable<readonly ExecutionId[]> | AsyncIterable<readonly ExecutionId[]>,
  pageSize: number,
): AsyncGenerator<readonly ExecutionSummary[]> {
  for await (const part of parts) {
    for (let at = 0; at < part.length; at += pageSize) {
      yield await listSummaries(projectId, part.slice(at, at + pageSize));
    }
  }
}
