import type { SplitItem } from '@/lib/ingest/split-item';
import { CliProblem, EXIT } from '../cli-problem';
import { readInput } from '../read-input';
import { splitLists } from './split-lists';

/** Of one document, which is held whole and read into values: several times as much in memory. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

/**
 * The documents of a file, one by one. Throws CliProblem for one that is too long to be held.
 * @param file `-` for stdin
 */
export async function* documentsOf(
  file: string,
  maxBytes = MAX_DOCUMENT_BYTES,
): AsyncGenerator<SplitItem> {
  let sinceLast = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of readInput(file)) {
      sinceLast += chunk.length;
      if (sinceLast > maxBytes) throw tooLong(file, maxBytes);
      yield chunk;
    }
  }
  for await (const item of splitLists(counted())) {
    sinceLast = 0;
    yield item;
  }
}

function tooLong(file: string, maxBytes: number): CliProblem {
  const message = `${file} holds one document of more than ${maxBytes / 1024 / 1024} MB. Export it in parts, or write its executions one to a line, or as one JSON array: those may be of any length`;
  return new CliProblem(message, EXIT.usage);
}
