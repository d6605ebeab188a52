import type { Bound, Clause } from '@/lib/domain/query';
import type { FieldMeaning, FieldType } from '@/lib/domain/query-fields';
import { timeIntervalMs } from '@/lib/domain/time-range';
import { canonicalValue } from './canonical-value';
import type { ClauseItem } from './clause-items';
import { type QueryScan, refuse, replaced } from './query-scan';
import { quoteText } from './quote-text';

/** What has ranges; at a path, numbers have. */
export const ORDERED: readonly FieldType[] = ['number', 'duration', 'time', 'json'];

const SPAN = /^(>?)(|.*[^.])\.\.(<?)(|[^.].*)$/s;
const COMPARISON = /^([<>])(=?)(.*)$/s;

/** A time like `-2h`, which by itself means since then. */
export function isRelative(meaning: FieldMeaning, text: string): boolean {
  return meaning.type === 'time' && text.startsWith('-') && timeIntervalMs(text, 0) !== null;
}

/** The range that an item says; null when it was refused, undefined when it says none. */
export function clauseRange(
  scan: QueryScan,
  field: string,
  meaning: FieldMeaning,
  item: ClauseItem,
): Clause | null | undefined {
  const ends = rangeEnds(meaning, item.text);
  if (!ends) return undefined;
  const place: [number, number] = [item.from, item.to];
  const of: FieldMeaning = meaning.type === 'json' ? { ...meaning, type: 'number' } : meaning;
  const bounds: (Bound | null)[] = [];
  for (const end of ends) {
    const value = end && canonicalValue(of, end.value);
    if (value && typeof value !== 'string') {
      const reason = meaning.type === 'json' ? 'has ranges of numbers only' : value.reason;
      const fix: [string, string] | undefined =
        meaning.type === 'json'
          ? ['Put it in quotes', replaced(scan, ...place, quoteText(item.text))]
          : undefined;
      refuse(scan, place, `${field} ${reason}.`, fix);
      return null;
    }
    bounds.push(end && value ? { value, inclusive: end.inclusive } : null);
  }
  const [min = null, max = null] = bounds;
  if (!min && !max) {
    refuse(scan, place, 'A range needs a beginning or an end.');
    return null;
  }
  if (min && max && isEmpty(of, min, max)) {
    refuse(scan, place, 'Nothing lies in this range: it ends before it begins.');
    return null;
  }
  return { kind: 'range', field, min, max };
}

function rangeEnds(meaning: FieldMeaning, text: string): [Bound | null, Bound | null] | null {
  const end = (value: string, mark: string): Bound | null =>
    value + mark === '' ? null : { value, inclusive: mark === '' };
  const span = SPAN.exec(text);
  if (span) return [end(span[2] ?? '', span[1] ?? ''), end(span[4] ?? '', span[3] ?? '')];
  const [, sign, equal, value = ''] = COMPARISON.exec(text) ?? [];
  const bound: Bound = { value, inclusive: equal !== '' };
  if (sign) return sign === '>' ? [bound, null] : [null, bound];
  return isRelative(meaning, text) ? [{ value: text, inclusive: true }, null] : null;
}

function isEmpty({ type }: FieldMeaning, min: Bound, max: Bound): boolean {
  if (type !== 'time') {
    const both = min.inclusive && max.inclusive;
    return Number(min.value) > Number(max.value) || (min.value === max.value && !both);
  }
  const [first, last] = [timeIntervalMs(min.value, 0), timeIntervalMs(max.value, 0)];
  // One relative to now and one that is not: whether anything lies between changes with time.
  if (!first || !last || min.value.startsWith('-') !== max.value.startsWith('-')) return false;
  return (
    (min.inclusive ? first.startMs : first.endMs) > (max.inclusive ? last.endMs : last.startMs) ||
    (min.value === max.value && !(min.inclusive && max.inclusive))
  );
}
