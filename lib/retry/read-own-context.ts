import { AppError } from '@/lib/domain/app-error';
import { MAX_RETRY_CONTEXT_BYTES } from '@/lib/domain/limits';
import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { unsearchableReason } from '@/lib/domain/unsearchable-reason';
import { jsonFault } from '@/lib/format/json-fault';

/**
 * A context that somebody wrote, as it is stored: the text itself, and whether it gets a copy for search.
 * Throws `invalid_input` with line and column where it is no JSON, and `too_large`.
 */
export function readOwnContext(text: string): { text: string; bytes: number; searchable: boolean } {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_RETRY_CONTEXT_BYTES) {
    const mostMb = MAX_RETRY_CONTEXT_BYTES / 1024 / 1024;
    throw new AppError('too_large', `The context is larger than ${mostMb} MB`);
  }
  // As ingest reads it: what Python's json module writes and reads may stand in a context.
  const scan = scanRawJson(text, { allowNonFinite: true });
  if (!scan.ok) {
    const { line, column, message } = jsonFault(text, scan.position);
    throw new AppError(
      'invalid_input',
      `The context has to be JSON: line ${line}, column ${column}: ${message}`,
    );
  }
  if (!text.isWellFormed()) {
    throw new AppError(
      'invalid_input',
      'The context holds half of a character: write it as \\uXXXX',
    );
  }
  return { text, bytes, searchable: unsearchableReason(scan.json.root, bytes) === null };
}
