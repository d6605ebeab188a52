import type { RawScan } from './raw-json';
import { RawJsonScanner } from './raw-json-scanner';

/**
 * The top level of a JSON text (RFC 8259) as ranges of characters. Never throws, never recurses.
 * @param options.allowNonFinite take NaN, Infinity and -Infinity for values.
 */
export function scanRawJson(
  text: string,
  options: { from?: number; to?: number; allowNonFinite?: boolean } = {},
): RawScan {
  const scanner = new RawJsonScanner(text, options);
  for (;;) {
    const scan = scanner.advance(Number.POSITIVE_INFINITY);
    if (scan) return scan;
  }
}
