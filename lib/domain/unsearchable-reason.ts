import { MAX_SEARCHABLE_BYTES, MAX_SEARCHABLE_DEPTH } from './limits';
import { RAW_MARKS, type RawValue } from './raw-json';

/** Why a value gets no searchable copy, or null when it gets one. The text is kept either way. */
export function unsearchableReason(
  value: Pick<RawValue, 'depth' | 'marks'>,
  bytes: number,
): string | null {
  if (bytes > MAX_SEARCHABLE_BYTES) return `it is larger than ${MAX_SEARCHABLE_BYTES} bytes`;
  if (value.depth > MAX_SEARCHABLE_DEPTH) return `it is nested deeper than ${MAX_SEARCHABLE_DEPTH}`;
  if (value.marks & RAW_MARKS.nonFinite) return 'it holds NaN or Infinity, which are not JSON';
  if (value.marks & RAW_MARKS.nul) return 'it holds NUL characters';
  if (value.marks & RAW_MARKS.loneSurrogate) return 'it holds broken characters';
  if (value.marks & RAW_MARKS.hugeNumber) return 'it holds a number of more than 1,000 digits';
  return null;
}
