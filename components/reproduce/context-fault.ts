import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { type JsonFault, jsonFault } from '@/lib/format/json-fault';

/** Where a context is no JSON, as Python reads it; null when it is. */
export function contextFault(text: string): JsonFault | null {
  const scan = scanRawJson(text, { allowNonFinite: true });
  return scan.ok || scan.reason !== 'syntax' ? null : jsonFault(text, scan.position);
}
