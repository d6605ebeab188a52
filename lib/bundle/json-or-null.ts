import { scanRawJson } from '@/lib/domain/raw-json-scan';

/**
 * A JSON text as a file can hold it: without a byte order mark, lone surrogates as escapes, otherwise
 * untouched. Null when it is no JSON: that could end a raw string of Python, which JSON cannot.
 */
export function jsonOrNull(text: string | null): string | null {
  if (text === null) return null;
  const json = text.replace(/^\ufeff/, '').replace(/\p{Surrogate}/gu, escapeUnit);
  return scanRawJson(json, { allowNonFinite: true }).ok ? json : null;
}

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
