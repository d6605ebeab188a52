import type { RawScan } from '@/lib/domain/raw-json';
import { RawJsonScanner } from '@/lib/domain/raw-json-scanner';
import type { Pacer } from './pacer';

/** Characters between two looks at the clock: some milliseconds of scanning. */
const SLICE = 1_000_000;

/** Scans a range of a text that may be tens of megabytes without holding the event loop. */
export async function scanPaced(
  text: string,
  range: { from?: number; to?: number },
  pacer: Pacer,
): Promise<RawScan> {
  const scanner = new RawJsonScanner(text, { ...range, allowNonFinite: true });
  for (;;) {
    const scan = scanner.advance(SLICE);
    if (scan) return scan;
    if (pacer.isDue()) await pacer.rest();
  }
}
