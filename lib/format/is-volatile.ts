/** Kinds of values that are new in every run: what a value looks like on both sides. */
const KINDS = [
  // UUID, with or without dashes.
  /^"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"$/i,
  // ULID.
  /^"[0-7][0-9A-HJKMNP-TV-Z]{25}"$/,
  // Hashes and trace ids in hex.
  /^"(?:sha\d+[:-])?(?:[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})"$/i,
  // Times of ISO 8601 with seconds, also with a blank.
  /^"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?"$/,
  // Unix time in seconds or milliseconds, of the years 2001 to 2286, as a number or as text.
  /^"?[1-9]\d{9}(?:\.\d{1,9})?"?$/,
  /^"?[1-9]\d{12}"?$/,
];

/** Whether a value was changed as ids and timestamps are from run to run, and says nothing by it. */
export function isVolatile(before: string | null, after: string | null): boolean {
  if (before === null || after === null) return false;
  return KINDS.some((kind) => kind.test(before) && kind.test(after));
}
