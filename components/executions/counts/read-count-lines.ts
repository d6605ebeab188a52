import { readLineStream } from '@/components/layout/read-line-stream';
import type { CountPart } from '@/lib/domain/counts';

/** The parts of a count as they arrive. Throws when it fails or breaks off. */
export function readCountLines(url: string, signal: AbortSignal): AsyncGenerator<CountPart> {
  return readLineStream<CountPart>(url, { signal });
}
