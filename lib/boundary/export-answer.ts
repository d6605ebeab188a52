import { formatStamp } from '@/lib/format/format-stamp';
import type { ExportRequest } from '@/lib/query-state/export-request';
import { textStream } from './text-stream';

const TYPE: Record<ExportRequest['format'], string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** An export as a download, named by its time and, where it is known before, by its count. */
export function exportAnswer(
  request: Request,
  { format }: ExportRequest,
  count: number | null,
  texts: AsyncGenerator<string>,
): Response {
  const name = `runlens-${formatStamp(new Date())}${count === null ? '' : `-${count}`}-logs.${format}`;
  return textStream('GET export', request, texts, { type: TYPE[format], name });
}
