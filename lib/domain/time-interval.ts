import { timeBoundMs } from './time-range';

/** Half-open, in Unix ms. */
export interface TimeInterval {
  fromMs: number;
  toMs: number;
}

/**
 * What a written time denotes: that day, minute, second or millisecond (finer digits are not kept);
 * a relative time is an instant, an interval without length. Null when the text is no time.
 */
export function timeInterval(text: string, now: number): TimeInterval | null {
  const fromMs = timeBoundMs(text, now);
  if (fromMs === null) return null;
  if (text.startsWith('-')) return { fromMs, toMs: fromMs };
  const time = text.slice(11).replace(/(Z|[+-]\d{2}:?\d{2})$/, '');
  const length =
    time === '' ? 86_400_000 : time.includes('.') ? 1 : time.length > 5 ? 1_000 : 60_000;
  return { fromMs, toMs: fromMs + length };
}
