import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { PathValue, PathValues } from '@/lib/domain/path-value';
import { createdAtText } from '@/lib/format/created-at-text';
import { summaryJson } from './execution-json';

/**
 * One execution as a line of JSON: the list row, and under `paths` what it has at the paths that are
 * columns, in the digits of its producer.
 */
export function ndjsonRow(
  execution: ExecutionSummary,
  paths: readonly ColumnKey[],
  values: PathValues,
  zone: string,
): string {
  const row = { ...summaryJson(execution), created_at: createdAtText(execution, zone) };
  const json = JSON.stringify(row);
  if (paths.length === 0) return `${json}\n`;
  const members = paths.map((path) => {
    const value = values[path]?.[execution.id] ?? null;
    return `${JSON.stringify(path)}:${rawJson(value)}`;
  });
  return `${json.slice(0, -1)},"paths":{${members.join(',')}}}\n`;
}

/** The last line: without it the export broke off. */
export function ndjsonEnd(count: number): string {
  return `${JSON.stringify({ end: true, count })}\n`;
}

function rawJson(value: PathValue | null): string {
  if (value === null || value.kind === 'unread') return 'null';
  return value.kind === 'string' || value.isCut ? JSON.stringify(value.text) : value.text;
}
